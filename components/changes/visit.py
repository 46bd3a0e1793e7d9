"""A line on what has changed since the reader's last visit, which the reader's browser alone keeps (``visit.js``)."""

import json
from dataclasses import dataclass
from typing import Any, ClassVar

from components.parts import draw, markup
from pactline.query.select import View
from pactline.readings.fingerprints import fingerprints
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import forms, text

_SAID = ("line", "some", "none", "also_added", "also_changed", "also_withdrawn", "forgotten", "words", "gone")
_COUNTED = ("added", "changed", "withdrawn")


@dataclass(frozen=True, slots=True)
class VisitValues:
    """What the browser needs to tell it.

    Attributes:
        version: Of the edition; empty where it has none.
        words: The sentences, as JSON.
    """

    template: ClassVar = "changes/visit.html"
    version: str
    words: str


def visit_line(view: View) -> None:
    """Draw the place of the line; nothing of a record that is a reader's for this visit alone."""
    if view.frames.addressed:
        draw.html(_html(view.frames.today))


@kept(2)
def _html(record: Frames) -> str:
    words: dict[str, Any] = {name: text(f"visit.{name}") for name in _SAID}
    words |= {name: forms(f"visit.{name}") for name in _COUNTED}
    version = record.dossier.edition.version or ""
    return markup.render(VisitValues(version, json.dumps(words, ensure_ascii=False)))


def seen(record: Frames) -> dict[str, Any]:
    """Return what a browser keeps of a visit, and needs to name what has changed.

    Returns:
        ``digest`` of the record, its ``edition``, and ``events``: digest and title of each by id; none of a record so
        large that its events are not told apart.
    """
    prints = fingerprints(record)
    events = {
        one: [print_, record.title(one)] for one, print_ in prints.events.items() if one in record.values("event")
    }
    return {"digest": prints.whole, "edition": record.dossier.edition.version or "", "events": events}
