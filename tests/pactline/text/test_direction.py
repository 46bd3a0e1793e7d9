"""Which way texts run: isolates where there is no markup, ``bdi`` where there is, and none in an address."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import DictLoader, Environment
from markupsafe import Markup

from components.paper import handout
from components.parts.card import citation_rows
from components.parts.isolation import Isolation
from components.parts.packing import text_width
from components.parts.written import written
from components.stage.deck import story_deck
from pactline.text.direction import closed, isolated, joined, listed, turns
from pactline.wording import text
from tests.support import SMALL, shown

HEBREW, ARABIC, ADLAM = "העיתון", "الصحيفة", "\U0001e900\U0001e901"
RIGHT = (HEBREW, ARABIC, ADLAM)
texts = st.text(st.sampled_from("ab 1,—한д" + HEBREW + ARABIC + "\u2066\u2067\u2068\u2069\u202e\u202c\u200f"))


@pytest.mark.parametrize("words", RIGHT)
def test_a_text_from_the_right_is_isolated(words: str) -> None:
    assert isolated(words) == f"\u2068{words}\u2069"


@pytest.mark.parametrize("words", ["", "TASS", "Кремль", "조선일보", "新华社", "½ № → 🚀", "naïve"])
def test_other_texts_stay_as_they_are(words: str) -> None:
    assert isolated(words) == words


@given(texts)
def test_what_is_isolated_ends_where_it_is_put(words: str) -> None:
    """No mark inside closes an isolate that it did not open, or leaves one open: not even a stranger's."""
    depth = 0
    made = isolated(words)
    for place, letter in enumerate(made):
        depth += (letter in "\u2066\u2067\u2068") - (letter == "\u2069")
        assert depth > 0 or place == len(made) - 1 or not turns(words)
    assert depth == 0
    assert closed(closed(words)) == closed(words)


@given(st.lists(texts, min_size=2))
def test_joined_texts_come_apart_again_where_they_were_joined(all_: list[str]) -> None:
    assert joined(all_, " → ").split(" → ") == [isolated(one) for one in all_]


def test_one_text_alone_is_not_joined() -> None:
    assert joined([ARABIC], ", ") == ARABIC


def test_names_of_a_table_keep_their_order() -> None:
    assert listed([HEBREW, "NIS", ARABIC]) == f"\u2068{HEBREW}\u2069; NIS; \u2068{ARABIC}\u2069"


def test_a_sentence_keeps_its_direction_whoever_stands_in_it() -> None:
    assert text("card.said_by", who=ARABIC) == text("card.said_by", who="X").replace("X", f"\u2068{ARABIC}\u2069")


def test_isolates_take_no_room() -> None:
    assert text_width(isolated(HEBREW), 13) == text_width(HEBREW, 13)


def test_plotly_gets_text_that_is_text_and_keeps_its_direction() -> None:
    assert written(f"<b>{HEBREW}</b> &amp;") == f"\u2068&lt;b&gt;{HEBREW}&lt;/b&gt; &amp;amp;\u2069"


# In templates


def drawn(template: str, **values: Any) -> str:
    environment = Environment(loader=DictLoader({"t": template}), autoescape=True, extensions=[Isolation])
    return environment.get_template("t").render(**values)


@pytest.mark.parametrize("words", RIGHT)
def test_a_template_isolates_what_it_draws_among_words(words: str) -> None:
    assert drawn("<p>{{ day }} · {{ name }}</p>", day="1 May", name=words) == f"<p>1 May · <bdi>{words}</bdi></p>"


def test_what_is_markup_or_no_text_stays() -> None:
    assert drawn("<p>{{ a }}{{ n }}</p>", a=Markup("<i>{}</i>").format(HEBREW), n=3) == f"<p><i>{HEBREW}</i>3</p>"


def test_text_is_escaped_inside_its_own_element() -> None:
    assert drawn("<p>{{ a }}</p>", a=f"<i>{HEBREW}") == f"<p><bdi>&lt;i&gt;{HEBREW}</bdi></p>"


def test_an_address_an_id_and_a_style_stay_as_they_are() -> None:
    template = '<a href="{{ a }}" id="{{ a }}" style="x:{{ a }}" data-x="{{ a }}">'
    assert drawn(template, a=HEBREW) == template.replace("{{ a }}", HEBREW)


