"""A calendar of what is shown, read back by a library, and byte by byte where the standard counts octets."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from icalendar import Calendar

from pactline.export.calendar import to_calendar
from pactline.query.select import whole
from tests.support import SMALL, curated, shown

STAMP = datetime(2026, 11, 30, tzinfo=UTC)


def entries(text: str, base: str = "", **query: str) -> dict[str, Any]:
    """Return the entries of a calendar by their summaries."""
    made = Calendar.from_ical(to_calendar(shown(text, **query), stamp=STAMP, base=base))
    return {str(entry["summary"]): entry for entry in made.walk("VEVENT")}


def dated(written: str) -> Any:
    """Return the one entry of a record with one event on a date."""
    (entry,) = entries(f'events: [{{id: one, date: "{written}", title: One}}]').values()
    return entry


@pytest.mark.parametrize(
    ("written", "first", "after"),
    [
        ("2024-06-19", date(2024, 6, 19), date(2024, 6, 20)),
        ("2024-02", date(2024, 2, 1), date(2024, 3, 1)),
        ("2024-24", date(2024, 12, 1), date(2025, 3, 1)),
        ("199X", date(1990, 1, 1), date(2000, 1, 1)),
        ("2024-06-30/2024-07-02", date(2024, 6, 30), date(2024, 7, 3)),
        ("2024-06/..", date(2024, 6, 1), date(2024, 7, 1)),
        ("../2024-06-19", date(2024, 6, 19), date(2024, 6, 20)),
        ("0001-01-01", date(1, 1, 1), date(1, 1, 2)),
    ],
)
def test_an_entry_takes_all_days_that_its_date_may_mean_and_ends_on_the_day_after(
    written: str, first: date, after: date
) -> None:
    entry = dated(written)
    assert (entry["dtstart"].dt, entry["dtend"].dt) == (first, after)
    assert entry["dtstart"].params["VALUE"] == "DATE"


@pytest.mark.parametrize(
    ("written", "first", "after"),
    [
        ("2024-06-19T14:30:00", datetime(2024, 6, 19, 14, 30), None),  # noqa: DTZ001 - floating
        ("2024-06-19T14:30:00+09:00", datetime(2024, 6, 19, 5, 30, tzinfo=UTC), None),
        (
            "2024-06-19T23:30:00Z/2024-06-20T01:00:00Z",
            datetime(2024, 6, 19, 23, 30, tzinfo=UTC),
            datetime(2024, 6, 20, 1, tzinfo=UTC),
        ),
        ("2024-06-19T14:30:00/2024-06-20", date(2024, 6, 19), date(2024, 6, 21)),
        ("2024-06-19T14:30:00/2024-06-19T23:00:00Z", date(2024, 6, 19), date(2024, 6, 20)),
        ("0001-01-01T00:00:00+09:00", date(1, 1, 1), date(1, 1, 2)),
    ],
)
def test_a_time_of_day_is_an_instant_where_its_zone_is_written_and_else_floats(
    written: str, first: date, after: date | None
) -> None:
    entry = dated(written)
    assert entry["dtstart"].dt == first
    assert (entry["dtend"].dt if "dtend" in entry else None) == after
    assert "TZID" not in entry["dtstart"].params, "a zone that the file would have to describe"
    assert str(entry["summary"]).startswith("One")


def test_the_calendars_last_day_has_none_after_it() -> None:
    entry = dated("9999-12-31")
    assert entry["dtstart"].dt == date(9999, 12, 31)
    assert "dtend" not in entry


def test_a_date_that_is_no_single_day_stands_behind_the_title() -> None:
    assert str(dated("2024-06")["summary"]) == "One (June 2024)"
    assert str(dated("2024-06-19")["summary"]) == "One"


def test_what_no_calendar_can_show_is_counted() -> None:
    text = 'events: [{id: a, date: "-0043", title: Ides}, {id: b, date: "2024", title: Year}]'
    made = Calendar.from_ical(to_calendar(shown(text), stamp=STAMP))
    assert [str(one["summary"]) for one in made.walk("VEVENT")] == ["Year (2024)"]
    assert "1 event lies outside the years" in str(made["description"])


def test_an_entry_says_status_who_says_it_the_edition_and_its_link() -> None:
    entry = entries(SMALL, base="https://example.org/pact")["A pact is signed"]
    told = str(entry["description"])
    assert "Documented: A treaty was signed.\nSays so: TASS" in told
    assert "edition 1, as of 31 December 2025" in told
    assert str(entry["url"]) == "https://example.org/pact/e/pact"
    assert told.endswith("https://example.org/pact/e/pact")


def test_a_word_is_told_with_the_way_on_which_it_came() -> None:
    entry = entries(SMALL, status="alleged")["Early talks (September 2023)"]
    assert "Alleged: Shells were asked for.\nSays so: NIS → Reuters → The Daily; NIS → The Daily" in str(
        entry["description"]
    )


def test_an_event_without_claims_says_so_and_one_whose_claims_are_hidden_is_left_out() -> None:
    assert "The record has no claim on it." in str(entries(SMALL)["Nothing claimed (about 2025)"]["description"])
    assert set(entries(SMALL, status="alleged")) == {"Early talks (September 2023)"}


def test_the_status_is_that_of_the_day_that_is_looked_back_from() -> None:
    early = entries(SMALL, known="2024-07-01", status="alleged")["A pact is signed"]
    assert "Alleged: No shells were sent." in str(early["description"])
    assert "as known on 1 July 2024" in str(early["description"])


def test_an_entry_has_the_same_name_in_each_edition_and_another_in_another_record() -> None:
    one, later, other = (
        f'edition: {{title: {title}, version: "{version}"}}\nevents: [{{id: a, date: 2024, title: A}}]'
        for title, version in (("Pact", 1), ("Pact", 2), ("Fair", 1))
    )
    uids = [next(iter(entries(text).values()))["uid"] for text in (one, later, other)]
    assert uids[0] == uids[1] != uids[2]


def test_lines_are_of_at_most_75_octets_with_no_letter_cut_in_two_and_strangers_text_stays_text() -> None:
    title = "협정, 서명; \\n BEGIN:VEVENT " * 8
    made = to_calendar(shown(f"events: [{{id: a, date: 2024-06-19, title: '{title}'}}]"), stamp=STAMP)
    lines = made.split(b"\r\n")
    assert all(len(line) <= 75 and line.decode() is not None for line in lines)
    assert b"\n" not in made.replace(b"\r\n", b"")
    (entry,) = Calendar.from_ical(made).walk("VEVENT")
    assert str(entry["summary"]) == title.strip()


def test_a_place_is_a_point_only_where_it_is_known_as_one() -> None:
    text = """
    events:
    - {id: a, date: 2024, title: A, place: {name: Rason, lat: 42.3, lon: 130.4, precision: city}}
    - {id: b, date: 2024, title: B, place: {name: Korea, lat: 38, lon: 127, precision: region}}
    """
    found = entries(text)
    assert found["A (2024)"]["geo"].to_ical() == "42.3;130.4"
    assert "geo" not in found["B (2024)"]
    assert str(found["B (2024)"]["location"]) == "Korea"


def test_an_empty_selection_is_a_calendar_too() -> None:
    made = Calendar.from_ical(to_calendar(shown(SMALL, q="zzzz"), stamp=STAMP))
    assert made.walk("VEVENT") == []


def test_the_whole_record_is_a_calendar_without_errors_and_no_entry_is_without_status() -> None:
    view = whole(curated())
    made = Calendar.from_ical(to_calendar(view, stamp=STAMP, base="https://example.org"))
    found: list[Any] = made.walk("VEVENT")
    assert len(found) == len(view.event_rows)
    assert not any(entry.errors for entry in found)
    assert len({entry["uid"] for entry in found}) == len(found)
    assert all("Says so: " in entry["description"] or "no claim" in entry["description"] for entry in found)
