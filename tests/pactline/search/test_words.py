"""Words, and which texts they find: the cases that the browser answers too, and any other in both at once."""

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from pactline.search.word_index import WordIndex
from pactline.text.folding import fold
from pactline.text.words import key, placed, spelt, terms, words_in
from tests.shared_cases import cases, in_node

CASES = cases("search")
INDEX = WordIndex(CASES["texts"])


def found(query: str, index: WordIndex) -> list[int]:
    rows = [set(index.find(term).rows.tolist()) for term in terms(query)]
    return sorted(set.intersection(*rows)) if rows else []


@pytest.mark.parametrize(("text", "words"), CASES["words"], ids=repr)
def test_a_text_has_the_words_of_the_case(text: str, words: list[str]) -> None:
    assert words_in(fold(text)) == words
    assert [word.text for word in placed(text)] == words


@pytest.mark.parametrize(("query", "asked"), CASES["terms"], ids=repr)
def test_a_query_asks_for_the_terms_of_the_case(query: str, asked: list[list[object]]) -> None:
    assert [[list(term.words), term.quoted] for term in terms(query)] == asked


@pytest.mark.parametrize("words", CASES["same"], ids=repr)
def test_words_that_differ_in_form_alone_are_one(words: list[str]) -> None:
    assert len({key(fold(word)) for word in words}) == 1


@pytest.mark.parametrize("words", CASES["differ"], ids=repr)
def test_other_words_are_others(words: list[str]) -> None:
    assert len({key(fold(word)) for word in words}) == len(words)


@pytest.mark.parametrize(("query", "places"), CASES["finds"], ids=repr)
def test_a_query_finds_the_texts_of_the_case(query: str, places: list[int]) -> None:
    assert found(query, INDEX) == places


def test_a_word_is_placed_where_it_stands_as_it_is_written() -> None:
    text = "Lavrov’s „Straße“, 10,000"
    assert [text[word.begin : word.end] for word in placed(text)] == ["Lavrov", "Straße", "10,000"]


@pytest.mark.parametrize(("typed", "meant"), [("artilery", "artillery"), ("inspceted", "inspected"), ("Xelensky", "zelensky"), ("kin", ""), ("qwertzui", "")])  # fmt: skip
def test_a_slip_is_found_out(typed: str, meant: str) -> None:
    assert INDEX.near(fold(typed)) == meant


ODD = st.text(st.characters(exclude_categories=["Cn"]), max_size=8)
SAID = st.lists(
    st.sampled_from(["Kim", "jong-un", "jongun", "KIMs", "’s", '"', "defence", "defen", "조약", "조약을", "약을", "条约", "U.S.", "us", "1,000", "1000", "im", "i"]) | ODD,
    max_size=5,
).map(" ".join)  # fmt: skip


@settings(
    max_examples=4, deadline=None, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
@given(st.lists(SAID, min_size=30, max_size=60), st.lists(SAID, min_size=100, max_size=200))
def test_both_languages_find_the_same_of_any_texts(texts: list[str], queries: list[str]) -> None:
    index = WordIndex(texts)
    ours = [
        [
            [spelt(word) for word in words_in(fold(query))],
            [[list(one.words), one.quoted] for one in terms(query)],
            found(query, index),
        ]
        for query in queries
    ]
    theirs = in_node(
        """import { fold } from "./components/parts/folding.js";
        import { spelt, terms, WordIndex, wordsIn } from "./components/parts/words.js";
        const index = new WordIndex(given.texts.map((text) => fold(text)));
        answer = given.queries.map((query) => {
          const rows = terms(query).map((term) => index.find(term));
          const all = given.texts.map((_, n) => n).filter((n) => rows.length && rows.every((own) => own.has(n)));
          return [wordsIn(fold(query)).map(spelt), terms(query).map((one) => [one.words, one.quoted]), all];
        });""",
        {"texts": texts, "queries": queries},
    )
    assert list(zip(queries, theirs, strict=True)) == list(zip(queries, ours, strict=True))
