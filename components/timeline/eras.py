"""What the named bands of the timeline stand for, and who speaks of them so."""

from dataclasses import dataclass
from typing import ClassVar

from components.parts import draw, markup
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.model import Era
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class NamedEra:
    """A named band: its dates in words, what it stands for, who speaks of it so."""

    name: str
    words: str
    note: str | None
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class EraValues:
    """The named bands."""

    template: ClassVar = "timeline/eras.html"
    eras: list[NamedEra]
    selection: Selection


def eras(view: View) -> None:
    """Draw the record's eras with their notes and sources; nothing for a record without any.

    Closed at first: what few open is sent only to those.
    """
    begun = _begun(view)
    if not begun:
        return
    with draw.fold(text("eras.title", n=len(begun)), key="eras") as opened:
        if opened:
            draw.html(markup.render(EraValues(era_values(view), view.selection)))


def _begun(view: View) -> list[Era]:
    """Return the eras that had begun on the day of ``known``."""
    known = view.selection.known
    return [
        era for era in view.frames.dossier.eras if known is None or era.date.open_start or era.date.earliest <= known
    ]


def era_values(view: View) -> list[NamedEra]:
    """Return the eras that had begun on the day of ``known``.

    A note is left out as known on a day: it is written with what is known today.
    """
    record = view.frames
    return [
        NamedEra(
            name=era.name,
            words=era.date.words,
            note=None if view.selection.known else era.note,
            citations=evidence_of(record, f"eras/{era.id}"),
        )
        for era in _begun(view)
    ]
