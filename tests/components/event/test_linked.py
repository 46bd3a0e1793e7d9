"""The neighbours of an event on a line of time."""

from datetime import date

from components.event.linked import MOST, line
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from tests.support import SMALL, shown, tables


def test_neighbours_stand_in_order_of_time_with_how_they_are_linked() -> None:
    view = shown(SMALL)
    found = line(view, view.frames.row_of("pact"))
    assert found is not None
    assert [(one.title, one.ways) for one in found.drawn] == [
        ("Early talks", ("to.part-of",)),
        ("A pact is signed", ()),
    ]
    back = line(view, view.frames.row_of("early-talks"))
    assert back is not None
    assert [one.ways for one in back.drawn] == [(), ("from.part-of",)]
    assert line(view, view.frames.row_of("bare")) is None


def test_an_event_that_nobody_knew_of_is_no_neighbour() -> None:
    view = select(tables(SMALL), Selection(known=date(2023, 9, 20)))
    assert line(view, view.frames.row_of("early-talks")) is None


def test_of_very_many_the_nearest_are_drawn_and_the_others_folded() -> None:
    links = ", ".join(f"{{to: e{n}, type: part-of}}" for n in range(12))
    events = "".join(f"\n- {{id: e{n}, date: {2000 + n}, title: E{n}}}" for n in range(12))
    view = whole(tables(f"events:\n- {{id: own, date: 1999, title: Own, links: [{links}]}}{events}"))
    found = line(view, view.frames.row_of("own"))
    assert found is not None
    assert [one.title for one in found.drawn] == ["Own", *(f"E{n}" for n in range(MOST))]
    assert [one.title for one in found.folded] == [f"E{n}" for n in range(MOST, 12)]
