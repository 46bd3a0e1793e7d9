"""What browsers are told to refuse: each answer's headers, and the Content-Security-Policy of its document.

Whatever a page may do that this file does not name is refused: a script or a frame of another host, a request to one,
a form that sends elsewhere, an event handler written into markup. Each exception stands beside its reason; what was
tried is in ``docs/security.md``. Standards: Content Security Policy Level 3, Permissions Policy, HTML (COOP).

Imports nothing heavy: the server waits for this module.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Final
from urllib.parse import urlsplit

POLICY: Final = "Content-Security-Policy"
FRAMES_VARIABLE: Final = "PACTLINE_FRAMES"  # which pages may show ours in a frame: origins, or "none"

# Of every answer, whatever it is.
HEADERS: Final[Mapping[str, str]] = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # what a reader looks at here is nobody else's business
    # Nothing of ours asks for any of these, so that nothing that got into a page can.
    "Permissions-Policy": ", ".join(
        f"{name}=()"
        for name in (
            *("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer"),
            *("microphone", "midi", "payment", "usb"),
        )
    ),
}
# A page that opened ours, or that ours opened, cannot reach into it. The notes of the stage are of our own origin and
# stay in reach. Told only where browsers heed it: elsewhere they complain that they do not.
OPENER: Final[Mapping[str, str]] = {"Cross-Origin-Opener-Policy": "same-origin"}

# Of the document that every page begins with, in which Streamlit runs.
_APP: Final[Mapping[str, str]] = {
    "default-src": "'none'",  # what is not named below is refused: objects, media, workers, manifests, frames
    # 'self': Streamlit's modules, our bundles and Plotly, as files.
    # blob: Streamlit hands a component its script as a Blob that it makes itself, and so does the notes window.
    #   Only a script that runs already can make one.
    # 'wasm-unsafe-eval': Streamlit's messages are read by a library (long.js) that tries WebAssembly for whole
    #   numbers of 64 bits. It allows no eval().
    # Inline scripts by their hashes alone: see ``policy``. No 'unsafe-inline', no 'unsafe-eval', no handler in markup.
    "script-src": "'self' blob: 'wasm-unsafe-eval'",
    "script-src-attr": "'none'",
    # 'unsafe-inline' for styles: Streamlit (emotion, React) and Plotly write style elements whose text is not known
    #   before; places and shares that a record decides are styles of one element. What a style could fetch is held by
    #   the lines below: nothing leaves.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",  # data: the signs of Streamlit's and our style sheets, and what Plotly measures
    "font-src": "'self' data:",  # data: a font of signs inside Streamlit's own style sheet
    "connect-src": "'self'",  # the WebSocket of our own origin too (CSP 3)
    "form-action": "'self'",
    "base-uri": "'none'",
}
# Of every other document: the calm pages, a card, hits. They need no script.
_BARE: Final[Mapping[str, str]] = {
    "default-src": "'none'",
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
}
_SCRIPT = re.compile(rb"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_NOT_INLINE = re.compile(rb"""\bsrc\s*=|\btype\s*=\s*["']?+(?!module\b|text/javascript\b)""", re.IGNORECASE)
_DOCUMENTS = ("text/html", "application/xhtml+xml", "image/svg+xml", "text/xml", "application/xml")


@dataclass(frozen=True, slots=True)
class Frames:
    """Which pages may show ours in a frame.

    By default any page may show a view that is made for it (``embed=true``: no account, no cookie that gives a right,
    nothing that could be changed for another reader), and none but our own may show the whole app.

    Attributes:
        origins: That may show every page, and alone may; ``None`` means the default, none at all nobody.
    """

    origins: tuple[str, ...] | None = None

    @classmethod
    def of(cls, said: str | None) -> "Frames":
        """Return what a host has said, such as ``https://paper.example https://*.school.example`` or ``none``.

        Raises:
            ValueError: One is no origin; the message says which, and what an origin is.
        """
        words = (said or "").replace(",", " ").split()
        if not words:
            return cls()
        if words == ["none"]:
            return cls(())
        for word in words:
            if not _is_origin(word):
                message = f"{FRAMES_VARIABLE}: {word!r} is no origin. Write https://host or https://*.host, or none."
                raise ValueError(message)
        return cls(tuple(words))

    def ancestors(self, *, embedded: bool) -> str:
        """Return the sources of ``frame-ancestors``; ``embedded`` is a view that is made for a frame."""
        if self.origins is None:
            return "*" if embedded else "'self'"
        return " ".join(("'self'", *self.origins)) if self.origins else "'none'"


def _is_origin(word: str) -> bool:
    """Say whether a word is scheme, host and perhaps port, as a source of a policy is written."""
    if not re.fullmatch(r"https?://(\*\.)?[A-Za-z0-9.\-\[\]:]+", word):
        return False
    try:
        parts = urlsplit(word.replace("*.", "", 1))
        return bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def policy(scripts: Iterable[str] = ()) -> str:
    """Return the policy of a document in which Streamlit runs; the door adds who may show it in a frame.

    Args:
        scripts: Hashes of its inline scripts, as ``hashes`` makes them.
    """
    return _written({**_APP, "script-src": " ".join((_APP["script-src"], *scripts))})


def framed(own: str | None, ancestors: str) -> str:
    """Return a document's policy, the strictest where it has none of its own, with who may show it in a frame."""
    return f"{own or _written(_BARE)}; frame-ancestors {ancestors}"


def hashes(document: bytes) -> tuple[str, ...]:
    """Return the hashes under which the inline scripts of a document of ours may run, in order.

    Give it what is ours alone, before any text of a record is put in: what stands in it is trusted by this. Scripts
    that are fetched, and blocks of data (JSON-LD), are none.

    Args:
        document: HTML, coded as it is sent: a hash is of bytes, blanks included.
    """
    return tuple(
        f"'sha256-{b64encode(sha256(text).digest()).decode()}'"
        for attributes, text in _SCRIPT.findall(document)
        if not _NOT_INLINE.search(attributes)
    )


def is_document(kind: str) -> bool:
    """Say whether a browser that opens an answer of this ``Content-Type`` makes a document of it that could run."""
    return kind.lower().startswith(_DOCUMENTS)


def _written(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {values}" for name, values in directives.items())
