"""The page Disagreement as HTML: a finding, the sides, each pair once with both words."""

import re

import pytest

from components.disagreement.panel import SIZE
from pactline.query.select import whole
from pactline.readings.disagreement import disagreement
from tests.components.shell.test_pages import html, opened
from tests.support import curated


def test_the_headline_is_the_largest_number_between_two_named_sides() -> None:
    text = html(opened("disagreement"))
    said = re.search(r"<h1>(.+?) and (.+?) contradict each other (\d+) times</h1>", text)
    assert said
    names = curated().names["actor"]
    numbers = {
        (names[one], names[other]): n
        for one, other, n in disagreement(whole(curated()).shown).between
        if one in names and other in names and one != other
    }
    assert int(said[3]) == max(numbers.values()) == numbers[said[1], said[2]]
    assert text.count('class="dispute"') == SIZE


def test_two_sides_of_a_link_show_their_pairs_alone_with_both_words_and_a_way_to_compare() -> None:
    text = html(opened("disagreement", side=["kor", "rus"]))
    assert "South Korea and Russia contradict each other" in text
    assert 'href="compare?event=' in text
    assert ">Show all</a>" in text
    assert 'aria-current="true"' in text.split('class="between-sides"', 1)[1]


@pytest.mark.parametrize("query", [{"q": "zzzz-nothing"}, {"known": "1900"}])
def test_where_nobody_disagrees_the_page_says_so_and_draws_no_table(query: dict[str, str]) -> None:
    text = html(opened("disagreement", **query))
    assert "<h1>Nobody in the record disagrees.</h1>" in text
    assert "between-sides" not in text
    assert 'class="disputes"' not in text


def test_an_unknown_side_of_a_link_is_named() -> None:
    assert "<code>side=atlantis</code>" in html(opened("disagreement", side="atlantis"))
