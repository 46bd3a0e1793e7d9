"""Who disagrees: each pair once with both words, a publication that disputes, grouped by the record's question."""

import pytest

from components.event.disagreements import MOST, Disagreements, disagreements
from components.parts.card import card
from pactline.query.select import View, whole
from tests.support import SMALL, shown, tables

RECORD = """
events:
- id: a
  date: 2024-06-19
  title: A
  claims:
  - {id: a.1, text: It is an alliance., status: documented, sources: [wire-1], contradicts: [a.2]}
  - {id: a.2, text: It is none., status: reported, sources: [paper-1]}
  - {id: a.3, text: It is new., status: disputed, sources: [paper-1]}
  - {id: a.4, text: It is no pact., sources: [{id: wire-1, quote: no pact, lang: en}], contradicts: [a.1]}
- {id: b, date: 2025, title: Later, claims: [{id: b.1, text: It is old., contradicts: [a.3]}]}
questions: [{id: q, text: Is it an alliance?, claims: [a.1, a.2, a.4]}]
sources: [{id: paper-1, publisher: daily, published: 2024-06-20}, {id: wire-1, publisher: reuters, published: 2024-06-19}]
publishers: [{id: daily, name: The Daily}, {id: reuters, name: Reuters}]
"""


def found(view: View, event: str) -> Disagreements | None:
    row = view.frames.row_of(event)
    return disagreements(view, row, card(view, event).claims, list(view.frames.claims_of(row)))


def test_each_pair_stands_once_with_who_when_and_where() -> None:
    told = found(whole(tables(RECORD)), "a")
    assert told is not None
    assert told.total == 3
    first, second = told.each
    assert (first.one.text, [other.text for other in first.others]) == (
        "It is an alliance.",
        ["It is none.", "It is no pact."],
    )
    assert (first.one.who, first.one.when, first.one.where) == (("Reuters",), "19 June 2024", ("Reuters",))
    assert first.others[1].quote == "no pact"
    assert first.one.event is None
    (late,) = second.others
    assert late.event is not None
    assert (second.one.claim_id, late.claim_id, late.event.title) == ("a.3", "b.1", "Later")


def test_a_question_of_the_record_stands_above_what_answers_it() -> None:
    told = found(whole(tables(RECORD)), "a")
    assert told is not None
    assert [each.question for each in told.each] == ["Is it an alliance?", None]


def test_a_publication_that_disputes_a_claim_disagrees_too() -> None:
    told = found(shown(SMALL), "pact")
    assert told is not None
    assert told.total == 2
    claim, paper = told.each[0].others
    assert (claim.claim_id, claim.text) == ("early-talks.2", "Shells were asked for.")
    assert (paper.claim_id, paper.quote, paper.who, paper.when) == (
        None,
        "shells were sent",
        ("The Daily",),
        "October 2023",
    )


def test_where_nobody_disagrees_there_is_nothing_to_tell() -> None:
    assert found(shown(SMALL), "bare") is None


@pytest.mark.parametrize("others", [MOST - 1, MOST + 4])
def test_very_many_against_one_are_counted(others: int) -> None:
    claims = "".join(f"\n  - {{id: a.{n}, text: t, contradicts: [a.0]}}" for n in range(1, others + 1))
    told = found(
        whole(tables(f"events:\n- id: a\n  date: 2024\n  title: A\n  claims:\n  - {{id: a.0, text: t}}{claims}")), "a"
    )
    assert told is not None
    assert told.total == others
    assert (len(told.each[0].others), told.each[0].more) == (min(others, MOST), max(others - MOST, 0))
