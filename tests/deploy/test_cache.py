"""The cache of ``deploy/nginx.conf`` before a real server: what is alike for all is kept, and nothing else is."""

import asyncio
import os
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from benchmarks.readers import Reader
from tests import nginx
from tests.app_server import AppServer, free_port

CONFIG = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"


@pytest.fixture(scope="module")
def cached() -> Iterator[int]:
    """Return the port of a cache before a server."""
    port = free_port()
    with tempfile.TemporaryDirectory() as folder, AppServer() as app:
        text = CONFIG.read_text(encoding="utf-8").replace("/tmp/", f"{folder}/")  # noqa: S108 - in the container
        text = text.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("app:8501", f"127.0.0.1:{app.port}")
        own = Path(folder) / "nginx.conf"
        own.write_text(text, encoding="utf-8")
        rights = "user root;" if os.geteuid() == 0 else ""
        command = [str(nginx.needed()), "-e", "stderr", "-c", str(own), "-g", f"daemon off; {rights}"]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL)
        try:
            while process.poll() is None:
                try:
                    if asked(port, "/readyz")[0] == 200:
                        break
                except OSError:
                    continue
            assert process.poll() is None
            yield port
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(10)


def asked(port: int, path: str) -> tuple[int, Message, bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=60) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_a_page_is_asked_for_once_for_all_and_keeps_its_policy(cached: int) -> None:
    first, again, other = (asked(cached, path) for path in ("/sources", "/sources", "/sources?kind=wire"))
    assert [one[1]["X-Cache-Status"] for one in (first, again, other)] == ["MISS", "HIT", "MISS"]
    assert first[2] == again[2]
    assert "script-src" in first[1]["Content-Security-Policy"]
    assert first[1]["Content-Security-Policy"] == again[1]["Content-Security-Policy"]
    assert first[1]["Set-Cookie"] is None


def test_what_is_one_readers_is_not_kept(cached: int) -> None:
    for path in ("/card?event=none", "/hits?q=troops", "/take?file=pactline-events.csv"):
        assert [asked(cached, path)[1]["X-Cache-Status"] for _ in range(2)] == ["MISS", "MISS"]
    assert [asked(cached, "/_stcore/health")[1]["X-Cache-Status"] for _ in range(2)] == [None, None]


def test_the_numbers_are_not_handed_on(cached: int) -> None:
    assert asked(cached, "/metrics")[0] == 403


def test_the_app_runs_through_it(cached: int) -> None:
    async def read() -> float | None:
        reader = await Reader.arrive(cached, "timeline")
        try:
            return await reader.ask("kind=wire")
        finally:
            await reader.leave()

    assert asyncio.run(read()) is not None
