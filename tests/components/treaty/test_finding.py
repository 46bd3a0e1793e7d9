"""The finding of the page of treaties: how the latest one stands, and what is reported against the Council."""

from components.treaty.finding import finding_words
from tests.support import SMALL, shown
from tests.treaty_record import TREATIES


def test_it_says_how_the_latest_treaty_stands_and_counts_the_claims_of_conduct() -> None:
    headline, conduct, _ = finding_words(shown(TREATIES))
    assert headline == "The new pact: signed 19 June 2024, in force from 4 December 2024"
    assert conduct.startswith("3 claims shown report conduct")


def test_filters_count_their_own_claims() -> None:
    assert finding_words(shown(TREATIES, actor="rus"))[1] == ""


def test_as_known_on_a_day_nothing_later_is_said() -> None:
    assert finding_words(shown(TREATIES, known="2024-07-01"))[0] == "The new pact: signed 19 June 2024"
    assert finding_words(shown(TREATIES, known="2000-01-01"))[0] == "The old pact: signed 6 July 1961, ended 1996"


def test_without_a_treaty_it_counts_resolutions_and_without_both_it_is_the_pages_name() -> None:
    events = "events: [{date: 2024, title: A}]\n"
    resolution = "resolutions: [{id: r, number: 1718, adopted: 2006-10-14}]"
    assert finding_words(shown(events + resolution))[0] == "The Security Council adopted 1 resolution"
    assert finding_words(shown(SMALL)) == ("Treaties and resolutions",)
