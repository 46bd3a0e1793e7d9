"""How stances moved from one event to another: a row per stakeholder, what it said before, at each, and last."""

from dataclasses import dataclass, replace
from typing import ClassVar

import pandas as pd

from components.parts import draw, markup
from components.parts.card_values import Citation, EventLink, Reaction
from components.parts.finding import finding
from components.parts.word_boxes import WordBoxes, draw_boxes
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import stakeholders
from pactline.readings.sides_words import leading
from pactline.readings.stakeholders import Streak, in_order
from pactline.readings.stance_shifts import MOMENTS, Moment, Shift, pair, shifts
from pactline.tables.kept import kept
from pactline.wording import text

_QUICK = 6  # events to choose from at once
_MOST = 100  # events to choose from at all


@dataclass(frozen=True, slots=True)
class MomentCell:
    """What a stakeholder said at a moment, as ``Moment`` has it.

    Attributes:
        last: The last reaction; ``quoted``: its citation with a quotation, if there is one; ``event``: what it is to.
        box: The box with all words.
    """

    runs: tuple[Streak, ...]
    quiet: int
    steps: int | None
    last: Reaction
    quoted: Citation | None
    event: EventLink
    box: str


@dataclass(frozen=True, slots=True)
class Mover:
    """A stakeholder with a cell per moment, ``None`` where it said nothing."""

    name: str
    cells: dict[str, MomentCell | None]


@dataclass(frozen=True, slots=True)
class CompareValues:
    """Moments side by side, and the events to choose from.

    Attributes:
        first: The earlier event; ``second``: the later, if there are two.
        moments: Of ``MOMENTS`` those that there are.
        alone: Names of those who spoke at one moment only.
        outside: Whether the event in focus is not one of those compared.
        fixed: The event that stays when another is chosen.
        quick: Events to choose from at once; ``choices``: more of them.
        words_of: The selection that sets the words of the two sides that say most next to each other.
    """

    template: ClassVar = "compare/compare.html"
    first: EventLink
    second: EventLink | None
    moments: list[str]
    rows: list[Mover]
    alone: list[str]
    outside: bool
    fixed: EventLink
    quick: list[EventLink]
    choices: list[EventLink]
    words_of: Selection | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class NothingToCompareValues:
    """A selection that leaves nothing to compare."""

    template: ClassVar = "compare/none.html"
    selection: Selection


def found_movement(view: View) -> None:
    """Draw as the page's title who moved furthest from one event to the next, or that nobody did."""
    found = _moved(view)
    if found is None:
        finding(text("nav.compare"), text("compare.title"), text("compare.lead"))
        return
    name, steps, movers = found
    headline = text("compare.moved_critical" if steps > 0 else "compare.moved_supportive", n=abs(steps), who=name)
    others = text("compare.movers", n=movers - 1) if movers > 1 else ""
    finding(text("nav.compare"), headline, others, text("compare.lead"))


@kept(32)
def _moved(view: View) -> tuple[str, int, int] | None:
    """Return who moved furthest between two moments, by how many steps, and how many moved at all."""
    found = _found(view)
    if found is None:
        return None
    steps = {
        shift.stakeholder.name: max((moment.steps or 0 for moment in shift.moments if moment), key=abs, default=0)
        for shift in found[2]
    }
    moved = {name: number for name, number in steps.items() if number}
    if not moved:
        return None
    name = max(moved, key=lambda one: abs(moved[one]))
    return name, moved[name], len(moved)


@kept(8)
def _found(view: View) -> tuple[pd.DataFrame, tuple[str, str | None], list[Shift]] | None:
    """Return the events that drew reactions, those to compare, and how stances moved; for headline and table."""
    said = stakeholders.spoken(view)
    drawn = stakeholders.crowd(view, said)
    events = pair(view, drawn)
    return None if events is None else (drawn, events, shifts(view, said, *events))


def compare(view: View, *, of: str) -> None:
    """Draw the events to choose from and the table of moments; or why there is none.

    Args:
        view: What is shown.
        of: What names the record in addresses.
    """
    with draw.box("compare"):
        html, words = _html(view)
        if html:
            draw.html(html)
        if words:
            draw_boxes(view, "compare", of, words_html)


@kept(16)
def words_html(view: View) -> str:
    """Return the boxes that the table opens as HTML."""
    words = _html(view)[1]
    return words.html() if words else ""


@kept(16)
def _html(view: View) -> tuple[str, WordBoxes | None]:
    """Return the table as HTML, and the boxes of words that it opens; many readers ask for the same."""
    asked = _found(view)
    if asked is None:
        return (markup.render(NothingToCompareValues(view.selection)) if len(view.event_rows) else ""), None
    drawn, (first, second), found = asked
    leads = leading(view.shown, view.frames.row_of(first))[:2]
    fixed = second if second is not None and first == view.selection.event else first
    others = drawn["event_id"][drawn["event_id"] != fixed]
    last = {moment.last for shift in found for moment in shift.moments if moment}
    words = WordBoxes(view, stakeholders.spoken(view), events={first, second or first}, also=last)
    rows, alone = compared(found, words)
    table = markup.render(
        CompareValues(
            first=words.event(first),
            second=words.event(second) if second else None,
            moments=[moment for moment in MOMENTS if second or moment != "second"],
            rows=rows,
            alone=alone,
            outside=view.selection.event is not None and view.selection.event not in (first, second),
            fixed=words.event(fixed),
            quick=[words.event(event) for event in in_order(view, others.head(_QUICK))],
            choices=[words.event(event) for event in in_order(view, others.iloc[_QUICK:_MOST])],
            words_of=replace(view.selection, sides=leads) if len(leads) > 1 else None,
            selection=view.selection,
        )
    )
    return table, words


def compared(found: list[Shift], words: WordBoxes) -> tuple[list[Mover], list[str]]:
    """Return the rows for the template, and the names of those who spoke at one moment only."""
    rows, alone = [], []
    for shift in found:
        if sum(moment is not None for moment in shift.moments) < 2:  # noqa: PLR2004 - one moment is no movement
            alone.append(shift.stakeholder.name)
            continue
        cells = {
            name: _cell(moment, shift.stakeholder.id, words) if moment else None
            for name, moment in zip(MOMENTS, shift.moments, strict=True)
        }
        rows.append(Mover(shift.stakeholder.name, cells))
    return rows, alone


def _cell(moment: Moment, stakeholder: str, words: WordBoxes) -> MomentCell:
    spoken = (one.reaction for one in words.reactions[stakeholder])
    last = next(one for one in spoken if one.reaction_id == moment.last)
    return MomentCell(
        runs=moment.runs,
        quiet=moment.quiet,
        steps=moment.steps,
        last=last,
        quoted=next((one for one in last.citations if one.quote), None),
        event=words.event(last.event_id),
        box=words.box(stakeholder, last.event_id),
    )
