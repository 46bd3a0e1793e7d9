"""PDFs out of plain values, made here by Typst: no browser, no system package, no request.

A template stands in this folder and reads its values from ``data.json``, which is laid beside it in memory. A
stranger's text is a string in there, never part of a template, so that it can not become Typst's code.
"""

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

_HERE = Path(__file__).parent
_SHARED = "sheet.typ"
_MISSING = "could not be displayed"  # Typst's words for a character that no font has


def pdf(template: str, values: Mapping[str, Any], *, on: date) -> bytes:
    """Return a PDF: A4, tagged for screen readers (PDF/UA-1), the fonts inside.

    Where the shipped fonts lack a character, the machine's own are asked as well; what none of them has is drawn as
    an empty box, and the sheet does not call itself PDF/UA then.

    Args:
        template: The name of a template of this folder, without its ending.
        values: What it draws; text, numbers, truths, lists and mappings of these.
        on: The day that the file says it was made; the same values on one day make the same file.
    """
    import typst  # noqa: PLC0415 - 84 MB on disk: loaded for the first sheet, not with the app

    files = {
        "main.typ": (_HERE / f"{template}.typ").read_bytes(),
        _SHARED: (_HERE / _SHARED).read_bytes(),
        "data.json": json.dumps(values, ensure_ascii=False).encode(),
    }
    made = datetime.combine(on, time(), UTC)
    try:
        return typst.compile(files, font_paths=_fonts(system=False), pdf_standards=["ua-1"], timestamp=made)
    except typst.TypstError as error:
        if _MISSING not in str(error):
            raise
    return typst.compile(files, font_paths=_fonts(system=True), timestamp=made)


@lru_cache(maxsize=2)
def _fonts(*, system: bool) -> Any:
    """Find the fonts once for all sheets."""
    import typst  # noqa: PLC0415 - see above

    return typst.Fonts(include_system_fonts=system, include_embedded_fonts=False, font_paths=[str(_HERE / "fonts")])
