"""What the stage shows of the treaties and the numbers: what a step asks for, each text with its source."""

import re
from html import unescape

import pytest
from markupsafe import escape

from components.numbers.shown import estimator_name, figures
from components.numbers.slide import numbers_slide
from components.numbers.spread import amount, numeric
from components.parts.slide import SlideRequest
from components.parts.theme import LIGHT
from components.treaty.panel import questions, side_by_side
from components.treaty.slide import treaty_slide
from components.treaty.texts import Texts
from pactline.query.select import View, select
from pactline.query.selection import Selection
from tests.support import curated


def view(**query: str) -> View:
    return select(curated(), Selection.from_query(query))


def treaty(place: str = "", **query: str) -> str:
    return treaty_slide(SlideRequest(view(**query), LIGHT, place=place)).html


def plain(html: str) -> str:
    """The words of a slide as one reads them."""
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html)))


def columns(html: str) -> list[str]:
    return [plain(column) for column in html.split("<section>")[1:]]


def test_without_a_place_the_treaty_slide_sets_the_clause_of_most_treaties_side_by_side() -> None:
    old, new, charter = columns(treaty())
    assert old.strip().startswith("1961 Article 1 […] Should either of the Contracting Parties suffer armed attack")
    assert old.count("[…]") == 1  # the article's first sentence is not about help
    assert "the other side shall provide military and other assistance" in new
    assert "[…]" not in new
    assert charter.strip().startswith("1945 Charter of the United Nations Article 51 Nothing in the present Charter")
    assert "Treaty Series CQ Press → issuhub.com" in old
    assert "KCNA's English dispatch of 20 June 2024 Reuters → Yahoo News" in new
    assert "<mark>military and other assistance with all</mark>" in treaty()


def test_the_treaty_slide_names_nothing_that_was_not_known_yet() -> None:
    assert "armed invasion" in treaty()
    for place in (
        "",
        "article-treaty-2024-4",
        "subject-defence",
        "words-treaty-2024-4",
        "question-article-4-automatic",
    ):
        early = treaty(place, known="2024-01-01")
        assert "2024" not in early, place
        assert "Article 4" not in early, place


def test_chosen_articles_stand_in_the_order_of_the_step_in_our_words_where_no_text_was_read() -> None:
    old, middle, new = columns(treaty("article-treaty-1961-1,article-treaty-2000-2,article-treaty-2024-4"))
    assert "1961 Article 1 […] Should either" in old
    assert "immediately extend military and other assistance" in old
    clause = next(t for t in curated().dossier.treaties if t.id == "treaty-2000").articles[0].text
    assert f"2000 Article 2 {clause}" in middle
    assert "In our words The Maeil Shinmun" in middle or "In our words Maeil" in middle
    assert "2024 Article 4 In case any one" in new


def test_an_article_may_stand_beside_the_one_it_refers_to_whole() -> None:
    clause, charter = columns(treaty("article-treaty-2024-4,article-un-charter-51"))
    assert "in accordance with Article 51" in clause
    assert "shall be immediately reported to the Security Council" in charter
    assert "[…]" not in clause + charter


def test_a_row_of_the_table_has_a_column_a_treaty_its_articles_with_sources_or_why_there_are_none() -> None:
    texts = Texts(view())
    for subject in side_by_side(texts):
        html = treaty(f"subject-{subject.id}")
        shown = columns(html)
        assert len(shown) == len(texts.pacts)
        for column, cell in zip(html.split("<section>")[1:], subject.cells, strict=True):
            for article in cell.articles:
                assert f"Article {article.number}" in plain(column)
                assert str(escape(article.text)) in column
                assert str(escape(article.citations[0].chain[-1])) in column
            if not cell.articles:
                assert cell.none in column


def test_a_legal_question_has_every_answer_and_who_gives_it() -> None:
    for question in questions(Texts(view())):
        html = treaty(f"question-{question.id}")
        assert str(escape(question.text)) in html
        assert html.count("<li>") == len(question.answers)
        for answer in question.answers:
            assert str(escape(answer.rest)) in html
            assert str(escape("; ".join(answer.said_by))) in html
            assert all(str(escape(house)) in html for house in answer.citations[0].houses)


