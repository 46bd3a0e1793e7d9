"""The timeline component: draws a figure, and says which event the reader picked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.figures.timeline import Figure
from components.theme import SIGNS, SYMBOLS, Look
from pactline.wording import text

DEFAULT_WIDTH = 1020  # px, until the browser has told its own
_HERE = Path(__file__).parent
_TIMELINE = st.components.v2.component(
    "pactline_timeline",
    js="\n".join((_HERE / name).read_text(encoding="utf-8") for name in ("timeline.js", "timeline_hand.js")),
    css=(_HERE / "timeline.css").read_text(encoding="utf-8"),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """What the reader picked last.

    Attributes:
        at: Rising time in ms of the pick; 0 before the first. A pick is new if it is later than the last one taken.
        event: The event's id, ``None`` if it was a count.
        group: The ids of the events of the count, in order of time; empty if it was an event.
    """

    at: float = 0
    event: str | None = None
    group: tuple[str, ...] = ()


def timeline(
    figure: Figure,
    *,
    key: str,
    alt: str,
    look: Look,
    width: int,
    focus: str | None = None,
    compact: bool = False,
    on_pick: Callable[[], None] | None = None,
    on_width: Callable[[], None] | None = None,
) -> Picked:
    """Mount the timeline; its zoom outlives every new figure under the same key.

    Args:
        figure: As ``timeline_figure`` returns it.
        key: Its place in the session, constant for a page. ``pick`` there is ``{at, kind, id}``, ``width`` a
            number of px for which a figure is wanted.
        alt: One sentence for those who do not see it.
        look: The colours the figure was made with.
        width: The width the figure was made for.
        focus: The event that has the ring.
        compact: Whether the figure is: then it neither zooms nor moves.
        on_pick: Called before the run that a pick starts.
        on_width: Called before the run that a new width starts.

    Returns:
        The last pick.
    """
    result = _TIMELINE(
        key=key,
        data={
            "figure": {name: figure[name] for name in ("data", "layout", "events", "groups")},
            "alt": alt,
            "focus": focus,
            "width": width,
            "compact": compact,
            "colours": dict(look.status),
            "words": _words(),
        },
        on_pick_change=on_pick or _nothing,
        on_width_change=on_width or _nothing,
    )
    return picked(result.get("pick"), figure["members"])


def picked(message: object, members: Mapping[str, tuple[str, ...]]) -> Picked:
    """Read a pick that the browser sent; anything malformed is no pick."""
    if not isinstance(message, Mapping):
        return Picked()
    at, kind, chosen = message.get("at"), message.get("kind"), message.get("id")
    if not isinstance(at, int | float) or not isinstance(chosen, str):
        return Picked()
    if kind == "group":
        return Picked(at, group=members.get(chosen, ()))
    return Picked(at, event=chosen)


def wanted_width(state: object, default: int = DEFAULT_WIDTH) -> int:
    """Return the width in px for which the browser wants a figure, out of the component's state."""
    width = state.get("width") if isinstance(state, Mapping) else None
    return min(max(int(width), 240), 4000) if isinstance(width, int | float) else default


def _nothing() -> None:
    """Streamlit keeps a component's value only if it has a callback."""


@lru_cache(maxsize=1)
def _words() -> dict[str, Any]:
    names = ["role", "keys", "keys_compact", "hint", "zoom_in", "zoom_out", "zoom_reset", "failed", "open_group"]
    plain: dict[str, Any] = {name: text(f"chart.{name}") for name in names}
    return plain | {"status": {status: text(f"status.{status}") for status in SYMBOLS}, "signs": dict(SIGNS)}
