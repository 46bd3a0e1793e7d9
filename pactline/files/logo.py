"""The sign beside a record: read within limits and drawn anew, so that only pixels of it leave.

A PNG is decoded and written again without all that stood beside its pixels. An SVG is a document that may hold
scripts, links and entities: it is drawn to a PNG by the typesetter that makes our PDFs, which runs and fetches nothing.
"""

import io
import re
import warnings
from pathlib import Path
from typing import Any, Final

from pactline.files import regular_files
from pactline.record.logo import Logo

MOST: Final = 500_000  # bytes of the file
_PIXELS: Final = 4_000_000  # of a PNG
_HIGH: Final = 96  # px: four times the height of the page's head, for screens of any density
_WIDE: Final = 4 * _HIGH
# What no sign needs: definitions of entities, scripts, other files, what is copied again and again.
_REFUSED: Final = re.compile(
    rb"<!(DOCTYPE|ENTITY)|<\s*(\w+:)?(script|foreignObject|image|feImage|use)\b|@import", re.IGNORECASE
)


class LogoError(Exception):
    """A picture that cannot be shown; the message says why."""


def logo_of(record: Path, name: str) -> Logo:
    """Return the sign of a record.

    Args:
        record: Its file or folder.
        name: Of the picture beside its files.

    Raises:
        LogoError: It is not there, is too large, or is no such picture.
    """
    folder = record if record.is_dir() else record.parent
    try:
        content = regular_files.content(folder / name, most=MOST)
    except regular_files.NotAFileError as error:
        raise LogoError(f"is larger than {MOST // 1000} kB" if "larger" in str(error) else "is not a file") from None
    except OSError:
        raise LogoError("is not there") from None
    return _redrawn(_drawn(content) if name.lower().endswith(".svg") else content)


def _redrawn(content: bytes) -> Logo:
    from PIL import Image  # noqa: PLC0415 - a record without a sign needs none of it

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # of a picture that is far larger than it says
            found = Image.open(io.BytesIO(content), formats=["PNG"])
            picture = found.convert("RGBA") if found.width * found.height <= _PIXELS else None
    except Exception:  # noqa: BLE001 - what a broken picture breaks cannot be foreseen
        raise LogoError("is no picture that can be read") from None
    if picture is None:
        raise LogoError(f"has more than {_PIXELS // 1_000_000} million pixels")
    picture.thumbnail((_WIDE, _HIGH))
    out = io.BytesIO()
    Image.frombytes("RGBA", picture.size, picture.tobytes()).save(out, "PNG", optimize=True)  # without what it said
    return Logo(out.getvalue(), picture.width, picture.height)


def _drawn(content: bytes) -> bytes:
    """Return an SVG as PNG, twice as large as it is needed."""
    import typst  # noqa: PLC0415 - 84 MB on disk: loaded for the first picture

    if _REFUSED.search(content):
        raise LogoError("holds a script, another picture, a copy (use) or a definition: save it as PNG")
    page = f'#set page(width: auto, height: auto, margin: 0pt, fill: none)\n#image("logo.svg", height: {_HIGH}pt)'
    files: Any = {"main.typ": page.encode(), "logo.svg": content}
    try:
        return typst.compile(files, format="png", ppi=144.0)
    except typst.TypstError:
        raise LogoError("is no SVG that can be drawn") from None
