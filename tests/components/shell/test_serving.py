"""Memory is looked through where that is worth it: not while the server starts, and not what stays."""

import gc
from collections.abc import Iterator

import pytest

from components.pages import FIRST
from components.shell import asgi, baked, counted, kept_pages, serving


@pytest.fixture(autouse=True)
def _memory_is_left_alone() -> None:
    """Not here."""


@pytest.fixture(autouse=True)
def _put_back() -> Iterator[None]:
    before = gc.get_threshold()
    yield
    gc.set_threshold(*before)
    gc.enable()
    gc.unfreeze()


@pytest.mark.parametrize("wrong", [False, True])
def test_once_the_app_is_ready_or_fails_to_be_memory_is_collected_again(
    monkeypatch: pytest.MonkeyPatch, *, wrong: bool
) -> None:
    def ready() -> None:
        if wrong:
            raise OSError("no room")

    monkeypatch.setattr(asgi, "_get_ready", ready)
    gc.disable()
    if wrong:
        with pytest.raises(OSError, match="no room"):
            asgi.get_ready()
    else:
        asgi.get_ready()
    assert gc.isenabled()


def test_another_record_lets_go_of_the_one_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what was frozen as well."""
    looked: list[int] = []
    monkeypatch.setattr(gc, "collect", lambda: looked.append(gc.get_freeze_count()))
    gc.freeze()
    serving.forget()
    assert looked == [0]
    assert gc.get_freeze_count()


def test_what_a_start_was_asked_for_is_kept_for_later_ones_once_nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    happened: list[object] = []
    still = iter((0.0, 4.0, 5.5))
    start = kept_pages.Start()
    start.asked["timeline"] = None
    monkeypatch.setattr(kept_pages, "START", start)
    monkeypatch.setattr(start, "begin", lambda _: happened.append("looked"))
    monkeypatch.setattr(asgi, "get_ready", lambda: happened.append("ready"))
    monkeypatch.setattr(counted, "still_for", lambda: next(still))
    monkeypatch.setattr("time.sleep", happened.append)
    monkeypatch.setattr(baked, "keep_for_later", happened.append)
    asgi._come_up()
    assert happened == ["looked", "ready", 5.0, 1.0, [FIRST, "timeline"]]
