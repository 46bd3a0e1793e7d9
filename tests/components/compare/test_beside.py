"""Two sides' words next to each other, and how stances moved, as HTML."""

import re

from pactline.query.select import whole
from pactline.readings.disagreement import among
from tests.components.shell.test_pages import html, opened
from tests.support import curated


def test_two_sides_stand_next_to_each_other_with_the_number_that_disagreement_has() -> None:
    text = html(opened("compare", side=["rus", "usa"]))
    number = re.search(r"<h1>Russia and United States contradict each other (\d+) times</h1>", text)
    assert number
    assert int(number[1]) == len(among(whole(curated()), ("rus", "usa")))
    assert text.count('class="beside-columns"') == 8
    assert 'class="contradicted"' in text
    assert 'aria-current="true">Russia</a>' in text


def test_one_side_is_set_against_the_one_that_says_most() -> None:
    assert "<h1>Mongolia and " in html(opened("compare", side="mng"))


def test_without_sides_the_page_says_who_moved_furthest_and_leads_to_the_words() -> None:
    text = html(opened("compare"))
    assert re.search(r"<h1>.+ moved furthest, (\d+ steps|one step) more (critical|supportive)</h1>", text)
    assert "Set two sides’ words next to each other" in text
