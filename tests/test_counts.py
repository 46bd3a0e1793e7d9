"""Counts of what is shown: each number is counted again from the tables."""

import pytest

from components.panels.counts import count_values
from pactline.counts import Count, by_time, by_value
from pactline.frames import Frames
from pactline.select import View, select
from pactline.selection import Selection
from tests.support import curated, shown

QUERIES: list[dict[str, str | list[str]]] = [
    {},
    {"theme": "sanctions", "from": "2023"},
    {"known": "2024-07-01", "kind": "wire"},
    {"actor": "chn", "publisher": ["tass", "reuters"]},
    {"from": "2024-06-15", "to": "2024-07-10"},
]


def asked(query: dict[str, str | list[str]]) -> View:
    return select(curated(), Selection.from_query(query))


def _wholes(record: Frames, actor: str) -> set[str]:
    return set(record.membership.loc[record.membership["actor"] == actor, "whole"])


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_that_of_the_rows(query: dict[str, str | list[str]]) -> None:
    view = asked(query)
    record, events, found = view.frames, set(view.events["event_id"]), by_value(view)
    links = record.event_actors[record.event_actors["event_id"].isin(events)]
    actors = {
        (e, whole) for e, a in zip(links["event_id"], links["actor"], strict=True) for whole in _wholes(record, a)
    }
    themes = record.event_themes[record.event_themes["event_id"].isin(events)]
    cited = view.citations[view.citations["claim"].ge(0) & view.citations["publisher"].ne("")]
    houses = set(zip(cited["event_id"], cited["publisher"], strict=True))
    for key, pairs in (
        ("actor", actors),
        ("theme", set(zip(themes["event_id"], themes["theme"], strict=True))),
        ("publisher", houses),
    ):
        counted: dict[str, int] = {}
        for _, value in pairs:
            counted[value] = counted.get(value, 0) + 1
        assert dict(found[key]) == counted, key
        assert [one.events for one in found[key]] == sorted(counted.values(), reverse=True)


@pytest.mark.parametrize("query", QUERIES)
def test_a_bar_leads_to_as_many_events_as_it_counts_or_nowhere(query: dict[str, str | list[str]]) -> None:
    view = asked(query)
    events = set(view.events["event_id"])
    for block in count_values(view):
        for bar in block["bars"]:
            if block["name"] in query:
                assert bar["selection"] is None
                continue
            shown_then = set(select(curated(), bar["selection"]).events["event_id"])
            if block["name"] in ("month", "year"):  # longer events reach into it
                assert shown_then <= events
                assert len(shown_then) >= bar["events"], bar["label"]
            else:
                assert len(shown_then) == bar["events"], bar["label"]


def test_a_short_stretch_is_counted_by_month_and_a_long_one_by_year() -> None:
    few = asked({"from": "2024-05", "to": "2024-07"})
    first = few.events["earliest"].dt.strftime("%Y-%m")
    assert by_time(few) == [Count(value, int(n)) for value, n in first.value_counts().sort_index().items()]
    everything = asked({})
    years = everything.events["earliest"].dt.strftime("%Y")
    assert by_time(everything) == [Count(value, int(n)) for value, n in years.value_counts().sort_index().items()]


def test_what_has_no_first_day_counts_nowhere_and_nothing_left_is_no_block() -> None:
    assert by_time(shown("events: [{date: ../2024, title: Open}, {date: Y-20000, title: Old}]")) == []
    assert count_values(shown(q="nothing holds this")) == []
