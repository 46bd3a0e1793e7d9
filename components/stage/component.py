"""The stage: a story, or the present view, over the whole window, with keys, clicker, notes and QR code."""

from collections.abc import Mapping
from typing import Any

from components.parts.browser_part import browser_part, bundled
from components.parts.theme import SIGNS, Look
from components.parts.wire import compact
from components.stage.deck import Deck, find_story, story_deck, view_deck
from pactline.query.select import View
from pactline.wording import sentences


def stage_words() -> dict[str, Any]:
    """Return every word that the stage itself says, and the signs of the statuses."""
    return sentences("stage") | {"signs": dict(SIGNS)}


_STAGE = browser_part("stage", words=stage_words(), isolated=False, before=bundled("pressed"))


def stage(view: View, page: str, *, key: str, state: Mapping[str, Any], look: Look, room: str | None) -> None:
    """Mount the stage once per page; a deck is made only when the reader asks to present.

    Args:
        view: The page's present view.
        page: The page's name.
        key: Its place in the session. ``present`` there is ``{at, story}``: a rising number, and the story that is
            to be presented, ``None`` for the present view; no ``present`` when the stage is closed.
        state: What it last told of itself.
        look: Colours of the reader's theme.
        room: Under which address others reach this app; ``None`` if they do not.
    """
    data = compact(stage_data(view, page, state, look=look, room=room))
    _STAGE(key=key, data=data, on_present_change=lambda: None)


def stage_data(view: View, page: str, state: Mapping[str, Any], *, look: Look, room: str | None) -> dict[str, Any]:
    """Return what the browser is given: the ``deck`` that was asked for, and the number of that wish."""
    asked = state.get("present")
    if not isinstance(asked, Mapping):
        return {"deck": None, "answered": None}
    return {"deck": _deck(view, page, asked, look, room), "answered": asked.get("at")}


def _deck(view: View, page: str, asked: Mapping[str, Any], look: Look, room: str | None) -> Deck | None:
    story = asked.get("story")
    if story is None:
        return view_deck(view, page, look=look.name, room=room)
    if view.selection.known is not None or find_story(view.frames, str(story)) is None:
        return None
    return story_deck(view.frames, str(story), look=look.name, room=room)
