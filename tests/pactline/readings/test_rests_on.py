"""On whom citations rest: publications once each, publishers by how many, state control as the register says."""

import numpy as np

from pactline.readings.rests_on import House, cited_at, cited_by_claims, cited_by_reactions, rests_on
from tests.support import shown


def test_a_publication_that_is_cited_twice_counts_once() -> None:
    view = shown()
    found = rests_on(view.frames, cited_by_claims(view))
    assert found.publications == 3
    assert {house.name: (house.publications, house.controlled) for house in found.houses} == {
        "Reuters": (1, False),
        "TASS": (1, True),
        "The Daily": (1, False),
    }


def test_what_reactions_cite_is_told_apart_from_what_claims_cite() -> None:
    view = shown()
    reactions = set(cited_by_reactions(view).tolist())
    assert reactions
    assert reactions.isdisjoint(cited_by_claims(view).tolist())
    assert rests_on(view.frames, cited_by_reactions(view)).houses == (
        House("tass", "TASS", 1, controlled=True),
        House("daily", "The Daily", 1, controlled=False),
    )


def test_only_the_events_that_are_asked_for_count() -> None:
    view = shown()
    pact = view.frames.row_of("pact")
    found = rests_on(view.frames, cited_at(view, np.array([pact])))
    assert [house.id for house in found.houses] == ["tass", "daily"]
