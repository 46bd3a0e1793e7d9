"""The fonts of the sealed edition: cut to the characters that stand in it, and carried inside it."""

import base64
import io
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

from pactline.home import app_root

# Latin and Cyrillic come with Streamlit, Korean and Chinese are shipped with this program; all under the OFL 1.1.
_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
_FACES = (
    ("Source Sans", "normal", "SourceSansVF-Upright.ttf.*.woff2"),
    ("Source Serif", "normal", "SourceSerifVariable-Roman.ttf.*.woff2"),
    ("Source Serif", "italic", "SourceSerifVariable-Italic.ttf.*.woff2"),
)
_SHIPPED = (("Noto KR", "noto-sans-kr.woff2"), ("Noto SC", "noto-sans-sc.woff2"))
_BASE = frozenset(map(chr, range(0x20, 0x7F))) | frozenset("–—‘’“”…·×−→←↗⇄●■▲◆○◌¶§°")
_FOREIGN = 0x1100  # from here on Hangul, Han and Kana


def font_faces(text: str) -> str:
    """Return ``@font-face`` rules for all characters of a text, the fonts themselves inside.

    A font that is not where it was, or lacks what is asked for, is left out: the reader's own stand in.
    """
    used = frozenset(text) | _BASE
    near = frozenset(letter for letter in used if ord(letter) < _FOREIGN)
    rules = []
    for family, style, pattern in _FACES:
        files = sorted(_MEDIA.glob(pattern))
        if files:
            rules.append(_rule(family, style, _subset(files[0], near)))
    for family, name in _SHIPPED:
        rules.append(_rule(family, "normal", _subset(app_root() / "static" / "fonts" / name, used - near)))
    return "".join(rule for rule in rules if rule)


def _rule(family: str, style: str, font: bytes) -> str:
    if not font:
        return ""
    data = base64.b64encode(font).decode("ascii")
    weight = "200 900" if family.startswith("Source") else "400"
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f"@font-face{{font-family:'{family}';font-style:{style};font-weight:{weight};src:{source}}}\n"


@lru_cache(maxsize=32)
def _subset(file: Path, letters: Iterable[str]) -> bytes:
    """Return a font cut to some characters, as WOFF2; nothing if it has none of them."""
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
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()
