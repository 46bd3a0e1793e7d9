"""Every page, sheet of paper and sealed edition is the same on a record that comes from the cache."""

from collections.abc import Iterator
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from components.exercise import making
from components.paper import exercise_sheet, handout, press
from components.sealed.build import sealed
from components.shell import serving
from pactline.files import cache, cache_folder, opening
from pactline.home import app_root, curated_record
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.readings.masking import names_of
from pactline.tables.frames import Frames
from tests.components.shell.test_pages import PAGES, html
from tests.made_once import sealed_legality
from tests.support import curated

DAY = date(2026, 11, 25)
IN_FOCUS = {"event", "exercise"}
EVENT = "nis-troop-announcement-2024"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Frames]:
    """The curated record out of the cache, from which every page of this file takes it, too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(cache, "WORTH", 1)
        patch.setenv(cache_folder.FOLDER_VARIABLE, str(tmp_path_factory.mktemp("kept")))
        opening.open_record(curated_record())
        patch.setattr(opening, "_made", lambda _: pytest.fail("it was read from its text"))
        yield opening.open_record(curated_record())


def drawn(page: str) -> str:
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=90)
    if page in IN_FOCUS:
        app.query_params["event"] = EVENT
    app.run()
    if page != "findings":
        app.switch_page(f"pages/{page}.py").run()
    assert not app.exception
    return html(app).replace(serving.name_of(serving.live_record(curated_record())), "the record as it was loaded")


@pytest.mark.usefixtures("kept")
def test_every_page_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """All pages of one server, then all of another: each reads its record once."""
    serving.WATCHED.clear()
    cached = {page: drawn(page) for page in PAGES}
    serving.WATCHED.clear()
    monkeypatch.setattr(cache, "find", lambda _: None)
    monkeypatch.setattr(cache, "keep", lambda *_: None)
    monkeypatch.setattr(opening, "_made", lambda _: curated())
    text = {page: drawn(page) for page in PAGES}
    serving.WATCHED.clear()
    assert [page for page in PAGES if cached[page] != text[page]] == []


def both(kept: Frames) -> tuple[View, View]:
    return whole(kept), whole(curated())


def test_the_sealed_edition_is_the_same(kept: Frames, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Of one theme: it has each kind of part that the whole has, and the pages above show the whole record."""
    first = sealed_legality(tmp_path_factory).read_text(encoding="utf-8")
    assert sealed(select(kept, Selection(themes=("legality",)))) == first


@pytest.mark.parametrize("story", [story.id for story in curated().dossier.stories])
def test_sheets_of_a_story_say_the_same(story: str, kept: Frames) -> None:
    found = []
    for view in both(kept):
        told = next(one for one in view.frames.dossier.stories if one.id == story)
        made = exercise_sheet.of_story(view, told)
        found.append(
            (
                handout.of_story(view, told, printed=DAY),
                exercise_sheet.sheet_of(view, made, printed=DAY, questions=told.questions),
                exercise_sheet.key_of(view, made, printed=DAY, story=told),
            )
        )
    assert found[0] == found[1]


def test_sheets_of_an_event_are_printed_and_hide_every_outlet(kept: Frames) -> None:
    view = whole(kept)
    made = making.of_events(view, [EVENT], "NIS", most=exercise_sheet.MOST)
    sheet = exercise_sheet.sheet_of(view, made, printed=DAY)
    for kind, values in (
        ("handout", handout.of_event(view, EVENT, printed=DAY)),
        ("exercise", sheet),
        ("key", exercise_sheet.key_of(view, made, printed=DAY)),
    ):
        assert press.pdf(kind, values, on=DAY).startswith(b"%PDF")
    houses = {one.source.publisher for one in made.witnesses if one.source.publisher}
    names = {name for house in houses for name in names_of(view.frames.dossier.publishers[house])}
    assert any(view.frames.dossier.publishers[house].also for house in houses)
    assert not [name for name in names if len(name) > 4 and name in str(sheet)]


def test_every_exercise_is_the_same(kept: Frames) -> None:
    again, first = both(kept)
    events = [event for event, _ in exercise.suitable(first)]
    assert [event for event, _ in exercise.suitable(again)] == events
    for event in events:
        blind = [making.of_event(view, event) for view in (again, first)]
        assert blind[0].blind() == blind[1].blind()
