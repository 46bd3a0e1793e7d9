"""PDFs out of plain values, made here by Typst: no browser, no system package, no request.

A template stands in this folder and reads its values from ``data.json``, which is laid beside it in memory. A
stranger's text is a string in there, never part of a template, so that it can not become Typst's code.
"""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from components.paper import letters
from pactline.text.direction import isolated

_HERE = Path(__file__).parent
_SHARED = "sheet.typ"
# Typst's words for a character that no font has; it names all of them at once.
_MISSING = re.compile(r'the text `"((?:[^"\\]|\\.)*)"` could not be displayed')
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_TRIES = 3
_POINTS = 72  # an inch: a pixel a point
_UNDRAWN = ("Cc", "Cf", "Zs", "Zl", "Zp")  # kinds of characters that nobody misses


def pdf(template: str, values: Mapping[str, Any], *, on: date) -> bytes:
    """Return a PDF: A4, tagged for screen readers (PDF/UA-1), the fonts inside.

    Where the shipped fonts lack a character, the machine's own are asked as well. In place of what none of them has
    stands what it is, ``[U+1F680]``, and the sheet lists it at its end.

    Args:
        template: The name of a template of this folder, without its ending.
        values: What it draws; text, numbers, truths, lists and mappings of these. What stands under ``url`` is the
            address of a link and drawn as it is.
        on: The day that the file says it was made; the same values on one day make the same file.

    Raises:
        typst.TypstError: The template is wrong.
    """
    import typst  # noqa: PLC0415 - 84 MB on disk: loaded for the first sheet, not with the app

    made, lacking = datetime.combine(on, time(), UTC), frozenset[str]()
    shared = {"main.typ": (_HERE / f"{template}.typ").read_bytes(), _SHARED: (_HERE / _SHARED).read_bytes()}
    for attempt in range(_TRIES):
        files = shared | {"data.json": _json(values, lacking)}
        try:
            return typst.compile(files, font_paths=_fonts(system=attempt > 0), pdf_standards=["ua-1"], timestamp=made)
        except typst.TypstError as error:
            found = _named(error.diagnostic)
            if not found:
                raise
            lacking |= found if attempt else frozenset()
    return typst.compile(shared | {"data.json": _json(values, lacking)}, font_paths=_fonts(system=True), timestamp=made)


def png(source: bytes, values: Mapping[str, Any]) -> bytes:
    """Return a picture of one page, a pixel a point; the shipped fonts alone draw it, so that it is one everywhere.

    Args:
        source: The template, which may import ``sheet.typ``.
        values: As of ``pdf``; what the fonts lack stands in them as what it is.

    Raises:
        typst.TypstError: The template is wrong.
    """
    import typst  # noqa: PLC0415 - see above

    shared = {"main.typ": source, _SHARED: (_HERE / _SHARED).read_bytes()}
    lacking = frozenset(_letters(values)) - _shipped()
    files = shared | {"data.json": _json(values, lacking)}
    return typst.compile(files, font_paths=_fonts(system=False), format="png", ppi=_POINTS)


def pixels(picture: str, *, width: int, height: int) -> bytes:
    """Return an SVG as PNG, two pixels a px; letters that the shipped fonts lack are asked of the machine's own.

    Args:
        picture: Stands alone; a stranger's text in it is text.
        width: Px.
        height: Px.

    Raises:
        typst.TypstError: It is no SVG.
    """
    import typst  # noqa: PLC0415 - see above

    page = f'#set page(width: {width}pt, height: {height}pt, margin: 0pt)\n#image("picture.svg", width: {width}pt)'
    lacking = bool(frozenset(_letters(picture)) - _shipped())
    files = {"main.typ": page.encode(), "picture.svg": picture.encode()}
    return typst.compile(files, font_paths=_fonts(system=lacking), format="png", ppi=2 * _POINTS)


def _letters(value: Any) -> Iterator[str]:
    """Yield the letters that a value has to be drawn with."""
    if isinstance(value, str):
        yield from (letter for letter in value if unicodedata.category(letter) not in _UNDRAWN)
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _letters(one)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _letters(one)


@lru_cache(maxsize=1)
def _shipped() -> frozenset[str]:
    """Return the letters that the shipped fonts have."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - a picture alone needs it

    found: set[int] = set()
    for file in (_HERE / "fonts").glob("*.ttf"):
        with TTFont(file, lazy=True) as font:
            found.update(font.getBestCmap())
    return frozenset(map(chr, found))


def _json(values: Mapping[str, Any], lacking: frozenset[str]) -> bytes:
    """Return values as the templates read them: each text in its own direction, in letters that can be printed."""
    absent: set[str] = set()

    def drawn(value: Any, key: str = "") -> Any:
        if isinstance(value, str):
            if key == "url":
                return value
            said, without = letters.with_letters_named(value, lacking)
            absent.update(without)
            return isolated(said)
        if isinstance(value, Mapping):
            return {name: drawn(one, name) for name, one in value.items()}
        return [drawn(one) for one in value] if isinstance(value, list | tuple) else value

    made = drawn(values)
    return json.dumps(made | {"unprinted": letters.note(absent)}, ensure_ascii=False).encode()


def _named(message: str) -> frozenset[str]:
    """Return the characters that Typst says it could not draw; invisible ones beside them are not missed."""
    texts = (_ESCAPED.sub(_letter, text) for text in _MISSING.findall(message))
    return frozenset(letter for text in texts for letter in text if unicodedata.category(letter) != "Cf")


def _letter(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


@lru_cache(maxsize=2)
def _fonts(*, system: bool) -> Any:
    """Find the fonts once for all sheets."""
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])
