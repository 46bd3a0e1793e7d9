"""What the picture of the whole shows: every event that is left, a few moments in the record's words, labels."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from components.parts.rows import day_words
from components.parts.small_map import Spot, spots
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.view import marked
from pactline.readings.counts import busiest_months
from pactline.record import edtf
from pactline.record.telling import Mark, Picture
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.wording import text

_LABELS = 8  # events that a rule names
_LONGEST = 44  # characters of a title that stands for a label
_LEAST = 2  # events of a month that is worth a word


@dataclass(frozen=True, slots=True)
class Dot:
    """An event in the picture.

    Attributes:
        day: Where it stands, as an ordinal, below 1 before the year 1: the middle of its days.
        name: Its title and date.
        status: Of its first claim; ``none`` without one.
    """

    event: str
    day: int
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A point of the story that the picture tells in the record's words.

    Attributes:
        words: A quotation (``quoted``), or the claim as the record has it; may be empty.
        by: Whose words they are.
    """

    event: str
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
        labels: Events that are named, most important first, with their labels.
        span: What stands between the last two moments; may be empty.
        peak: The busiest month's first day as an ordinal, and what is said of it; ``None`` if no month stands out.
        undrawn: Events whose date no axis can show.
        statuses: That the dots have, in the order of the record's scale.
        spots: Where the events happened, the place of most of them first.
    """

    dots: tuple[Dot, ...]
    moments: tuple[Moment, ...]
    labels: tuple[tuple[str, str], ...]
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
    dots = tuple(_dots(view))
    marks = picture.marks if picture else ()
    shown = {dot.event: dot for dot in dots}
    moments = [moment for one in marks if one.event in shown if (moment := _moment(view, one, shown[one.event]))]
    named = picture.events if picture and (picture.events or picture.marks) else _most_important(view)
    told = {moment.event for moment in moments}
    last = [moment.event for moment in moments[-2:]]
    both = len(last) > 1 and last == [one.event for one in marks[-2:]]
    found = {dot.status for dot in dots}
    return Whole(
        dots=dots,
        moments=tuple(sorted(moments, key=lambda moment: moment.day)),
        labels=tuple((one, label) for one in named if one in shown and one not in told if (label := _label(view, one))),
        span=text("findings.days", n=numbers.get(picture.span, "")) if both and picture and picture.span else "",
        peak=_peak(view),
        undrawn=len(view.event_rows) - len(dots),
        statuses=tuple(status for status in STATUS_CODES if status in found),
        selection=view.selection,
        spots=tuple(spots(view.shown).values()),
    )


_EPOCH = date(1970, 1, 1).toordinal()


def _dots(view: View) -> Iterator[Dot]:
    record, rows = view.frames, view.event_rows
    when = record.moments
    drawn = ~record.numbers("events", "undrawn")[rows] | when.old[rows]
    own = rows[drawn]
    firsts, lasts = when.first[own] + _EPOCH, when.last[own] + _EPOCH
    opens, ends = (record.column("events", name).to_numpy()[own].astype(bool) for name in ("open_start", "open_end"))
    days = np.where(opens, lasts, np.where(ends, firsts, (firsts + lasts) // 2))
    statuses = view.facts.status[drawn]
    cells = (record.cells("events", name, own) for name in ("event_id", "title", "date_words"))
    for event, title, words, day, status in zip(*cells, days.tolist(), statuses.tolist(), strict=True):
        yield Dot(str(event), day, text("findings.dot", title=title, when=words), STATUS_CODES[status])


def _moment(view: View, mark: Mark, dot: Dot) -> Moment | None:
    record = view.frames
    row = record.row_of(mark.event)
    when = str(record.cell("events", "date_words", row))
    if not mark.claim:
        return Moment(mark.event, mark.label, dot.day, when, dot.status)
    claim = claim_row(record, mark.claim)
    if claim is None or not marked(view.claim_rows, record.size("claims"))[claim]:
        return Moment(mark.event, mark.label, dot.day, when, dot.status)
    day = dot.day
    known = record.cell("claims", "known", claim)
    if int(record.numbers("claims", "event")[claim]) == row and not pd.isna(known):
        day = pd.Timestamp(known).date().toordinal()  # said on a day of its own
        when = day_words(date.fromordinal(day))
    words, quoted = words_of(record, claim)
    by = ", ".join(record.called(record.cell("claims", "said_by", claim)))
    status = STATUS_CODES[int(record.numbers("claims", "status")[claim])]
    return Moment(mark.event, mark.label, day, when, status, words, quoted, by)


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


def claim_row(record: Frames, claim: str) -> int | None:
    """Return the row of a claim; ``None`` if the record has no such one."""
    found = np.flatnonzero(record.column("claims", "claim_id").to_numpy() == claim)
    return int(found[0]) if len(found) else None


def _label(view: View, event: str) -> str:
    row = view.frames.row_of(event)
    title = str(view.frames.cell("events", "title", row))
    return plain(view.frames.cell("events", "short", row)) or (title if len(title) <= _LONGEST else "")


def _most_important(view: View) -> list[str]:
    record, rows = view.frames, view.event_rows
    importance = record.numbers("events", "importance")[rows]
    first = rows[np.argsort(-importance, kind="stable")][:_LABELS]
    return [str(event) for event in record.cells("events", "event_id", first)]


def _peak(view: View) -> tuple[int, str] | None:
    busiest = busiest_months(view)
    if len(busiest) != 1 or busiest[0].events < _LEAST:
        return None
    month = busiest[0].first
    words = edtf.parse(f"{month.year:04}-{month.month:02}").words
    return month.toordinal(), text("finding.month", n=busiest[0].events, month=words)
