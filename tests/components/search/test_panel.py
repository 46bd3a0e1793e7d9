"""The search page: what it says of the hits, what it marks, that it honours filters, and that nothing is run."""

import re
from datetime import date

import pytest

from components.search.marking import marked
from components.search.options import options_html
from components.search.panel import found_html
from components.shell.hits import answer
from pactline.query.selection import Selection
from pactline.text.words import terms
from tests.support import curated, tables

RECORD = curated()
PLAIN = tables("events:\n- {date: 2024-01-01, title: Snow fell}\n- {date: 2024-01-02, title: It thawed <b>}\n")


def page(words: str, **more: object) -> str:
    return found_html(RECORD, Selection(words=words, **more))  # type: ignore[arg-type]


def headline(html: str) -> str:
    return str(re.findall(r"<h1[^>]*>(.*?)</h1>", html)[0])


def counts(html: str) -> dict[str, int]:
    return {kind: int(n.replace(",", "")) for kind, n in re.findall(r"<span>(\w+) <b>([\d,]+)", html)}


def test_the_headline_says_how_the_claims_divide() -> None:
    html = page("containers")
    said = re.fullmatch(r"Containers: (\d+) claims, (\d+) of them disputed", headline(html))
    assert said
    assert int(said[1]) == counts(html)["Claims"] > int(said[2]) > 0


def test_disputed_is_what_somebody_disagrees_with_and_leads_to_who_does() -> None:
    """Whatever the status is: one definition for all numbers."""
    record = tables(
        """
events:
- date: 2024
  title: x
  claims:
  - {id: a, text: Boxes came., status: alleged, contradicts: [b]}
  - {id: b, text: No boxes came., status: documented}
  - {id: c, text: Boxes are blue., status: documented}
"""
    )
    html = found_html(record, Selection(words="boxes"))
    assert headline(html) == "Boxes: 3 claims, 2 of them disputed"
    link = re.search(r'<p class="found-disputed"><a href="([^"]*)"[^>]*>([^<]*)', html)
    assert link
    assert (link[1], link[2]) == ("disagreement?q=boxes", "2 claims are disputed: see who disagrees")
    assert "found-disputed" not in found_html(record, Selection(words="blue"))


def test_the_tabs_add_up_and_no_kind_without_hits_has_one() -> None:
    html = page("containers")
    kinds = counts(html)
    assert kinds.pop("All") == sum(kinds.values())
    assert 0 not in kinds.values()
    assert "Treaties" not in kinds


def test_filters_narrow_what_is_found_and_a_day_takes_back_what_came_later() -> None:
    whole, some = counts(page("containers")), counts(page("containers", known=date(2024, 1, 1)))
    assert 0 < some["Claims"] < whole["Claims"]
    narrowed = counts(page("containers", themes=("sanctions",)))
    assert 0 < narrowed["Events"] < whole["Events"]


@pytest.mark.parametrize("words", ["북한", "Путин", "조약", "DPRK"])
def test_words_of_other_scripts_and_other_names_are_found(words: str) -> None:
    assert counts(page(words))["All"] > 0


def test_a_slip_is_told_and_what_lies_apart_is_counted() -> None:
    assert re.search(r'q=artillery"[^>]*>artillery</a>', page("artilery"))
    assert "By itself" in page("kursk vostochny thule")
    assert "Nothing in the record has “qqqq”." in page("qqqq")


def test_without_words_the_record_says_what_it_has() -> None:
    html = page("")
    assert "Searched: " in html
    assert 'href="search?q=' in html


def test_a_plain_record_shows_no_empty_part() -> None:
    html = found_html(PLAIN, Selection(words="snow"))
    assert headline(html) == "Snow: 1 event"
    assert "found-months" in html
    assert "search-rows" not in html
    assert "0 " not in re.sub(r"<[^>]+>", " ", html)


def test_what_a_stranger_wrote_or_typed_stays_text() -> None:
    assert "<b>" not in found_html(PLAIN, Selection(words="thawed")).replace("<b>1</b>", "")
    html = page('<script>alert(1)</script> "x')
    assert "<script" not in html
    assert "<script" not in options_html(RECORD, "<script>x</script>")
    assert marked("a <b> c", terms("b")) == "a &lt;<mark>b</mark>&gt; c"


@pytest.mark.parametrize(
    ("text", "words", "told"),
    [
        ("Lavrov’s containers", "container lavrov", "<mark>Lavrov</mark>’s <mark>containers</mark>"),
        ("Kim Jong Un", "jong-un", "Kim <mark>Jong Un</mark>"),
        ("Kim Jong-un", "jongun", "Kim <mark>Jong-un</mark>"),
        ("a minister", "inist", "a <mark>minister</mark>"),
        ("조약을 공개", "조약", "<mark>조약을</mark> 공개"),
        ("普京签署条约", "条约", "普京签署<mark>条约</mark>"),
        ("artillery and shells", '"artillery shells"', "artillery and shells"),
    ],
)
def test_found_words_are_marked_as_they_are_written(text: str, words: str, told: str) -> None:
    assert marked(text, terms(words)) == told


def test_of_a_long_text_the_stretch_around_the_first_hit_is_shown() -> None:
    said = marked("word " * 60 + "shells " + "word " * 60, terms("shells"), most=80)
    assert said.startswith("…word")
    assert "<mark>shells</mark>" in said
    assert len(said) < 110
    assert said.endswith("…")


def test_the_field_is_answered_without_a_page_and_only_where_something_is_asked() -> None:
    assert "Sergei <mark>Lavrov</mark>" in answer("q=lavrov")
    assert answer("q=") == answer("") == ""
    assert len(answer("q=" + "x" * 5000)) < 1000
