"""Open pages follow the record: those that show an older one are run anew, a few at a time, and no other."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress

import pytest

from components.shell import following, streamlit_leans


class Page:
    """An open page that shows what the server has once it is run."""

    def __init__(self, *, running: bool = False) -> None:
        self.running, self.runs = running, 0


@pytest.fixture(autouse=True)
def _apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(following, "EVERY", 0.0)
    monkeypatch.setattr(streamlit_leans, "idle", lambda page: not page.running)
    following._SHOWN.clear()
    yield
    following._SHOWN.clear()


def shown(monkeypatch: pytest.MonkeyPatch, page: Page, number: int | None) -> None:
    monkeypatch.setattr(streamlit_leans, "own_session", lambda: page)
    following.shows(number)


def looked(numbers: list[int | None]) -> None:
    """Let the server look once at each of these numbers of its record."""
    left = iter(numbers)

    async def go() -> None:
        done = asyncio.Event()

        def number() -> int | None:
            try:
                return next(left)
            except StopIteration:
                done.set()
                return None

        task = asyncio.create_task(following.follow(number))
        await done.wait()
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(go())


def test_only_pages_that_show_another_record_are_run_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    old, new, busy, brought = Page(), Page(), Page(running=True), Page()
    for page, number in ((old, 1), (new, 2), (busy, 1), (brought, 1), (brought, None)):
        shown(monkeypatch, page, number)

    def run(page: Page) -> None:
        page.runs += 1
        shown(monkeypatch, page, 2)

    monkeypatch.setattr(streamlit_leans, "run_again", run)
    looked([None, 2, 2])
    assert [page.runs for page in (old, new, busy, brought)] == [1, 0, 0, 0]
    busy.running = False
    looked([2])
    assert busy.runs == 1


def test_a_look_lets_a_few_run(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [Page() for _ in range(following.AT_ONCE + 3)]
    for page in pages:
        shown(monkeypatch, page, 1)

    def run(page: Page) -> None:
        page.runs += 1
        page.running = True

    monkeypatch.setattr(streamlit_leans, "run_again", run)
    looked([2])
    assert sum(page.runs for page in pages) == following.AT_ONCE
    looked([2])
    assert [page.runs for page in pages] == [1] * len(pages)


def test_one_look_that_fails_is_not_the_last(monkeypatch: pytest.MonkeyPatch) -> None:
    page, tries = Page(), []
    shown(monkeypatch, page, 1)

    def run(page: Page) -> None:
        tries.append(page)
        if len(tries) == 1:
            raise RuntimeError

    monkeypatch.setattr(streamlit_leans, "run_again", run)
    looked([2, 2])
    assert len(tries) == 2


def test_a_page_that_is_closed_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page()
    shown(monkeypatch, page, 1)
    monkeypatch.undo()
    del page
    assert not following._SHOWN


def test_a_page_without_a_session_is_followed_by_nobody() -> None:
    following.shows(1)
    assert not following._SHOWN
