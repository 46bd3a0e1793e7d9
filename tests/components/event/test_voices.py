"""Claims by voices: groups and their order, marks, numbers, and the sentence above."""

from components.event.voices import MOST, headline, voices
from components.parts.card import card
from pactline.query.select import whole
from tests.support import SMALL, curated, shown, tables


def test_columns_stand_by_group_and_marks_say_what_each_voice_does() -> None:
    view = shown(SMALL)
    found = voices(view.frames, view.frames.row_of("pact"), card(view, "pact").claims, {"pact.1"})
    assert found is not None
    assert [(one.name, one.group, one.first) for one in found.columns] == [
        ("TASS", "party", True),
        ("The Daily", "repeats", True),
    ]
    assert [(row.cells, row.independent, row.opposed) for row in found.rows] == [
        (("supports", ""), 1, True),
        (("supports", "disputes"), 1, True),
    ]
    assert found.marks == ("party", "opposed")


def test_who_only_repeats_stands_apart_from_who_stands_behind_a_claim() -> None:
    view = shown(SMALL)
    found = voices(view.frames, view.frames.row_of("early-talks"), card(view, "early-talks").claims, ())
    assert found is not None
    assert [(one.name, one.group) for one in found.columns] == [
        ("NIS", "other"),
        ("Reuters", "other"),
        ("The Daily", "repeats"),
    ]
    assert found.marks == ("other", "repeats")


def test_the_number_beside_a_row_is_that_of_its_full_marks() -> None:
    view = whole(curated())
    for event in view.frames.events["event_id"]:
        found = voices(view.frames, view.frames.row_of(event), card(view, event).claims, ())
        for row in found.rows if found else ():
            if found and not found.left_out:
                assert row.cells.count("supports") == row.independent, row.claim_id


def test_a_row_is_named_by_the_claims_label_where_it_has_one() -> None:
    view = shown(SMALL.replace("text: A treaty was signed.,", "text: A treaty was signed., short: Signed,"))
    found = voices(view.frames, view.frames.row_of("pact"), card(view, "pact").claims, ())
    assert found is not None
    assert [(row.label, row.text) for row in found.rows] == [
        ("Signed", "A treaty was signed."),
        ("No shells were sent.", "No shells were sent."),
    ]


def test_an_event_whose_claims_cite_nobody_has_no_picture() -> None:
    record = tables("events: [{id: a, date: 2024, title: x, claims: [{text: t}]}]")
    view = whole(record)
    assert voices(record, 0, card(view, "a").claims, ()) is None


def test_more_voices_than_have_room_are_counted() -> None:
    names = ", ".join(f"voice {n}" for n in range(MOST + 7))
    record = tables(
        f"events: [{{id: a, date: 2024, title: x, claims: [{{text: t, said_by: [{names}], sources: [s]}}]}}]"
    )
    found = voices(record, 0, card(whole(record), "a").claims, ())
    assert found is not None
    assert (len(found.columns), found.left_out) == (MOST, 7)


def test_the_sentence_says_how_many_claims_have_more_than_one_voice() -> None:
    view = shown(SMALL)
    pact, talks = card(view, "pact").claims, card(view, "early-talks").claims
    assert headline(pact) == "None of 2 claims has more than one voice"
    assert headline(pact[:1]) == "The only claim has one voice"
    treaty = card(whole(curated()), "treaty-signed").claims
    several = [claim for claim in treaty if claim.independent > 1]
    assert headline(treaty) == f"{len(several)} of {len(treaty)} claims have more than one voice"
    assert headline(several) == f"All {len(several)} claims have more than one voice"
    assert talks
