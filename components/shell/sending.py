"""How messages are packed on their way to a browser: large ones fast, small ones with what came before.

RFC 7692 (permessage-deflate) leaves the sender its choice: what is unpacked is one stream, and its window is as wide as
was agreed on, however narrow the one is that it was packed with. Uvicorn packs all with a window of 4 kB, so that a
connection holds little; a page's HTML repeats itself over a longer way. Packed by itself with the widest window, at the
fastest level, it takes two fifths of the time and comes out a tenth smaller, and nothing of it is held after.
"""

import zlib
from collections.abc import Sequence
from typing import Any, Final

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.extensions import Extension
from websockets.extensions.permessage_deflate import PerMessageDeflate, ServerPerMessageDeflateFactory
from websockets.frames import Frame, Opcode
from websockets.typing import ExtensionParameter

LARGE: Final = 8_192  # bytes of a message from which on it is packed by itself
_NARROW: Final = 12  # bits of the window for small messages, 4 kB: held as long as a reader stays
_LITTLE: Final = 5  # zlib's memLevel for them: 16 kB
_FAST: Final = 1  # zlib's level


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
        self.encoder = zlib.compressobj(_FAST, wbits=-self._widest)
        packed = super().encode(frame)
        self.encoder = zlib.compressobj(wbits=-self.local_max_window_bits, memLevel=_LITTLE)
        return packed


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


class Sending(WebSocketsSansIOProtocol):
    """Uvicorn's WebSocket, packing so; ``ws`` of its configuration."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        if self.conn.available_extensions:
            self.conn.available_extensions = [_Agreeing(client_max_window_bits=_NARROW)]
