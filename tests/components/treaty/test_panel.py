"""The treaty's page as values: what stands beside what, what is marked, and what was not known yet."""

import pandas as pd
import pytest

from components.treaty.articles import clauses, official
from components.treaty.panel import head, questions, side_by_side, steps
from components.treaty.sanctions import matrix, measures, resolutions
from components.treaty.texts import Texts
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.tables import provenance
from tests.support import curated, shown
from tests.treaty_record import TREATIES

RECORD = curated()


def texts(**query: str) -> Texts:
    return Texts(shown(TREATIES, **query))


def test_each_subject_has_a_cell_per_treaty_with_its_articles_or_why_there_are_none() -> None:
    table = {row.name: row.cells for row in side_by_side(texts())}
    assert list(table) == ["Defence", "Exit", "Culture"]  # those of resolutions alone have no row
    assert [cell.year for cell in table["Defence"]] == ["1961", "2024"]  # the charter has no parties
    assert [[one.number for one in cell.articles] for cell in table["Defence"]] == [["1"], ["4"]]
    assert [cell.none for cell in table["Culture"]][:1] == ["no article on it"]  # 2 of 2 are recorded
    assert [cell.none for cell in table["Exit"]][1:] == ["not recorded"]  # 2 of 23 are
    assert table["Defence"][1].articles[0].citations[0].chain == ("KCNA",)
    assert table["Defence"][1].articles[0].note == "A note on it."


def test_a_treatys_head_says_parties_days_and_how_much_is_recorded() -> None:
    old, new = (head(texts(), treaty) for treaty in texts().pacts)
    assert old.parties == ["Russia", "North Korea"]
    assert old.days == [("signed", "6 July 1961"), ("ended", "1996")]
    assert old.official == [("ru", "Старый договор")]
    assert (old.recorded, new.recorded) == ("2 of 2 articles recorded", "2 of 23 articles recorded")


def test_the_steps_are_those_of_the_latest_treaty_with_the_days_between() -> None:
    found = steps(texts())
    assert found is not None
    assert [(step.event_id, step.after) for step in found.steps] == [
        ("signed", ""),
        ("printed", "1 day later"),
        ("in-force", "167 days later"),
    ]


def test_no_days_are_counted_from_or_to_what_is_not_one_day() -> None:
    vague = TREATIES.replace("date: 2024-06-20\n", "date: 2024-06\n  order: 2\n")
    found = steps(Texts(shown(vague)))
    assert found is not None
    assert [(step.event_id, step.after) for step in found.steps] == [
        ("printed", ""),
        ("signed", ""),
        ("in-force", "168 days later"),
    ]


def test_the_same_clause_stands_side_by_side_a_text_to_refer_to_last() -> None:
    found = clauses(texts())
    assert [clause.subject for clause in found] == ["Defence"]
    assert [(one.year, one.number, one.lang) for one in found[0].texts] == [
        ("1961", "1", "en"),
        ("2024", "4", "en"),
        ("1945", "51", "en"),
    ]
    marked = [[words for words, mark in one.segments if mark] for one in found[0].texts]
    assert marked == [
        ["in a state of war, the other shall help with all the means"],
        ["in a state of war", "the other shall help with all the means"],
        [],
    ]


def test_one_text_alone_is_no_comparison() -> None:
    alone = TREATIES.replace("{lang: en, whose: English text", "{lang: fr, whose: English text").replace(
        "wordings: [{lang: en, whose: Authentic", "wordings: [{lang: de, whose: Authentic"
    )
    assert clauses(Texts(shown(alone))) == []


def test_the_wordings_of_an_article_have_the_phrases_marked_that_their_comparison_quotes() -> None:
    found = official(texts())
    assert [(one.year, one.number) for one in found] == [("2024", "4")]
    assert [wording.lang for wording in found[0].wordings] == ["ru", "en", "ko"]
    marked = [[words for words, mark in wording.segments if mark] for wording in found[0].wordings]
    assert marked == [["вооруженному нападению"], ["armed invasion"], []]


def test_measures_stand_beside_the_claims_of_conduct_the_documented_first_and_each_once() -> None:
    arms, oil = measures(texts())
    assert [(one.number, one.year, one.text) for one in arms.measures] == [
        ("10", "2006", "No arms may be bought."),
        ("20", "2024", "No arms at all."),
    ]
    assert [claim.text for claim in arms.claims] == ["A photograph shows one.", "Shells were sent.", "None were sent."]
    assert arms.claims[1].said_by_names == ("United States",)
    assert arms.claims[1].independent == 1
    assert (arms.named, oil.claims, oil.named) == (3, [], 0)


def test_the_matrix_counts_what_the_measures_show() -> None:
    arms, oil = matrix(texts())
    assert (arms.forbids, oil.forbids) == ([True, True], [True, False])
    assert arms.statuses == [("documented", 1), ("alleged", 1), ("disputed", 1)]
    assert oil.statuses == []


def test_the_filters_narrow_the_claims_and_the_hidden_ones_are_counted() -> None:
    arms = measures(texts(status="alleged"))[0]
    assert ([claim.text for claim in arms.claims], arms.named) == (["Shells were sent."], 3)
    gone = measures(texts(theme="diplomacy"))[0]
    assert (gone.claims, gone.named) == ([], 3)
    assert len(side_by_side(texts(theme="diplomacy"))) == 3  # texts are no events: filters do not touch them


