"""A stakeholder's line of steps: where its marks stand, what joins them, what stands off the scale."""

from datetime import date, timedelta

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from components.reactions.stance_line import Span, span, stance_line, ticks
from pactline.readings.stakeholders import MARKS, Said
from pactline.record.vocabulary import STANCES

AXIS = Span(date(2024, 1, 1), date(2024, 12, 31))


def said(mark: str, day: date | None) -> Said:
    return Said(mark, deed=False, by_part=False, at=day)


def test_the_axis_runs_from_the_first_to_the_last_day() -> None:
    days = pd.Series([pd.Timestamp("2024-06-20"), pd.NaT, pd.Timestamp("2024-06-01")])
    assert span(days) == (date(2024, 6, 1), date(2024, 6, 20))
    assert span(days[1:2]) is None


def test_first_and_last_day_stand_inside_the_picture_and_the_middle_in_its_middle() -> None:
    assert 0 < AXIS.place(AXIS.first) < 5
    assert 95 < AXIS.place(AXIS.last) < 100
    assert AXIS.place(date(2024, 7, 1)) == 50 - 0.13
    assert Span(AXIS.first, AXIS.first).place(AXIS.first) == 50


def test_a_step_goes_level_to_the_next_day_and_then_to_its_row() -> None:
    line = stance_line([said("neutral", AXIS.first), said("condemns", AXIS.last)], AXIS)
    (stretch,) = line.stretches
    assert (stretch.row, stretch.to_row) == (STANCES.index("neutral"), STANCES.index("condemns"))
    assert stretch.x == AXIS.place(AXIS.first)
    assert stretch.x + stretch.width == AXIS.place(AXIS.last)


def test_what_is_off_the_scale_has_a_row_of_its_own_and_no_line() -> None:
    line = stance_line(
        [said("neutral", AXIS.first), said("denies", date(2024, 2, 1)), said("neutral", AXIS.last)], AXIS
    )
    assert line.rows == (*STANCES, "denies")
    assert [mark.row for mark in line.marks] == [2, 6, 2]
    assert [(stretch.row, stretch.to_row) for stretch in line.stretches] == [(2, 2)]


def test_reactions_of_one_day_and_mark_are_one_mark_and_one_without_a_day_is_none() -> None:
    line = stance_line([said("neutral", AXIS.first)] * 2 + [said("condemns", None)], AXIS)
    assert [mark.mark for mark in line.marks] == ["neutral"]


def test_a_long_axis_is_labelled_by_years_and_a_short_one_by_months() -> None:
    years = ticks(Span(date(2022, 5, 26), date(2025, 9, 4)))
    assert [(tick.day, tick.months) for tick in years] == [(date(y, 1, 1), False) for y in (2023, 2024, 2025)]
    months = ticks(Span(date(2024, 5, 26), date(2024, 9, 4)))
    assert [(tick.day.month, tick.months) for tick in months] == [(m, True) for m in (6, 7, 8, 9)]
    assert len(ticks(Span(date(1, 1, 1), date(9999, 12, 31)))) <= 8


@given(st.lists(st.tuples(st.sampled_from(MARKS), st.integers(0, 365)), min_size=1))
def test_every_mark_lies_in_the_picture_in_its_own_row(found: list[tuple[str, int]]) -> None:
    line = stance_line(
        [said(mark, AXIS.first + timedelta(days)) for mark, days in sorted(found, key=lambda f: f[1])], AXIS
    )
    assert len(line.marks) == len({(mark, days) for mark, days in found})
    assert all(0 <= mark.x <= 100 and line.rows[mark.row] == mark.mark for mark in line.marks)
    assert all(stretch.width >= 0 for stretch in line.stretches)
