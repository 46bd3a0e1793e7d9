"""The fonts inside the sealed edition: Latin and Cyrillic as shipped, far scripts cut to what is used."""

import base64
import io
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pactline.home import app_root

_FOLDER = app_root() / "static" / "fonts"
_NEAR = (  # family, style, weights, file as scripts/latin_fonts.py cuts it
    ("Source Sans", "normal", "400 700", "latin-sans.woff2"),
    ("Source Serif", "normal", "400 700", "latin-serif.woff2"),
    ("Source Serif", "italic", "400", "latin-serif-italic.woff2"),
)
_FAR = (  # family, the font with all its characters, the one that paper is set in: those in common use
    ("Noto KR", "noto-sans-kr.woff2", "PactlineKR-Regular.ttf"),
    ("Noto SC", "noto-sans-sc.woff2", "PactlineSC-Regular.ttf"),
)
_PAPER = Path(__file__).parent.parent / "paper" / "fonts"
_FROM, _SPACES = 0x1100, range(0x2000, 0x2E80)  # from here on Hangul, Han and Kana; signs between them are near


@dataclass(frozen=True, slots=True)
class Font:
    """A font as WOFF2, and what a style sheet calls it."""

    family: str
    style: str
    weight: str
    content: bytes


def font_faces(text: str) -> str:
    """Return ``@font-face`` rules with the fonts inside; what no font has is left to the reader's own."""
    return "".join(
        face(font, f"data:font/woff2;base64,{base64.b64encode(font.content).decode('ascii')}") for font in fonts(text)
    )


def fonts(text: str) -> list[Font]:
    """Return the fonts that a text is set in: of the far scripts only the letters that stand in it."""
    far = frozenset(letter for letter in text if ord(letter) >= _FROM and ord(letter) not in _SPACES)
    near = [Font(family, style, weight, (_FOLDER / name).read_bytes()) for family, style, weight, name in _NEAR]
    cut = [(family, _subset(_FOLDER / whole, _PAPER / common, far)) for family, whole, common in _FAR if far]
    return [*near, *(Font(family, "normal", "400", font) for family, font in cut if font)]


def face(font: Font, address: str, more: str = "") -> str:
    """Return the rule that gives a font its name; ``more`` are further declarations."""
    source = f"url({address}) format('woff2')"
    named = f"font-family:'{font.family}';font-style:{font.style};font-weight:{font.weight}"
    return f"@font-face{{{named};{more}src:{source}}}\n"


@lru_cache(maxsize=8)
def _subset(whole: Path, common: Path, letters: frozenset[str]) -> bytes:
    """Return a font cut to some characters, as WOFF2; nothing if it has none of them.

    It is cut out of the smaller font where that has them all: unpacking every outline of the whole one, which is
    WOFF2, takes four seconds of a processor.
    """
    font = TTFont(whole, recalcTimestamp=False)  # so that the same record makes the same file
    wanted = {ord(letter) for letter in letters} & set(font.getBestCmap())
    if not wanted:
        return b""
    small = TTFont(common, recalcTimestamp=False)
    if wanted <= set(small.getBestCmap()):
        font = small
    options = Options(layout_features=["kern", "locl", "mark", "ccmp"], hinting=False, name_IDs=[1, 2])
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=wanted)
    subsetter.subset(font)
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
