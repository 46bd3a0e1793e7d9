"""The fold: shared cases for both languages, and what holds for any text whatever."""

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.query.key_forms import REPLACED
from pactline.query.select import facet_counts, select, whole
from pactline.query.selection import Selection, clean, read
from pactline.record import naming
from pactline.record.dossier import slug
from pactline.record.model import Record
from pactline.text.folding import by_form, fold, traced
from tests.support import dossier, shown, tables

CASES = json.loads((Path(__file__).parents[2] / "cases" / "folding.json").read_text(encoding="utf-8"))
TEXTS = st.text(
    st.one_of(st.characters(), st.sampled_from("aAßİıſσςé\u0301\u00ad\u200b\u1112\u1161\u11ab각ㄱㅏｶﾞ’–\ud800 ")),
    max_size=40,
)


@pytest.mark.parametrize("texts", CASES["same"], ids=repr)
def test_all_forms_of_a_text_are_the_same(texts: list[str]) -> None:
    assert len({fold(text) for text in texts}) == 1


@pytest.mark.parametrize("texts", CASES["differ"], ids=repr)
def test_what_is_another_text_stays_another(texts: list[str]) -> None:
    assert len({fold(text) for text in texts}) == len(texts)


def test_what_a_text_comes_to() -> None:
    assert [fold(text) for text, _ in CASES["exact"]] == [folded for _, folded in CASES["exact"]]
    assert [fold(text, accents=True) for text, _ in CASES["accents"]] == [folded for _, folded in CASES["accents"]]


@given(TEXTS)
def test_folding_twice_is_folding_once_and_both_normal_forms_come_to_it(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    for form in ("NFC", "NFD"):
        assert fold(unicodedata.normalize(form, text)) == folded
    assert fold(f"\u00ad {text}\u200b") == folded
    assert folded.encode().decode() == folded  # no half surrogate is left
    assert fold(fold(text, accents=True)) == folded


@given(st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_short_way_of_ascii_is_the_long_way(text: str) -> None:
    assert fold(text) == fold(f"{text}\u200b")
    assert traced(text).text == traced(f"{text}\u200b").text


@given(TEXTS)
def test_each_folded_letter_says_where_it_comes_from(text: str) -> None:
    read = traced(text)
    assert " ".join(read.text.split()) == fold(text)
    assert len(read.text) == len(read.begins) == len(read.ends)
    assert read.begins == sorted(read.begins)
    for letter, begin, end in zip(read.text, read.begins, read.ends, strict=True):
        assert letter in traced(text[begin:end]).text


@given(TEXTS)
def test_half_surrogates_alone_are_replaced(text: str) -> None:
    made = clean(text)
    assert made.encode().decode() == made
    assert len(made) == len(text)
    assert all(b in (a, REPLACED) for a, b in zip(text, made, strict=True))
    assert all(b == REPLACED for a, b in zip(text, made, strict=True) if "\ud800" <= a <= "\udfff")


def test_names_by_form_are_the_first_of_each() -> None:
    assert by_form(["Müller", "Mu\u0308ller", "MÜLLER", "Muller"]) == {"müller": "Müller", "muller": "Muller"}


# Where it serves

FORMS = """
events:
- {id: one, date: 2024-01-05, title: First, actors: ['박영희', 'Co\u00adunsel'], themes: [Trade], claims: [{text: Said., said_by: [Press Office], sources: [Paper, {id: P\u00adaper, said_by: [PRESS OFFICE]}]}]}
- {id: two, date: 2024-01-06, title: Second, actors: ['%s', COUNSEL], themes: [trade], claims: [{text: Said., said_by: [press\u00a0office], sources: [PAPER]}]}
reactions: [{event: one, actor: '%s', date: 2024-02-01, act: says, summary: Well.}]
""" % ((unicodedata.normalize("NFD", "박영희"),) * 2)  # fmt: skip


def test_plain_words_in_several_forms_are_one_actor_theme_publication_and_voice() -> None:
    made = dossier(FORMS)
    assert list(made.actors) == ["박영희", "Co\u00adunsel"]
    assert list(made.themes) == ["Trade"]
    assert list(made.sources) == ["Paper"]
    record = tables(FORMS)
    assert facet_counts(record, Selection())["actor"] == {"박영희": 2, "Co\u00adunsel": 2}
    assert list(whole(record).claims["independent"]) == [1, 1]


def test_a_registered_id_is_the_form_that_a_voice_takes() -> None:
    text = "events: [{date: 2024, title: x, claims: [{text: y, said_by: [TIDE, 'Harbour Master'], sources: [{id: s, said_by: [tide]}]}]}]\nactors: [{id: tide, name: The Tide}]\nsources: [{id: s}]\n"
    (event,) = dossier(text).events
    assert event.claims[0].said_by == ("tide", "Harbour Master")


def test_a_record_of_one_form_is_left_as_it_is() -> None:
    record = Record.model_validate({"events": [{"date": "2024", "title": "x", "actors": ["A", "Ä", "B"]}]})
    assert naming.of_one_form(record) is record


def test_a_link_in_another_form_finds_its_actor() -> None:
    record = tables(FORMS)
    known = {key: record.values(key) for key in ("actor", "theme", "publisher", "country", "event")}
    asked = {"actor": [unicodedata.normalize("NFD", "박영희"), "counsel", "박영희"], "theme": ["TRADE"]}
    selection, ignored = read(asked, known)
    assert (selection.actors, selection.themes, ignored) == (("박영희", "Co\u00adunsel"), ("Trade",), ())
    assert read({"actor": ["박영흐"]}, known)[1][0].value == "박영흐"


def test_ids_of_words_are_the_same_for_all_forms_and_another_s_coming_moves_none() -> None:
    assert slug("2024", "Straße “X”") == slug("2024", "STRASSE \u00ad«x»") == "2024-strasse-x"
    titles = ["서명", "만찬", "Café", "🚀"]
    ids = made_ids(titles)
    assert len(set(ids)) == 4
    assert "2024-06-19-cafe" in ids
    more = made_ids(["도착", *(unicodedata.normalize("NFD", title) for title in titles)])
    assert more[1:] == ids


def made_ids(titles: list[str]) -> list[str]:
    events = json.dumps([{"date": "2024-06-19", "title": title} for title in titles], ensure_ascii=False)
    named = {event.title: str(event.id) for event in dossier(f"events: {events}").events}
    return [named[title] for title in titles]


def test_search_finds_every_form() -> None:
    text = "events: [{id: a, date: 2024, title: 'Die Stra\u00adße von Izmir', claims: [{text: 'don’t “say” 서명'}]}]"
    for words in (
        "strasse",
        "STRAẞE",
        "İZMİR",
        "don't",
        '"say"',
        unicodedata.normalize("NFD", "서명"),
        "ｓｔｒａｓｓｅ",
    ):
        assert list(shown(text, q=words).events["event_id"]) == ["a"], words
    assert shown(text, q="strase").events.empty


@pytest.mark.parametrize("half", ["\ud800", "a\udfffb"])
def test_half_surrogates_in_a_query_break_nothing(half: str) -> None:
    record = tables()
    known = {key: record.values(key) for key in ("actor", "theme", "publisher", "country", "event")}
    keys = ("q", "actor", "publisher", "kind", "event", "metric", "from", "known", "lang", "story", "table", "place")
    selection, ignored = read({key: [half] for key in keys}, known)
    written = json.dumps([selection.to_query(), ignored], ensure_ascii=False)
    assert written.encode()
    select(record, selection)
    assert select(record, Selection(words=half)).events.empty
