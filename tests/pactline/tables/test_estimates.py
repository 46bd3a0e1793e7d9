"""The table of estimates, and what a selection leaves of it."""

import pandas as pd
import pytest

from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.tables.columns import ESTIMATES, EVIDENCE
from tests.figures_record import FIGURES
from tests.support import SMALL, curated, shown, tables

RECORD = curated()


def left(**query: str | list[str]) -> list[str]:
    return shown(FIGURES, **query).estimates["estimate_id"].tolist()


def day(estimate: str) -> str:
    known = tables(FIGURES).estimates.set_index("estimate_id")["known"]
    return f"{known[estimate]:%Y-%m-%d}"


def test_the_table_has_its_columns_with_and_without_rows() -> None:
    for text in (FIGURES, SMALL):
        estimates = tables(text).estimates
        assert list(estimates.columns) == list(ESTIMATES)
        assert estimates["latest"].dtype == "datetime64[us]"
        assert estimates["low"].dtype == "float64"


def test_an_estimate_is_known_since_its_earliest_dated_source_else_since_its_own_day_which_is_assumed() -> None:
    assert day("crates-1") == "2023-10-13"
    assert day("crates-2") == "2025-06-01"
    assert day("crates-5") == "2025-05-31"  # a month counts from its last day
    assumed = tables(FIGURES).estimates.set_index("estimate_id")["known_assumed"]
    assert assumed[assumed].index.tolist() == ["crates-5"]


@pytest.mark.parametrize(
    ("estimate", "side"),
    [
        ("crates-1", "no"),  # the White House belongs to a state that is no party
        ("crates-2", "no"),
        ("crates-3", "no"),  # a publisher that no state controls
        ("crates-6", "unknown"),  # words
        ("crates-7", "pact"),  # a publisher that Russia controls
        ("fallen-1", "war"),  # a body of Ukraine
        ("fallen-2", "pact"),
    ],
)
def test_an_estimator_has_the_side_of_what_it_belongs_to(estimate: str, side: str) -> None:
    assert tables(FIGURES).estimates.set_index("estimate_id")["side"][estimate] == side


def test_a_record_that_names_no_parties_says_of_nobody_that_it_is_none() -> None:
    text = FIGURES.replace("group: principals", "group: others").replace("group: parties-to-the-war", "group: others")
    assert set(tables(text).estimates["side"]) == {"unknown"}


@pytest.mark.parametrize(
    ("query", "estimates"),
    [
        ({}, ["crates-1", "crates-2", "crates-6", "crates-3", "crates-7", "crates-4", "crates-5"]),
        ({"theme": "sanctions"}, ["crates-4"]),
        ({"actor": "rus"}, ["crates-1"]),
        ({"importance": "3"}, ["crates-4"]),
        ({"q": "met"}, ["crates-1"]),
        ({"status": "documented"}, ["crates-1", "crates-4"]),
        ({"independent": "1"}, ["crates-1", "crates-4"]),
        ({"status": "alleged"}, []),
        ({"from": "2025-05"}, ["crates-4", "crates-5"]),
        ({"to": "2024"}, ["crates-1", "crates-2"]),
        ({"from": "2025-05-10"}, ["crates-4", "crates-5"]),
        ({"from": "2025-05-10", "dates": "certain"}, ["crates-4"]),
        ({"publisher": "reuters"}, ["crates-1"]),
        ({"publisher": "tass"}, ["crates-3", "crates-7"]),  # no event has a claim of theirs; these have no event
        ({"kind": "newspaper"}, ["crates-2", "crates-6", "crates-3", "crates-4", "crates-5"]),
    ],
)
def test_estimates_stay_with_their_event_or_by_their_own_date(query: dict[str, str], estimates: list[str]) -> None:
    assert [one for one in left(**query) if one.startswith("crates")] == estimates


def test_what_rests_on_state_media_alone_can_be_hidden() -> None:
    hidden = set(left()) - set(left(statemedia="hide"))
    assert hidden == {"crates-7", "fallen-2", "parade-1", "change-1", "change-2"}


def test_as_known_on_a_day_hides_estimates_that_came_later() -> None:
    assert left(known="2023-10-12") == []
    assert left(known="2023-10-13") == ["crates-1"]
    assert "crates-5" not in left(known="2025-05-30")
    assert "crates-5" in left(known="2025-05-31")


def test_no_shown_estimate_of_the_record_was_unknown_on_the_day() -> None:
    day = pd.Timestamp("2024-06-20")
    estimates = select(RECORD, Selection.from_query({"known": "2024-06-20"})).estimates
    assert (estimates["known"] <= day).all()
    assert len(estimates) <= (RECORD.estimates["known"] <= day).sum()


def test_each_estimates_citations_stand_in_the_evidence() -> None:
    record = tables(FIGURES)
    assert list(record.evidence.columns) == list(EVIDENCE)
    cited = record.evidence["owner"].value_counts()
    for estimate, number in zip(record.estimates["estimate_id"], record.estimates["citations"], strict=True):
        assert cited[f"estimates/{estimate}"] == number
