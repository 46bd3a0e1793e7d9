"""``pactline run --workers N``: as many processes behind one nginx; each reader stays with one, which has the session.

Streamlit runs all readers of a process in one Python, which uses one core. Each worker here is a ``pactline run`` of
its own on this machine alone, with the record in its own memory; nginx (Debian's package) stands before them,
unprivileged, with a configuration that is made for this run in a temporary folder. All end together.
"""

import os
import queue
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from pathlib import Path

import click

from pactline.cli import open_files, serve
from pactline.home import app_root
from pactline.network import EVERY_ADDRESS, ROOM_VARIABLE

MOST = 64
READY = 120.0  # s that all workers together have to read the record
_END = 10.0  # s that a process has to end by itself
_PROMPT = 0.1  # s between two questions whether a worker is ready
COOKIE = "pactline_worker"  # names a reader's worker, and nothing of the reader
_SBIN = ("/usr/sbin", "/usr/local/sbin")  # where Debian has it, which a user's PATH may leave out
_LACK = (
    "nginx is not there, which stands before several workers. Debian: apt-get install nginx-light; "
    "macOS: brew install nginx. Without it: pactline run, which is one worker."
)

_CONFIG = """\
daemon off;
pid {folder}/nginx.pid;
error_log stderr error;
worker_processes auto;
worker_rlimit_nofile {files};
events {{ worker_connections {connections}; }}
http {{
    access_log off;
    server_tokens off;
    tcp_nodelay on;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 0;  # the app has its own limit

    map $http_upgrade $connection_upgrade {{ default upgrade; '' ''; }}
    # A reader's worker: the one that the cookie names by chance, else the one of the reader's address.
    map $cookie_{cookie} $reader {{ '~^[0-9a-f]{{32}}$' $cookie_{cookie}; default $remote_addr; }}
    map $cookie_{cookie} $given {{
        '~^[0-9a-f]{{32}}$' '';
        default '{cookie}=$request_id; Path={path}/; HttpOnly; SameSite=Lax';
    }}

    upstream workers {{
        hash $reader consistent;
{servers}
    }}
    server {{
        listen {listen};
        proxy_http_version 1.1;
        proxy_set_header Host $http_host;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection $connection_upgrade;
        proxy_set_header X-Forwarded-For $remote_addr;  # written, not added to: it decides who may read the numbers
        proxy_next_upstream error timeout;
        proxy_connect_timeout 2s;
        proxy_read_timeout 1h;
        proxy_send_timeout 1h;
        proxy_buffers 16 64k;
        location / {{ proxy_pass http://workers; }}
        # What the app asks before it connects: no page and nothing that is kept by a cache has a cookie.
        location {path}/_stcore/ {{
            proxy_pass http://workers;
            add_header Set-Cookie $given;
        }}
    }}
}}
"""


def run(data: Path | None, *, workers: int, host: str, port: int | None) -> int:
    """Serve the app by several processes until it is stopped.

    Args:
        data: As of ``serve.run``.
        workers: How many.
        host: The address that nginx listens on.
        port: ``None`` takes the first free one.

    Returns:
        The exit code for the shell.

    Raises:
        serve.CannotServeError: nginx is not there, or the record, address or port, or a worker does not come up.
    """
    nginx = found()
    if nginx is None:
        raise serve.CannotServeError(_LACK)
    base = serve.base_path(app_root())
    with serve.listener(host, port) as listens:  # finds a port, or says why there is none
        own = listens.getsockname()[1]
    room = serve.room(host, own)
    env = {name: value for name, value in os.environ.items() if name != ROOM_VARIABLE} | {serve.FRONT_VARIABLE: "1"}
    if room:
        env[ROOM_VARIABLE] = room + base
    signal.signal(signal.SIGTERM, serve.end)
    with suppress(KeyboardInterrupt), ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="pactline-")))
        folder.chmod(0o711)  # started as root, nginx gives its own workers another name, and they write below
        ports = _ports(workers)
        ended: queue.SimpleQueue[int] = queue.SimpleQueue()
        running = {one: _start(_worker(data, one), env, ended, one) for one in ports}
        stack.callback(_end, running)
        _await(ports, running)
        config = folder / "nginx.conf"
        config.write_text(configuration(folder, serve.url(host, own).removeprefix("http://"), ports, base))
        running[0] = _start([str(nginx), "-p", str(folder), "-e", "stderr", "-c", str(config)], env, ended, 0)
        click.echo(serve.greeting(_own(host, own) + base, room and room + base, every=host == EVERY_ADDRESS), err=True)
        while (one := ended.get()) != 0:  # another in its place, at the same address: nginx finds it again
            click.echo(f"A worker has ended ({running[one].returncode}); another takes its place.", err=True)
            running[one] = _start(_worker(data, one), env, ended, one)
            _await([one], running)
        raise serve.CannotServeError("nginx has ended; the log above says why.")
    return 0


