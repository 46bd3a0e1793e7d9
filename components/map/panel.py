"""Where it happened: two maps, the events at the places that the reader opens, and all places as a list."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, NamedTuple

import pandas as pd
import streamlit as st

from components.map.figure import WIDE, MapFigure, map_figure, outside, short, sizes
from components.parts import markup
from components.parts.browser_part import browser_part, wanted_width
from components.parts.event_list import headline
from components.parts.rows import records, rows
from components.parts.theme import Look
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.places import shown, unplaced
from pactline.record.vocabulary import NONE, PRECISIONS
from pactline.text.direction import joined
from pactline.wording import text

_WIDTH = 880  # px, until the browser has told its own
_MOST_PLACES = 200  # in the list; a record with more is narrowed, not scrolled through
_MOST_EVENTS = 60  # of a closed place, which may be opened
_MOST_OPEN = 500
# Its links are followed by the router, its styles are the page's.
_MAPS = browser_part("map", words={"failed": text("map.failed")}, isolated=False)


class Entry(NamedTuple):
    """A shown event, with the status of its first shown claim, how many are shown, and the most independent voices.

    An event without a shown claim has none of the three.
    """

    event_id: str
    title: str
    date_words: str
    importance: int
    status: str | None
    claims: float | None
    independent: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``also`` are its other names, joined by "; "; ``n`` the number of its events."""

    place_id: str
    name: str
    precision: str
    also: str
    n: int
    events: list[Entry]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A place that no map shows: a short and its full name, number of events, the selection that opens it."""

    name: str
    full: str
    n: int
    selection: Selection
    open: bool


@dataclass(frozen=True, slots=True)
class Most:
    """How many events are listed of a closed and of an open place."""

    closed: int = _MOST_EVENTS
    opened: int = _MOST_OPEN


@dataclass(frozen=True, slots=True)
class MapValues:
    """What stands below the maps.

    Attributes:
        opened: Places of the selection; ``closed``: the selection without them.
        places: Those of the list; ``all_places``: how many there are.
        unplaced: Events without a place.
        forms: Precisions that there are.
        open: Returns the selection that opens a place, or closes it.
        selection_for: Returns the selection that puts an event into focus.
    """

    template: ClassVar = "map/map.html"
    beyond: list[Beyond]
    opened: list[Place]
    closed: Selection
    places: list[Place]
    all_places: int
    unplaced: list[Entry]
    most: Most
    forms: list[str]
    open: Callable[[str], Selection]
    selection_for: Callable[[str], Selection]


def place_map(view: View, *, key: str, look: Look, state: Mapping[str, Any]) -> None:
    """Draw the maps with what belongs to them.

    Args:
        view: What is shown; the places of its selection are open.
        key: Its place in the session; ``width`` there is the px for which figures are wanted.
        look: Colours of the reader's theme.
        state: What the maps last told of themselves.
    """
    if view.events.empty:
        return
    places = shown(view)
    entries = _entries(view)
    listed = [
        Place(
            place_id=place["place_id"],
            name=place["name"],
            precision=place["precision"],
            also=place["also"],
            n=place["n"],
            events=[entries[row] for row in place["rows"]],
        )
        for place in rows(places)
    ]
    with st.container(key=f"{key}-box"):
        if len(places):
            _maps(view, places, key=key, look=look, width=wanted_width(state, _WIDTH))
        st.html(
            markup.render(
                MapValues(
                    beyond=_beyond(view, places),
                    opened=[place for place in listed if place.place_id in view.selection.places],
                    closed=replace(view.selection, places=()),
                    places=listed[:_MOST_PLACES],
                    all_places=len(listed),
                    unplaced=[entries[row] for row in unplaced(view)],
                    most=Most(),
                    forms=_forms(places),
                    open=lambda place: _toggled(view.selection, (place,)),
                    selection_for=lambda event: replace(view.selection, event=event, places=()),
                )
            )
        )


def _maps(view: View, places: pd.DataFrame, *, key: str, look: Look, width: int) -> None:
    chosen = frozenset(view.selection.places)
    figures = [
        map_figure(places, name=name, look=look, size=size, chosen=chosen) for name, size in sizes(width).items()
    ]
    _MAPS(
        key=key,
        data={
            "maps": [_sent(view, figure) for figure in figures],
            "said": _said(places[places["place_id"].isin(list(chosen))]),
            "width": width,
            "wide": WIDE,
        },
        on_width_change=lambda: None,
    )


def _sent(view: View, figure: MapFigure) -> dict[str, Any]:
    """Return what the browser needs of a map: a mark's places are the query of its link."""
    chosen = set(view.selection.places)
    title = text(f"map.window.{figure['window']}")
    return {
        "window": figure["window"],
        "title": title,
        "alt": text("map.alt", window=title, marks=text("map.marks", n=len(figure["marks"]))),
        "ratio": figure["ratio"],
        "box": figure["box"],
        "data": figure["data"],
        "layout": figure["layout"],
        "links": [
            {
                "place": mark["ids"][0],
                "x": mark["x"],
                "y": mark["y"],
                "size": mark["size"],
                "words": mark["words"],
                "open": bool(chosen) and set(mark["ids"]) == chosen,
                "href": markup.href("map", _toggled(view.selection, tuple(mark["ids"]))),
            }
            for mark in figure["marks"]
        ],
    }  # fmt: skip


def _toggled(selection: Selection, ids: tuple[str, ...]) -> Selection:
    """Return the selection with exactly these places open; where they already are, with none."""
    return replace(selection, places=() if set(selection.places) == set(ids) else ids)


def _said(opened: pd.DataFrame) -> str:
    """Say what was opened, for those who do not see it appear."""
    return (
        text("map.opened", places=joined(opened["name"], "; "), events=text("count.events", n=int(opened["n"].sum())))
        if len(opened)
        else ""
    )


def _beyond(view: View, places: pd.DataFrame) -> list[Beyond]:
    """Return the places that no map shows."""
    return [
        Beyond(
            name=short(row["name"]),
            full=row["name"],
            n=row["n"],
            selection=_toggled(view.selection, (row["place_id"],)),
            open=row["place_id"] in view.selection.places,
        )
        for row in rows(outside(places))
    ]


def _entries(view: View) -> list[Entry]:
    """Return the shown events in their order, each with the status and number of its shown claims."""
    return records(view.events.merge(headline(view), on="event_id", how="left"), Entry)


def _forms(places: pd.DataFrame) -> list[str]:
    return [name for name in (*PRECISIONS, NONE) if (places["precision"] == name).any()]