@pytest.mark.parametrize("name", ["aria-label", "title", "alt", "placeholder"])
def test_a_name_for_assistive_technology_has_isolates(name: str) -> None:
    assert (
        drawn(f'<a class="b" {name}="S1: {{{{ a }}}}, 2">', a=HEBREW)
        == f'<a class="b" {name}="S1: \u2068{HEBREW}\u2069, 2">'
    )


def test_where_no_element_may_stand_there_are_isolates() -> None:
    assert drawn("<title>{{ a }} · App</title>", a=HEBREW) == f"<title>\u2068{HEBREW}\u2069 · App</title>"


def test_an_element_that_takes_its_direction_from_its_text_gets_the_text_itself() -> None:
    """``dir="auto"`` looks past a ``bdi``, and would be left to right."""
    assert drawn('<p class="a" dir="auto">{{ a }}</p>', a=HEBREW) == f'<p class="a" dir="auto">{HEBREW}</p>'
    assert drawn('<p dir="auto"><b>{{ a }}</b></p>', a=HEBREW) == f'<p dir="auto"><b><bdi>{HEBREW}</bdi></b></p>'


def test_the_whole_of_an_expression_is_isolated() -> None:
    assert drawn("<p>{{ none or a }} {{ 'x' if b else a }}</p>", a=HEBREW, none="", b=False) == (
        f"<p><bdi>{HEBREW}</bdi> <bdi>{HEBREW}</bdi></p>"
    )


def test_blocks_inside_of_an_element_do_not_end_it() -> None:
    template = '<a{% if a %} class="{{ a }}"{% endif %} title="{% if a %}{{ a }}{% endif %}">{{ a }}</a>'
    assert drawn(template, a=HEBREW) == f'<a class="{HEBREW}" title="\u2068{HEBREW}\u2069"><bdi>{HEBREW}</bdi></a>'


def test_a_joined_list_reads_from_left_to_right() -> None:
    made = drawn("<p>{{ chain | join(' → ') }}</p>", chain=[HEBREW, ARABIC])
    assert made == f"<p><bdi>\u2068{HEBREW}\u2069 → \u2068{ARABIC}\u2069</bdi></p>"
    made = drawn("<p>{{ chain | join(', ') }}</p>", chain=[Markup("<i>a</i>"), "<b>", HEBREW])
    assert made == f"<p><i>a</i>, &lt;b&gt;, <bdi>{HEBREW}</bdi></p>"


# On paper and on the stage


RECORD = SMALL.replace("name: Reuters", f"name: {ARABIC}").replace("name: The Daily", f"name: {HEBREW}")
STORY = RECORD + "stories: [{id: s, title: A story, steps: [{event: early-talks, claims: [early-talks.1]}]}]\n"


def test_a_tellers_line_of_sources_reads_from_left_to_right() -> None:
    deck = story_deck(shown(STORY).frames, "s", look="light", room=None)
    line = deck["slides"][1]["notes"]["claims"][0]["sources"][0]
    assert f"\u2068{ARABIC}\u2069 → \u2068{HEBREW}\u2069" in line


def test_a_dateline_on_paper_keeps_its_date() -> None:
    place = SMALL.replace("  title: Early talks", f"  title: Early talks\n  place: {{name: {ARABIC}}}")
    made = handout.of_event(shown(place), "early-talks", printed=date(2026, 11, 25))
    assert made["dateline"] == f"September 2023 · \u2068{ARABIC}\u2069"


def test_tables_hold_texts_as_they_were_given() -> None:
    """Isolates are for the eye: what is counted, searched and taken away has none."""
    frames = shown(RECORD).frames
    rows = citation_rows(frames, range(len(frames.evidence)), "evidence")
    assert all(re.search("[\u2066-\u2069]", str(row)) is None for row in rows)


def test_a_sentence_that_begins_with_a_name_from_the_right_runs_from_the_left() -> None:
    said = f"\u2068{HEBREW}\u2069 says so."
    assert drawn("<h1>{{ a }}</h1>", a=said) == f'<h1><bdi dir="ltr">{said}</bdi></h1>'
    assert drawn("<h1>{{ a }}</h1>", a=f"{HEBREW} \u2068x\u2069") == f"<h1><bdi>{HEBREW} \u2068x\u2069</bdi></h1>"
