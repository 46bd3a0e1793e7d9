"""Cuts fonts for Latin and Cyrillic out of those that come with Streamlit: a sealed edition carries them.

The first ones, which a page is set in until the app brings all letters, have what most English words need; the second
ones the other letters of western Europe, asked for where one of them stands.

Run by hand after a new release of Streamlit; what it writes into ``static/fonts`` is kept in the repository, since
cutting them takes some ten seconds of a processor. Both families are under the OFL 1.1, which reserves their name
for the uncut ones: what is cut here bears another.
"""

import io
from pathlib import Path
from typing import Any

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

_MEDIA = Path(streamlit.__file__).parent / "static" / "static" / "media"
_OUT = Path(__file__).parent.parent / "static" / "fonts"
_LETTERS = [*range(0x20, 0x7F), *range(0xA0, 0x250), *range(0x400, 0x460), *range(0x1E00, 0x1F00)]
_SIGNS = "–—‘’‚“”„…·×−→←↗⇄●■▲◆○◌¶§°№€£¥™"
# And the signs: what first_page.py says of them. The second ones come where such a letter stands.
_FIRST = [*range(0x20, 0x7F), 0xA0, 0xAB, 0xB7, 0xBB, 0xD7]
_SECOND = range(0xA1, 0x100)
_FACES = {
    "latin-sans": ("SourceSansVF-Upright.ttf.*.woff2", (400, 700)),
    "latin-serif": ("SourceSerifVariable-Roman.ttf.*.woff2", (400, 700)),
    "latin-serif-italic": ("SourceSerifVariable-Italic.ttf.*.woff2", 400),
    "first-sans": ("SourceSansVF-Upright.ttf.*.woff2", (400, 700)),
    "first-serif": ("SourceSerifVariable-Roman.ttf.*.woff2", (400, 700)),
    "second-sans": ("SourceSansVF-Upright.ttf.*.woff2", (400, 700)),
    "second-serif": ("SourceSerifVariable-Roman.ttf.*.woff2", (400, 700)),
}


def cut(file: Path, weight: Any, name: str) -> bytes:
    """Return a variable font cut to our letters and weights, under another name, as WOFF2."""
    font = TTFont(file)
    options = Options(layout_features=["kern", "liga", "locl", "mark", "ccmp"], hinting=False, notdef_outline=True)
    subsetter = Subsetter(options)
    of = {"first": {*_FIRST, *map(ord, _SIGNS)}, "second": {*_SECOND} - {*_FIRST}}
    letters = of.get(name.partition("-")[0], {*_LETTERS, *map(ord, _SIGNS)})
    subsetter.populate(unicodes=letters & set(font.getBestCmap()))
    subsetter.subset(font)
    limits: dict[str, Any] = {axis.axisTag: None for axis in font["fvar"].axes}
    font = instantiateVariableFont(font, limits | {"wght": weight})
    called = f"Pactline {name.replace('-', ' ').title()}"
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16, 25):
            record.string = called.replace(" ", "") if record.nameID == 6 else called  # noqa: PLR2004 - PostScript's
    font.flavor = "woff2"
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


for _name, (_pattern, _weight) in _FACES.items():
    _content = cut(next(_MEDIA.glob(_pattern)), _weight, _name)
    (_OUT / f"{_name}.woff2").write_bytes(_content)
    print(_name, len(_content))