def found() -> Path | None:
    """Return nginx."""
    place = shutil.which("nginx", path=os.pathsep.join([os.environ.get("PATH", ""), *_SBIN]))
    return Path(place) if place else None


def configuration(folder: Path, listen: str, ports: Sequence[int], base: str) -> str:
    """Return nginx's configuration.

    Args:
        folder: Where it may write.
        listen: Address and port.
        ports: Of the workers, on this machine.
        base: The path below which the app is served, with a slash before it; or nothing.
    """
    files = open_files.raise_limit()
    servers = "\n".join(f"        server {serve.LOOPBACK}:{port} max_fails=1 fail_timeout=2s;" for port in ports)
    return _CONFIG.format(
        folder=folder, cookie=COOKIE, path=base, listen=listen, servers=servers, files=files,
        connections=min(max(files // 2, 64), 16_384),
    )  # fmt: skip


def _own(host: str, port: int) -> str:
    return serve.url(serve.LOOPBACK if host in (EVERY_ADDRESS, "::") else host, port)


def _worker(data: Path | None, port: int) -> list[str]:
    record = [str(data.resolve())] if data else []
    return [sys.executable, "-m", "pactline", "run", *record, "--port", str(port), "--no-browser"]


def _ports(number: int) -> list[int]:
    """Return so many ports of this machine that were free a moment ago."""
    with ExitStack() as stack:
        kept = [stack.enter_context(socket.socket()) for _ in range(number)]
        for one in kept:
            one.bind((serve.LOOPBACK, 0))
        return [int(one.getsockname()[1]) for one in kept]


def _start(
    command: list[str], env: dict[str, str], ended: "queue.SimpleQueue[int]", name: int
) -> "subprocess.Popen[bytes]":
    """Start a process, and tell of its end."""
    process = subprocess.Popen(command, env=env, stdin=subprocess.DEVNULL)  # noqa: S603 - our own

    def wait() -> None:
        process.wait()
        ended.put(name)

    threading.Thread(target=wait, daemon=True, name=f"pactline-{name}").start()
    return process


def _await(ports: Sequence[int], running: dict[int, "subprocess.Popen[bytes]"]) -> None:
    """Wait until workers are ready: the record is read, or it is known why it cannot be."""
    until = time.monotonic() + READY
    for port in ports:
        while not _ready(port):
            if running[port].poll() is not None:
                raise serve.CannotServeError("A worker has ended before it was ready; the log above says why.")
            if time.monotonic() > until:
                raise serve.CannotServeError(f"A worker was not ready in {READY:g} s.")
            time.sleep(_PROMPT)


def _ready(port: int) -> bool:
    from components.shell.health import READY as PLACE  # noqa: PLC0415

    try:
        with urllib.request.urlopen(f"http://{serve.LOOPBACK}:{port}/{PLACE}", timeout=5):
            return True
    except urllib.error.HTTPError as error:
        return b'"problems":0' not in error.read()  # the app then shows what is wrong with the record
    except OSError:
        return False


def _end(running: dict[int, "subprocess.Popen[bytes]"]) -> None:
    """End all: first nginx, so that nobody is sent to a worker that is gone."""
    for name in sorted(running):
        running[name].terminate()
    for process in running.values():
        try:
            process.wait(_END)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
