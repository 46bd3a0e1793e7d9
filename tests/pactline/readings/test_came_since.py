"""What is new in a record that is looked back at, and the days at which it can be."""

from datetime import date

from pactline.readings.came_since import Came, came, stop_before, stops
from pactline.tables.frames import Frames
from pactline.tables.postings import RowMask
from tests.support import shown, tables

STORY = """
events:
- id: old
  date: 2024-01-10
  title: Old
  importance: 2
  claims:
  - {id: old.1, text: It was., status: documented, sources: [x], known: 2024-01-10}
  - id: old.2
    text: It was much.
    status: documented
    sources: [x]
    known: 2024-01-10
    history: [{date: 2024-01-10, status: alleged}, {date: 2024-03-05, status: documented}]
- id: kept
  date: 2024-01-20
  title: Kept
  claims: [{id: kept.1, text: Nothing moved., status: reported, sources: [x], known: 2024-01-20}]
- id: told
  date: 2024-02-01
  title: Told of later
  claims:
  - {id: told.1, text: It began., status: reported, sources: [x], known: 2024-02-02}
  - {id: told.2, text: It ended., status: alleged, sources: [x], known: 2024-03-20}
- id: fresh
  date: 2024-03-15
  title: Fresh
  claims: [{id: fresh.1, text: New., status: alleged, sources: [x], known: 2024-03-15}]
- {id: bare, date: 2024-01-01, title: Nothing claimed}
"""


def news(**query: str) -> Came | None:
    return came(shown(STORY, **query).shown)


def named(record: Frames, table: str, mask: RowMask) -> list[str]:
    found: list[str] = record.column(table, f"{table[:-1]}_id")[mask].tolist()
    return found


def test_what_came_since_the_stop_before_is_new_and_what_moved_is_changed() -> None:
    new, record = news(known="2024-03-31"), tables(STORY)
    assert new is not None
    assert new.since == date(2024, 2, 29)
    assert named(record, "events", new.events) == ["fresh"]
    assert named(record, "events", new.changed) == ["old", "told"]
    assert named(record, "claims", new.claims) == ["told.2", "fresh.1"]
    claims = record.column("claims", "claim_id").tolist()
    assert {claims[row]: was for row, was in new.was.items()} == {"old.2": "alleged"}


def test_a_status_of_the_days_after_is_not_told_of_before_they_came() -> None:
    new, record = news(known="2024-03-04"), tables(STORY)
    assert new is not None
    assert not new.was
    assert named(record, "events", new.changed) == []
    assert named(record, "events", new.events) == []


def test_what_the_filters_hide_is_not_new() -> None:
    new, record = news(known="2024-03-31", status="documented"), tables(STORY)
    assert new is not None
    assert named(record, "claims", new.claims) == []
    assert named(record, "events", new.changed) == ["old"]
    assert new.number_of_events == 0


def test_nothing_is_new_in_the_record_of_today_or_at_its_first_stop() -> None:
    assert news() is None
    assert news(known="2024-01-31") is None


def test_a_status_is_as_it_was_on_the_stop_before_on_every_stop_of_the_record() -> None:
    """The same as rewinding the record to that day says, which is another way to it."""
    record = tables(STORY)
    for stop in stops(record)[1:]:
        new = news(known=stop)
        assert new is not None
        before, now = (
            one.column("claims", "status").tolist()
            for one in (record.on(new.since), record.on(date.fromisoformat(stop)))
        )
        known = record.numbers("claims", "known")
        there = [day <= new.since.toordinal() - date(1970, 1, 1).toordinal() for day in known.tolist()]
        moved = {n: was for n, (was, one) in enumerate(zip(before, now, strict=True)) if there[n] and was != one}
        assert new.was == moved


def test_the_stop_before_a_day_is_earlier_than_it() -> None:
    record = tables(STORY)
    assert stop_before(record, date(2024, 2, 29)) == date(2024, 1, 31)
    assert stop_before(record, date(2024, 3, 1)) == date(2024, 2, 29)
    assert stop_before(record, date(2030, 1, 1)) == date(2024, 3, 31)
    assert stop_before(record, date(2024, 1, 31)) is None


def test_stops_are_the_last_days_of_months_in_which_something_became_known():
    assert stops(tables()) == [
        "2023-09-30", "2023-10-31", "2024-06-30", "2026-11-30",
    ]  # fmt: skip


def test_a_long_history_is_gone_through_by_years_and_its_end_by_months():
    events = "".join(
        f"- {{id: e{year}-{month}, date: {year}-{month:02}-15, title: E, claims: [{{text: t, status: alleged, sources: [x]}}]}}\n"
        for year in range(1900, 2025)
        for month in (1, 7)
    )
    days = stops(tables("events:\n" + events))
    assert len(days) <= 90
    assert days == sorted(set(days))
    assert days[-2:] == ["2024-01-31", "2024-07-31"]
    assert days[0].endswith("-12-31")


def test_a_record_without_claims_has_no_stops():
    assert stops(tables("events: [{date: 2024, title: x}]")) == []
