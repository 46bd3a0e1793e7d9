"""The board of stakeholders and events: each cell says the stance and opens the words."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pandas as pd

from components.parts import draw, markup
from components.parts.card_values import EventLink
from components.parts.finding import finding
from components.parts.sides import Sides, SidesValues, focus, sides_at
from components.parts.ways import filled
from components.parts.word_boxes import MOST, WordBoxes, draw_boxes
from components.reactions.stakeholders import StakeholderValues, panels
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said, Streak, in_order
from pactline.record.vocabulary import SILENT, STANCES
from pactline.tables.kept import kept
from pactline.wording import text

COLUMNS = 7  # events on the board: as many as can be read side by side on a desk
_PLACES = {stance: place for place, stance in enumerate(STANCES)}
_CHOICES = 100  # events to choose from for the sides


@dataclass(frozen=True, slots=True)
class BoardColumn:
    """An event of the board; ``here`` if its sides are shown."""

    event: EventLink
    here: bool


@dataclass(frozen=True, slots=True)
class BoardCell:
    """What a stakeholder did about an event.

    Attributes:
        box: The box with the words.
        quiet: Bodies of it that were silent while it spoke.
    """

    box: str
    runs: tuple[Streak, ...]
    quiet: int


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A stakeholder, the place of its own panel, and a cell per column; ``None`` where nothing is recorded."""

    name: str
    panel: str
    cells: list[BoardCell | None]


@dataclass(frozen=True, slots=True)
class BoardGroup:
    """Stakeholders that a newsroom lists together."""

    name: str
    rows: list[BoardRow]


@dataclass(frozen=True, slots=True)
class OtherEvent:
    """An event below the board, and who stands where on it."""

    event: EventLink
    sides: Sides


@dataclass(frozen=True, slots=True)
class BoardValues:
    """The board; ``left_out`` is the number of events that are neither on it nor below."""

    template: ClassVar = "reactions/board.html"
    columns: list[BoardColumn]
    groups: list[BoardGroup]
    others: list[OtherEvent]
    left_out: int
    marks: tuple[str, ...]
    selection: Selection


@dataclass(frozen=True, slots=True)
class NoReactionsValues:
    """Why none of the events shown has a reaction, in words."""

    template: ClassVar = "reactions/none.html"
    reason: str
    selection: Selection


def found_reactions(view: View) -> None:
    """Draw as the page's title which stance most actors took, and whose stances lie furthest apart."""
    finding(text("nav.reactions"), *finding_words(view))


@kept(32)
def finding_words(view: View) -> tuple[str, ...]:
    """Return the headline and its sentences."""
    said = stakeholders.spoken(view)
    marks, who = said["mark"].tolist(), said["stakeholder"].tolist()
    took = Counter(mark for mark, _ in set(zip(marks, who, strict=True)) if mark in STANCES)
    if not took:
        return (text("reactions.nothing_said", n=len(said)) if len(said) else text("reactions.empty"),)
    actors = len(set(who))
    most = max(STANCES, key=lambda mark: took[mark])  # of equal ones the first on the scale
    number = took[most]
    silent = marks.count(SILENT)
    tally = text(
        f"reactions.tally{'_silent' * bool(silent)}", reactions=text("count.reactions", n=len(said) - silent), n=silent
    )
    return text(f"reactions.most_{most}", n=number, all=actors), _movement(view, said), tally


def _movement(view: View, said: pd.DataFrame) -> str:
    """Say whose stances to one and the same event lie furthest apart; empty where nobody changed.

    Stances to different events are no movement: what they answer differs.
    """
    marks = np.array([_PLACES.get(mark, -1) for mark in said["mark"].tolist()], dtype=np.intp)
    own = (marks >= 0) & said["at"].notna().to_numpy()
    actors, names = pd.factorize(said["stakeholder"].to_numpy()[own])
    marks, events = marks[own], said["event"].to_numpy()[own]
    pair = events * (len(names) + 1) + actors
    _, first = np.unique(pair, return_index=True)
    last = len(pair) - 1 - np.unique(pair[::-1], return_index=True)[1]
    moved = marks[first] != marks[last]
    moves = [
        (abs(end - begin), str(names[actors[at]]), int(events[at]), STANCES[begin], STANCES[end])
        for at, begin, end in zip(first[moved], marks[first[moved]], marks[last[moved]], strict=True)
    ]
    if not moves:
        return ""
    _, actor, event, first, last = max(moves, key=lambda move: (move[0], -move[2]))
    name, title = view.frames.names["actor"][actor], str(view.frames.cell("events", "title", event))
    ends_said = {"first": text(f"stance.{first}"), "last": text(f"stance.{last}")}
    return text("reactions.moved", who=name, title=title, **ends_said)