def test_resolutions_have_vote_event_and_sources() -> None:
    ten, twenty = resolutions(texts())
    assert (ten.number, ten.russia, ten.title) == ("10", "for", "It is signed")
    assert twenty.votes is not None
    assert (twenty.votes.for_, twenty.votes.against, twenty.votes.abstained) == (12, 1, 2)
    assert ten.citations[0].source.title == "Signed"


def test_a_question_has_every_answer_with_who_gives_it_and_its_short_beginning_apart() -> None:
    lawful = questions(texts())[0]
    assert [(one.lead, one.rest) for one in lawful.answers] == [
        ("Yes.", "It follows the charter."),
        ("It depends on what is done.", "And that is not seen."),
        ("", "No."),
    ]
    assert [one.said_by for one in lawful.answers] == [["Russia"], ["A scholar"], []]
    assert [len(one.citations) for one in lawful.answers] == [1, 1, 1]


# As known on a day


def test_an_article_is_known_since_its_treatys_text_else_its_earliest_source_else_the_treatys() -> None:
    dossier = texts().view.frames.dossier
    known = {
        (treaty.id, one.number): provenance.known_article(one, treaty, dossier.sources)
        for treaty in dossier.treaties
        for one in treaty.articles
    }
    assert str(known["old-pact", "2"].day) == "1961-07-31"  # the treaty's own word, though its source is of 2024
    assert known["new-pact", "4"] == (pd.Timestamp("2024-06-20").date(), False)
    assert known["new-pact", "9"] == (pd.Timestamp("2024-06-20").date(), True)
    assert known["charter", "51"] == (pd.Timestamp("1945-06-26").date(), True)


def test_before_a_treaty_there_is_none_of_it() -> None:
    early = texts(known="2024-06-18")
    assert [treaty.id for treaty in early.pacts] == ["old-pact"]
    assert official(early) == []
    assert steps(early) is None
    assert [resolution.number for resolution in resolutions(early)] == ["10"]
    assert [row.name for row in measures(early)] == ["Arms", "Oil"]
    assert measures(early)[0].named == 0
    assert questions(early) == []


def test_between_signature_and_text_the_treaty_has_no_articles_yet() -> None:
    day = texts(known="2024-06-19")
    new = head(day, day.pacts[1])
    assert new.recorded == "0 of 23 articles known by then"
    assert new.term is None
    assert [key for key, *_ in new.days] == ["signed"]
    cells = {row.name: row.cells[1].none for row in side_by_side(day)}
    assert cells["Defence"] == "not known by then"
    found = steps(day)
    assert found is not None
    assert [step.event_id for step in found.steps] == ["signed"]
    assert [answer.lead for answer in questions(day)[0].answers] == ["Yes."]
    assert [question.id for question in questions(day)] == ["lawful"]


def test_wordings_comparison_and_sources_that_came_later_are_left_out() -> None:
    found = official(texts(known="2024-06-20"))[0]
    assert [wording.lang for wording in found.wordings] == ["ru", "en"]
    assert found.differs is None  # one of its sources was still to come
    assert [row.source_id for row in texts(known="2024-06-20").cited("treaties/new-pact/4")] == ["kcna-1"]
    assert official(texts(known="2024-12-05"))[0].differs


def test_notes_know_everything_and_are_left_out_as_known_on_a_day() -> None:
    late = texts(known="2025-12-31")
    assert head(late, late.pacts[1]).note is None
    assert {one.note for one in resolutions(late)} == {None}
    assert {one.note for one in questions(late)} == {None}
    articles = [one for row in side_by_side(late) for cell in row.cells for one in cell.articles]
    assert {one.note for one in articles} == {None}
    assert head(texts(), texts().pacts[1]).note


@pytest.mark.parametrize("known", ["1970-01-01", "2010-01-01", "2024-06-19", "2024-06-20", "2025-01-01"])
def test_nothing_of_the_record_is_shown_before_it_could_be_known(known: str) -> None:
    day = pd.Timestamp(known).date()
    found = Texts(select(RECORD, Selection.from_query({"known": known})))
    sources = RECORD.dossier.sources
    for treaty in found.treaties:
        assert treaty.signed.latest <= day
        for article in found.articles(treaty):
            assert provenance.known_article(article, treaty, sources).day <= day
            for row in found.cited(f"treaties/{treaty.id}/{article.number}"):
                published = sources[row.source_id].published
                assert published is None or published.open_end or published.latest <= day
    known_on = dict(zip(RECORD.claims["text"], RECORD.claims["known"], strict=True))
    for subject in measures(found):
        assert all(known_on[claim.text] <= pd.Timestamp(day) for claim in subject.claims)


def test_the_matrix_of_the_record_is_recounted_from_its_tables() -> None:
    found = Texts(whole(RECORD))
    named: dict[str, set[str]] = {}
    for resolution in RECORD.dossier.resolutions:
        for measure in resolution.measures:
            named.setdefault(measure.subject, set()).update(measure.conduct)
    claims = RECORD.claims
    assert {row.id for row in matrix(found)} == set(named)
    for row in matrix(found):
        own = claims[claims["claim_id"].isin(named[row.id])]
        told = own["status"].mask(own["disputed"], "disputed")
        assert dict(row.statuses) == told.value_counts().to_dict()
        assert row.named == len(own) == len(named[row.id])
