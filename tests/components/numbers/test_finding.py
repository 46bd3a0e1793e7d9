"""The finding of the page of figures: how many rest on parties alone, and which one most estimators give."""

from components.numbers.finding import finding_words
from tests.figures_record import FIGURES
from tests.support import SMALL, shown


def test_it_counts_the_figures_that_parties_alone_give_and_names_the_one_of_most_estimators() -> None:
    headline, most, lead = finding_words(shown(FIGURES))
    assert headline == "Of 4 figures, 3 rest on parties to the war or the pact alone"
    assert most.startswith("“Crates sent by ship” has the most estimators: between 15,800 and at least 20,000")
    assert lead


def test_as_known_on_a_day_it_counts_what_was_known() -> None:
    assert finding_words(shown(FIGURES, known="2025-06-05"))[0].startswith("Of 2 figures, 1 rests on parties")


def test_where_no_party_estimates_it_counts_those_with_several_estimators_or_says_that_there_are_none() -> None:
    record = "events: [{date: 2024, title: A}]\nestimates: [%s]"
    one, other = "{id: a, metric: m, as_of: 2024, value: 1, estimator: A}", "{id: b, metric: m, as_of: 2024, value: 2}"
    more = "{id: c, metric: other, as_of: 2024, value: 3, estimator: A}"
    assert finding_words(shown(record % f"{one}, {other}, {more}"))[0] == "Of 2 figures, 1 has more than one estimator"
    assert finding_words(shown(record % f"{one}, {more}"))[:2] == ("2 figures, each given by one estimator", "")
    assert finding_words(shown(record % one))[0] == "M: 1 estimate by 1 estimator"


def test_without_a_figure_it_is_the_pages_name() -> None:
    assert finding_words(shown(SMALL)) == ("Contested figures",)
