"""How messages are packed on their way to a browser: large ones fast, small ones with what came before.

RFC 7692 (permessage-deflate) leaves the sender its choice: what is unpacked is one stream, and its window is as wide as
was agreed on, however narrow the one is that it was packed with. Uvicorn packs all with a window of 4 kB, so that a
connection holds little; a page's HTML repeats itself over a longer way. Packed by itself with the widest window, at the
fastest level, it takes two fifths of the time and comes out a tenth smaller. What was packed by itself says the same to
any reader: the last ones are kept, and what many ask for is packed once.

What follows each other without a pause is written at once.
"""

import zlib
from asyncio import AbstractEventLoop, BaseTransport, Transport
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from hashlib import sha256
from threading import Lock
from typing import Any, Final, cast

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.typing import BytesLike, ExtensionParameter

from components.parts.held_words import forgotten

LARGE: Final = 8_192  # bytes of a message from which on it is packed by itself
KEPT: Final = 4 * 1024 * 1024  # bytes of packed messages that are kept
FULL: Final = 64 * 1024  # bytes that are written without waiting for more
_NARROW: Final = 12  # bits of the window for small messages, 4 kB: held as long as a reader stays
_LITTLE: Final = 5  # zlib's memLevel for them: 16 kB
_FAST: Final = 1  # zlib's level


class Kept:
    """The last large messages as they are packed, for all readers, until a record that a reader brought is gone."""

    def __init__(self, room: int = KEPT) -> None:
        """Keep as much as ``room``, in bytes."""
        self._room, self._held = room, 0
        self._packed: OrderedDict[tuple[bytes, int], bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, data: BytesLike, bits: int, pack: Callable[[], BytesLike]) -> bytes:
        """Return a message as ``pack`` makes it for a window of so many bits, or has made it before."""
        name = sha256(data).digest(), bits
        with self._lock:
            if name in self._packed:
                self._packed.move_to_end(name)
                return self._packed[name]
            made = self._packed[name] = bytes(pack())
            self._held += len(made)
            while self._held > self._room:
                self._held -= len(self._packed.popitem(last=False)[1])
            return made

    def clear(self) -> None:
        """Let go of all."""
        with self._lock:
            self._packed.clear()
            self._held = 0


_KEPT = Kept()
forgotten(_KEPT.clear)


class Packing(PerMessageDeflate):
    """Packs a connection's messages."""

    def __init__(self, *, remote_fresh: bool, fresh: bool, remote_bits: int, bits: int) -> None:
        """Take what was agreed on.

        Args:
            remote_fresh: Whether the browser packs each message by itself.
            fresh: Whether we have to.
            remote_bits: Of the browser's window.
            bits: Of ours, at most.
        """
        super().__init__(remote_fresh, fresh, remote_bits, min(bits, _NARROW), {"memLevel": _LITTLE})
        self._widest = bits

    def encode(self, frame: Frame) -> Frame:
        """Pack a message; a large one without what came before, and what comes after it without it."""
        large = frame.opcode is Opcode.BINARY and frame.fin and len(frame.data) >= LARGE
        if not large or self.local_no_context_takeover:
            return super().encode(frame)
        packed = _KEPT.of(frame.data, self._widest, partial(self._by_itself, frame))
        self.encoder = zlib.compressobj(wbits=-self.local_max_window_bits, memLevel=_LITTLE)
        return replace(frame, data=packed, rsv1=True)

    def _by_itself(self, frame: Frame) -> BytesLike:
        self.encoder = zlib.compressobj(_FAST, wbits=-self._widest)
        return super().encode(frame).data


class _Agreeing(ServerPerMessageDeflateFactory):
    """Agrees on how messages are packed."""

    def process_request_params(
        self, params: Sequence[ExtensionParameter], accepted_extensions: Sequence[Extension]
    ) -> tuple[list[ExtensionParameter], PerMessageDeflate]:
        """Return what is answered to a browser's offer, and what packs."""
        told, made = super().process_request_params(params, accepted_extensions)
        return told, Packing(
            remote_fresh=made.remote_no_context_takeover,
            fresh=made.local_no_context_takeover,
            remote_bits=made.remote_max_window_bits,
            bits=made.local_max_window_bits,
        )


class Gathering:
    """A connection that writes at once what its server says in turns of its loop that follow each other.

    A run says some thirty things; each write is a call of the system, and a packet.
    """

    def __init__(self, transport: Transport, loop: AbstractEventLoop) -> None:
        self._transport, self._loop = transport, loop
        self._said: list[bytes] = []
        self._held = 0  # bytes
        self._looks = False

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        """Write, once nothing more is said, or as much as ``FULL``."""
        self._said.append(data)
        self._held += len(data)
        if self._held >= FULL:
            self._write()
        elif not self._looks:
            self._looks = True
            self._loop.call_soon(self._look, 0)

    def close(self) -> None:
        """Close the connection once all is written."""
        self._write()
        self._transport.close()

    def _look(self, before: int) -> None:
        """Write if nothing was said since the last look, when ``before`` bytes were held."""
        if self._held != before:
            self._loop.call_soon(self._look, self._held)
            return
        self._looks = False
        self._write()

    def _write(self) -> None:
        if self._said:
            self._transport.write(b"".join(self._said))
            self._said, self._held = [], 0


class Sending(WebSocketsSansIOProtocol):
    """Uvicorn's WebSocket, packing so; ``ws`` of its configuration."""

    def connection_made(self, transport: BaseTransport) -> None:
        """Take a connection."""
        super().connection_made(cast("Transport", Gathering(cast("Transport", transport), self.loop)))

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.conn.available_extensions:
            self.conn.available_extensions = [_Agreeing(client_max_window_bits=_NARROW)]
