"""The timeline component: draws a figure, and says which event the reader picked."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from components.parts.browser_part import browser_part
from components.parts.theme import SIGNS, SYMBOLS, Look
from components.parts.wire import packed
from components.timeline.axis import Scale, Windows
from components.timeline.figure import Figure
from components.timeline.strip import Strip
from pactline.wording import text

DEFAULT_WIDTH = 1020  # px, until the browser has told its own


def timeline_words() -> dict[str, Any]:
    """Return what the timeline says whatever it shows, and the signs of the statuses."""
    names = [
        "role", "keys", "keys_compact", "hint", "zoom_in", "zoom_out", "zoom_reset", "failed", "open_group",
        "legend", "size", "strip", "from", "to", "open_picture", "close_picture",
    ]  # fmt: skip
    plain: dict[str, Any] = {name: text(f"chart.{name}") for name in names}
    return plain | {"status": {status: text(f"status.{status}") for status in SYMBOLS}, "signs": dict(SIGNS)}


_TIMELINE = browser_part(
    "timeline",
    style="timeline/component.css",
    words=timeline_words(),
)


@dataclass(frozen=True, slots=True)
class Picked:
    """What the reader picked last.

    Attributes:
        at: Rising number of the pick; 0 before the first. A pick is new if it is higher than the last one taken.
        event: The event's id, ``None`` if it was a count.
        group: The ids of the events of the count, in order of time; empty if it was an event.
    """

    at: float = 0
    event: str | None = None
    group: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the picture; days are counted from 1970-01-01.

    Attributes:
        strip: How dense the whole record is.
        chosen: The range of dates in force: first day, and the day after the last.
        eras: Name, first day, day after the last.
        links: Pairs of events in the order of time, the type of their link, and whether it is drawn even while
            neither of the two is in focus.
    """

    strip: Strip
    chosen: tuple[int, int] | None = None
    eras: tuple[tuple[str, int, int], ...] = ()
    links: tuple[tuple[str, str, str, bool], ...] = ()


def payload(figure: Figure, *, alt: str, look: Look, width: int, around: Around | None = None) -> bytes:
    """Return what the browser draws, as it is sent.

    Args:
        figure: As ``timeline_figure`` returns it.
        alt: One sentence for those who do not see it.
        look: The colours the figure was made with.
        width: The width the figure was made for.
        around: The strip, eras and links; without them the picture is compact and neither zooms nor moves.
    """
    return packed(
        {
            "figure": {name: figure[name] for name in ("data", "layout", "events", "groups", "windows")},
            "strip": around.strip if around else None,
            "range": list(around.chosen) if around and around.chosen else None,
            "eras": [list(era) for era in around.eras] if around else [],
            "links": [list(link) for link in around.links] if around else [],
            "alt": alt,
            "width": width,
            "compact": around is None,
            "colours": dict(look.status),
        }
    )


def timeline(
    content: bytes,
    members: Mapping[str, tuple[str, ...]],
    *,
    key: str,
    on_pick: Callable[[], None] | None = None,
    on_range: Callable[[], None] | None = None,
) -> Picked:
    """Mount the timeline; its zoom outlives every new figure under the same key.

    The event in focus gets its ring in the browser (``components/shell/router.js`` tells it), so that the picture
    is not sent again for it.

    Args:
        content: As ``payload`` returns it.
        members: The ids behind the figure's counts.
        key: Its place in the session, constant for a page. ``pick`` there is ``{at, kind, id}``; ``width`` a
            number of px and ``view`` a zoom for which a figure is wanted; ``range`` is ``{at, from, to}``, what
            was brushed on the strip: ISO days, ``None`` for an open side.
        on_pick: Called before the run that a pick starts.
        on_range: Called before the run that a brush starts.

    Returns:
        The last pick.
    """
    result = _TIMELINE(
        key=key,
        data=content,
        on_pick_change=on_pick or _nothing,
        on_width_change=_nothing,
        on_view_change=_nothing,
        on_range_change=on_range or _nothing,
    )
    return picked(result.get("pick"), members)


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


def windows(state: object, scale: Scale) -> Windows | None:
    """Return the zoom for which the browser wants a figure, out of the component's state; ``None`` is the whole.

    A stretch that does not lie in its pane, or is none, shows the whole pane: the axis may have changed since.
    """
    view = state.get("view") if isinstance(state, Mapping) else None
    if not isinstance(view, Mapping) or not view:
        return None
    found = []
    for axis, pane in zip(("x", "x2"), scale.panes, strict=False):
        begin, after = pane.days
        stretch = view.get(axis)
        whole = (float(begin), float(after))
        found.append(_stretch(stretch, whole) or whole)
    wide = tuple((float(begin), float(after)) for begin, after in (pane.days for pane in scale.panes))
    return None if tuple(found) == wide else tuple(found)


def _stretch(value: object, whole: tuple[float, float]) -> tuple[float, float] | None:
    if not isinstance(value, list | tuple) or len(value) != len(whole):
        return None
    if not all(isinstance(day, int | float) and math.isfinite(day) for day in value):
        return None
    begin, after = max(float(value[0]), whole[0]), min(float(value[1]), whole[1])
    return (begin, after) if after - begin >= 1 else None


def _nothing() -> None:
    """Streamlit keeps a component's value only if it has a callback."""
