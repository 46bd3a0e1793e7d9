"""Dates: each form of EDTF level 0 and 1, its span of days and its words."""

from datetime import date

import pytest
from edtf import parse_edtf
from hypothesis import given
from hypothesis import strategies as st

from pactline.record.clock import Clock
from pactline.record.edtf import DateError, parse

FORMS = [
    ("2024-06-19", date(2024, 6, 19), date(2024, 6, 19), "19 June 2024"),
    ("2024-06", date(2024, 6, 1), date(2024, 6, 30), "June 2024"),
    ("2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
    ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "February 2023"),
    ("199X", date(1990, 1, 1), date(1999, 12, 31), "the 1990s"),
    ("19XX", date(1900, 1, 1), date(1999, 12, 31), "1900 to 1999"),
    ("2004-XX", date(2004, 1, 1), date(2004, 12, 31), "a month in 2004"),
    ("2004-06-XX", date(2004, 6, 1), date(2004, 6, 30), "a day in June 2004"),
    ("2004-XX-XX", date(2004, 1, 1), date(2004, 12, 31), "a day in 2004"),
    ("2024-21", date(2024, 3, 1), date(2024, 5, 31), "spring 2024"),
    ("2024-24", date(2024, 12, 1), date(2025, 2, 28), "winter 2024/2025"),
    ("2024?", date(2024, 1, 1), date(2024, 12, 31), "2024 (uncertain)"),
    ("2024-06~", date(2024, 6, 1), date(2024, 6, 30), "about June 2024"),
    ("2024-06-19%", date(2024, 6, 19), date(2024, 6, 19), "about 19 June 2024 (uncertain)"),
    ("2023-07-25/2023-07-27", date(2023, 7, 25), date(2023, 7, 27), "25–27 July 2023"),
    ("1948-09-09/1948-10-12", date(1948, 9, 9), date(1948, 10, 12), "9 September to 12 October 1948"),
    ("1990/1993", date(1990, 1, 1), date(1993, 12, 31), "1990 to 1993"),
    ("2024-06~/2025?", date(2024, 6, 1), date(2025, 12, 31), "about June 2024 to 2025 (uncertain)"),
    ("2024-06/..", date(2024, 6, 1), date.max, "from June 2024, end open"),
    ("2024-06/", date(2024, 6, 1), date.max, "from June 2024, end not known"),
    ("../2024", date.min, date(2024, 12, 31), "until 2024, start open"),
    ("/2024", date.min, date(2024, 12, 31), "until 2024, start not known"),
]


@pytest.mark.parametrize(("text", "earliest", "latest", "words"), FORMS)
def test_a_date_is_the_span_of_days_it_may_mean(text: str, earliest: date, latest: date, words: str) -> None:
    found = parse(text)
    assert (found.earliest, found.latest, found.words, found.text) == (earliest, latest, words, text)


TIMED = [
    ("2024-06-19T14:30:00", "19 June 2024, 14:30", (52200, None), (52200, None)),
    ("2024-06-19T14:30:05Z", "19 June 2024, 14:30:05 (UTC)", (52205, 0), (52205, 0)),
    ("2024-06-19T14:30:00+09", "19 June 2024, 14:30 (UTC+9)", (52200, 540), (52200, 540)),
    ("2024-06-19T14:30:00-03:30", "19 June 2024, 14:30 (UTC−3:30)", (52200, -210), (52200, -210)),
    ("2024-06-19T14:30:00/2024-06-19T15:10:00", "19 June 2024, 14:30–15:10", (52200, None), (54600, None)),
    ("2024-06-19T14:30:00Z/2024-06-19T15:10:00Z", "19 June 2024, 14:30–15:10 (UTC)", (52200, 0), (54600, 0)),
    (
        "2024-06-19T22:00:00/2024-06-20T01:00:00",
        "19 June 2024, 22:00 to 20 June 2024, 01:00",
        (79200, None),
        (3600, None),
    ),
    ("2024-06-19/2024-06-20T01:00:00", "19 June 2024 to 20 June 2024, 01:00", None, (3600, None)),
    ("2024-06-19T14:30:00/..", "from 19 June 2024, 14:30, end open", (52200, None), None),
    ("2016-12-31T23:59:60Z", "31 December 2016, 23:59:60 (UTC)", (86400, 0), (86400, 0)),
]


