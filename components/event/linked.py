"""An event between its neighbours: what it belongs to, answers and leads to, on a line of time."""

from dataclasses import dataclass, replace

import numpy as np

from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.index import STATUS_CODES, day_number

MOST = 5  # of the line; of more the nearest are drawn, the others are folded


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An event of the line; the event itself has no ``way``.

    Attributes:
        title: Its short label, else its title.
        way: How the event is linked to it, in which direction: ``to.part-of``, ``from.leads-to`` ...
        status: That of its first claim.
    """

    title: str
    date_words: str
    ways: tuple[str, ...]
    status: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Line:
    """The line, in order of time, the event itself among its neighbours; and those for which there is no room."""

    drawn: list[Neighbour]
    folded: list[Neighbour]


def line(view: View, event: int) -> Line | None:
    """Return the events that one is linked with; nothing where there are none."""
    record = view.frames
    ways: dict[int, list[str]] = {}
    for way, own, other in (("to", "event", "to"), ("from", "to", "event")):
        linked = record.rows_of("links", own, event)
        for kind, target in zip(*(record.cells("links", name, linked) for name in ("type", other)), strict=True):
            if target != event and _known(view, target) and f"{way}.{kind}" not in ways.get(target, ()):
                ways.setdefault(target, []).append(f"{way}.{kind}")
    if not ways:
        return None
    nearest = sorted(ways, key=lambda one: (abs(one - event), one))[:MOST]
    told = _neighbours(view, sorted([*ways, event]), ways)
    return Line(
        drawn=[told[one] for one in sorted([*nearest, event])],
        folded=[told[one] for one in sorted(set(ways) - set(nearest))],
    )


def _neighbours(view: View, events: list[int], ways: dict[int, list[str]]) -> dict[int, Neighbour]:
    record, at = view.frames, np.asarray(events, dtype=np.intp)
    columns = [record.cells("events", name, at) for name in ("event_id", "title", "short", "date_words")]
    found = {}
    for event, own, title, short, words in zip(events, *columns, strict=True):
        claims = record.claims_of(event)
        found[event] = Neighbour(
            short if isinstance(short, str) else title,
            words,
            tuple(ways.get(event, ())),
            STATUS_CODES[record.numbers("claims", "status")[claims.start]] if len(claims) else "none",
            replace(view.selection, event=own),
        )
    return found


def _known(view: View, event: int) -> bool:
    """Say whether an event may be named: as known on a day, one without a known claim may not."""
    if view.selection.known is None:
        return True
    own = view.frames.claims_of(event)
    known = view.frames.numbers("claims", "known")[own.start : own.stop]
    return bool((known <= day_number(view.selection.known)).any())
