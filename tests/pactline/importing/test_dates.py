"""Dates as people write them come in as exact as they are, and what can be meant in two ways is not guessed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.importing import date_parts, dates
from pactline.importing.imported import ImportFailedError
from pactline.record import edtf


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2024-06-19", "2024-06-19"),
        ("2024-06", "2024-06"),
        ("2024", "2024"),
        ("2024-06~", "2024-06~"),
        ("19 June 2024", "2024-06-19"),
        ("June 19th, 2024", "2024-06-19"),
        ("Wednesday, 19 June 2024", "2024-06-19"),
        ("Sept. 2024", "2024-09"),
        ("19-Jun-2024", "2024-06-19"),
        ("19.06.2024", "2024-06-19"),
        ("2024/6/9", "2024-06-09"),
        ("6/2024", "2024-06"),
        ("2024년 6월 19일", "2024-06-19"),
        ("2024年6月", "2024-06"),
        ("20240619", "2024-06-19"),
        ("2016-W21-3", "2016-05-25"),
        ("2016-W21", "2016-05-23/2016-05-29"),
        ("c. 1920", "1920~"),
        ("about June 1920", "1920-06~"),
        ("possibly 1900", "1900?"),
        ("c. 1900?", "1900%"),
        ("the 1920s", "192X"),
        ("19th century", "1801/1900"),
        ("5th century BC", "-0499/-0400"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("15 March 44 BC", "-0043-03-15"),
        ("285–247 BCE", "-0284/-0246"),
        ("586 BCE - 70 CE", "-0585/0070"),
        ("AD 476", "0476"),
        ("1914–1918", "1914/1918"),
        ("1914-18", "1914/1918"),
        ("19–21 June 2024", "2024-06-19/2024-06-21"),
        ("June 19-21, 2024", "2024-06-19/2024-06-21"),
        ("June–July 2024", "2024-06/2024-07"),
        ("19 June – 3 July 2024", "2024-06-19/2024-07-03"),
        ("2015 - present", "2015/.."),
        ("before 1900", "../1900"),
        ("2021-01-02T00:00:00Z-2022", "2021-01-02T00:00:00Z/2022"),
        ("11/11/2024-12/13/2024", "2024-11-11/2024-12-13"),
        ("Q1 2024", "2024-01/2024-03"),
        ("spring 2024", "2024-21"),
    ],
)
def test_a_date_stays_as_exact_as_it_is(written, expected):
    assert dates.read(written).date == expected


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("June 19", "no year"),
        ("19-Jun-24", "two digits"),
        ("6/7/24", "two digits"),
        ("31/02/2024", "no day 31"),
        ("2024-13-01", "no month 13"),
        ("nonsense", "not a date"),
        ("", "not a date"),
        ("1918 - 1914", "ends before it begins"),
        ("06/07/2024", "day/month or month/day"),
    ],
)
def test_what_is_no_date_is_told_with_what_is_wrong(written, said):
    with pytest.raises(date_parts.DateUnreadableError, match=said):
        dates.read(written)


def test_day_and_month_are_told_apart_by_whoever_says_it():
    assert dates.read("06/07/2024", "dmy").date == "2024-07-06"
    assert dates.read("06/07/2024", "mdy").date == "2024-06-07"


def test_one_date_of_a_column_tells_how_the_others_are_meant():
    assert dates.order_of(["06/07/2024", "19/06/2024"], None) == ("dmy", "19/06/2024")
    assert dates.order_of(["06/07/2024", "06/19/2024"], None) == ("mdy", "06/19/2024")
    assert dates.order_of(["2024-06-19", "5/5/2024"], None) == (None, "")


@pytest.mark.parametrize("column", [["06/07/2024", "2024-01-01"], ["19/06/2024", "06/19/2024"]])
def test_a_column_that_does_not_tell_is_asked_about(column):
    with pytest.raises(ImportFailedError) as failed:
        dates.order_of(column, None)
    assert failed.value.hint


def test_a_time_is_kept_with_its_zone_and_midnight_alone_is_none():
    assert dates.read("2024-06-19T14:30:00+09:00") == date_parts.Written("2024-06-19T14:30:00+09:00")
    assert dates.read("19 June 2024, 2:30 pm") == date_parts.Written("2024-06-19T14:30:00")
    assert dates.read("June 2024 14:30").changed == (date_parts.NO_TIME,)
    assert dates.read("2024-06-19 00:00:00") == date_parts.Written("2024-06-19", (date_parts.MIDNIGHT,))
    assert dates.read("early 2024").changed


@given(st.text(max_size=40) | st.from_regex(r"[0-9]{1,4}[-/. ][0-9A-Za-z]{1,9}[-/. ,]{0,2}[0-9]{0,5}", fullmatch=True))
def test_whatever_is_read_is_a_date_of_the_standard(text):
    try:
        found = dates.read(text)
    except date_parts.DateUnreadableError as error:
        assert error.hint  # noqa: PT017 - either way is right, if it is told
    else:
        edtf.parse(found.date)