def test_one_articles_wordings_stand_side_by_side_each_in_its_language() -> None:
    html = treaty("words-treaty-2024-4")
    assert re.findall(r'class="slide-words" lang="(\w+)"', html) == ["ru", "en", "ko"]
    assert "<mark>armed invasion</mark>" in html
    assert "BBC" in html


def test_the_way_of_the_treaty_into_force() -> None:
    words = plain(treaty("treaty-steps"))
    assert "4 December 2024" in words
    assert "1 day later" in words


@pytest.mark.parametrize("step", [1, 4, 7, 8, 13])
def test_each_treaty_step_of_our_story_asks_for_a_part_that_is_there(step: int) -> None:
    story = next(story for story in curated().dossier.stories if story.id == "article-4-promise")
    place = (story.steps[step - 1].view or "").partition("#")[2]
    assert place
    assert treaty(place) != treaty()


def numbers(place: str = "", **query: str) -> str:
    return numbers_slide(SlideRequest(view(**query), LIGHT, place=place)).html


def lines(html: str) -> list[str]:
    """The estimates of a numbers slide as one reads them."""
    return [plain(line).strip() for line in re.findall(r"<li>.*?</li>", html, re.DOTALL)]


@pytest.mark.parametrize("place", ["figure-artillery-shells", "figure-containers", "figure-share-of-shells-fired"])
def test_a_numbers_slide_draws_what_its_sentence_is_about_a_line_an_estimate_and_counts_the_others(place: str) -> None:
    figure = next(one for one in figures(view()) if one.anchor == place)
    first = figure.spreads[0]
    group = [row for row in figure.rows if (row["counts"], row["cumulative"]) == (first.counts, first.cumulative)]
    group = [row for row in group if numeric(row)]
    if len(group) > 10:
        group = [row for row in group if row["estimate_id"] in first.used]
    html = numbers(place)
    shown = lines(html)
    assert len(shown) == len(group) <= 10
    for line, row in zip(shown, group, strict=True):
        assert line.startswith(f"{row['as_of_words']} {estimator_name(row)}")
        assert line.endswith(amount(row))
    assert str(escape(figure.metric.label)) in html
    assert first.words in unescape(html)
    others = len(figure.rows) - len(group)
    assert (f"{others} more estimates of it" in html) == (others > 1)
    assert "more figures on the page" not in html  # one was chosen


def test_a_mark_lies_where_its_amount_lies_between_zero_and_the_highest() -> None:
    html = numbers("figure-artillery-shells")
    drawn = [(float(one), float(long)) for one, long in re.findall(r"--from:([\d.]+);--long:([\d.]+)", html)]
    assert drawn[0] == (0.6, 0.0)  # 6 of 10 million
    assert drawn[2] == (0.42, 0.16)  # 4.2 to 5.8 million
    assert html.count("side-no up") == 2  # at least so many, by nobody who is a party
    assert html.count("side-war") == html.count("(party to the war)") == 2
    assert "Hollow: a party" in html


def test_without_a_place_the_first_figure_is_shown_and_the_others_are_counted() -> None:
    html = numbers()
    assert f"And {len(figures(view())) - html.count('<section')} more figures on the page" in html


def test_few_estimates_say_from_when_they_count_or_that_they_do_not() -> None:
    html = numbers("figure-containers", **{"from": "2024-06-01", "to": "2024-08-31", "theme": "military"})
    assert ["counted from summer 2022" in line for line in lines(html)] == [False, True]
    assert ["it gives no start date" in line for line in lines(html)] == [True, False]


def test_figures_stand_in_the_order_of_the_step() -> None:
    query = {"from": "2024-06-01", "to": "2024-08-31", "theme": "military"}
    html = numbers("figure-containers,figure-artillery-shells", **query)
    assert html.index("Containers from North Korea") < html.index("Artillery shells for Russia")
    assert "room for it" in html
