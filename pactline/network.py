"""The room: under which address those beside this machine reach the app."""

import ipaddress
from dataclasses import dataclass

ROOM_VARIABLE = "PACTLINE_ROOM"  # tells the app that address, without a slash at its end; not set where there is none

EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - only where the caller asks for it


@dataclass(frozen=True, slots=True)
class Served:
    """Where the app is served.

    Attributes:
        base: Its address, without a slash at its end.
        reachable: Whether others than this computer reach it there.
    """

    base: str
    reachable: bool


def is_loopback(host: str) -> bool:
    """Say whether a host's name or address means the machine itself."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    # A socket for both kinds of addresses writes those of IPv4 as ::ffff:127.0.0.1.
    return ((isinstance(address, ipaddress.IPv6Address) and address.ipv4_mapped) or address).is_loopback
