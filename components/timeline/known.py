"""The control that rewinds the record to what could be known by a day, and plays it forward."""

from collections.abc import Callable

import numpy as np

from components.parts import draw
from components.parts.browser_part import browser_part
from pactline.query.select import View
from pactline.readings.came_since import stops
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text

_CONTROL = browser_part(
    "known",
    style="timeline/known.css",
    words={name: text(f"known.{name}") for name in ("group", "label", "play", "pause", "today")},
)


def known_control(view: View, *, key: str, handled: float, on_known: Callable[[], None]) -> None:
    """Draw the slider and its play button; a record in which everything became known at once has none.

    Args:
        view: What is shown, as known on its selection's day.
        key: Its place in the session. ``step`` there is ``{at, day}`` while it plays, ``known`` the same where
            the reader chose a day or stopped; ``day`` is ISO text, ``None`` for today's knowledge.
        handled: Number of the reader's last act that was taken; another one ends the playing.
        on_known: Called when the reader chose a day.
    """
    steps = _steps(view.frames)
    if len(steps) < 2:  # noqa: PLR2004 - nothing to rewind
        return
    known = view.selection.known
    with draw.box(f"{key}-box"):
        _CONTROL(
            key=key,
            data={
                "stops": steps,  # a third of what the days themselves weigh
                "handled": handled,
                "day": known.isoformat() if known else None,
            },
            on_known_change=on_known,
            on_step_change=lambda: None,
        )


@kept(1)
def _steps(record: Frames) -> list[int]:
    """Return the first day of a record's stops since 1970-01-01, and the days from each to the next."""
    numbers = np.array(stops(record), dtype="datetime64[D]").astype(np.int64)
    return [*numbers[:1].tolist(), *np.diff(numbers).tolist()]
