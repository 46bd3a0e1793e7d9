"""The days at which the record can be looked back from."""

from components.timeline.known import stops
from tests.support import tables


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
