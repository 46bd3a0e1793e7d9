"""The timeline's twin: the shown events as a list in reading order, under headings by year, a part at a time."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import groupby
from typing import ClassVar, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from markupsafe import Markup, escape

from components.parts import draw, markup
from components.parts.held_words import held
from components.parts.isolation import in_text
from components.parts.portion import at_once
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.view import Shown
from pactline.readings.came_since import came
from pactline.record.date_words import in_words, of_year
from pactline.tables.index import STATUS_CODES
from pactline.tables.kept import kept
from pactline.wording import Speech, speaking, text

PART = 120  # events shown at once; a record of up to half as many more is shown whole
_WHOLE = PART * 3 // 2
_UNITS = (1, 10, 100, 1000, 10_000, 100_000)  # years
_MOST_YEARS = 60  # headings to jump to; more of them are gathered into decades, then centuries


class Jump(NamedTuple):
    """A heading to jump to: what it says, the place of its first event in the list, and how many it has."""

    label: str
    start: int
    events: int


class Entry(NamedTuple):
    """An event of the list.

    Attributes:
        year: Of its first day.
        status: That of its first shown claim; ``none`` without one.
        counts: Its shown claims, and the highest number of independent sources among them, in words; may be empty.
        fresh: ``new`` or ``changed`` since the stop before, in a record that is looked back at; else empty.
    """

    event_id: str
    title: str
    date_words: str
    year: int
    importance: int
    status: str
    counts: str
    fresh: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the list.

    Attributes:
        start: Place of its first event in the whole list.
        after: Place after its last.
        total: Events in the whole list.
        years: The part's events under the year of their first day.
        jumps: The whole list's years, decades or centuries; none where the part is the whole.
    """

    start: int
    after: int
    total: int
    years: list[tuple[str, list[Entry]]]
    jumps: list[Jump]


@dataclass(frozen=True, slots=True)
class HeadValues:
    """The list's title, and its orders to choose from: name, selection, whether it is the present one."""

    template: ClassVar = "parts/event_list_head.html"
    title: str
    orders: list[tuple[str, Selection, bool]]
    page: str


@dataclass(frozen=True, slots=True)
class ListValues:
    """A part of the list as it is drawn.

    Attributes:
        years: Its entries as HTML, under the year of their first day.
        level: Of the years' headings.
        heading: Stands above the years.
        size: Events in a part.
    """

    template: ClassVar = "parts/event_list.html"
    part: Part
    years: list[tuple[str, Markup]]
    level: int
    heading: str | None
    size: int = PART


@dataclass(frozen=True, slots=True)
class _Lines:
    """What all entries of a list have in common.

    Attributes:
        before: What stands before an event's id in the address of its link, as an attribute has it.
        after: What stands behind it, likewise.
        page: Where the links lead.
        claimed: Whether the record has claims at all, so that a status, or its lack, says something.
    """

    before: str
    after: str
    page: str
    claimed: bool

    def drawn(self, events: Iterable[Entry]) -> Markup:
        """Return entries as HTML, a line each. No template draws them: there are a hundred, of a dozen values each."""
        speech, lines = speaking(), []
        for event in events:
            name, begins, title = _said(event.event_id, event.title, event.date_words, event.importance)
            facts = _facts(event.status, event.counts, event.fresh, speech, claimed=self.claimed)
            lines.append(
                f'{begins}<a href="{self.before}{name}{self.after}" data-go="{self.page}" data-stay="1"'
                f' data-pick="{name}">{title}</a></p>{facts}</div></li>\n'
            )
        return Markup("".join(lines))  # noqa: S704 - its parts have escaped what is a stranger's


@held(8192)
def _said(event: str, title: str, when: str, importance: int) -> tuple[str, str, str]:
    """Return what an entry says whatever is selected: its id, all before its link, and what that is called."""
    name = str(escape(event))
    begins = (
        f'<li class="entry importance-{importance}" data-event="{name}"><p class="dateline">{escape(in_text(when))}</p>'
        '<div><p class="entry-title">'
    )
    return name, begins, str(escape(in_text(title)))


@lru_cache(maxsize=1024)
def _facts(status: str, counts: str, fresh: str, _: Speech, *, claimed: bool) -> str:
    """Return what stands below an entry's title."""
    return markup.render(FactsValues(status, counts, fresh, claimed)).strip()


@dataclass(frozen=True, slots=True)
class FactsValues:
    """What stands below an entry's title; attributes as of ``Entry`` and ``_Lines``."""

    template: ClassVar = "parts/event_facts.html"
    status: str
    counts: str
    fresh: str
    claimed: bool


def event_list(view: View, *, page: str = "timeline", title: str | None = None, start: int = 0) -> None:
    """Draw the list; a link puts its event into focus on ``page``.

    The event in focus is marked in the browser, so that the list is the same, and is not sent again, whatever
    the reader picks.

    Args:
        view: What is shown.
        page: Where its links lead.
        title: With a title the years come one level below it.
        start: Place of the first event to show, in a list that is shown in parts.
    """
    with draw.box("event-list"):
        if title:
            orders = [
                (
                    order,
                    replace(view.selection, newest_first=order == "new"),
                    view.selection.newest_first == (order == "new"),
                )
                for order in ("old", "new")
            ]
            draw.html(markup.render(HeadValues(title, orders, page)))
        draw.html(_drawn(view.shown, replace(view.selection, event=None), page, 3 if title else 2, start))


