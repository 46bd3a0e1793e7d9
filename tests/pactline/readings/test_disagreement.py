"""Who contradicts whom: each pair once, by the sides that say it, and every disputed claim among them."""

import pytest

from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings.disagreement import (
    MEDIA,
    OTHERS,
    among,
    disagreement,
    quarrels,
    side_ids,
    sides_of,
    voices,
)
from pactline.record.dossier import claims_of
from tests.support import SMALL, curated, shown, tables

RECORD = curated()


def claim_ids(view: View) -> list[str]:
    return [str(one) for one in view.frames.claims["claim_id"]]


def told(view: View, chosen: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    ids = claim_ids(view)
    return [(ids[one], ids[other] if other >= 0 else "publication") for one, other, _ in among(view, chosen)]


def test_each_contradiction_is_one_pair_whichever_names_the_other_and_a_publication_that_disputes_is_one() -> None:
    assert told(shown()) == [("early-talks.2", "pact.2"), ("pact.2", "publication")]
    both = SMALL.replace("id: pact.2\n", "id: pact.2\n    contradicts: [early-talks.2]\n")
    assert told(shown(both)) == told(shown())


def test_the_pairs_are_all_that_the_entries_tell_of() -> None:
    every = [claim for _, claim in claims_of(RECORD.dossier)]
    plain = {frozenset((str(claim.id), other)) for claim in every for other in claim.contradicts}
    found = told(whole(RECORD))
    assert {frozenset(pair) for pair in found if "publication" not in pair} == plain
    assert len({*found}) == len([pair for pair in found if "publication" not in pair]) + len(
        {claim.id for claim in every for cited in claim.sources if cited.part == "disputes"}
    )


@pytest.mark.parametrize("query", [{}, {"theme": "military"}, {"known": "2024-10-20"}, {"voices": "one"}])
def test_every_disputed_claim_stands_in_a_pair_or_alone_and_the_number_is_that_of_the_filter(
    query: dict[str, str],
) -> None:
    view = select(RECORD, Selection.from_query(query))
    found = disagreement(view.shown)
    paired = {row for pair, _, _ in found.pairs for row in (pair.claim, pair.other)} & {*view.claim_rows.tolist()}
    assert len(paired) + len(found.alone) == found.disputed
    assert found.disputed == len(select(RECORD, Selection.from_query(query | {"status": "disputed"})).claim_rows)


def test_a_voice_stands_under_its_state_and_a_house_under_the_state_that_controls_it() -> None:
    side = sides_of(tables())
    assert (side["kim"], side["nis"], side["tass"]) == ("prk", "kor", "rus")
    assert (side["daily"], side["reuters"]) == (MEDIA, MEDIA)
    assert {MEDIA, OTHERS, "prk", "rus"} <= side_ids(tables())
    assert "kim" not in side_ids(tables())
    heard = voices(tables(), {0, 1})
    assert heard[1] == ("nis",)


def test_between_two_sides_are_the_pairs_that_the_number_counts() -> None:
    view = whole(RECORD)
    for one, other, number in disagreement(view.shown).between:
        if one != other:
            assert len(among(view, (one, other))) == number, (one, other)
    assert told(shown(), ("kor", "rus")) == [("early-talks.2", "pact.2")]
    assert told(shown(), (MEDIA, "kor")) == []
    assert told(shown(), ("nowhere",)) == []


def test_pairs_gather_under_the_claims_that_most_stands_against_and_none_is_lost_or_twice() -> None:
    pairs = among(whole(RECORD), ())
    found = quarrels(RECORD, pairs)
    assert sorted(pair for quarrel in found for pair in quarrel.against) == sorted(pairs)
    assert all(quarrel.claim in pair[:2] for quarrel in found for pair in quarrel.against)
    assert len(found) < len(pairs) / 2
    events = [quarrel.event for quarrel in found]
    assert all(events.index(event) + events.count(event) > n for n, event in enumerate(events))


def test_as_known_on_a_day_nothing_stands_against_a_claim_that_came_later() -> None:
    late = {n for n, known in enumerate(RECORD.claims["known"]) if str(known) > "2024-10-20 00"}
    view = select(RECORD, Selection.from_query({"known": "2024-10-20"}))
    assert among(view, ())
    assert not late & {row for pair in among(view, ()) for row in pair[:2]}


def test_a_record_without_claims_has_no_disagreement() -> None:
    found = disagreement(shown("events: [{id: a, date: 2024, title: A}]").shown)
    assert (found.pairs, found.between, found.sides, found.alone, found.disputed) == ((), (), (), (), 0)


def test_a_status_alone_is_told_of_apart() -> None:
    text = "events: [{id: a, date: 2024, title: A, claims: [{text: t, status: disputed, sources: [s]}]}]"
    found = disagreement(shown(text).shown)
    assert (len(found.alone), found.disputed, found.pairs) == (1, 1, ())
