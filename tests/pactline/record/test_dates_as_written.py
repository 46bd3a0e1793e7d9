"""Dates that are not EDTF: what was meant is offered where it is plain, two readings where there are two."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.record import edtf
from pactline.record.dates_as_written import meant

ONE = {
    "June 19, 2024": "2024-06-19",
    "19th of June 2024": "2024-06-19",
    "Wed, 19 June 2024": "2024-06-19",
    "Sept. 2024": "2024-09",
    "2024 June 19": "2024-06-19",
    "2024/06/19": "2024-06-19",
    "20240619": "2024-06-19",
    "2024-13-01": "2024-01-13",
    "19/06/2024": "2024-06-19",
    "5/2024": "2024-05",
    "2024-6": "2024-06",
    "2024–06–19": "2024-06-19",
    "２０２４": "2024",
    "2024년 6월 19일": "2024-06-19",
    "2024年6月": "2024-06",
    "١٩-٠٦-٢٠٢٤": "2024-06-19",
    "1 BC": "0000",
    "44 B.C.": "-0043",
    "-300": "-0300",
    "AD 79": "0079",
    "800": "0800",
    "12345": "Y12345",
    "c. 1850": "1850~",
    "about June 2024": "2024-06~",
    "probably 2024": "2024?",
    "the 1990s": "199X",
    "19th century": "18XX",
    "winter of 1850": "1850-24",
    "Q2 2024": "2024-04/2024-06",
    "2024–2025": "2024/2025",
    "1914-18": "1914/1918",
    "between 1914 and 1918": "1914/1918",
    "19-21 June 2024": "2024-06-19/2024-06-21",
    "June to August 2024": "2024-06/2024-08",
    "19 June 2024 to 2 July 2024": "2024-06-19/2024-07-02",
    "500-300 BC": "-0499/-0299",
    "since 2024": "2024/..",
    "until June 2024": "../2024-06",
    "2024-now": "2024/..",
    "2024-06-19T14:30": "2024-06-19T14:30:00",
    "2024-06-19 14:30:05": "2024-06-19T14:30:05",
    "2024-06-19T14:30:00.123Z": "2024-06-19T14:30:00Z",
    "2024-06-19 14:30 UTC+9": "2024-06-19T14:30:00+09",
    "2024-06-19 14:30:00 -0330": "2024-06-19T14:30:00-03:30",
    "19 June 2024, 2:30 pm": "2024-06-19T14:30:00",
    "June 19, 2024 at 12.05 a.m.": "2024-06-19T00:05:00",
    "19 June 2024 2pm GMT": "2024-06-19T14:00:00Z",
}


@pytest.mark.parametrize("written", ONE)
def test_what_was_plainly_meant_is_offered(written: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        edtf.parse(written)
    assert caught.value.offers == (ONE[written],)
    assert f"write {ONE[written]} (" in caught.value.hint


@pytest.mark.parametrize(
    ("written", "offers"),
    [
        ("06/07/2024", ("2024-07-06", "2024-06-07")),
        ("2010/11", ("2010-11", "2010/2011")),
        ("3-4-2024", ("2024-04-03", "2024-03-04")),
    ],
)
def test_where_nobody_can_tell_both_readings_are_offered(written: str, offers: tuple[str, ...]) -> None:
    with pytest.raises(edtf.DateError, match="two ways") as caught:
        edtf.parse(written)
    assert caught.value.offers == offers
    assert all(one in caught.value.hint for one in offers)


@pytest.mark.parametrize(
    "written",
    [
        "soon",
        "unknown",
        "June",
        "32 June 2024",
        "31/31/2024",
        "2024-06-31",
        "24-06-19",
        "19 Juin 2024",
        "2024-06-19 14:30 KST",
        "2024-06-19 25:30",
        "x" * 5000,
    ],
)
def test_what_nobody_can_know_is_not_guessed(written: str) -> None:
    with pytest.raises(edtf.DateError) as caught:
        edtf.parse(written)
    assert caught.value.offers == ()


@given(
    st.text("0123456789-/.~? ABCXadejnu年월–", max_size=14)
    | st.from_regex(r"2024-0[0-9]-1[0-9][T ][0-9:.]{1,8} ?[apmZ+0-9:]{0,6}", fullmatch=True)
)
def test_whatever_is_written_is_a_date_or_an_error_whose_offers_are_dates(written: str) -> None:
    offers: tuple[str, ...] = ()
    try:
        edtf.parse(written)
    except edtf.DateError as error:
        offers = error.offers
    assert all(edtf.parse(one).text == one for one in offers)


@given(st.dates())
def test_a_day_in_words_is_the_day(day) -> None:
    assert meant(f"{day.day} {day:%B} {day.year:04}") == (day.isoformat(),)
