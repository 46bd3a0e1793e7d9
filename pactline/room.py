"""The room: under which address those beside this machine reach the app."""

import ipaddress

ROOM_VARIABLE = "PACTLINE_ROOM"  # tells the app that address, without a slash at its end; not set where there is none


def is_loopback(host: str) -> bool:
    """Say whether a host's name or address means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
