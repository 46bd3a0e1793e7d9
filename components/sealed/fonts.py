"""The fonts of the sealed edition: cut to the characters that stand in it, and carried inside it."""

import base64
import io
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from pactline.home import app_root

# Latin and Cyrillic come with Streamlit, Korean and Chinese are shipped with this program; all under the OFL 1.1.
_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
_FACES = (
    ("Source Sans", "normal", "400 700", "SourceSansVF-Upright.ttf.*.woff2"),
    ("Source Serif", "normal", "400 700", "SourceSerifVariable-Roman.ttf.*.woff2"),
    ("Source Serif", "italic", "400", "SourceSerifVariable-Italic.ttf.*.woff2"),
)
_SHIPPED = (("Noto KR", "noto-sans-kr.woff2"), ("Noto SC", "noto-sans-sc.woff2"))
# The same for every record, so that they are cut once: Latin with its accents, Cyrillic, and the signs that are used.
_NEAR = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x400, 0x460), *range(0x1E00, 0x1F00)])
) | frozenset("–—‘’‚“”„…·×−→←↗⇄●■▲◆○◌¶§°№€£¥™")
_FOREIGN = 0x1100  # from here on Hangul, Han and Kana


def font_faces(text: str) -> str:
    """Return ``@font-face`` rules with the fonts inside: near scripts whole, of far ones what a text uses.

    A font that is not where it was, or lacks what is asked for, is left out: the reader's own stand in.
    """
    far = frozenset(letter for letter in text if ord(letter) >= _FOREIGN) - _NEAR
    rules = []
    for family, style, weight, pattern in _FACES:
        files = sorted(_MEDIA.glob(pattern))
        if files:
            rules.append(_rule(family, style, weight, _subset(files[0], _NEAR, weight)))
    for family, name in _SHIPPED:
        font = _subset(app_root() / "static" / "fonts" / name, far, "400")
        rules.append(_rule(family, "normal", "400", font))
    return "".join(rule for rule in rules if rule)


def _rule(family: str, style: str, weight: str, font: bytes) -> str:
    if not font:
        return ""
    data = base64.b64encode(font).decode("ascii")
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};src:{source}}}\n"


@lru_cache(maxsize=32)
def _subset(file: Path, letters: frozenset[str], weight: str) -> bytes:
    """Return a font cut to some characters and to a weight or two, as WOFF2; nothing if it has none of them."""
    if not letters:
        return b""
    font = TTFont(file)
    wanted = {ord(letter) for letter in letters} & set(font.getBestCmap())
    if not wanted:
        return b""
    options = Options(
        layout_features=["kern", "liga", "locl", "mark", "ccmp"], hinting=False, name_IDs=[1, 2], notdef_outline=True
    )
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    if "fvar" in font:
        font = instantiateVariableFont(font, _limits(font, weight))
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def _limits(font: TTFont, weight: str) -> dict[str, Any]:
    """Keep of a variable font the weights that are used; other axes stand where they stand by default."""
    low, *high = map(int, weight.split())
    limits: dict[str, Any] = {axis.axisTag: None for axis in font["fvar"].axes}
    return limits | {"wght": (low, high[0]) if high else low}
