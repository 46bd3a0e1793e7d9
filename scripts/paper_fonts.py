"""Make the fonts that paper is set in, ``components/paper/fonts``: TrueType, cut down, under names of their own.

The typesetter reads TrueType and OpenType, no WOFF2 as browsers do. Latin, Greek and Cyrillic are cut from the
variable Source fonts that Streamlit brings for the app's pages, Korean and Chinese from those in ``static/fonts``.
All are under the OFL, which keeps the name "Source" for the originals: what is cut gets another one. Run it again
when the fonts of the pages change, or when a test says that a character of the record is missing::

    .venv/bin/python scripts/paper_fonts.py
"""

import io
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import streamlit
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "components" / "paper" / "fonts"
STREAMLIT = Path(streamlit.__file__).parent / "static" / "static" / "media"

# Latin with all accents, Greek, Cyrillic, punctuation, currencies, arrows, and the signs of status.
EUROPEAN = tuple(
    chain(
        range(0x20, 0x250),
        range(0x2B0, 0x530),
        range(0x1E00, 0x1F00),
        range(0x2000, 0x2200),
        (0x2212, 0x2248, 0x2260, 0x2264, 0x2265),
        range(0x25A0, 0x2600),
    )
)
HANGUL, HAN = 0x1100, 0x2E80  # where these scripts begin
CUTS = (
    ("SourceSerifVariable-Roman", "Pactline Serif", "Regular", {"wght": 400, "opsz": 10}),
    ("SourceSerifVariable-Italic", "Pactline Serif", "Italic", {"wght": 400, "opsz": 10}),
    ("SourceSerifVariable-Roman", "Pactline Serif", "SemiBold", {"wght": 600, "opsz": 14}),
    ("SourceSansVF-Upright", "Pactline Sans", "Regular", {"wght": 400}),
    ("SourceSansVF-Upright", "Pactline Sans", "SemiBold", {"wght": 600}),
)


def main() -> None:
    """Write every font anew and say how large it is."""
    OUT.mkdir(parents=True, exist_ok=True)
    for stem, family, style, axes in CUTS:
        font = instantiateVariableFont(_open(next(STREAMLIT.glob(f"{stem}.*.woff2"))), axes)
        _write(font, family, style, EUROPEAN)
    fonts = ROOT / "static" / "fonts"
    own = {ord(letter) for file in (ROOT / "data").glob("*.yaml") for letter in file.read_text(encoding="utf-8")}
    korean = own | set(range(0x3130, 0x3190)) | _encoded("euc_kr", range(0xB0, 0xC9))
    _write(_open(fonts / "noto-sans-kr.woff2"), "Pactline KR", "Regular", {c for c in korean if c >= HANGUL})
    chinese = own | set(range(0x2E80, 0x3100)) | set(range(0x3400, 0xA000)) | set(range(0xFF00, 0xFFF0))
    _write(_open(fonts / "noto-sans-sc.woff2"), "Pactline SC", "Regular", {c for c in chinese if c >= HAN})


def _encoded(codec: str, rows: Iterable[int]) -> set[int]:
    """Return the characters that stand in the rows of a two-byte character set: those in common use."""
    found = (bytes((row, cell)).decode(codec, errors="ignore") for row in rows for cell in range(0xA1, 0xFF))
    return {ord(letter) for letter in found if letter}


def _open(file: Path) -> TTFont:
    font = TTFont(file)
    font.flavor = None
    return font


def _write(font: TTFont, family: str, style: str, characters: Iterable[int]) -> None:
    options = Options()
    options.hinting = False  # for screens of old
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl", "lnum", "pnum", "tnum", "onum"]
    options.drop_tables += ["vhea", "vmtx", "BASE", "STAT", "MVAR", "DSIG"]
    options.name_IDs = [0, 1, 2, 3, 4, 6, 13, 14]
    options.notdef_outline = True
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    _rename(font, family, style)
    made = io.BytesIO()
    font.save(made)
    file = OUT / f"{family.replace(' ', '')}-{style}.ttf"
    file.write_bytes(made.getvalue())
    print(f"{file.name}: {len(font.getBestCmap()):,} characters, {file.stat().st_size:,} bytes")


def _rename(font: TTFont, family: str, style: str) -> None:
    names = font["name"]
    postscript = f"{family}-{style}".replace(" ", "")
    for name, words in ((1, family), (2, style), (3, postscript), (4, f"{family} {style}"), (6, postscript)):
        names.removeNames(nameID=name)
        names.setName(words, name, 3, 1, 0x409)
    font["OS/2"].usWeightClass = 600 if style == "SemiBold" else 400


if __name__ == "__main__":
    main()
