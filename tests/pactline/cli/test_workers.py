"""Several workers behind nginx: a reader stays with one, another takes over from one that ends, and all end together."""

import asyncio
import json
import os
import signal
import subprocess
import urllib.error
import urllib.request
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.readers import Reader
from pactline.cli import serve, workers
from tests import nginx
from tests.app_server import AppServer

BASE = "/docs/pact"


def test_without_nginx_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(workers, "_SBIN", ())
    with pytest.raises(serve.CannotServeError, match="apt-get install nginx-light"):
        workers.run(None, workers=2, host=serve.LOOPBACK, port=None)


@pytest.mark.parametrize("base", ["", BASE])
@pytest.mark.parametrize("listen", ["127.0.0.1:8501", "[::1]:8501"])
def test_nginx_reads_what_is_written_for_it(tmp_path, base, listen):
    file = tmp_path / "nginx.conf"
    file.write_text(workers.configuration(tmp_path, listen, [1024, 1025], base), encoding="utf-8")
    command = [nginx.needed(), "-t", "-p", tmp_path, "-e", "stderr", "-c", file]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr


def asked(app: AppServer, path: str, cookie: str = "") -> tuple[str, str]:
    """Return an answer's text, and the cookies that it sets, a line each."""
    sent = {"Cookie": f"{workers.COOKIE}={cookie}"} if cookie else {}
    ask = urllib.request.Request(f"{app.url}{path}", headers=sent)  # noqa: S310 - our own server
    with urllib.request.urlopen(ask, timeout=60) as answer:  # noqa: S310
        return answer.read().decode(), "\n".join(answer.headers.get_all("Set-Cookie", []))


def worker(app: AppServer, number: int) -> str:
    """Return when a reader's worker has loaded the record, no two at the same moment; nothing while it is loading."""
    try:
        return str(json.loads(asked(app, "/readyz", f"{number:032x}")[0])["since"])
    except urllib.error.HTTPError:
        return ""


def children(process: int) -> list[int]:
    asks = ["ps", "-o", "pid=", "--ppid", str(process)]
    found = subprocess.run(asks, capture_output=True, text=True, check=False)
    return [int(one) for one in found.stdout.split()]


def is_there(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


async def read(app: AppServer) -> float | None:
    reader = await Reader.arrive(app.port, "timeline", BASE)
    try:
        return await reader.ask("kind=wire")
    finally:
        await reader.leave()


def test_two_workers_share_readers_and_each_reader_stays_with_one(tmp_path):
    record = tmp_path / "record.yaml"
    record.write_text("events:\n- {date: 2024, title: Something happened}\n", encoding="utf-8")
    path = os.pathsep.join([str(nginx.needed().parent), os.environ["PATH"]])
    env = {"PATH": path, "STREAMLIT_SERVER_BASE_URL_PATH": BASE.strip("/")}
    with AppServer(record, arguments=["--workers", "2"], env=env, health="/readyz") as app:
        shared = Counter(worker(app, number) for number in range(32))
        assert len(shared) == 2
        first = worker(app, 0)
        assert {worker(app, 0) for _ in range(8)} == {first}

        assert asyncio.run(read(app)) is not None
        assert f"Pactline is at {app.url}{BASE} " in app.output

        page, given = asked(app, f"{BASE}/")
        assert "<html" in page
        assert given == ""
        _, given = asked(app, f"{BASE}/_stcore/health")
        assert f"{workers.COOKIE}=" in given
        assert f"Path={BASE}/; HttpOnly; SameSite=Lax" in given
        assert workers.COOKIE not in asked(app, f"{BASE}/_stcore/health", f"{0:032x}")[1]

        ours = children(app.process)
        own = next(one for one in ours if b"--port" in Path(f"/proc/{one}/cmdline").read_bytes())
        os.kill(own, signal.SIGKILL)
        assert {asked(app, "/healthz", f"{number:032x}")[0] for number in range(8)} == {"ok\n"}  # another answers
        while len(now := {worker(app, number) for number in range(32)} - {""}) < 2:
            pass
        assert len(now & set(shared)) == 1

        ours = children(app.process)
        assert app.end(signal.SIGINT) == 0
        assert not [one for one in ours if is_there(one)]
