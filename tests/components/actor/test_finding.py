"""The finding of the chooser of actors: who has part in most, and on whose word most claims rest."""

from components.actor.finding import finding_words
from tests.support import SMALL, shown


def test_it_names_who_has_part_in_most_and_the_origin_of_most_claims() -> None:
    deeds, words, _ = finding_words(shown(SMALL, theme="diplomacy"))
    assert deeds == "Russia takes part in 2 of 2 events, nobody in more"  # North Korea, with a person of it, in as many
    assert words == "South Korea is the origin of 1 of 4 claims, more than any other."  # by a body of it


def test_one_that_has_part_in_more_than_the_others_is_said_to() -> None:
    alone = SMALL.replace("actors: [rus, {id: kim, part: hosts}]", "actors: [rus]")
    assert finding_words(shown(alone))[0] == "Russia takes part in 2 of 3 events, more than any other"


def test_without_actors_it_is_the_pages_name() -> None:
    assert finding_words(shown("events: [{date: 2024, title: A}]")) == ("People and bodies",)
