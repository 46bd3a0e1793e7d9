"""A document as it is sent: packed once for all who ask for it.

Imports nothing heavy: the server waits for this module.
"""

import gzip
from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from components.shell.policy import hashes

# It comes with fonttools, for WOFF2; where Python is not CPython as a package of another name.
_BROTLI: Any = import_module("brotli") if find_spec("brotli") else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document, made once for all who ask for it.

    Attributes:
        packed: By gzip; ``smaller``: by Brotli, which takes a sixth less, and which browsers ask for over TLS. Empty
            where there is no packer.
        tag: Names this version of it.
        scripts: Hashes of its inline scripts (``policy.hashes``).
    """

    packed: bytes
    smaller: bytes
    tag: str
    scripts: tuple[str, ...]

    @property
    def body(self) -> bytes:
        """The document as it is."""
        return gzip.decompress(self.packed)


def packed(html: str) -> Document:
    """Return a document of HTML."""
    body = html.encode()
    smaller = _BROTLI.compress(body, mode=_BROTLI.MODE_TEXT, quality=5) if _BROTLI else b""
    return Document(gzip.compress(body, 6, mtime=0), smaller, f'"{sha256(body).hexdigest()[:16]}"', hashes(body))