@pytest.mark.parametrize(("text", "words", "begins", "ends"), TIMED)
def test_a_time_of_day_is_kept_as_written_beside_its_day(
    text: str, words: str, begins: tuple[int, int | None] | None, ends: tuple[int, int | None] | None
) -> None:
    found, plain = parse(text), parse("/".join(end.partition("T")[0] for end in text.split("/")))
    assert (found.words, found.text) == (words, text)
    assert found.begins_at == (None if begins is None else Clock(*begins))
    assert found.ends_at == (None if ends is None else Clock(*ends))
    assert (found.begins, found.ends) == (plain.begins, plain.ends), "days stay what is selected by"


def test_a_day_comes_before_its_times_and_times_before_the_next_day() -> None:
    written = [
        "2024-06-19",
        "2024-06-19T00:00:00",
        "2024-06-19T14:30:00",
        "2024-06-19T14:30:00Z/2024-06-20",
        "2024-06-20",
    ]
    shuffled = [written[n] for n in (3, 0, 4, 2, 1)]
    assert sorted(shuffled, key=lambda text: parse(text).order) == written


@pytest.mark.parametrize(
    ("text", "year", "words"),
    [("Y-12000", -12000, "12,001 BC"), ("Y12000", 12000, "12,000"), ("-0500", -500, "501 BC"), ("0000", 0, "1 BC")],
)
def test_a_year_outside_the_calendar_is_listed_not_drawn(text: str, year: int, words: str) -> None:
    found = parse(text)
    assert not found.drawable
    assert (found.year, found.words) == (year, words)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2024-02-30", "February 2024 has no day 30"),
        ("2024-13", "no month 13"),
        ("2024-00", "no month 00"),
        ("soon", "is not a date"),
        ("13.9.2023", "is not a date"),
        ("", "is not a date"),
        ("2024-06-19T10:00", "time of day is not whole"),
        ("2024-06-19T25:00:00", "no 25:00:00"),
        ("2024-06-19T24:00:00", "24:00"),
        ("2024-06-19T10:00:00+15", "no zone"),
        ("2024-06-19T10:00:00-00:00", "no zone"),
        ("2024-06-19T10:00:00~", "not whole, or no time"),
        ("2024-06T10:00:00", "time of day"),
        ("2024~T10:00:00", "time of day"),
        ("2024-02-30T10:00:00", "February 2024 has no day 30"),
        ("2024-06-19T14:30:00/2024-06-19T14:00:00", "ends before it begins"),
        ("2024-06-19T14:30:00Z/2024-06-19T22:30:00+09:00", "ends before it begins"),
        ("2025/2024", "ends before it begins"),
        ("../..", "neither end"),
        ("2020/2021/2022", "more than one"),
        ("199X-06", "leaves the year open"),
        ("2004-XX-05", "leaves the month open"),
    ],
)
def test_what_is_no_date_is_refused_with_the_reason_and_a_hint(text: str, says: str) -> None:
    with pytest.raises(DateError, match=says) as caught:
        parse(text)
    assert caught.value.hint


@pytest.mark.parametrize(
    "text", ["{2024,2025}", "[2024..]", "2004-06-~01", "2024-25", "1XXX", "2004?-06", "Y-17E7", "2024-1X"]
)
def test_level_2_is_refused_by_name(text: str) -> None:
    with pytest.raises(DateError, match="level 2"):
        parse(text)


@given(st.dates())
def test_any_day_is_itself(day: date) -> None:
    found = parse(day.isoformat())
    assert (found.earliest, found.latest, found.precision) == (day, day, "day")


