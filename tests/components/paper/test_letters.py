"""What no font can print is said on the sheet, long words break, and every text keeps its direction there."""

import io
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from components.paper import handout, letters, press
from components.paper.sheets import address
from tests.support import shown

DAY = date(2026, 11, 25)
NOWHERE = "\ue000"  # private use: no font has it
LINEAR = "\U00010600\U00010601\U00010602\U00010603"  # Linear A


def sheet(title: str, claim: str = "x") -> PdfReader:
    values = handout.of_event(shown(RECORD.format(title=title, claim=claim)), "a", printed=DAY)
    return PdfReader(io.BytesIO(press.pdf("handout", values, on=DAY)))


RECORD = "events: [{{id: a, date: 2024, title: '{title}', claims: [{{text: '{claim}', status: alleged}}]}}]"


def words(pdf: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in pdf.pages).split())


def test_a_character_without_a_form_is_named_where_it_stands_and_at_the_end() -> None:
    said = words(sheet(f"Before {NOWHERE} after"))
    assert "Before [U+E000] after" in said
    assert "One character has no form in any font at hand and is named in brackets: U+E000." in said


def test_a_row_of_them_is_counted_and_its_script_named() -> None:
    assert letters.with_letters_named(f"a {LINEAR} b", set(LINEAR)) == ("a [4 characters: Linear] b", set(LINEAR))
    assert letters.with_letters_named("ภาษา ไทย", set("ภาษไทย"))[0] == "[7 characters: Thai]"
    assert letters.with_letters_named("🤝🏽👩\u200d👩\u200d👧", set("🤝👩👧🏽"))[0] == "[5 characters: signs]"


def test_a_sheet_that_prints_everything_says_nothing_of_it_and_is_tagged() -> None:
    values = handout.of_event(shown(RECORD.format(title="조약, договор, 条约", claim="½ №")), "a", printed=DAY)
    made = press.pdf("handout", values, on=DAY)
    assert b"pdfuaid" in made
    assert "no form in any font" not in words(PdfReader(io.BytesIO(made)))


def test_a_sheet_that_lacks_characters_is_tagged_as_well() -> None:
    values = handout.of_event(shown(RECORD.format(title=NOWHERE, claim=NOWHERE)), "a", printed=DAY)
    assert b"pdfuaid" in press.pdf("handout", values, on=DAY)


@given(st.text(st.sampled_from("ab ภ\u200d" + NOWHERE + LINEAR)))
def test_nothing_else_is_touched(text: str) -> None:
    """The letters that can be printed stay, in their order, and of the others none is left."""
    lacking = {*NOWHERE, *LINEAR}
    said, absent = letters.with_letters_named(text, lacking)
    assert absent == set(text) & lacking
    assert not set(said) & lacking
    kept = re.sub(r"\[[^\]]*\]", "", said).replace(" ", "").replace("\u200d", "")
    assert kept == "".join(letter for letter in text if letter in "abภ")


def test_a_note_lists_the_first_of_many() -> None:
    note = letters.note({chr(0xE000 + n) for n in range(100)})
    assert note is not None
    assert note.startswith("100 characters have no form")
    assert "U+E03B … (+40)" in note


@pytest.mark.parametrize("letter", ["w", "W", "ภ", "한", "ا", "×"])
def test_a_word_longer_than_its_line_is_broken(letter: str) -> None:
    """In a title and in a claim; no line holds all of it, and no letter is lost."""
    title, claim = 280, 900
    said = sheet(letter * title, letter * claim)
    if f"[{title} characters" in words(said):
        return  # no font of this machine has it
    lines = [line.count(letter) for page in said.pages for line in page.extract_text().splitlines()]
    assert sum(lines) >= title + claim
    assert max(lines) < title


def test_addresses_are_printed_in_ascii_and_lead_where_they_led() -> None:
    assert address("https://example.org/조약?a=%20b#c") == "https://example.org/%EC%A1%B0%EC%95%BD?a=%20b#c"
    assert address("javascript:alert(1)") is None
    assert address(None) is None
