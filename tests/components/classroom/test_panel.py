"""The classroom: cards, an outline, a step as a page; and where there is nothing to tell, how to write it."""

import re
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from components.classroom.panel import last, outline
from components.pages import PAGES
from components.parts.theme import LIGHT
from components.stage.component import stage_data, stage_words
from pactline.files.load import load_texts
from pactline.home import app_root
from pactline.query.select import select
from pactline.query.selection import Selection
from tests.story_record import STORIED
from tests.support import SMALL, curated, tables

RECORD = tables(STORIED)
STORY = RECORD.dossier.stories[0]


@pytest.fixture
def storied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(STORIED, tmp_path, monkeypatch)


def serve(record: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "events.yaml").write_text(record, encoding="utf-8")
    monkeypatch.setenv("PACTLINE_DATA", str(folder / "events.yaml"))


def opened(page: str = "classroom", **query: str) -> AppTest:
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    for key, value in query.items():
        app.query_params[key] = value
    app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return app


def html(app: AppTest) -> str:
    return "\n".join(element.proto.body for element in app.get("html"))


@pytest.mark.usefixtures("storied")
def test_stories_are_cards_with_what_a_teacher_asks_first() -> None:
    text = html(opened())
    card = text.split('class="story"', 1)[1].split("</li>\n", 1)[0]
    for said in ("From talks to a pact", "How it came about.", "20 minutes", "from 15", "7 steps", "Tell one voice"):
        assert said in card
    assert 'href="classroom?story=talks"' in card
    assert "Not yet written" in text
    assert "data-present" not in text


@pytest.mark.usefixtures("storied")
def test_a_story_opens_to_its_outline_with_one_button() -> None:
    text = html(opened(story="talks"))
    for said in ("Begin slowly.", "Who says so?", "The word of one service.", "Who is missing?", "Tell one voice"):
        assert said in text
    assert text.count("data-present") == 1
    assert re.search(r'<button[^>]*data-present="story"[^>]*>Present</button>', text)
    assert 'href="classroom?story=talks&amp;step=2"' in text
    assert 'href="timeline?known=2023-09-30"' in text


def test_a_step_leads_to_the_part_of_its_page_that_it_names() -> None:
    steps = [step for story in curated().dossier.stories for step in story.steps if step.place]
    for page in ("treaty", "article", "numbers"):
        shown = html(opened(page))
        places = {place for step in steps if step.page == page for place in step.place.split(",")}
        assert places
        assert not [place for place in places if f'id="{place}"' not in shown], page
    assert 'data-jump="question-article-4-automatic"' in html(opened(story="article-4-promise"))
    assert 'data-jump="article-treaty-1961-1"' in html(opened(story="article-4-promise", step="4"))


