"""Where it happened: maps around the shown places, whose marks open in the drawer, and all places as a list."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import chain
from typing import ClassVar, NamedTuple

import pandas as pd
from markupsafe import Markup

from components.map.panes import Mark, Pane, Spot, drawn, short
from components.parts import draw, markup
from components.parts.event_list import headline
from components.parts.held_words import held
from components.parts.isolation import in_text
from components.parts.rows import records, rows
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.places import shown, unplaced
from pactline.record.vocabulary import NONE, PRECISIONS
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

_MOST_PLACES = 200  # in the list; a record with more is narrowed, not scrolled through
_MOST_EVENTS = 500  # listed of a place
_CURRENT = Markup(' aria-current="true"')


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
    """A place; ``also`` are its other names, ``rows`` the positions of its events, which are given of an open one."""

    place_id: str
    name: str
    precision: str
    also: str
    n: int
    rows: list[int]
    events: list[Entry] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class MapValues:
    """The maps, and the same as a list.

    Attributes:
        panes: The maps.
        beyond: Places that lie on none of them.
        opened: Places of the selection, with their events.
        places: Those of the list, without; ``all_places``: how many there are.
        unplaced: How many events have no place; ``unplaced_picks``: their ids, as many as are listed.
        most: How many events are listed of a place.
        forms: Precisions that there are.
        selection: That of the page.
        several: Whether a mark holds several places.
        closed: The selection with no place open.
        link: Returns the attributes of the link that opens some places, or closes them.
        mark: Returns what stands around the link of a mark.
        selection_for: Returns the selection that puts an event into focus.
    """

    template: ClassVar = "map/map.html"
    panes: tuple[Pane, ...]
    beyond: tuple[Spot, ...]
    opened: list[Place]
    places: list[Place]
    all_places: int
    unplaced: int
    unplaced_picks: list[str]
    most: int
    forms: list[str]
    selection: Selection
    several: bool
    closed: Selection
    link: Callable[[tuple[str, ...]], Markup]
    mark: Callable[[Mark], tuple[Markup, Markup]]
    selection_for: Callable[[str], Selection]


def finding(view: View) -> str:
    """Say what the map shows in one sentence: the place with the most events, or how many places there are."""
    places = shown(view)
    if places.empty:
        return text("map.title")
    n = [int(count) for count in places["n"]]
    first = short(str(places["name"].iloc[0]))
    if len(n) == 1:
        return text("map.finding_one", place=first, n=n[0])
    if n[0] == n[1]:
        return text("map.finding_even", n=sum(n), places=text("map.places", n=len(n)))
    return text("map.finding", place=first, n=n[0], all=sum(n))


def place_map(view: View) -> None:
    """Send the maps with what belongs to them; nothing where no event is left."""
    if len(view.event_rows):
        draw.html(map_html(view))


@kept(32)
def map_html(view: View) -> str:
    """Return what the page shows; the places of the view's selection are open."""
    places = shown(view)
    chosen = view.selection.places
    listed = [
        Place(
            place_id=place["place_id"],
            name=place["name"],
            precision=place["precision"],
            also=place["also"],
            n=place["n"],
            rows=place["rows"],
        )
        for place in rows(places)
    ]
    events = view.events["event_id"].tolist()
    by_id = {place.place_id: place for place in listed}
    entries = _entries(view) if not by_id.keys().isdisjoint(chosen) else []
    nowhere = unplaced(view).tolist()
    found = drawn(tuple(records(places, Spot)), view.frames.dossier.edition.map)
    opened = [replace(by_id[one], events=[entries[row] for row in by_id[one].rows]) for one in chosen if one in by_id]
    here = tuple(place.place_id for place in opened)

    @cache  # a place stands on both sets of marks, and in the list
    def link(ids: tuple[str, ...]) -> Markup:
        at = sorted(chain.from_iterable(by_id[one].rows for one in ids))[:_MOST_EVENTS]
        return Markup('data-stay="1" data-picks="{}" data-title="{}" {}{}').format(
            joined((events[row] for row in at), " "),
            joined([by_id[one].name for one in ids], ", "),
            markup.go("map", _toggled(view.selection, ids)),
            _CURRENT if here and here == ids else "",
        )

    return markup.render(
        MapValues(
            panes=found.panes,
            beyond=found.beyond,
            opened=opened,
            places=listed[:_MOST_PLACES],
            all_places=len(listed),
            unplaced=len(nowhere),
            unplaced_picks=[events[row] for row in nowhere[:_MOST_EVENTS]],
            most=_MOST_EVENTS,
            forms=forms(places),
            selection=view.selection,
            several=any(len(mark.ids) > 1 for pane in found.panes for mark in (*pane.narrow, *pane.wide)),
            closed=_toggled(view.selection, here),
            link=link,
            mark=_around,
            selection_for=lambda event: replace(view.selection, event=event, places=()),
        )
    )


@held(2048)
def _around(mark: Mark) -> tuple[Markup, Markup]:
    """Return what stands before the attributes of a mark's link and after them; no selection changes it."""
    of = {"form": mark.form, "several": " several" if len(mark.ids) > 1 else "", "left": " left" if mark.left else ""}
    before = Markup(
        '<li class="form-{form}{several}{left}" style="left:{x}%;top:{y}%;--size:{size}px;--soft:{soft}px"><a '
    ).format(**of, x=mark.x, y=mark.y, size=mark.size, soft=mark.soft)
    after = Markup('><span class="map-dot" aria-hidden="true">{}</span><span class="map-tip">{}</span></a>').format(
        mark.n if mark.n > 1 else "", in_text(mark.words)
    )
    if mark.name:
        after += Markup('<span class="map-name" aria-hidden="true" style="left:{}px;top:{}px">{}</span>').format(
            mark.dx, mark.dy, in_text(mark.name)
        )
    return before, after + Markup("</li>")


def _toggled(selection: Selection, ids: tuple[str, ...]) -> Selection:
    """Return the selection with exactly these places open; where they already are, with none."""
    return replace(selection, places=() if set(selection.places) == set(ids) else ids)


def _entries(view: View) -> list[Entry]:
    """Return the shown events in their order, each with the status and number of its shown claims."""
    return records(view.events.merge(headline(view), on="event_id", how="left"), Entry)


def forms(places: pd.DataFrame) -> list[str]:
    """Return how exactly some places are known, each once, the most exact first."""
    found = set(places["precision"].tolist())
    return [name for name in (*PRECISIONS, NONE) if name in found]