@given(st.integers(1, 9999), st.integers(1, 12))
def test_a_month_contains_exactly_its_days(year: int, month: int) -> None:
    found = parse(f"{year:04}-{month:02}")
    assert found.earliest.day == 1
    assert (found.latest.month, found.earliest.month, found.precision) == (month, month, "span")
    if found.latest < date.max:
        assert date.fromordinal(found.latest.toordinal() + 1).day == 1


@pytest.mark.parametrize(
    "text",
    [
        "2024",
        "2024-06",
        "2024-06-19",
        "199X",
        "2004-XX",
        "2004-06-XX",
        "2024-21",
        "2024-22",
        "2024-23",
        "1950/1953",
        "2024-06~",
        "2024?",
    ],
)
def test_bounds_agree_with_the_edtf_library(text: str) -> None:
    """The published library is no dependency (it fails on open intervals), but where it answers it must agree."""
    theirs, ours = parse_edtf(text), parse(text)
    assert ours.earliest.timetuple()[:3] == tuple(theirs.lower_strict())[:3]
    assert ours.latest.timetuple()[:3] == tuple(theirs.upper_strict())[:3]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("0000-06-15", "15 June 1 BC"),
        ("0000-06", "June 1 BC"),
        ("0000-06-15/0000-07-01", "15 June 1 BC to 1 July 1 BC"),
        ("-0043-03-15", "15 March 44 BC"),
        ("000X", "1 BC to 9"),
    ],
)
def test_the_year_0_is_1_bc_and_drawn_nowhere(text: str, words: str) -> None:
    found = parse(text)
    assert (found.words, found.drawable) == (words, False)


@pytest.mark.parametrize(
    ("text", "says", "hint"),
    [
        ("-0000", "no year -0", "0000"),
        ("-0000-01-01", "no year -0", "0000"),
        ("-0000/2024", "no year -0", "0000"),
        ("-00XX", "no year -0", "0000"),
        ("Y02024", "pads its year", "write 2024"),
        ("Y-02024", "pads its year", "write -2024"),
        ("Y-00300", "pads its year", "write -0300"),
        ("Y012345", "pads its year", "write Y12345"),
        ("Y00000", "pads its year", "write 0000"),
        ("٢٠٢٤", "is not a date", "2024"),
        ("2024-0６-19", "is not a date", "2024"),
        ("-0043-02-29", "February 44 BC has no day 29", "1-28"),
        ("0000-02-30", "February 1 BC has no day 30", "1-29"),
        ("-0044-05/-0044-03", "ends before it begins", "earlier"),
        ("-0044-03-15/-0044-03-14", "ends before it begins", "earlier"),
        ("Y-20000/Y-30000", "ends before it begins", "earlier"),
        ("2024-06-19 14:30", "is not a date", "write 2024-06-19T14:30:00 (19 June 2024, 14:30)"),
        ("2024-06-19T14:30", "not whole", "write 2024-06-19T14:30:00 (19 June 2024, 14:30)"),
        ("x" * 500, "…' is not a date", "2024"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, says: str, hint: str) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert says in str(caught.value)
    assert hint in caught.value.hint
    assert len(str(caught.value)) < 200


def _written(year: int, month: int, day: int) -> str:
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"


@given(st.integers(-9999, 9999), st.integers(1, 12), st.integers(1, 28), st.integers(1, 800))
def test_days_of_any_age_are_in_order(year: int, month: int, day: int, later: int) -> None:
    """Against Python's calendar, moved by whole cycles of 400 years into the years that it knows."""
    moved = date(year % 400 + 2000, month, day)
    after = date.fromordinal(moved.toordinal() + later)
    if after.year - moved.year + year > 9999:
        return
    one, other = (parse(_written(year + then.year - moved.year, then.month, then.day)) for then in (moved, after))
    assert other.begins - one.begins == later
    assert one.order < other.order
    interval = parse(f"{one}/{other}")
    assert (interval.begins, interval.ends) == (one.begins, other.ends)
    with pytest.raises(DateError, match="ends before it begins"):
        parse(f"{other}/{one}")
