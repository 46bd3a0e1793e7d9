"""How ``pactline run`` starts Streamlit: on this machine only, with our own config, asking nobody outside."""

import errno
import gc
import os
import re
import signal
import socket
import sys
import threading
import tomllib
import webbrowser
from contextlib import suppress
from pathlib import Path
from typing import Final, NoReturn

import click

from pactline.cli import open_files
from pactline.home import DATA_VARIABLE, app_root
from pactline.network import EVERY_ADDRESS, ROOM_VARIABLE, is_loopback

LOOPBACK = "127.0.0.1"
_EVERY = {EVERY_ADDRESS, "::"}
FIRST_PORT = 8501
FRONT_VARIABLE = "PACTLINE_FRONT"  # set for a worker: who stands before it has said where the app is
_PORTS_TRIED = 100
_TURN = 0.0005  # s; a run hands some thirty messages to the thread that sends them, and each may wait for such a turn
_PING = 30  # s between two signs of life; Streamlit's own default
_WAITING = 2048  # connections that wait to be accepted
_YES: Final = frozenset({"1", "true", "t", "yes", "y", "on"})  # as Streamlit reads a variable
_NOBODY = ("203.0.113.1", 9)  # an address set aside for documentation (RFC 5737): it belongs to no host


class CannotServeError(Exception):
    """The server cannot start; the message says why and what to do."""


def run(data: Path | None, *, host: str = LOOPBACK, port: int | None = None, open_browser: bool | None = None) -> int:
    """Serve the app until it is stopped.

    The current directory does not matter: the process moves to the app's own folder, so that no
    ``.streamlit/config.toml`` of another project is read beside ours. Changes this process for good
    (directory, environment, what ``streamlit_leans`` changes of Streamlit), so call it last.

    Args:
        data: A YAML file or a folder that exists; ``None`` shows the curated record.
        host: The address to listen on; ``EVERY_ADDRESS`` opens the app to the network.
        port: ``None`` takes the first free port from ``FIRST_PORT`` on.
        open_browser: ``None`` opens one where there is a screen.

    Returns:
        The exit code for the shell.

    Raises:
        CannotServeError: The record or the app is not there, or the address or port cannot be had.
    """
    root = app_root()
    app = root / "app.py"
    if not app.is_file():
        raise CannotServeError(f"{app} is missing: install pactline again.")
    if data is None:
        os.environ.pop(DATA_VARIABLE, None)
    elif data.exists():
        os.environ[DATA_VARIABLE] = str(data.resolve())
    else:
        raise CannotServeError(f"{data} does not exist.")
    listens = listener(host, port)
    base = base_path(root)
    own = url(LOOPBACK if host in _EVERY else host, listens.getsockname()[1]) + base
    there = room(host, listens.getsockname()[1])
    behind = FRONT_VARIABLE in os.environ
    if there:
        os.environ[ROOM_VARIABLE] = there + base
    elif not behind:
        os.environ.pop(ROOM_VARIABLE, None)
    open_files.raise_limit()
    sys.setswitchinterval(_TURN)
    os.chdir(root)
    if not behind:
        click.echo(greeting(own, there and there + base, every=host in _EVERY), err=True)
    signal.signal(signal.SIGTERM, end)  # which the server raises again once it has closed down
    with suppress(KeyboardInterrupt), listens:  # Ctrl+C, likewise
        serve(app, listens, address=host, own=own, open_browser=open_browser)
    return 0


def serve(app: Path, listener: socket.socket, *, address: str, own: str, open_browser: bool | None) -> None:
    """Serve Streamlit's app on a socket that listens already, until the process is told to end.

    Args:
        app: The script; its folder is the current one.
        listener: Who connects before the server is there waits.
        address: What it listens on.
        own: Address to open in a browser.
        open_browser: ``None`` opens one where there is a screen.
    """
    gc.disable()  # what is imported and read now stays; once the app is ready it collects again (``asgi.get_ready``)
    root, port = app.parent, listener.getsockname()[1]
    if open_browser or (open_browser is None and has_screen(root)):  # it starts while Streamlit is imported
        threading.Thread(target=webbrowser.open, args=(own,), daemon=True, name="pactline-browser").start()
    import streamlit as st  # noqa: PLC0415 - takes a second, which `pactline --version` need not wait for
    import uvicorn  # noqa: PLC0415

    from components.shell import streamlit_leans  # noqa: PLC0415

    streamlit_leans.configure(
        app, {"server.address": address, "server.port": port, "browser.gatherUsageStats": "false"}
    )
    streamlit_leans.ask_nobody_for_our_address()
    streamlit_leans.remember_few()
    from components.shell import asgi  # noqa: PLC0415 - asks for the configuration
    from components.shell.guard import LARGEST_MESSAGE  # noqa: PLC0415
    from components.shell.sending import Sending  # noqa: PLC0415

    ping = st.get_option("server.websocketPingInterval") or _PING
    try:
        options = asgi.options(own=True)
    except ValueError as error:  # of a variable of ours, which it names
        raise CannotServeError(str(error)) from None
    config = uvicorn.Config(
        st.App(app, **options),
        access_log=False,
        log_level="warning",
        ssl_certfile=st.get_option("server.sslCertFile"),
        ssl_keyfile=st.get_option("server.sslKeyFile"),
        ws=Sending,
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=st.get_option("server.enableWebsocketCompression"),
        ws_ping_interval=ping,
        ws_ping_timeout=ping,
    )
    uvicorn.Server(config).run(sockets=[listener])