def reaction_board(view: View, *, of: str) -> None:
    """Draw the board, who stands where at one event, and a panel per stakeholder; or why there is none.

    Args:
        view: What is shown.
        of: What names the record in addresses.
    """
    with draw.box("reaction-board"):
        html, words = board_html(view)
        for one in html:
            draw.html(one)
        if words:
            draw_boxes(view, "reactions", of, words_html)


@kept(16)
def words_html(view: View) -> str:
    """Return the boxes that the board opens, and what belongs to it, as HTML."""
    words = board_html(view)[1]
    return words.html() if words else ""


@kept(16)
def board_html(view: View) -> tuple[tuple[str, ...], WordBoxes | None]:
    """Return the board and what belongs to it as HTML, and the boxes that they open; many readers ask for the same."""
    if not len(view.reaction_rows):
        none = markup.render(NoReactionsValues(why_none(view), view.selection))
        return ((none,) if len(view.event_rows) else ()), None
    said = stakeholders.spoken(view)
    drawn = stakeholders.crowd(view, said)
    columns = in_order(view, drawn["event_id"].head(COLUMNS))
    others = in_order(view, below(drawn))
    event = focus(view, drawn)
    words = WordBoxes(view, said, events={*columns, *others, event})
    at_events = stakeholders.at_events(said[said["event_id"].isin([*columns, *others, event])])
    table = BoardValues(
        columns=[BoardColumn(words.event(column), here=column == event) for column in columns],
        groups=board(view, said, columns, words),
        others=[OtherEvent(words.event(other), sides_at(view, at_events[other], other, words)) for other in others],
        left_out=len(drawn) - len(columns) - len(others),
        marks=stakeholders.MARKS,
        selection=view.selection,
    )
    sides = SidesValues(
        event=words.event(event),
        sides=sides_at(view, at_events[event], event, words),
        choices=[words.event(one) for one in in_order(view, drawn["event_id"].head(_CHOICES))],
    )
    shown = panels(view, said, words, pivot=event)
    left = said["stakeholder"].nunique() - len(shown)
    own = StakeholderValues(shown, left, view.frames.title(event))
    return (markup.render(table), markup.render(sides), filled(markup.render(own), view.selection)), words


def below(drawn: pd.DataFrame) -> list[str]:
    """Return the events that are listed below the board: those that drew most, as long as they are readable.

    Args:
        drawn: The events that drew reactions, as ``pactline.readings.stakeholders.crowd`` returns them.
    """
    rest = drawn.iloc[COLUMNS:]
    return rest.loc[rest["reactions"].cumsum() <= MOST, "event_id"].tolist()


def board(view: View, said: pd.DataFrame, columns: list[str], words: WordBoxes) -> list[BoardGroup]:
    """Return the rows of the board by group: stakeholders that reacted to one of the events in the columns.

    Args:
        view: What is shown.
        said: Rows of ``pactline.readings.stakeholders.spoken``.
        columns: Event ids from left to right.
        words: Numbers the boxes that the cells open.
    """
    at_events = stakeholders.at_events(said[said["event_id"].isin(columns)])
    groups: dict[str, list[BoardRow]] = {}
    for number, actor in enumerate(stakeholders.stakeholders(view, said), start=1):
        cells = [_cell(at_events[event].get(actor.id), words.box, actor.id, event) for event in columns]
        if any(cells):
            groups.setdefault(actor.group, []).append(BoardRow(actor.name, f"actor-{number}", cells))
    return [BoardGroup(name, rows) for name, rows in groups.items()]


def _cell(said: list[Said] | None, box: Callable[[str, str], str], actor: str, event: str) -> BoardCell | None:
    if said is None:
        return None
    counted, quiet = stakeholders.heard(said)
    return BoardCell(box(actor, event), stakeholders.runs(counted), quiet)


def why_none(view: View) -> str:
    """Say why none of the events shown has a reaction: there is none in the record, or the selection hides them."""
    record = view.frames.reactions
    if record.empty:
        return text("reactions.none_recorded")
    if view.selection.known:  # of what came later nothing is said, not even how much
        record = record[record["known"] <= pd.Timestamp(view.selection.known)]
    own = int(record["event_id"].isin(view.events["event_id"]).sum())
    return text("reactions.hidden", n=own) if own else text("reactions.empty")
