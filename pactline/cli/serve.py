"""How ``pactline run`` starts Streamlit: on this machine only, with our own config, asking nobody outside."""

import errno
import os
import signal
import socket
import sys
import threading
import time
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import NoReturn

import click

from pactline.cli import open_files
from pactline.home import app_root, curated_record
from pactline.network import ROOM_VARIABLE, is_loopback
from pactline.problem import RecordError
from pactline.record import edtf

DATA_VARIABLE = "PACTLINE_DATA"  # tells the app which record to show; the curated one where it is not set
LOOPBACK = "127.0.0.1"
EVERY_ADDRESS = "0.0.0.0"  # noqa: S104 - only where the caller asks for it
_EVERY = {EVERY_ADDRESS, "::"}
FIRST_PORT = 8501
_PORTS_TRIED = 100
_TURN = 0.0005  # s; a run hands some thirty messages to the thread that sends them, and each may wait for such a turn
_REMEMBERED = 16  # readers who are gone
_NOBODY = ("203.0.113.1", 9)  # an address set aside for documentation (RFC 5737): it belongs to no host


class CannotServeError(Exception):
    """The server cannot start; the message says why and what to do."""


def run(data: Path | None, *, host: str = LOOPBACK, port: int | None = None, open_browser: bool | None = None) -> int:
    """Serve the app until it is stopped.

    The current directory does not matter: the process moves to the app's own folder, so that no
    ``.streamlit/config.toml`` of another project is read beside ours. Changes this process for good
    (directory, environment, two functions of Streamlit), so call it last.

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
    port = _free_port(host, port)
    room = _room(host, port)
    if room:
        os.environ[ROOM_VARIABLE] = room
    else:
        os.environ.pop(ROOM_VARIABLE, None)

    from streamlit.web import cli  # noqa: PLC0415 - takes a second, which `pactline --version` need not wait for

    own = _url(LOOPBACK if host in _EVERY else host, port)
    _ask_nobody_for_our_address()
    _send_at_once()
    _remember_few()
    open_files.raise_limit()
    sys.setswitchinterval(_TURN)
    threading.Thread(target=_get_ready, args=(own,), daemon=True, name="pactline-ready").start()
    os.chdir(root)
    click.echo(_greeting(own, room, every=host in _EVERY), err=True)
    # On the command line these win over every config file and over STREAMLIT_* variables.
    options = [f"--server.address={host}", f"--server.port={port}", "--browser.gatherUsageStats=false"]
    if open_browser is not None:
        options.append(f"--server.headless={str(not open_browser).lower()}")
    signal.signal(signal.SIGTERM, _end)  # which the server raises again once it has closed down
    with suppress(click.Abort, KeyboardInterrupt):  # Ctrl+C, likewise
        cli.main(["run", str(app), *options], prog_name="streamlit", standalone_mode=False)
    return 0


def _end(*_: object) -> NoReturn:
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


def _room(host: str, port: int) -> str | None:
    """Return under which address others reach the app, ``None`` if they do not."""
    if is_loopback(host):
        return None
    address = room_address() if host in _EVERY else host
    return _url(address, port) if address else None


def _greeting(own: str, room: str | None, *, every: bool) -> str:
    lines = [f"Pactline is at {own}  (Ctrl+C ends it)"]
    if every:
        lines.append(f"In this room:  {room}" if room else "This machine seems to be on no network.")
    return "\n".join(lines)


def _url(host: str, port: int) -> str:
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _free_port(host: str, asked: int | None) -> int:
    """Find the port to listen on: the one asked for, or the first free one.

    Streamlit does this too, but would say neither which other port it took nor what to do about it.
    """
    last = FIRST_PORT + _PORTS_TRIED - 1
    for port in [asked] if asked else range(FIRST_PORT, last + 1):
        try:
            _try_to_listen(host, port)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise CannotServeError(f"Cannot listen on {_url(host, port)}: {error.strerror}.") from error
        else:
            return port
    if asked:
        raise CannotServeError(f"Port {asked} is taken. Choose another, or leave out --port for the next free one.")
    raise CannotServeError(f"Every port from {FIRST_PORT} to {last} is taken. Choose one with --port.")


def _try_to_listen(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as trial:
        # As Streamlit binds it: a port whose last connections are still closing down counts as free.
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        trial.bind((host, port))
        trial.listen(1)


def _get_ready(own: str) -> None:
    """Open a browser if one is wanted; import what the first page needs and read the record while it loads.

    Not before the server is there: it would come up later, and components are registered with it.

    Args:
        own: The app's address.
    """
    from streamlit import cli_util, config, runtime  # noqa: PLC0415 - see run

    while not runtime.exists():
        time.sleep(0.01)
    if not config.get_option("server.headless"):
        cli_util.open_browser(own)
    from components.shell import serving  # noqa: PLC0415

    record = Path(os.environ.get(DATA_VARIABLE) or curated_record())
    held = serving.held(record)
    from components.overview import panel as _overview  # noqa: F401, PLC0415 - what the first page needs
    from components.parts import event_list as _list  # noqa: F401, PLC0415
    from components.shell import filters as _filters  # noqa: F401, PLC0415
    from components.shell import router as _router  # noqa: F401, PLC0415
    from components.shell import run as _run  # noqa: F401, PLC0415
    from components.stage import component as _stage  # noqa: F401, PLC0415
    from components.timeline import chart as _chart  # noqa: F401, PLC0415

    if held.record is not None and (coverage := _coverage(record, held.record.dossier.edition.as_of)):
        click.echo(coverage, err=True)


def _coverage(record: Path, until: date | None) -> str:
    """Return what whoever runs the app should know of the next edition: until when it covers, and what waits."""
    from pactline.files import inbox  # noqa: PLC0415 - see run

    told = [f"Covered until {edtf.parse(until.isoformat()).words}"] if until else []
    try:
        waiting = len(inbox.waiting(record))
    except RecordError:
        told.append("the inbox cannot be read (pactline proposals says why)")
    else:
        told += [f"{waiting} proposal{'s' if waiting > 1 else ''} waiting (pactline proposals)"] if waiting else []
    return ", ".join(told)


def _ask_nobody_for_our_address() -> None:
    """Keep Streamlit from asking an outside host for this machine's address.

    It does so in the greeting of a headless server, and whenever a page of another origin tries to
    connect. Without that address such a page is refused, as it should be.
    """
    from streamlit import net_util  # noqa: PLC0415 - see run

    net_util.get_external_ip = lambda: None


def _send_at_once() -> None:
    """Let no message wait until the browser has confirmed the one before, which takes it 40 ms (Nagle's algorithm).

    asyncio turns that off, but only for sockets that say they are TCP; Streamlit makes its own without saying so
    (uvicorn's issue 3149 describes the same). Accepted connections take over what their listener has.
    """
    from streamlit.web.server.starlette import starlette_server  # noqa: PLC0415 - see run

    bind = starlette_server._bind_socket  # noqa: SLF001 - there is no setting for it

    def bound(address: str, port: int, backlog: int) -> socket.socket:
        listener = bind(address, port, backlog)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return open_files.Listener.of(listener)

    starlette_server._bind_socket = bound  # noqa: SLF001


def _remember_few() -> None:
    """Remember few readers who are gone: each keeps three files open, for a way back within half a minute.

    How long is a setting (``server.disconnectedSessionTTL``), how many is none.
    """
    from streamlit.runtime import memory_session_storage as storage  # noqa: PLC0415 - see run

    storage.MemorySessionStorage = partial(storage.MemorySessionStorage, maxsize=_REMEMBERED)  # type: ignore[misc,assignment]
