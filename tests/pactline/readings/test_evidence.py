"""The evidence matrix and the ways of a claim's words: every cell, voice and number counted again."""

import re
from html import unescape

import pytest

from components.event.evidence_matrix import evidence_matrix, matrix_values
from components.parts.card import card
from components.parts.word_paths import path_values, ways_of
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import evidence
from pactline.readings.evidence import Voice
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.tables import frames
from tests.support import SMALL, curated, shown

PASSED_ON = """
events:
- id: a
  date: 2024-06-19
  title: x
  claims:
  - id: a.1
    text: One thing.
    status: alleged
    said_by: [officials]
    sources: [reuters-1, {id: ap-1, via: [reuters]}, {id: paper-1, part: repeats, said_by: [rumour]}]
  - id: a.2
    text: Another.
    status: reported
    sources: [{id: ap-1, part: disputes, quote: not so, lang: en}, ap-2, {id: founding-article, said_by: [officials]}]
  - {id: a.3, text: Without a source., status: alleged}
sources:
- {id: ap-1, publisher: ap, carried_by: [daily], published: 2024-06-21}
- {id: ap-2, publisher: ap, published: 2024-06-20}
- {id: reuters-1, publisher: reuters, published: 2024-06-20}
- {id: paper-1, publisher: daily}
- {id: founding-article, publisher: digest}
publishers:
- {id: ap, name: AP}
- {id: reuters, name: Reuters}
- {id: daily, name: The Daily, state_controlled: true}
- {id: digest, name: Digest}
actors:
- {id: officials, name: UN officials, kind: body}
- {id: rumour, name: Rumour, kind: body}
"""


@pytest.fixture(scope="module")
def record() -> frames.Frames:
    return curated()


def test_a_cell_holds_each_part_that_a_publication_has_in_a_claim() -> None:
    found = evidence.matrix(shown(PASSED_ON), "a")
    assert found.claims == ("a.1", "a.2", "a.3")
    assert found.cells == {
        ("a.1", "reuters-1"): ("supports",),
        ("a.1", "ap-1"): ("supports",),
        ("a.1", "paper-1"): ("repeats",),
        ("a.2", "ap-1"): ("disputes",),
        ("a.2", "ap-2"): ("supports",),
        ("a.2", FOUNDING_ARTICLE): ("supports",),
    }


def test_two_parts_of_one_publication_in_one_claim_stand_in_one_cell_in_order() -> None:
    text = (
        "events: [{id: a, date: 2024, title: x, claims: [{id: a.1, text: t, sources: [{id: s, part: disputes}, s]}]}]"
    )
    assert evidence.matrix(shown(text), "a").cells == {("a.1", "s"): ("supports", "disputes")}


def test_publications_of_one_publisher_stand_together_by_date_and_the_founding_article_last() -> None:
    found = evidence.matrix(shown(PASSED_ON), "a")
    assert found.sources["source_id"].tolist() == ["ap-2", "ap-1", "reuters-1", "paper-1", FOUNDING_ARTICLE]


def test_the_cells_are_the_citations_of_the_shown_claims(record: frames.Frames) -> None:
    for query in ({}, {"kind": "wire"}, {"known": "2024-06-30"}):
        view = select(record, Selection.from_query(query))
        for event in view.events["event_id"]:
            own = view.claims.loc[view.claims["event_id"] == event, "claim_id"]
            cited = view.citations[view.citations["claim_id"].isin(own)]
            found = evidence.matrix(view, event)
            assert set(found.cells) == set(zip(cited["claim_id"], cited["source_id"], strict=True))
            assert set(found.sources["source_id"]) == set(cited["source_id"])


def voices(view: View) -> dict[str, tuple[Voice, ...]]:
    return evidence.voices(view.frames, view.citations[view.citations["claim"] >= 0])


def test_the_ways_of_one_word_stand_under_its_originator() -> None:
    assert voices(shown(PASSED_ON))["a.1"] == (
        Voice("officials", counts=True, ways=(("reuters",), ("reuters", "ap", "daily"))),
        Voice("rumour", counts=False, ways=(("daily",),)),
    )


