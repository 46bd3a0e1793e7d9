"""Places are gathered by where they are, and named by what is shown."""

import numpy as np

from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.readings import places
from tests.support import curated, shown, tables

HERE = """
events:
- {id: a, date: 2024-01-01, title: A, place: {name: Rason, lat: 42.23330, lon: 130.28330, precision: city}}
- {id: b, date: 2024-01-02, title: B, place: {name: Rajin, lat: 42.23333, lon: 130.28333}}
- {id: c, date: 2024-01-03, title: C, place: {name: Rason, lat: 42.2333, lon: 130.2833, precision: city}}
- {id: d, date: 2024-01-04, title: D, place: {name: Rason zone, lat: 42.2333, lon: 130.2833, precision: region}}
- {id: e, date: 2024-01-05, title: E, place: {name: Somewhere}}
- {id: f, date: 2024-01-06, title: F}
- {id: g, date: 2024-01-07, title: G, place: {name: 나선, lat: 1, lon: 2}}
- {id: h, date: 2024-01-08, title: H, place: {name: 평양, lat: 3, lon: 4, precision: country}}
- {id: i, date: 2024-01-09, title: I, place: {name: Rason, lat: 5, lon: 6, precision: site}}
- {id: j, date: 2024-01-10, title: J, place: {name: Half, lat: 5}}
"""


def of(**query: str) -> dict[str, tuple[str, tuple[str, ...], str, int]]:
    found = places.shown(shown(HERE, **query)).to_dict("records")
    return {row["place_id"]: (row["name"], row["also"], row["precision"], row["n"]) for row in found}


def test_one_place_is_the_same_coordinates_at_the_same_precision():
    assert of() == {
        "rason": ("Rason", ("Rajin",), "city", 3),
        "rason-zone": ("Rason zone", (), "region", 1),
        "d28e37a9": ("나선", (), "none", 1),  # by a digest, not a number that another place's coming would shift
        "839f9ec2": ("평양", (), "country", 1),
        "rason-2": ("Rason", (), "site", 1),
    }


def test_a_place_bears_the_names_of_the_shown_events_alone_and_keeps_its_id():
    assert of(q="B")["rason"] == ("Rajin", (), "city", 1)


def test_events_without_coordinates_are_told():
    view = shown(HERE)
    assert view.events["event_id"].iloc[places.unplaced(view)].tolist() == ["e", "f", "j"]


def test_positions_follow_the_readers_order():
    view = shown(HERE, sort="new")
    rason = places.shown(view).set_index("place_id").loc["rason"]
    assert view.events["event_id"].iloc[rason["rows"]].tolist() == ["c", "b", "a"]
    assert [view.events["event_id"].iloc[row] for row in places.unplaced(view)] == ["j", "f", "e"]


def test_the_place_of_an_event():
    record = tables(HERE)
    assert [places.of_row(record, record.row_of(event)) for event in "adef"] == ["rason", "rason-zone", None, None]


def test_a_record_without_places_has_none():
    view = shown("events: [{date: 2024, title: x}]")
    assert places.shown(view).empty
    assert places.ids(view.frames) == frozenset()


def test_on_the_record_each_event_is_at_one_place_or_at_none():
    record = curated()
    for selection in (
        Selection(),
        Selection(themes=("military",)),
        Selection(newest_first=True),
        Selection(words="zzzz"),
    ):
        view = select(record, selection)
        table = places.shown(view)
        rows = np.concatenate([*table["rows"], places.unplaced(view)]) if len(table) else places.unplaced(view)
        assert sorted(rows) == list(range(len(view.events)))
        assert table["n"].tolist() == [len(rows) for rows in table["rows"]]
        assert table["n"].is_monotonic_decreasing
        for place in table.to_dict("records"):
            here = view.events.iloc[place["rows"]]
            assert here["lat"].round(4).nunique() == here["lon"].round(4).nunique() == 1
            assert place["first"] == here["earliest"].min()
            assert {place["name"], *place["also"]} == set(here["place"])


def test_ids_are_those_of_the_whole_record():
    view = whole(curated())
    assert set(places.shown(view)["place_id"]) == places.ids(view.frames)
