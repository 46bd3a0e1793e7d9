"""Counts the bytes between browser and server, as they are on the wire: a relay on a port of its own."""

import contextlib
import socket
import threading
from collections.abc import Callable
from functools import partial
from typing import Self


class Counter:
    """Relays connections to a port and counts what passes, in both directions."""

    def __init__(self, target: int) -> None:
        self._target, self._lock = target, threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.up = self.down = 0
        self._open = [self._listener]
        self._threads: list[threading.Thread] = []

    def __enter__(self) -> Self:
        self._run(self._accept)
        return self

    def __exit__(self, *_: object) -> None:
        # What is shut down wakes whoever waits for it; what is closed alone does not.
        for one in list(self._open):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        for thread in list(self._threads):
            thread.join()
        for one in self._open:
            one.close()

    def start(self) -> None:
        """Count from zero."""
        with self._lock:
            self.up = self.down = 0

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            try:
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                near.close()
                return
            self._open += near, far
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._run(partial(self._pump, near, far, up=True))
            self._run(partial(self._pump, far, near, up=False))

    def _run(self, what: Callable[[], None]) -> None:
        thread = threading.Thread(target=what, daemon=True)
        self._threads.append(thread)
        thread.start()

    def _pump(self, from_: socket.socket, to: socket.socket, *, up: bool) -> None:
        with contextlib.suppress(OSError):
            while content := from_.recv(65_536):
                with self._lock:
                    if up:
                        self.up += len(content)
                    else:
                        self.down += len(content)
                to.sendall(content)
        with contextlib.suppress(OSError):
            to.shutdown(socket.SHUT_WR)
