"""The scale of amounts, and amounts in words."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.numbers.labels import Label, place_labels
from components.numbers.scale import NumberScale, number_words

AMOUNTS = st.lists(st.floats(-1e6, 1e12, allow_nan=False).map(lambda x: round(x, 2)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "0"),
        (28000, "28,000"),
        (241114, "241,114"),
        (4_800_000, "4.8 million"),
        (12_000_000, "12 million"),
        (1_234_567, "1,234,567"),  # never rounded
        (10_960_000_000, "10.96 billion"),
        (1_700_000_000, "1.7 billion"),
        (2_500_000.5, "2,500,000.5"),
        (-56, "−56"),
        (-2_000_000, "−2 million"),
        (0.5, "0.5"),
        (37.25, "37.25"),
    ],
)
def test_an_amount_is_said_as_a_reader_says_it_and_never_rounded(amount: float, words: str) -> None:
    assert number_words(amount) == words


def test_amounts_that_differ_much_get_a_logarithmic_scale() -> None:
    assert NumberScale.of([1000, 28000]).log
    assert not NumberScale.of([10000, 12000]).log
    assert not NumberScale.of([0, 28000]).log
    assert not NumberScale.of([-1, 28000]).log


def test_a_linear_scale_begins_at_zero_or_spans_it() -> None:
    assert NumberScale.of([8000, 12000]).low == 0
    spanning = NumberScale.of([-56, 54])
    assert spanning.low < -56 < 54 < spanning.high
    assert NumberScale.of([-50]).high > 0 or 0 in NumberScale.of([-50]).ticks
    assert NumberScale.of([]).ticks[0] == 0
    assert NumberScale.of([0]).ticks[-1] == 1


@given(AMOUNTS, st.floats(0.01, 0.3))
def test_every_amount_lies_inside_with_air_above(amounts: list[float], air: float) -> None:
    scale = NumberScale.of(amounts, air=air)
    shares = [scale.share(amount) for amount in amounts]
    assert min(shares) >= -1e-9
    if max(amounts) > 0:
        assert max(shares) <= 1 - air + 1e-6
    assert all(scale.low <= tick * (1 + 1e-9) and tick <= scale.high * (1 + 1e-9) for tick in scale.ticks if tick > 0)
    assert list(scale.ticks) == sorted(scale.ticks)
    assert len(scale.ticks) >= 1


@given(AMOUNTS, st.floats(-0.2, 0.2))
def test_above_is_so_much_higher_on_the_picture(amounts: list[float], share: float) -> None:
    scale = NumberScale.of(amounts)
    higher = scale.above(amounts[0], share)
    assert math.isclose(scale.share(higher) - scale.share(amounts[0]), share, abs_tol=1e-6)


def test_plotly_takes_a_logarithmic_range_in_powers_of_ten() -> None:
    scale = NumberScale.of([1000, 100_000])
    assert scale.bounds == (math.log10(scale.low), math.log10(scale.high))
    assert NumberScale.of([1, 2]).bounds == (0, NumberScale.of([1, 2]).high)


def test_a_name_goes_to_the_right_else_left_else_below_else_above_else_nowhere() -> None:
    mark = (95.0, 45.0, 105.0, 55.0)
    one = Label("NIS", 100, 50)
    block_right, block_left = (106.0, 44.0, 400.0, 56.0), (0.0, 44.0, 94.0, 56.0)
    below, above = (0.0, 56.0, 400.0, 80.0), (0.0, 20.0, 400.0, 44.0)
    taken = [mark]
    found = []
    for wall in (None, block_right, block_left, below, above):
        taken += [wall] if wall else []
        found += place_labels([one], taken, width=400, height=100, size=12)
    assert [place.position if place else None for place in found] == [
        "middle right",
        "middle left",
        "bottom center",
        "top center",
        None,
    ]


def test_names_cover_neither_each_other_nor_the_edge() -> None:
    close = [Label("A long estimator's name", 100, 50), Label("Another long estimator's name", 104, 52)]
    first, second = place_labels(close, [], width=400, height=100, size=12)
    assert first is not None
    assert second is not None
    assert first.position != second.position
    at_edge = place_labels([Label("Ministry", 395, 50)], [], width=400, height=100, size=12)
    assert at_edge[0] is not None
    assert at_edge[0].position == "middle left"
