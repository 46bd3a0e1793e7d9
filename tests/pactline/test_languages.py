"""Languages of the interface: each file says what English says, in the forms that its own numbers ask for."""

import re
from datetime import date

import pytest

from components.paper import press
from components.parts.event_list import group_list
from components.parts.rows import day_words
from components.shell import sorry
from components.shell.first_page import first_page
from pactline import wording
from pactline.files.opening import open_record
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.record import edtf
from pactline.record.own_words import speech_of
from tests.support import dossier, problems, tables

OTHERS = [one for one in wording.languages() if one != "en"]
NAMES = re.compile(r"\{(\w*)")
CLAIMED = """edition: {language: ko}
events: [{date: 2024-06-19, title: Only, claims: [{text: It happened., status: reported, sources: []}]}]
"""
KO = "edition: {language: ko}\nevents: [{date: 2024-06-19, title: Only}]\n"


def said(language: str) -> dict[str, str]:
    return dict(wording._given(language))


def plain(key: str) -> str:
    return wording._plain(key)


@pytest.mark.parametrize("language", OTHERS)
def test_a_language_has_no_sentence_that_english_lacks(language: str) -> None:
    assert {plain(key) for key in said(language)} - {plain(key) for key in said("en")} == set()


@pytest.mark.parametrize("language", OTHERS)
def test_a_sentence_has_the_names_that_english_has(language: str) -> None:
    english: dict[str, list[str]] = {}
    for key, words in said("en").items():
        english.setdefault(plain(key), []).append(words)
    wrong = {}
    for key, own in said(language).items():
        theirs = english[plain(key)]
        allowed = {name for words in theirs for name in NAMES.findall(words)}
        needed = set.intersection(*({*NAMES.findall(words)} for words in theirs))
        found = {*NAMES.findall(own)}
        if not needed - {"n"} <= found <= allowed:
            wrong[key] = (found, needed, allowed)
    assert wrong == {}


@pytest.mark.parametrize("language", OTHERS)
def test_a_plural_has_the_forms_of_its_language(language: str) -> None:
    forms = wording.plural_forms(language)
    for key in said(language):
        if plain(key) != key:
            assert key.rpartition(".")[2] in forms, key


@pytest.mark.parametrize("language", OTHERS)
def test_the_fonts_of_pdfs_have_every_letter_of_a_language(language: str) -> None:
    letters = {one for words in said(language).values() for one in words if one.isalpha()}
    assert letters - press._shipped() == set()


def test_what_a_language_lacks_is_english_and_told_to_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    lacking = {key: words for key, words in said("ko").items() if not key.startswith("nav.map")}
    english = wording._given
    monkeypatch.setattr(wording, "_given", lambda language: lacking if language == "ko" else english(language))
    wording._sentences.cache_clear()
    wording.speech.cache_clear()
    try:
        with wording.spoken(wording.speech("ko")):
            assert wording.text("nav.map") == "Map"
            assert wording.text("nav.event") != "Event"
        (found,) = [one for one in problems(KO) if "interface" in one.message]
        assert "nav.map" in found.hint
        assert (found.severity, found.line) == ("warning", 1)
    finally:
        wording._sentences.cache_clear()
        wording.speech.cache_clear()


def test_a_language_without_words_is_told_and_stays_english() -> None:
    (found,) = [one for one in problems(KO.replace("ko", "tlh")) if "interface" in one.message]
    assert found.message == "the interface has no words in 'tlh', and stays English"
    assert speech_of(dossier(KO.replace("ko", "tlh")).edition).language == "en"
    assert speech_of(dossier(KO.replace("ko", "ko-KR")).edition).language == "ko"


@pytest.mark.parametrize(
    ("text", "english", "korean"),
    [
        ("2024-06-19", "19 June 2024", "2024년 6월 19일"),
        ("2024-06", "June 2024", "2024년 6월"),
        ("2024", "2024", "2024년"),
        ("-0043-03-15", "15 March 44 BC", "기원전 44년 3월 15일"),
        ("199X", "the 1990s", "1990년대"),
        ("2024-06~", "about June 2024", "2024년 6월경"),
        ("2024-06-18/2024-06-19", "18–19 June 2024", "2024년 6월 18~19일"),
        ("2024-06-30/2024-07-02", "30 June to 2 July 2024", "2024년 6월 30일~7월 2일"),
        ("2024-06/..", "from June 2024, end open", "2024년 6월부터, 종료 미정"),
        ("2024-24", "winter 2024/2025", "2024년~2025년 겨울"),
        ("2024-06-XX", "a day in June 2024", "2024년 6월 중 하루"),
        ("Y12000", "12,000", "12,000년"),
    ],
)
def test_a_date_is_said_in_the_language_that_is_spoken(text: str, english: str, korean: str) -> None:
    assert edtf.parse(text).words == english
    with wording.spoken(wording.speech("ko")):
        assert edtf.parse(text).words == korean


def test_a_record_in_korean_has_its_dates_so_in_every_table(tmp_path) -> None:
    (tmp_path / "events.yaml").write_text(KO)
    assert open_record(tmp_path).events["date_words"].tolist() == ["2024년 6월 19일"]
    assert tables(KO.replace("ko", "en")).events["date_words"].tolist() == ["19 June 2024"]


def test_another_language_may_be_asked_for_than_the_records(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "events.yaml").write_text(KO.replace("ko", "en"))
    monkeypatch.setenv("PACTLINE_LANGUAGE", "ko")
    record = open_record(tmp_path)
    assert record.events["date_words"].tolist() == ["2024년 6월 19일"]
    assert speech_of(record.dossier.edition).language == "ko"


def test_plurals_months_and_numbers_are_those_of_the_language() -> None:
    forms = {"one": "{n} событие", "few": "{n} события", "many": "{n} событий", "other": "{n} события"}
    assert wording.language_name("ko") == "Korean"
    russian = wording.Speech("ru", {f"count.events.{form}": words for form, words in forms.items()})
    with wording.spoken(russian):
        said = [wording.text("count.events", n=n) for n in (1, 2, 5, 21, 12_000)]
        assert [one.replace("\xa0", " ") for one in said] == [
            "1 событие", "2 события", "5 событий", "21 событие", "12 000 событий",
        ]  # fmt: skip
        assert wording.forms("count.events") == forms
        assert wording.month(6) == "июня"
        assert wording.language_name("ko") == "корейский"
    assert wording.brief("18 October 2024") == "18 Oct 2024"
    assert wording.number(1234.5) == "1,234.5"
    assert wording.language_name("nope-x") == "nope-x"


def test_pages_say_their_language() -> None:
    with wording.spoken(wording.speech("ko")):
        assert '<html lang="ko">' in first_page().body.decode()
        assert '<html lang="ko">' in sorry.sorry_page("missing", home="/")
        assert day_words(date(2024, 6, 19)) == "2024년 6월 19일"
    assert '<html lang="en">' in first_page().body.decode()


def test_a_list_counts_in_the_language_that_is_spoken_whoever_asked_first() -> None:
    english, korean = (select(tables(CLAIMED.replace("ko", one)), Selection()) for one in ("en", "ko"))
    assert "1 claim" in group_list(english, page="event", most=1)
    with wording.spoken(wording.speech("ko")):
        assert "1 claim" not in group_list(korean, page="event", most=1)