def base_path(root: Path) -> str:
    """Return the path below which the app is served, with a slash before it; an empty text where there is none.

    Args:
        root: The folder of the app.
    """
    inside = str(setting(root, "baseUrlPath") or "").strip("/")
    return f"/{inside}" if inside else ""


def has_screen(root: Path) -> bool:
    """Say whether a browser is to be opened where nobody has said so: not on a machine without a screen.

    Args:
        root: The folder of the app.
    """
    said = setting(root, "headless")
    if said is None:
        return sys.platform in ("darwin", "win32") or any(map(os.environ.get, ("DISPLAY", "WAYLAND_DISPLAY")))
    return str(said).strip().lower() not in _YES


def setting(root: Path, name: str) -> object:
    """Return what is said of one of Streamlit's settings of the server, ``None`` where nothing is.

    Streamlit reads it from the same places, seconds later than it is wanted here: its variable, the file of the app,
    the file of the user.

    Args:
        root: The folder of the app.
        name: Of the setting, as in the files: ``baseUrlPath``.
    """
    said = os.environ.get("STREAMLIT_SERVER_" + re.sub(r"(?=[A-Z])", "_", name).upper())
    if said is not None:
        return said
    for folder in (root, Path.home()):
        try:
            settings = tomllib.loads((folder / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            continue
        server = settings.get("server")
        if isinstance(server, dict) and server.get(name) is not None:
            return server[name]
    return None


def end(*_: object) -> NoReturn:
    """End this process, as a supervisor asks."""
    sys.exit(0)


def room_address() -> str | None:
    """Return the address under which others on this network reach this machine, or ``None``.

    Connecting a UDP socket sends nothing: the system only chooses the interface that it would use.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(_NOBODY)
        except OSError:  # no route: this machine is on no network
            return None
        address = str(probe.getsockname()[0])
    return None if address.startswith("127.") else address


def room(host: str, port: int) -> str | None:
    """Return under which address others reach the app, ``None`` if they do not."""
    if is_loopback(host):
        return None
    address = room_address() if host in _EVERY else host
    return url(address, port) if address else None


def greeting(own: str, room: str | None, *, every: bool) -> str:
    """Say where the app is, and for others in the room, if ``every`` address is listened on."""
    lines = [f"Pactline is at {own}  (Ctrl+C ends it)"]
    if every:
        lines.append(f"In this room:  {room}" if room else "This machine seems to be on no network.")
    return "\n".join(lines)


def url(host: str, port: int) -> str:
    """Return an address, without a slash at its end."""
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def listener(host: str, asked: int | None) -> socket.socket:
    """Listen on the port that was asked for, or on the first free one.

    Raises:
        CannotServeError: There is none; the message says why.
    """
    last = FIRST_PORT + _PORTS_TRIED - 1
    for port in [asked] if asked else range(FIRST_PORT, last + 1):
        try:
            return _listen(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotServeError(f"Cannot listen on {url(host, port)}: {error.strerror}.") from error
    if asked:
        raise CannotServeError(f"Port {asked} is taken. Choose another, or leave out --port for the next free one.")
    raise CannotServeError(f"Every port from {FIRST_PORT} to {last} is taken. Choose one with --port.")


def _listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, from which no message waits until the browser has confirmed the one before.

    That takes it 40 ms (Nagle's algorithm); accepted connections take over what their listener has.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = open_files.Listener(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        # A port whose last connections are still closing down counts as free.
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if family == socket.AF_INET6:
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)  # "::" means IPv4 as well
        listener.bind((host, port))
        listener.listen(_WAITING)
        listener.setblocking(False)
    except BaseException:
        listener.close()
        raise
    return listener
