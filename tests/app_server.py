"""A real ``pactline run`` for a test: started on a free port, awaited, ended with all it started."""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

START = 90.0  # seconds until a server must answer: a first import of pandas on a busy machine takes its time
STOP = 10.0  # seconds until a server must have ended
ROOT = Path(__file__).resolve().parent.parent
_OURS = "PACTLINE_DATA"


class AppServer:
    """One server, as a context manager; ``url`` has no slash at its end.

    Args:
        data: The record to show; ``None`` is the curated one.
        command: What starts ``pactline``; the module of this environment unless told.
        cwd: Where it is started.
        env: Variables on top of this process's own.
        arguments: More options of ``pactline run``.
        bare: Start ``streamlit run app.py`` instead.
        health: Where it says that it is there.
    """

    def __init__(
        self,
        data: Path | None = None,
        *,
        command: Sequence[str] = (sys.executable, "-m", "pactline"),
        cwd: Path = ROOT,
        env: Mapping[str, str] | None = None,
        arguments: Sequence[str] = (),
        bare: bool = False,
        health: str = "/_stcore/health",
    ) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._command = [*command, "run", *([str(data)] if data else []), "--port", str(self.port), "--no-browser"]
        self._command += arguments
        if bare:
            options = ("--server.port", str(self.port), "--server.headless", "true")
            self._command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
        self._cwd = cwd
        self._health = health
        self._env = {k: v for k, v in os.environ.items() if k != _OURS and not k.startswith("STREAMLIT_")} | dict(
            env or {}
        )

    def __enter__(self) -> Self:
        self._log = tempfile.TemporaryFile()  # a pipe nobody reads would fill up and stop the server
        # A group of its own, so that whatever it starts ends with it.
        self._process = subprocess.Popen(
            self._command, cwd=self._cwd, env=self._env, stdout=self._log, stderr=subprocess.STDOUT,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        try:
            self._wait()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    @property
    def process(self) -> int:
        """The number of its process."""
        return self._process.pid

    @property
    def output(self) -> str:
        """What it has printed and logged so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def get(self, path: str) -> bytes:
        """Fetch a path of this server; an answer other than 200 raises ``HTTPError``."""
        with urllib.request.urlopen(f"{self.url}{path}", timeout=START) as answer:  # noqa: S310 - our own address
            body: bytes = answer.read()
        return body

    def end(self, how: signal.Signals) -> int:
        """Tell it to end, as a terminal or a supervisor does, and return its exit code."""
        self._process.send_signal(how)
        return self._process.wait(STOP)

    def stop(self) -> None:
        """End the server and all it started."""
        for how in (signal.SIGTERM, signal.SIGKILL):
            try:
                os.killpg(self._process.pid, how)
            except ProcessLookupError:
                break
            try:
                self._process.wait(STOP)
            except subprocess.TimeoutExpired:
                continue
        self._log.close()

    def _wait(self) -> None:
        deadline = time.monotonic() + START
        while time.monotonic() < deadline:
            try:
                self.get(self._health)
            except (urllib.error.URLError, ConnectionError):
                pass
            else:
                return
            try:  # between two tries, watch for its end: that is why it will never answer
                code = self._process.wait(0.05)
            except subprocess.TimeoutExpired:
                continue
            raise AssertionError(f"the server ended with {code}:\n{' '.join(self._command)}\n{self.output}")
        raise AssertionError(f"no answer within {START:.0f} s:\n{' '.join(self._command)}\n{self.output}")


def free_port() -> int:
    """Return a port that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
