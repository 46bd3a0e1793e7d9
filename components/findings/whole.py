"""What the picture of the whole shows: every event that is left, a few moments in the record's words, labels."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.findings.time_scale import squeezed_before
from components.parts.held_words import held
from components.parts.rows import day_words
from components.parts.small_map import Spot, spots
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.view import marked
from pactline.readings.counts import busiest_months
from pactline.record import edtf
from pactline.record.day_numbers import first_of
from pactline.record.telling import Mark, Picture
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, SmallNumbers
from pactline.tables.postings import Rows
from pactline.wording import Speech, speaking, text

Days: TypeAlias = npt.NDArray[np.int64]

_KEPT = 8192  # names of events
_LABELS = 8  # events that a rule names
_LONGEST = 44  # characters of a title that stands for a label
_LEAST = 2  # events of a month that is worth a word
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True, eq=False)
class Dots:
    """The events in the picture, in the record's order; an entry an event.

    Attributes:
        days: Where each stands, as an ordinal, below 1 before the year 1: the middle of its days.
        status: Of its first claim, as its number in ``STATUS_CODES``.
        call: Returns the id of each, and its title and date; not asked where they are counted.
    """

    days: Days
    status: SmallNumbers
    call: Callable[[], Sequence[tuple[str, str]]]

    def __len__(self) -> int:
        return len(self.days)

    @cached_property
    def called(self) -> Sequence[tuple[str, str]]:
        """What ``call`` returns."""
        return self.call()

    @cached_property
    def first(self) -> int:
        """The axis's first day; what is before it stands in the squeezed part."""
        ordered = np.sort(self.days)
        before = squeezed_before(ordered)
        return int(ordered[0]) if before is None else first_of(before)


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the story that the picture tells in the record's words.

    Attributes:
        place: Of its event among the dots.
        words: A quotation (``quoted``), or the claim as the record has it; may be empty.
        by: Whose words they are.
    """

    event: str
    place: int
    label: str
    day: int
    when: str
    status: str
    words: str = ""
    quoted: bool = False
    by: str = ""


@dataclass(frozen=True, slots=True)
class Whole:
    """What the picture shows.

    Attributes:
        labels: Events that are named, most important first, by their places among the dots, with their labels.
        span: What stands between the last two moments; may be empty.
        peak: The busiest month's first day as an ordinal, and what is said of it; ``None`` if no month stands out.
        undrawn: Events whose date no axis can show.
        statuses: That the dots have, in the order of the record's scale.
        spots: Where the events happened, the place of most of them first.
    """

    dots: Dots
    moments: tuple[Moment, ...]
    labels: tuple[tuple[int, str], ...]
    span: str
    peak: tuple[int, str] | None
    undrawn: int
    statuses: tuple[str, ...]
    selection: Selection
    spots: tuple[Spot, ...] = ()


def whole_picture(view: View, picture: Picture | None, numbers: Mapping[str, str]) -> Whole:
    """Gather what the picture of the shown events tells.

    Args:
        view: What is shown.
        picture: As the editor wants it; without one the most important events are named.
        numbers: Of the finding, in words, by name.
    """
    rows, dots = _dots(view)
    own = picture or Picture(kind="whole")
    moments = [_moment(view, one, at, dots) for one in own.marks if (at := _place(view, rows, one.event)) is not None]
    named = [_place(view, rows, one) for one in own.events] if own.events or own.marks else _most_important(view, rows)
    told = {moment.place for moment in moments}
    both = [moment.event for moment in moments[-2:]] == [one.event for one in own.marks[-2:]] and len(moments) > 1
    return Whole(
        dots=dots,
        moments=tuple(sorted(moments, key=lambda moment: moment.day)),
        labels=tuple(
            (at, label)
            for at in named
            if at is not None and at not in told and (label := _label(view.frames, int(rows[at])))
        ),
        span=text("findings.days", n=numbers.get(own.span, "")) if both and own.span else "",
        peak=_peak(view),
        undrawn=len(view.event_rows) - len(dots),
        statuses=tuple(STATUS_CODES[code] for code in np.unique(dots.status).tolist()),
        selection=view.selection,
        spots=tuple(spots(view.shown).values()),
    )


def _dots(view: View) -> tuple[Rows, Dots]:
    """Return the events that an axis can show, by their rows."""
    record, rows, when = view.frames, view.event_rows, view.frames.moments
    drawn = ~record.numbers("events", "undrawn")[rows] | when.old[rows]
    own = rows[drawn]
    firsts, lasts = when.first[own] + _EPOCH, when.last[own] + _EPOCH
    opens, ends = (record.column("events", name).to_numpy()[own].astype(bool) for name in ("open_start", "open_end"))
    days = np.where(opens, lasts, np.where(ends, firsts, (firsts + lasts) // 2))
    status = view.facts.status[drawn]
    return own, Dots(days, status, lambda: _called(record, own))


def _called(record: Frames, rows: Rows) -> list[tuple[str, str]]:
    events, *cells = (record.cells("events", name, rows) for name in ("event_id", "title", "date_words"))
    speech = speaking()
    return [(event, _name(title, when, speech)) for event, title, when in zip(events, *cells, strict=True)]


@held(_KEPT)
def _name(title: str, when: str, _: Speech) -> str:
    return text("findings.dot", title=title, when=when)


def _place(view: View, rows: Rows, event: str) -> int | None:
    """Return the place of an event among the rows of the dots; ``None`` if it is none of them."""
    if event not in view.frames.values("event"):
        return None
    return _found(rows, [view.frames.row_of(event)])[0]


def _found(rows: Rows, wanted: Sequence[int] | Rows) -> list[int | None]:
    """Return the places of some rows among others, which ascend; ``None`` for one that is none of them."""
    at = np.searchsorted(rows, wanted)
    there = np.append(rows, -1)[at] == wanted
    return [place if found else None for place, found in zip(at.tolist(), there.tolist(), strict=True)]


def _moment(view: View, mark: Mark, at: int, dots: Dots) -> Moment:
    record = view.frames
    row, day, status = record.row_of(mark.event), int(dots.days[at]), STATUS_CODES[int(dots.status[at])]
    when = str(record.cell("events", "date_words", row))
    claim = record.claim_row_of(mark.claim) if mark.claim else None
    if claim is None or not marked(view.claim_rows, record.size("claims"))[claim]:
        return Moment(mark.event, at, mark.label, day, when, status)
    known = record.cell("claims", "known", claim)
    if int(record.numbers("claims", "event")[claim]) == row and not pd.isna(known):
        day = pd.Timestamp(known).date().toordinal()  # said on a day of its own
        when = day_words(date.fromordinal(day))
    words, quoted = words_of(record, claim)
    by = ", ".join(record.called(record.cell("claims", "said_by", claim)))
    status = STATUS_CODES[int(record.numbers("claims", "status")[claim])]
    return Moment(mark.event, at, mark.label, day, when, status, words, quoted, by)


def words_of(record: Frames, claim: int) -> tuple[str, bool]:
    """Return the first words that are quoted for a claim, in English if there are any, and whether they are quoted.

    A claim without a quotation is told as the record has it.
    """
    rows = record.rows_of("citations", "claim", claim)
    quotes, langs, translations = (record.cells("citations", name, rows) for name in ("quote", "lang", "translation"))
    for quote, lang, translation in zip(quotes, langs, translations, strict=True):
        if words := plain(translation) or (plain(quote) if lang in ("en", None) else None):
            return words, True
    return str(record.cell("claims", "text", claim)), False


def plain(value: object) -> str | None:
    """Return a cell's text; ``None`` where it is missing."""
    return value if isinstance(value, str) else None


def _label(record: Frames, row: int) -> str:
    title = str(record.cell("events", "title", row))
    return plain(record.cell("events", "short", row)) or (title if len(title) <= _LONGEST else "")


def _most_important(view: View, rows: Rows) -> list[int | None]:
    """Return the places of the most important shown events; ``None`` for one that no axis can show."""
    importance = view.frames.numbers("events", "importance")[view.event_rows]
    return _found(rows, view.event_rows[np.argsort(-importance, kind="stable")[:_LABELS]])


def _peak(view: View) -> tuple[int, str] | None:
    busiest = busiest_months(view)
    if len(busiest) != 1 or busiest[0].events < _LEAST:
        return None
    month = busiest[0].first
    words = edtf.parse(f"{month.year:04}-{month.month:02}").words
    return month.toordinal(), text("finding.month", n=busiest[0].events, month=words)
