"""The timeline's headline: each rule, and that none claims what the numbers do not bear."""

import numpy as np
import numpy.typing as npt

from components.timeline.finding import Finding, finding_of, found
from tests.support import shown


def days(*dates: str) -> npt.NDArray[np.int64]:
    numbers: npt.NDArray[np.int64] = np.array(dates, dtype="datetime64[D]").astype(np.int64)
    return numbers


def said(*dates: str, total: int | None = None, last: tuple[str, ...] | None = None, **more: object) -> str:
    begins = days(*dates)
    ends = days(*last) if last else begins
    return found(begins, ends, len(dates), total or len(dates), **more).words  # type: ignore[arg-type]


def test_the_month_that_holds_most_is_named_with_its_share() -> None:
    dates = ("2024-01-05", "2024-06-01", "2024-06-02", "2024-06-19", "2023-02-03")
    assert said(*dates) == "June 2024 holds 3 of the record’s 5 events"
    assert said(*dates, total=50) == "June 2024 holds 3 of the 5 events shown"


def test_two_months_alike_give_way_to_their_year() -> None:
    dates = ("2024-01-05", "2024-01-06", "2024-06-02", "2024-06-19", "2023-02-03", "2020-01-01")
    assert said(*dates) == "2024 holds 4 of the record’s 6 events"


def test_what_lasts_longer_than_a_month_is_of_none() -> None:
    dates = ("2024-06-01", "2024-06-02", "2024-06-19", "2020-01-01")
    last = ("2024-06-01", "2024-06-02", "2025-06-19", "2020-01-01")
    assert "June 2024" not in said(*dates, last=last)


def test_few_events_far_apart_are_counted_between_their_years() -> None:
    assert said("1901-01-01", "1945-05-08", "2001-09-01") == "3 events from 1901 to 2001"
    assert said("1945-01-01", "1945-05-08") == "2 events in 1945"


def test_a_share_too_small_to_tell_is_not_told() -> None:
    many = [f"{year}-01-0{day}" for year in range(1900, 2000) for day in (1, 2)]
    assert said(*many, "1950-01-03") == "201 events from 1900 to 1999"


def test_nothing_and_one_alone_are_said_so() -> None:
    assert found(days(), days(), 0, 5).words == "No event matches these filters"
    assert found(days(), days(), 0, 0).words == "This record has no events yet"
    assert said("2024-01-01", title="Peace {n}") == "Peace {n}"


def test_themes_alone_are_so_much_of_the_record() -> None:
    assert said("2024-01-01", "2024-01-02", total=9, themes=["Trade"]) == "Trade: 2 of the record’s 9 events"


def test_events_beyond_the_calendar_are_counted_without_years() -> None:
    assert found(days(), days(), 3, 3) == Finding("count", (("n", 3),))


RECORD = """
themes:
- {id: a, name: Alpha}
events:
- {date: 2020-01-01, title: One, themes: [a]}
- {date: 2021-01-01, title: Two, themes: [a]}
- {date: 2022-01-01, title: Three}
"""


def test_the_rules_are_asked_of_what_a_selection_leaves() -> None:
    assert finding_of(shown(RECORD, theme="a")).words == "Alpha: 2 of the record’s 3 events"
    assert finding_of(shown(RECORD, theme="a", to="2021-06-01")).words == "2 events from 2020 to 2021"
    assert finding_of(shown(RECORD, **{"from": "2021-12-01"})).words == "Three"


REWOUND = """
events:
- {date: 2024-01-10, title: One, claims: [{text: a, status: alleged, sources: [x], known: 2024-01-10, history: [{date: 2024-01-10, status: reported}, {date: 2024-02-03, status: alleged}]}]}
- {date: 2024-01-12, title: Two, claims: [{text: b, status: alleged, sources: [x], known: 2024-01-12}, {text: c, status: alleged, sources: [x], known: 2024-03-02}]}
- {date: 2024-02-10, title: Three, claims: [{text: d, status: alleged, sources: [x], known: 2024-02-10}]}
- {date: 2024-04-10, title: Four, claims: [{text: e, status: alleged, sources: [x], known: 2024-04-10}]}
"""


def test_a_record_that_is_looked_back_at_says_what_is_new() -> None:
    def told(day: str, **more: str) -> str:
        return finding_of(shown(REWOUND, known=day, **more)).words

    assert told("2024-02-29") == "1 event is new and 1 claim changed status since 31 January 2024"
    assert told("2024-03-31") == "1 claim is new since 29 February 2024"
    assert told("2024-04-05") == "Nothing new since 31 March 2024 about the 3 events shown"
    assert told("2024-01-31") == "2 events in 2024"
