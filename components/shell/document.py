"""A document as it is sent: packed once for all who ask for it.

Imports nothing heavy: the server waits for this module.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from components.shell import streamlit_leans
from components.shell.policy import hashes

_OWN = (Path(__file__).with_name("first.js"), Path(__file__).parent.parent / "bundles" / "baked.js")
# It comes with fonttools, for WOFF2; where Python is not CPython as a package of another name.
_BROTLI: Any = import_module("brotli") if find_spec("brotli") else None


@dataclass(frozen=True, slots=True)
class Document:
    """A document, made once for all who ask for it.

    Attributes:
        packed: By gzip; ``smaller``: by Brotli, which takes a sixth less, and which browsers ask for over TLS. Empty
            where there is no packer.
        tag: Names this version of it.
        scripts: Hashes of the inline scripts that may run in it (``policy.hashes``): ours, and none that its content
            may have brought.
        missing: Whether it says that what was asked for is not there.
    """

    packed: bytes
    smaller: bytes
    tag: str
    scripts: tuple[str, ...]
    missing: bool = False

    @property
    def body(self) -> bytes:
        """The document as it is."""
        return gzip.decompress(self.packed)


def packed(html: str, scripts: tuple[str, ...], *, missing: bool = False) -> Document:
    """Return a document.

    Args:
        html: All of it.
        scripts: Hashes of those that may run in it.
        missing: Whether it says that what was asked for is not there.
    """
    body = html.encode()
    smaller = _BROTLI.compress(body, mode=_BROTLI.MODE_TEXT, quality=5) if _BROTLI else b""
    return Document(gzip.compress(body, 6, mtime=0), smaller, f'"{sha256(body).hexdigest()[:16]}"', scripts, missing)


def own_scripts() -> tuple[str, str]:
    """Return the scripts that stand in every page that is whole before the app: one runs first, and one last."""
    first, baked = _OWN
    return first.read_text(encoding="utf-8"), baked.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def trusted() -> tuple[str, ...]:
    """Return the hashes of all that may run inline in such a page, in order: ours, and what loads Streamlit."""
    first, baked = own_scripts()
    return hashes(f"<script>{first}</script>{streamlit_leans.tags()}<script>{baked}</script>".encode())
