"""What all pages of a site share, each once as a file whose name holds a digest: it may be kept for ever."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import pandas as pd

from components.drawer.component import drawer_words
from components.parts.browser_part import bundled
from components.sealed.book import book
from components.sealed.fonts import face, fonts
from components.shell import first_page, style_sheet
from components.timeline.component import SHEETS
from pactline.home import app_root
from pactline.query.select import View
from pactline.wording import forms, text

FOLDER: Final = "assets"
_HERE = Path(__file__).parent
_SHELL = _HERE.parent / "shell"


@dataclass(frozen=True, slots=True)
class Assets:
    """Files by their names below ``FOLDER``, and what each is for."""

    files: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def keep(self, name: str, content: str | bytes, *, digest: bool = True) -> str:
        """Keep a file and return its name; ``name`` says what it is for."""
        data = content.encode() if isinstance(content, str) else content
        stem, _, ending = name.rpartition(".")
        own = f"{stem}-{sha256(data).hexdigest()[:12]}.{ending}" if digest else name
        self.files[own] = data
        self.names[name] = own
        return own


def assets(view: View, *, letters: str) -> Assets:
    """Return what the pages share: fonts, sheets, scripts, the record.

    Args:
        view: The whole record.
        letters: All that stand on the pages: the far fonts are cut to them.
    """
    found = Assets()
    faces = [
        face(
            font,
            found.keep(f"{font.family.replace(' ', '-')}-{font.style}.woff2".lower(), font.content),
            "font-display:swap;",
        )
        for font in fonts(letters)
    ]
    found.keep("style.css", _sheet("".join(faces)))
    found.keep("plain.css", (_SHELL / "scriptless.css").read_text(encoding="utf-8") + _read("plain.css"))
    found.keep("first.js", _read("first.js"))
    found.keep("site.js", bundled("site"))
    found.keep("plotly.js", (app_root() / "static" / "vendor" / "plotly-basic.min.js").read_bytes())
    found.keep("icon.png", (app_root() / "static" / "icon.png").read_bytes(), digest=False)
    values, pictures = book(view)
    found.keep("record.js", held("record", values | {"css": _part_sheets(), "site": _words()}))
    found.keep("pictures.js", held("pictures", pictures))
    found.keep("words.js", held("words", texts(view)))
    return found


def held(name: str, value: object) -> str:
    """Return a script that gives a value to ours under a name: a page that lies on a disk may load no other data."""
    return f"pactlineHolds({json.dumps(name)},{json.dumps(value, ensure_ascii=False, separators=(',', ':'))})\n"


def texts(view: View) -> dict[str, Any]:
    """Return what is searched, in the order of the record's rows.

    Returns:
        ``events``: ``[[id, title, place], summary]``; ``claims``: ``[text, note, [[place of the citation, words]]]``,
        as ``components/sealed/select.js`` takes them, but not folded yet.
    """
    record = view.frames
    quotes: dict[int, list[list[Any]]] = {}
    places: dict[int, int] = {}
    columns = ("claim", "quote", "translation")
    for claim, quote, translation in zip(*(view.citations[one].tolist() for one in columns), strict=True):
        place = places[claim] = places.get(claim, -1) + 1
        quotes.setdefault(claim, []).extend([place, one] for one in (quote, translation) if _is_text(one))
    events = (record.cells("events", name, view.event_rows) for name in ("event_id", "title", "place", "summary"))
    claims = (record.cells("claims", name, view.claim_rows) for name in ("text", "note"))
    return {
        "events": [
            [[event, title, _plain(place)], _plain(summary)]
            for event, title, place, summary in zip(*events, strict=True)
        ],
        "claims": [
            [said, _plain(note), quotes.get(row, [])]
            for row, said, note in zip(view.claim_rows.tolist(), *claims, strict=True)
        ],
    }


def _is_text(value: object) -> bool:
    return isinstance(value, str) and not pd.isna(value)


def _plain(value: object) -> str:
    return value if isinstance(value, str) else ""


def _sheet(faces: str) -> str:
    """Return the one style sheet: the app's, with what stands in for Streamlit's own."""
    rules = "".join((_SHELL / name).read_text(encoding="utf-8") for name in ("first.css", "baked.css"))
    parts = (_HERE.parent / "sealed" / "parts.css").read_text(encoding="utf-8")
    return f"{first_page.grounds()}{faces}{rules}{style_sheet.css()}{parts}{_read('site.css')}"


def _part_sheets() -> Mapping[str, str]:
    named = {"filters": ("shell/filters.css",), "timeline": SHEETS}
    return {
        name: "".join((_HERE.parent / file).read_text(encoding="utf-8") for file in files)
        for name, files in named.items()
    }


def _words() -> Mapping[str, Any]:
    return {"drawer": drawer_words(), "timeline": text("nav.timeline"), "show": forms("filters.show")}


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")
