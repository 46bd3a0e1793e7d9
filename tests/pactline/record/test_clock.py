"""Times of day: those with zones stand in the order of their instants, those without are never shifted."""

import pytest

from pactline.problem import RecordError
from pactline.record.clock import Clock, by_instant
from tests.support import dossier, tables


def test_times_of_several_zones_change_places_among_themselves_alone() -> None:
    written = {
        "day": Clock(0), "seoul": Clock(10 * 3600, 540), "here": Clock(11 * 3600), "utc": Clock(9 * 3600, 0),
        "moscow": Clock(12 * 3600 + 60, 180),
    }  # fmt: skip
    order = sorted(written, key=lambda name: written[name].seconds)
    assert order == ["day", "utc", "seoul", "here", "moscow"]
    assert by_instant(order, lambda name: (7, written[name])) == ["day", "seoul", "utc", "here", "moscow"]


def test_a_record_is_read_by_days_then_by_times() -> None:
    dates = {
        "d": "2024-06-19T14:30:00", "e": "2024-06-19T15:00:00", "b": "2024-06-19", "f": "2024-06-20",
        "c": "2024-06-19T09:00:00", "a": "2024-06-18T23:00:00-10:00",
    }  # fmt: skip
    text = "events:\n" + "".join(f'- {{id: {name}, date: "{date}", title: T}}\n' for name, date in dates.items())
    assert [event.id for event in dossier(text).events] == list("abcdef")
    held = tables(text).events
    assert held["date_words"].tolist()[3] == "19 June 2024, 14:30"
    assert str(held["earliest"][3]) == "2024-06-19 00:00:00", "a day's columns stay days"


def test_what_is_said_of_an_event_stands_in_the_order_of_its_times() -> None:
    said = [("r1", "2024-06-19T15:00:00"), ("r2", "2024-06-19T14:00:00"), ("r3", "2024-06-19")]
    text = "events: [{id: a, date: 2024-06-19, title: A}]\nreactions:\n" + "".join(
        f'- {{id: {name}, event: a, actor: Ann, date: "{date}", summary: S}}\n' for name, date in said
    )
    assert [reaction.id for reaction in dossier(text).reactions] == ["r3", "r2", "r1"]


def test_a_day_of_the_edition_has_no_time() -> None:
    with pytest.raises(RecordError, match="not one certain day"):
        dossier('edition: {as_of: "2024-06-19T14:30:00"}\nevents: [{date: 2024, title: A}]')