def test_the_outline_leads_to_each_step_and_to_what_it_shows() -> None:
    steps = outline(RECORD, STORY, Selection())
    assert [step.n for step in steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [step.title for step in steps][:2] == ["Early talks", "The pact"]
    assert steps[1].when == "19 June 2024"
    assert steps[1].here == Selection(story="talks", step=2)
    assert steps[2].view == Selection.from_query({"known": "2023-09-30"})
    assert last(STORY) == 8


@pytest.mark.usefixtures("storied")
@pytest.mark.parametrize(
    ("step", "said"),
    [
        ("1", "They met."),
        ("2", "No shells were sent."),
        ("3", "Early talks"),
        ("4", "Lin Jian"),
        ("8", "Who is missing?"),
    ],
)
def test_a_step_is_a_page_for_phones(step: str, said: str) -> None:
    text = html(opened(story="talks", step=step)).split('class="classroom step-page"', 1)[1].split("</article>", 1)[0]
    assert said in text
    assert "Begin slowly." not in text
    assert 'rel="prev"' in text
    assert ('rel="next"' in text) == (step != "8")


@pytest.mark.usefixtures("storied")
def test_the_page_of_a_timeline_lists_its_events() -> None:
    text = html(opened(story="talks", step="3"))
    assert 'class="event-list"' in text
    assert "A pact is signed" not in text  # not known yet on that day


@pytest.mark.usefixtures("storied")
@pytest.mark.parametrize("step", ["0", "9", "9999"])
def test_a_step_that_is_none_shows_the_outline(step: str) -> None:
    text = html(opened(story="talks", step=step))
    assert "Step by step" in text
    assert ("This story has 7 steps" in text) == (step != "0")


@pytest.mark.usefixtures("storied")
def test_a_story_that_is_not_there_is_named() -> None:
    text = html(opened(story="nothing"))
    assert "a story that this record does not have" in text
    assert "<code>nothing</code>" in text
    assert "From talks to a pact" in text


@pytest.mark.usefixtures("storied")
@pytest.mark.parametrize("query", [{}, {"story": "talks"}, {"story": "talks", "step": "2"}])
def test_no_story_is_told_as_known_on_an_earlier_day(query: dict[str, str]) -> None:
    text = html(opened(known="2024-01-01", **query))
    assert "cannot be shown as known on an earlier day" in text
    assert "pact" not in text.split("<h1>", 1)[1].split("colophon", 1)[0].replace("Pactline", "")


def test_a_record_without_stories_says_how_to_write_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    serve(SMALL, tmp_path, monkeypatch)
    text = html(opened())
    assert "This record has no stories yet." in text
    assert "editor&#39;s guide" in text
    assert "Classroom</a>" not in text


def test_the_example_is_a_story_that_loads() -> None:
    template = (app_root() / "components" / "classroom" / "none.html").read_text(encoding="utf-8")
    example = template.split("<code>", 1)[1].split("</code>", 1)[0]
    record = "events: [{id: an-event-id, date: 2024, title: T, themes: [a-theme]}]\nthemes: [{id: a-theme, name: T}]\n"
    story = load_texts([("events.yaml", record + example)]).dossier.stories[0]
    assert len(story.steps) == 2


@pytest.mark.usefixtures("storied")
@pytest.mark.parametrize("page", [name for name, page in PAGES.items() if page.slide])
def test_every_page_that_can_be_presented_offers_it(page: str) -> None:
    app = opened(page, event="pact")
    assert ('data-present="view"' in html(app)) == (page != "article")  # this record has none to check


def test_the_curated_article_can_be_presented() -> None:
    assert 'data-present="view"' in html(opened("article"))


@pytest.mark.usefixtures("storied")
def test_what_is_left_of_nothing_is_not_presented() -> None:
    assert "data-present" not in html(opened("timeline", q="zzzz"))


def test_the_stage_is_given_what_was_asked_for_and_nothing_unasked() -> None:
    def given(asked: dict[str, Any] | None, **query: str) -> Any:
        view = select(RECORD, Selection.from_query(query))
        return stage_data(view, "timeline", {} if asked is None else {"present": asked}, look=LIGHT, room=None)

    assert given(None)["deck"] is None
    assert given({"at": 7, "story": "talks"})["deck"]["story"] == "talks"
    assert given({"at": 7, "story": "talks"})["answered"] == 7
    assert given({"at": 7, "story": None})["deck"]["title"] == "Timeline"
    assert given({"at": 7, "story": "nothing"})["deck"] is None
    assert given({"at": 7, "story": "talks"}, known="2024-01-01")["deck"] is None
    assert given({"at": 7, "story": None}, q="zzzz")["deck"] is None


def test_every_word_that_the_browser_asks_for_is_given() -> None:
    folder = app_root() / "components" / "stage"
    asked = {
        word
        for file in folder.glob("*.js")
        for word in re.findall(r"\bwords\.([a-z_]+)", file.read_text(encoding="utf-8"))
    }
    assert asked
    assert asked <= set(stage_words())