def test_the_founding_article_adds_no_voice_and_a_dispute_is_none() -> None:
    assert voices(shown(PASSED_ON))["a.2"] == (
        Voice("ap", counts=True, ways=()),
        Voice("officials", counts=False, ways=(("digest",),)),
    )


def test_the_voices_that_count_are_the_independent_sources(record: frames.Frames) -> None:
    view = whole(record)
    found = voices(view)
    for claim, number in zip(view.claims["claim_id"], view.claims["independent"], strict=True):
        assert sum(voice.counts for voice in found.get(claim, ())) == number, claim


def test_the_ways_of_an_event_are_those_of_its_shown_claims(record: frames.Frames) -> None:
    view = select(record, Selection(kinds=("wire",)))
    own = view.claims.loc[view.claims["event_id"] == "treaty-signed", "claim_id"]
    every = record.claims.loc[record.claims["event_id"] == "treaty-signed", "claim_id"]
    assert set(ways_of(view, list(every))) == set(own)


def test_a_way_is_said_as_a_sentence() -> None:
    view = shown(PASSED_ON)
    said = [path_values(view.frames, voice).sentence for voice in voices(view)["a.1"]]
    assert said == [
        "UN officials, passed on by Reuters; by Reuters, then AP, then The Daily.",
        "Rumour, passed on by The Daily; this repeats and adds no independent source.",
    ]
    assert path_values(view.frames, Voice("ap", counts=True, ways=())).sentence == "AP itself."


def test_the_numbers_beside_a_claim_are_those_of_its_card(record: frames.Frames) -> None:
    view = whole(record)
    for event in ("treaty-signed", "nis-troop-announcement-2024"):
        rows = matrix_values(view, event).rows
        claims = card(view, event).claims
        assert [(row.claim_id, row.independent, row.outlets) for row in rows] == [
            (claim.claim_id, claim.independent, claim.outlets) for claim in claims
        ]


def test_publishers_span_their_publications(record: frames.Frames) -> None:
    values = matrix_values(whole(record), "treaty-signed")
    assert sum(house.columns for house in values.houses) == len(values.columns)
    names = [house.name for house in values.houses]
    assert len(names) == len(set(names))
    assert all(len(row.cells) == len(values.columns) for row in values.rows)


def test_the_matrix_is_a_table_with_headers_and_opens_each_citation_once(record: frames.Frames) -> None:
    html = evidence_matrix(whole(record), "treaty-signed")
    values = matrix_values(whole(record), "treaty-signed")
    opened = re.findall(r'class="cell-sign" popovertarget="(cite-\d+)"', html)
    assert sorted(opened) == sorted(box.id for box in values.boxes)
    assert html.count('scope="row"') == len(values.rows)
    assert html.count('scope="col"') == len(values.columns) + 1
    assert html.count('scope="colgroup"') == len(values.houses)


def test_a_cell_says_its_part_and_that_it_has_the_words() -> None:
    html = evidence_matrix(shown(PASSED_ON), "a")
    cells = [
        unescape(re.sub("<[^>]+>", "", cell)).strip() for cell in re.findall(r'<span class="said">(.*?)</span>', html)
    ]
    assert cells == ["supports", "supports", "repeats", "supports", "disputes with its words", "supports"]


def test_state_control_and_carriers_are_visible() -> None:
    html = evidence_matrix(shown(PASSED_ON), "a")
    head = html.split("<thead", 1)[1].split("</thead>", 1)[0]
    assert 'class="state"><span class="upright">The Daily</span>' in head
    assert "carried by The Daily" in head


def test_an_event_whose_claims_cite_nothing_has_no_matrix() -> None:
    assert evidence_matrix(shown("events: [{id: a, date: 2024, title: x, claims: [{text: t}]}]"), "a") == ""
    assert evidence_matrix(shown(SMALL), "bare") == ""


def test_nothing_that_was_not_known_stands_in_the_matrix() -> None:
    view = shown(known="2024-06-18")  # pact.1 was announced; the publication we cite for it came out later
    assert set(evidence.matrix(view, "pact").cells) == {("pact.2", "paper-1")}
    assert evidence.matrix(shown(known="2024-06-17"), "pact").cells == {}
    assert evidence.matrix(shown(known="2023-01-01"), "early-talks").cells == {}
