"""Memory is looked through where that is worth it: not while the server starts, and not what stays."""

import gc
from collections.abc import Iterator

import pytest

from components.shell import asgi, serving


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
