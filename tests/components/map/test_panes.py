"""The maps are drawn around the places that are shown, wherever they are; each place is in one mark of a map."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.map.gather import diameter, gather
from components.map.panes import Drawn, Spot, drawn, short
from components.parts.packing import text_width
from pactline.query.select import whole
from pactline.readings import places
from tests.support import curated

PLACES = places.shown(whole(curated()))
CURATED = tuple(
    Spot(*row) for row in PLACES[["place_id", "name", "lat", "lon", "precision", "n"]].itertuples(index=False)
)


def spots(*rows: tuple[str, float, float, int]) -> tuple[Spot, ...]:
    made = [Spot(name.lower(), name, lat, lon, "city", n) for name, lat, lon, n in rows]
    return tuple(sorted(made, key=lambda one: -one.n))


SOUTH = spots(
    ("Lima", -12.05, -77.04, 5),
    ("Santiago", -33.45, -70.67, 9),
    ("La Paz", -16.5, -68.15, 2),
    ("Bogotá", 4.71, -74.07, 3),
)
PACIFIC = spots(("Suva", -18.14, 178.44, 3), ("Apia", -13.83, -171.76, 2), ("Port Vila", -17.73, 168.32, 1))


def names(found: Drawn) -> set[str]:
    return {mark.name for pane in found.panes for mark in pane.wide}


@pytest.mark.parametrize("own", [CURATED, SOUTH, PACIFIC], ids=["curated", "south", "pacific"])
def test_each_place_is_in_one_mark_of_a_map_or_named_beside_it(own):
    found = drawn(own)
    for pane in found.panes:
        assert len(pane.land) > 100
        for marks in (pane.narrow, pane.wide):
            ids = [one for mark in marks for one in mark.ids]
            assert len(ids) == len(set(ids))
            assert all(0 < mark.x < 100 and 0 < mark.y < 100 for mark in marks)
            by_id = {spot.place_id: spot.n for spot in own}
            assert all(mark.n == sum(by_id[one] for one in mark.ids) for mark in marks)
    on_maps = {one for pane in found.panes for mark in pane.wide for one in mark.ids}
    assert on_maps | {spot.place_id for spot in found.beyond} == {spot.place_id for spot in own}
    assert on_maps.isdisjoint(spot.place_id for spot in found.beyond)


def test_a_record_of_elsewhere_is_shown_there():
    assert {"Lima", "Santiago", "La Paz"} <= names(drawn(SOUTH))
    assert len(drawn(SOUTH).panes) == 1
    assert names(drawn(PACIFIC)) == {"Suva", "Apia", "Port Vila"}  # across the date line


def test_a_far_place_with_few_events_is_named_and_the_map_stays_large():
    far = drawn((*SOUTH, Spot("tokyo", "Tokyo", 35.7, 139.7, "city", 1)))
    assert [spot.name for spot in far.beyond] == ["Tokyo"]
    assert far.panes == drawn(SOUTH).panes


def test_the_part_with_the_most_events_has_a_map_of_its_own_where_one_is_too_small_for_it():
    main, close = drawn(CURATED).panes
    assert close.title == "Around Pyongyang, enlarged"
    there = {one for mark in close.wide for one in mark.ids}
    whole_marks = [mark for mark in main.wide if there & set(mark.ids)]
    assert len(close.wide) > len(whole_marks)


@pytest.mark.parametrize("own", [CURATED, SOUTH], ids=["curated", "south"])
def test_no_name_lies_on_another(own):
    for pane in drawn(own).panes:
        share = 1 if len(drawn(own).panes) == 1 else 0.65 if pane.ratio > 1 else 0.35
        for marks, width in ((pane.narrow, 300), (pane.wide, 620 * share)):
            boxes = []
            for mark in marks:
                if mark.name:
                    half = text_width(mark.name, 13, bold=True) / 2
                    x, y = mark.x / 100 * width + mark.dx, mark.y / 100 * width / pane.ratio + mark.dy
                    boxes.append((x - half, y, x + half))
            for (left, y, right), (other_left, other_y, other_right) in combinations(boxes, 2):
                assert right < other_left + 1 or other_right < left + 1 or abs(y - other_y) > 15


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300), st.integers(1, 40)), min_size=1, max_size=40))
def test_marks_that_would_lie_on_one_another_are_one(crowd):
    x, y, n = (np.array(column) for column in zip(*crowd, strict=True))
    groups = gather(x, y, n)
    assert sorted(place for group in groups for place in group) == list(range(len(crowd)))
    for one, other in combinations(groups, 2):
        apart = np.hypot(x[one[0]] - x[other[0]], y[one[0]] - y[other[0]])
        assert apart > 0.69 * (diameter(int(n[one].sum())) + diameter(int(n[other].sum()))) / 2


def test_a_name_on_the_map_ends_at_its_first_comma_or_bracket():
    assert [short(name) for name in ("Najin (Rajin), Rason", "Oslo, Norway", ", x")] == ["Najin", "Oslo", ", x"]


def test_without_a_place_there_is_no_map():
    assert drawn(()).panes == ()
