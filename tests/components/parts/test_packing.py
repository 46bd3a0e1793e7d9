"""Labels and marks never cover each other, whatever is asked for."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.parts.packing import AIR, GAP, NOWHERE, Item, Place, pack, shorten, text_width


@st.composite
def crowds(draw: st.DrawFn) -> list[Item]:
    """Marks of all sizes on a stretch of 600 px, mostly crowded, some on the same day."""
    places = st.integers(0, 560) if draw(st.booleans()) else st.sampled_from([40, 50, 300])
    return [
        Item(
            left=left,
            right=left + draw(st.sampled_from([10, 14, 40])),
            low=0,
            high=600,
            labels=draw(st.sampled_from([(), (60,), (200, 90)])),
            importance=draw(st.integers(1, 3)),
            weight=draw(st.integers(0, 2)),
        )
        for left in draw(st.lists(places, max_size=40))
    ]


def _stretches(item: Item, place: Place) -> tuple[float, float]:
    reach = GAP + item.labels[place.version] if place.side != "none" else 0
    return (
        item.left - (reach if place.side == "left" else 0),
        item.right + (reach if place.side == "right" else 0),
    )


@given(crowds(), st.integers(1, 6))
def test_nothing_overlaps_anything(items, rows):
    drawn = [(_stretches(i, p), p.row) for i, p in zip(items, pack(items, rows=rows), strict=True) if p.row >= 0]
    for ((left, right), row), ((other_left, other_right), other_row) in combinations(drawn, 2):
        assert row != other_row or right <= other_left or other_right <= left


@given(crowds(), st.integers(1, 6))
def test_every_mark_stays_in_the_rows_and_every_label_in_its_bounds(items, rows):
    places = pack(items, rows=rows)
    assert len(places) == len(items)
    for item, place in zip(items, places, strict=True):
        assert -1 <= place.row < rows
        left, right = _stretches(item, place)
        assert item.low <= left
        assert right <= item.high


@given(crowds(), st.integers(1, 6))
def test_packing_is_the_same_each_time(items, rows):
    assert pack(items, rows=rows) == pack(items, rows=rows)


def test_an_empty_lane_is_packed():
    assert pack([], rows=3) == []


def test_a_label_stands_at_the_right_if_there_is_room_else_at_the_left():
    item = Item(left=300, right=310, low=0, high=600, labels=(100,))
    at_the_edge = Item(left=550, right=560, low=0, high=600, labels=(100,))
    assert pack([item], rows=1) == [Place(0, "right", 0)]
    assert pack([at_the_edge], rows=1) == [Place(0, "left", 0)]


def test_a_label_that_does_not_fit_gives_way_to_its_shorter_version():
    assert pack([Item(left=0, right=10, low=0, high=200, labels=(400, 120))], rows=1) == [Place(0, "right", 1)]


def test_the_most_important_get_their_labels_first():
    near = [Item(left=x, right=x + 10, low=x, high=600, labels=(150,), importance=n) for x, n in ((0, 1), (40, 3))]
    lesser, main = pack(near, rows=1)
    assert main.side == "right"
    assert lesser == Place(0)


def test_among_equally_important_marks_weight_decides():
    near = [Item(left=x, right=x + 10, low=x, high=200, labels=(150,), weight=w) for x, w in ((0, 1), (30, 5))]
    assert [place.side for place in pack(near, rows=1)] == ["none", "right"]


def test_a_label_gives_way_before_a_mark_is_hidden():
    first = Item(left=0, right=10, low=0, high=600, labels=(200,), importance=2)
    second = Item(left=100, right=110, low=100, high=110, importance=1)
    assert pack([first, second], rows=1) == [Place(0), Place(0)]


def test_a_main_label_does_not_give_way_to_a_lesser_mark():
    main = Item(left=0, right=10, low=0, high=600, labels=(200,), importance=3)
    lesser = Item(left=100, right=110, low=100, high=110, importance=2)
    assert pack([main, lesser], rows=1) == [Place(0, "right", 0), NOWHERE]


def test_a_main_label_gives_way_to_a_main_mark():
    main = Item(left=0, right=10, low=0, high=600, labels=(200,), importance=3)
    other = Item(left=100, right=110, low=100, high=110, importance=3)
    assert pack([main, other], rows=1) == [Place(0), Place(0)]


def test_marks_of_one_day_stand_in_reading_order_from_top_to_bottom():
    day = [Item(left=50, right=60, low=0, high=600, labels=(80,), importance=n) for n in (1, 3, 2)]
    assert [place.row for place in pack(day, rows=3)] == [0, 1, 2]


def test_what_finds_no_room_is_returned_as_such():
    day = [Item(left=50, right=60, low=0, high=600, importance=n) for n in (2, 1, 3)]
    assert [place.row for place in pack(day, rows=2)] == [0, -1, 1]


def test_a_label_keeps_air_to_its_neighbour():
    first = Item(left=0, right=10, low=0, high=600, labels=(100,), importance=2)
    end = 10 + GAP + 100
    for left, row in ((end + 3, 1), (end + AIR, 0)):
        neighbour = Item(left=left, right=left + 10, low=left, high=left + 10)
        assert pack([first, neighbour], rows=2)[1].row == row


# Words


@pytest.mark.parametrize(
    ("words", "regular", "semibold"),
    [  # px at 13 px, measured in Chromium with Streamlit's Source Sans
        ("Kim Jong Un travels through the Russian Far East", 264.87, 272.87),
        ("AVATAR Tokyo, Wonsan", 125.10, 128.40),
        ("Путин прибыл в Пхеньян", 141.94, 145.48),
    ],
)
def test_words_are_as_wide_as_the_font_sets_them_or_a_little_less(words, regular, semibold):
    for width, bold in ((regular, False), (semibold, True)):
        assert width <= text_width(words, 13, bold=bold) <= 1.03 * width


def test_a_character_that_the_font_lacks_is_taken_for_a_square():
    assert text_width("평양", 13) == 26


@given(st.text(max_size=60), st.floats(1, 400))
def test_shortened_words_fit(words, limit):
    assert text_width(shorten(words, limit, 13), 13) <= limit


def test_words_that_fit_are_left_alone():
    assert shorten("Treaty signed", 200, 13) == "Treaty signed"


def test_words_are_cut_after_one_that_means_something():
    assert shorten("Russia votes for the first sanctions resolution", 160, 13) == "Russia votes for the first…"
    assert shorten("Russia votes for the first sanctions resolution", 130, 13) == "Russia votes…"


def test_a_single_word_that_is_too_long_is_no_label():
    assert shorten("Antidisestablishmentarianism", 60, 13) == ""
