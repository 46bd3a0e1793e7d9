"""The ledger of editions, the record beside an earlier one, and how to report a mistake."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from components.parts import draw, markup
from components.parts.rows import day_words
from pactline.files.editions import earlier
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.editions import Comparison, compared
from pactline.readings.editions import kept as kept_editions
from pactline.readings.since_edition import owners
from pactline.record import edtf
from pactline.record.model import Change
from pactline.tables.frames import Frames
from pactline.tables.kept import kept


@dataclass(frozen=True, slots=True)
class Touched:
    """An event of the record that a change touches."""

    title: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and the events that it names, itself or by a claim or reaction of theirs."""

    kind: str
    text: str
    events: list[Touched]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The changes of an edition, and its day in words."""

    version: str
    day: str
    changes: list[Told]


@dataclass(frozen=True, slots=True)
class ChangesValues:
    """The editions, newest first; ``followed`` is what a feed may tell of, ``None`` where none leads to the record."""

    template: ClassVar = "changes/changes.html"
    editions: list[EditionChanges]
    followed: Selection | None


def changes(view: View) -> None:
    """Draw the changes, newest first, under their edition and day."""
    draw.html(_html(view.frames, view.selection))


@kept(32)
def _html(record: Frames, selection: Selection) -> str:
    told = editions(record, selection, record.dossier.changes)
    return markup.render(ChangesValues(told, selection if record.addressed else None))


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """What the record has otherwise than the edition before it; ``None`` where none lies beside it.

    Attributes:
        opened: Whether the lists stand open.
        to: Returns the selection that puts an event into focus.
        day_words: Returns a day in words; ``date_words`` a date as a record writes it.
    """

    template: ClassVar = "changes/compared.html"
    found: Comparison | None
    opened: bool
    to: Callable[[str], Selection]
    day_words: Callable[[date], str]
    date_words: Callable[[str], str]


def comparison(view: View, record: Path | None) -> None:
    """Draw what the shown record has otherwise than the edition before it, if one lies beside it.

    Args:
        view: What is shown; the whole record is compared, whatever the filters are.
        record: Where it lies; ``None`` if nothing can lie beside it.
    """
    if record:
        draw.html(_comparison_html(view.frames, view.selection, record))


@kept(32)
def _comparison_html(frames: Frames, selection: Selection, record: Path) -> str:
    return compared_html(_compared(frames, record), selection)


def compared_html(found: Comparison | None, selection: Selection, *, opened: bool = False) -> str:
    """Return two editions side by side as HTML; ``opened``: whether the lists stand open."""
    return markup.render(
        ComparedValues(
            found=found,
            opened=opened,
            to=lambda event: replace(selection, event=event),
            day_words=day_words,
            date_words=_date_words,
        )
    )


def _date_words(written: str) -> str:
    """Return a date of an earlier edition in words; what is no date as it was written."""
    try:
        return edtf.parse(written).words
    except edtf.DateError:
        return written


@kept(4)
def _compared(frames: Frames, record: Path) -> Comparison | None:
    version = frames.dossier.edition.version
    before = earlier(record, version)
    return compared(before, kept_editions(frames.dossier, version or "")) if before else None


def editions(record: Frames, selection: Selection, lines: Iterable[Change]) -> list[EditionChanges]:
    """Return lines of the ledger, in their order, by edition and day."""
    found = []
    for (day, version), group in groupby(lines, key=lambda change: (change.date, change.edition)):
        entries = [Told(change.kind, change.text, _events(record, selection, change)) for change in group]
        found.append(EditionChanges(version, day_words(day), entries))
    return found


def _events(record: Frames, selection: Selection, change: Change) -> list[Touched]:
    events, owner = record.values("event"), owners(record)
    ids = dict.fromkeys(owner.get(one, one) for one in change.ids)
    return [Touched(record.title(event), replace(selection, event=event)) for event in ids if event in events]
