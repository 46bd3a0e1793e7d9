"""Estimates in words: one amount, how far several lie apart, and who of the estimators is a party."""

import pytest

from components.numbers.spread import amount, independence, spreads
from components.parts.rows import rows
from tests.figures_record import FIGURES
from tests.support import tables

ESTIMATES = tables(FIGURES).estimates
CRATES = spreads(rows(ESTIMATES[ESTIMATES["metric"] == "crates"]))


def row(**changes: object) -> dict[str, object]:
    """Return an estimate's row: a value of 5 unless changed."""
    base: dict[str, object] = {
        "estimate_id": "e", "low": None, "high": None, "value": 5.0, "approximate": False, "words": None,
        "estimator": "a", "side": "no", "counts": "delivery", "cumulative": "yes", "since_words": None,
    }  # fmt: skip
    day = ESTIMATES["latest"].iloc[0]
    return base | {"latest": day, "earliest": day, "as_of_words": "1 October 2023"} | changes


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "5"),
        ({"approximate": True}, "about 5"),
        ({"value": None, "low": 1000.0}, "at least 1,000"),
        ({"value": None, "low": 1000.0, "approximate": True}, "at least about 1,000"),
        ({"value": None, "high": 4_800_000.0}, "up to 4.8 million"),
        ({"value": None, "low": 15800.0, "high": 16000.0}, "15,800 to 16,000"),
        ({"value": None, "low": 15800.0, "high": 16000.0, "approximate": True}, "about 15,800 to 16,000"),
        ({"value": None, "words": "several dozen"}, "several dozen"),
        ({"words": "five or so"}, "5 (five or so)"),
    ],
)
def test_an_amount_says_what_its_estimate_says(changes: dict[str, object], words: str) -> None:
    assert amount(row(**changes)) == words


def test_the_spread_sets_side_by_side_the_latest_figure_of_each_estimator() -> None:
    spread = CRATES[0]
    assert (spread.counts, spread.cumulative, spread.estimates, spread.estimators) == ("delivery", "yes", 4, 3)
    # The White House's first count is older than its last; Seoul's is more than a year older than the last of all.
    assert spread.used == ("crates-3", "crates-4")
    assert spread.words == (
        "between 15,800 and at least 20,000 by 29 May 2025, the latest figures of 2 estimators; "
        "counted from different days"
    )


def test_what_counts_different_things_is_never_set_side_by_side() -> None:
    assert [(one.counts, one.cumulative) for one in CRATES] == [
        ("delivery", "yes"),
        ("presence", "no"),
        ("capacity", "yes"),
    ]
    assert CRATES[1].words == "300 (15 January 2025), one estimate alone"
    assert CRATES[2].words == "up to 90,000 by May 2025, one estimate alone; it gives no start date"


def test_a_year_is_the_most_that_an_earlier_figure_may_be_older() -> None:
    days = ESTIMATES.set_index("estimate_id")["latest"]
    later = row(estimator="b", latest=days["crates-4"])
    assert spreads([row(latest=days["crates-4"].replace(year=2024)), later])[0].words.startswith("2 estimates agree")
    assert spreads([row(latest=days["crates-4"].replace(year=2024, day=28)), later])[0].words.startswith(
        "5 by 1 October 2023, the latest of 2 estimates by 2 estimators"
    )


def test_what_holds_at_one_time_is_spread_over_all_its_days() -> None:
    day = ESTIMATES["latest"].iloc[0]
    early = row(cumulative="no", value=8.0, earliest=day.replace(year=2010), latest=day.replace(year=2010))
    late = row(cumulative="no", value=None, low=9.0, estimator="b", as_of_words="2 March 2024")
    words = spreads([early | {"as_of_words": "May 2010"}, late])[0].words
    assert words == "between 8 and at least 9, 2 estimates by 2 estimators (first: May 2010; last: 2 March 2024)"
    same = spreads([row(cumulative="no"), row(cumulative="no", value=6.0)])[0].words
    assert same == "between 5 and 6, 2 estimates by 1 estimator (1 October 2023)"


def test_estimates_that_agree_are_said_to_agree_unless_one_is_open() -> None:
    assert spreads([row(), row(estimator="b")])[0].words.startswith("2 estimates agree on 5 by 1 October 2023")
    open_one = spreads([row(), row(estimator="b", value=None, low=5.0)])[0].words
    assert open_one.startswith("at least 5 by 1 October 2023, the latest figures of 2 estimators")


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ((None, None), "none gives a start date"),
        (("May 2023", None), "some give no start date"),
        (("May 2023", "June 2023"), "counted from different days"),
        (("May 2023", "May 2023"), "counted from May 2023"),
    ],
)
def test_the_spread_says_from_when_amounts_count(since: tuple[str | None, str | None], words: str) -> None:
    found = spreads([row(since_words=since[0]), row(estimator="b", value=6.0, since_words=since[1])])
    assert found[0].words.endswith(f"; {words}")


@pytest.mark.parametrize(
    ("sides", "words"),
    [
        (["pact", "war"], "No independent estimate: every estimator is a party to the war or to the pact"),
        (["pact"], "No independent estimate: every estimator is a party to the war or to the pact"),
        (
            ["pact", "unknown"],
            "No estimate known to be independent: all are of parties but 1, whose side is not recorded",
        ),
        (["no", "pact"], "1 of 2 estimators is a party to the war or to the pact"),
        (
            ["no", "pact", "war", "unknown"],
            "2 of 4 estimators are parties to the war or to the pact; the side of 1 is not recorded",
        ),
        (["no", "no"], "No party to the war or the pact among the estimators"),
        (
            ["no", "unknown", "unknown"],
            "No party to the war or the pact among the estimators; the sides of 2 are not recorded",
        ),
        (["unknown"], ""),
    ],
)
def test_independence_is_counted_by_estimators(sides: list[str], words: str) -> None:
    estimates = [row(estimator=str(n), side=side) for n, side in enumerate(sides)]
    assert independence(estimates) == words
    assert independence(estimates + estimates[:1]) == words  # a second estimate is no second voice
