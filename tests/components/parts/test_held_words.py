"""Words of a record go with it."""

from components.findings import drawing
from components.parts import event_list, markup
from components.parts.held_words import forget_words, held
from pactline.query.selection import Selection


def test_words_are_made_once_until_the_record_that_they_are_of_is_gone() -> None:
    asked: list[str] = []

    @held(2)
    def made(words: str) -> str:
        asked.append(words)
        return words.upper()

    assert [made("a"), made("a"), made("b"), made("c"), made("a")] == ["A", "A", "B", "C", "A"]
    assert asked == ["a", "b", "c", "a"]  # two at most
    forget_words()
    assert made("a") == "A"
    assert asked[-1] == "a"
    assert len(asked) == 5


def test_no_title_or_address_of_a_record_that_a_reader_brought_stays() -> None:
    href = markup.href("event", Selection(event="told-in-confidence"))
    assert "told-in-confidence" in href
    drawing._linked("told-in-confidence", "A title")
    event_list._said("told-in-confidence", "A title", "2024", 2)
    own = (markup.href, drawing._linked, event_list._said)
    assert all(made.cache_info().currsize for made in own)
    forget_words()
    assert not any(made.cache_info().currsize for made in own)
