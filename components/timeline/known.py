"""The control that rewinds the record to what could be known by a day, and plays it forward."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from components.parts import draw
from components.parts.browser_part import browser_part
from pactline.query.select import View
from pactline.tables.frames import Frames
from pactline.wording import text

_CONTROL = browser_part(
    "known",
    style="timeline/known.css",
    words={name: text(f"known.{name}") for name in ("group", "label", "play", "pause", "today")},
)
_MOST = 90  # stops: more would take longer to play than anybody watches


def known_control(view: View, *, key: str, handled: float, on_known: Callable[[], None]) -> None:
    """Draw the slider and its play button; a record in which everything became known at once has none.

    Args:
        view: What is shown, as known on its selection's day.
        key: Its place in the session. ``step`` there is ``{at, day}`` while it plays, ``known`` the same where
            the reader chose a day or stopped; ``day`` is ISO text, ``None`` for today's knowledge.
        handled: Number of the reader's last act that was taken; another one ends the playing.
        on_known: Called when the reader chose a day.
    """
    days = stops(view.frames)
    if len(days) < 2:  # noqa: PLR2004 - nothing to rewind
        return
    known = view.selection.known
    with draw.box(f"{key}-box"):
        _CONTROL(
            key=key,
            data={
                "stops": _steps(days),  # a third of what the days themselves weigh
                "handled": handled,
                "day": known.isoformat() if known else None,
            },
            on_known_change=on_known,
            on_step_change=lambda: None,
        )


@lru_cache(maxsize=4)
def stops(record: Frames) -> list[str]:
    """Return the days at which to look back, oldest first, as ISO text.

    The last day of each month in which something became known, or of each year, where there would be too many:
    the latest years are the finest.
    """
    days = np.concatenate([record.claims["known"].to_numpy(), record.reactions["known"].to_numpy()])
    months = np.unique(days[~np.isnat(days)].astype("datetime64[M]"))
    fine = months[-(_MOST * 2 // 3) :] if len(months) > _MOST else months
    years = np.unique(months[: len(months) - len(fine)].astype("datetime64[Y]"))
    if len(years) > _MOST - len(fine):
        years = years[np.linspace(0, len(years) - 1, _MOST - len(fine)).astype(int)]
    ends = np.unique(np.concatenate([_last_days(years), _last_days(fine)]))
    return [str(day) for day in ends]


def _steps(days: list[str]) -> list[int]:
    """Return the first day since 1970-01-01, and the days from each to the next."""
    numbers = np.array(days, dtype="datetime64[D]").astype(np.int64)
    return [int(numbers[0]), *np.diff(numbers).tolist()]


def _last_days(spans: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    after: npt.NDArray[np.datetime64] = (spans + 1).astype("datetime64[D]")
    return (after.astype(np.int64) - 1).astype("datetime64[D]")
