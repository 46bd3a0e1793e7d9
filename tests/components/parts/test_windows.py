"""A map's window holds its places, in shape, wherever on earth they are; few events far away do not make it small."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.parts.windows import LEAST, around, central

PLACES = st.lists(st.tuples(st.floats(-180, 180), st.floats(-80, 80)), min_size=1, max_size=12)


@given(PLACES, st.floats(0.7, 2.5))
def test_each_place_lies_inside_and_the_form_is_the_one_asked_for(places, ratio):
    window = around(*zip(*places, strict=True), ratio=ratio)
    assert window.ratio == pytest.approx(ratio)
    assert window.east - window.west <= 360 + 1e-6
    for lon, lat in places:
        x, y = window.place(lon, lat)
        assert -1e-6 <= x <= 1 + 1e-6
        assert (-1e-6 <= y <= 1 + 1e-6) or window.east - window.west == pytest.approx(360)


def test_a_place_alone_has_its_surroundings_and_stands_in_the_middle():
    window = around([-70.65], [-33.45], ratio=1.5)
    assert window.place(-70.65, -33.45) == pytest.approx((0.5, 0.5))
    assert window.north - window.south == pytest.approx(LEAST)


def test_places_on_both_sides_of_the_date_line_are_near_each_other():
    window = around([178.4, -171.8], [-18.1, -13.8], ratio=1.6)  # Suva and Apia
    assert window.east - window.west < 25
    assert window.holds(-171.8, -13.8)
    assert window.holds(178.4, -18.1)
    assert not window.holds(0, -15)


def test_one_place_far_away_does_not_make_all_else_small():
    lon, lat = [-74.1, -77.0, -70.7, 139.7], [4.7, -12.0, -33.4, 35.7]  # Bogotá, Lima, Santiago; Tokyo
    assert central(lon, lat, [9, 8, 7, 1]).tolist() == [True, True, True, False]
    assert central(lon, lat, [9, 8, 7, 9]).tolist() == [True] * 4  # as important as they are


def test_of_few_places_none_is_left_out():
    assert central([10.0], [10.0], [1]).tolist() == [True]
    assert central([], [], []).tolist() == []
    assert central([0, 170], [0, 0], [1, 1]).tolist() == [True, True]