@kept(32)
def _drawn(shown: Shown, selection: Selection, page: str, level: int, start: int) -> str:
    view = View(selection, shown)
    return _html(view, part(view, start), page=page, level=level)


def group_list(view: View, *, page: str, most: int, title: str | None = None, level: int = 4) -> str:
    """Return the first shown events as HTML, perhaps under a title, and how many more there are.

    Args:
        view: What is shown.
        page: Where its links lead.
        most: How many events to list.
        title: Stands above the years.
        level: Of the years' headings; without a title above them it is 2.
    """
    total = len(view.event_rows)
    after = min(total, most)
    return _html(view, Part(0, after, total, years(view, 0, after), []), page=page, level=level, heading=title)


def _html(view: View, shown: Part, *, page: str, level: int, heading: str | None = None) -> str:
    """Return a part of the list under its years, whose headings have a level."""
    # An address holds "event=" once, since "=" in a value is written otherwise.
    before, event, after = markup.href(page, replace(view.selection, event="-")).partition("event=-")
    address = before + event.removesuffix("-"), after
    return written(view, shown, address, page=page, level=level, heading=heading)


def written(
    view: View, shown: Part, address: tuple[str, str], *, page: str, level: int, heading: str | None = None
) -> str:
    """Return a part of the list as HTML.

    Args:
        view: What is shown.
        shown: The part.
        address: What stands before and behind an event's id in the address of its link.
        page: Where the links lead.
        level: Of the years' headings.
        heading: Stands above the years.
    """
    before, after = (str(escape(words)) for words in address)
    lines = _Lines(before, after, page, claimed=view.frames.size("claims") > 0)
    under = [(year, lines.drawn(events)) for year, events in shown.years]
    return markup.render(ListValues(shown, under, level=level, heading=heading))


def part(view: View, start: int = 0) -> Part:
    """Return the part of the list that begins at a place, or all of it where it is short."""
    total = len(view.event_rows)
    if total <= at_once(_WHOLE):
        return Part(0, total, total, years(view, 0, total), [])
    start = min(max(start, 0), total - 1)
    after = min(start + PART, total)
    return Part(start, after, total, years(view, start, after), jumps(view))


def years(view: View, start: int, after: int) -> list[tuple[str, list[Entry]]]:
    """Return the shown events between two places, in the reader's order, by the year of their first day."""
    places = np.arange(len(view.event_rows))
    places = (places[::-1] if view.selection.newest_first else places)[start:after]
    rows, facts, record, speech = view.event_rows[places], view.facts, view.frames, speaking()
    columns = [
        *(record.cells("events", name, rows) for name in ("event_id", "title", "date_words", "year")),
        record.numbers("events", "importance")[rows].tolist(),
        [STATUS_CODES[code] for code in facts.status[places]],
        [_counted(claims, voices, speech) for claims, voices in zip(
            facts.claims[places].tolist(), facts.independent[places].tolist(), strict=True
        )],
        _fresh(view, rows),
    ]  # fmt: skip
    found = map(Entry._make, zip(*columns, strict=True))
    return [(_year(year), list(events)) for year, events in groupby(found, key=lambda event: event.year)]


def _fresh(view: View, rows: npt.NDArray[np.intp]) -> list[str]:
    new = came(view.shown)
    if new is None:
        return [""] * len(rows)
    told: list[str] = np.select([new.events[rows], new.changed[rows]], ["new", "changed"], "").tolist()
    return told


@lru_cache(maxsize=256)
def _counted(claims: int, voices: int, _: Speech) -> str:
    return f"{text('count.claims', n=claims)}, {text('count.independent', n=voices)}" if claims else ""


def jumps(view: View) -> list[Jump]:
    """Return the years of the shown events in the reader's order; decades or centuries where they are many."""
    own = view.frames.column("events", "year").to_numpy()[view.event_rows]
    own = own[::-1] if view.selection.newest_first else own
    unit = next((unit for unit in _UNITS if len(_firsts(own // unit)) <= _MOST_YEARS), _UNITS[-1])
    firsts = _firsts(own // unit)
    counts = np.diff(np.append(firsts, len(own)))
    return [
        Jump(_span(int(own[first]) // unit * unit, unit), int(first), int(count))
        for first, count in zip(firsts, counts, strict=True)
    ]


def _firsts(units: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return the places at which another unit begins."""
    return np.flatnonzero(np.append(True, units[1:] != units[:-1]))


def _span(year: int, unit: int) -> str:
    return _year(year) if unit == 1 else f"{_year(year)}–{_year(year + unit - 1)}"


def _year(year: int) -> str:
    return in_words(of_year(year))


def headline(view: View) -> pd.DataFrame:
    """Return one row per shown event that has shown claims.

    An event's status is that of its first shown claim (editors put the one first that says what happened),
    ``independent`` the highest among its shown claims.
    """
    facts = view.facts
    own = np.flatnonzero(facts.claims)
    return pd.DataFrame(
        {
            "event_id": view.frames.column("events", "event_id").iloc[view.event_rows[own]].to_numpy(),
            "status": np.array(STATUS_CODES, dtype=object)[facts.status[own]],
            "claims": facts.claims[own],
            "independent": facts.independent[own],
        }
    )
