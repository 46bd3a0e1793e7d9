"""The ledger of editions, the record beside an earlier one, and how to report a mistake."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.rows import day_words
from components.parts.ways import filled, waiting
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
class Told:
    """A change, and the events that it names, itself or by a claim or reaction of theirs: id and title of each."""

    kind: str
    text: str
    events: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The changes of an edition, and its day in words."""

    version: str
    day: str
    changes: list[Told]


@dataclass(frozen=True, slots=True)
class LedgerValues:
    """Lines of the ledger by edition; ``to`` returns the attributes of a link to an event."""

    template: ClassVar = "changes/ledger.html"
    editions: list[EditionChanges]
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class ChangesValues:
    """The ledger, newest first, as HTML, empty without a line.

    ``followed`` is what a feed may tell of, ``None`` where none leads to the record.
    """

    template: ClassVar = "changes/changes.html"
    ledger: Markup
    followed: Selection | None


def changes(view: View) -> None:
    """Draw the changes, newest first, under their edition and day."""
    lines = Markup(filled(_ledger(view.frames), view.selection))  # noqa: S704 - out of the escaping template
    draw.html(markup.render(ChangesValues(lines, view.selection if view.frames.addressed else None)))


@kept(2)
def _ledger(record: Frames) -> str:
    return ledger_html(record, record.dossier.changes, waiting)


def ledger_html(record: Frames, lines: Iterable[Change], to: Callable[[str], Markup]) -> str:
    """Return lines of the ledger, in their order, by edition and day, as HTML."""
    return markup.render(LedgerValues(editions(record, lines), to))


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """What the record has otherwise than the edition before it; ``None`` where none lies beside it.

    Attributes:
        opened: Whether the lists stand open.
        to: Returns the attributes of a link to an event.
        day_words: Returns a day in words; ``date_words`` a date as a record writes it.
    """

    template: ClassVar = "changes/compared.html"
    found: Comparison | None
    opened: bool
    to: Callable[[str], Markup]
    day_words: Callable[[date], str]
    date_words: Callable[[str], str]


def comparison(view: View, record: Path | None) -> None:
    """Draw what the shown record has otherwise than the edition before it, if one lies beside it.

    Args:
        view: What is shown; the whole record is compared, whatever the filters are.
        record: Where it lies; ``None`` if nothing can lie beside it.
    """
    if record:
        draw.html(filled(_comparison(view.frames, record), view.selection))


@kept(2)
def _comparison(frames: Frames, record: Path) -> str:
    return compared_html(_compared(frames, record), waiting)


def compared_html(found: Comparison | None, to: Callable[[str], Markup], *, opened: bool = False) -> str:
    """Return two editions side by side as HTML.

    Args:
        found: What differs; ``None`` where no earlier edition lies beside the record.
        to: Returns the attributes of a link to an event.
        opened: Whether the lists stand open.
    """
    return markup.render(ComparedValues(found, opened, to, day_words, _date_words))


def _date_words(written: str) -> str:
    """Return a date of an earlier edition in words; what is no date as it was written."""
    try:
        return edtf.parse(written).words
    except edtf.DateError:
        return written


def _compared(frames: Frames, record: Path) -> Comparison | None:
    version = frames.dossier.edition.version
    before = earlier(record, version)
    return compared(before, kept_editions(frames.dossier, version or "")) if before else None


def editions(record: Frames, lines: Iterable[Change]) -> list[EditionChanges]:
    """Return lines of the ledger, in their order, by edition and day."""
    found = []
    for (day, version), group in groupby(lines, key=lambda change: (change.date, change.edition)):
        entries = [Told(change.kind, change.text, _events(record, change)) for change in group]
        found.append(EditionChanges(version, day_words(day), entries))
    return found


def _events(record: Frames, change: Change) -> list[tuple[str, str]]:
    events, owner = record.values("event"), owners(record)
    ids = dict.fromkeys(owner.get(one, one) for one in change.ids)
    return [(event, record.title(event)) for event in ids if event in events]
