"""Counts the bytes between browser and server, as they are on the wire: a relay on a port of its own."""

import contextlib
import socket
import threading
from typing import Self


class Counter:
    """Relays connections to a port and counts what passes, in both directions."""

    def __init__(self, target: int) -> None:
        self._target, self._lock = target, threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port: int = self._listener.getsockname()[1]
        self.up = self.down = 0

    def __enter__(self) -> Self:
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def start(self) -> None:
        """Count from zero."""
        with self._lock:
            self.up = self.down = 0

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
                far = socket.create_connection(("127.0.0.1", self._target))
            except OSError:
                return
            for one in (near, far):
                one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            threading.Thread(target=self._pump, args=(near, far, True), daemon=True).start()
            threading.Thread(target=self._pump, args=(far, near, False), daemon=True).start()

    def _pump(self, from_: socket.socket, to: socket.socket, up: bool) -> None:  # noqa: FBT001
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
