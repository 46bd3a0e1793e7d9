"""The timeline component: draws what it is sent, and moves with the reader."""

from collections.abc import Mapping
from typing import Any, Final

from components.parts.browser_part import browser_part
from components.parts.theme import SIGNS, SYMBOLS
from components.parts.wire import compact
from pactline.query.selection import KEYS
from pactline.wording import forms, text

SHEETS: Final = ("timeline/component.css", "timeline/upright.css")
(_SURE,) = (key.name for key in KEYS.values() if key.field == "certain")  # makes the range of dates more than a window
PICTURED: Final = (*(key.name for key in KEYS.values() if key.is_filter), "lanes")  # what a picture depends on
DATES: Final = tuple(key.name for key in KEYS.values() if key.field in ("first", "last", "hours"))  # seldom: a window


def timeline_words() -> dict[str, Any]:
    """Return what the timeline says whatever it shows, and the signs of the statuses."""
    names = [
        "role", "keys", "keys_compact", "hint", "failed", "open_group", "legend", "strip", "from", "to", "between",
    ]  # fmt: skip
    plain: dict[str, Any] = {name: text(f"chart.{name}") for name in names}
    return plain | {
        "events": forms("count.events"),
        "more": forms("chart.more_events")["other"],
        "fresh": [text("came.new"), text("came.changed")],
        "status": {status: text(f"status.{status}") for status in SYMBOLS},
        "signs": dict(SIGNS),
    }


_TIMELINE = browser_part(
    "timeline",
    style=SHEETS,
    words=timeline_words() | {"by": {"pictured": PICTURED, "dates": DATES, "sure": _SURE}},
)


def timeline(told: Mapping[str, Any], *, key: str) -> None:
    """Mount the timeline; its window outlives every new picture under the same key.

    The browser fetches the picture by its address (``components/shell/drawn.py`` answers), one that it has shown
    before from what it holds: so a filter shows while the run that it asks for is still under way. The event in focus
    gets its ring in the browser (``components/shell/router.js`` tells it).

    Args:
        told: ``of``, ``look`` and ``query`` are the picture's address; ``ranged``, whether the range of dates
            belongs to it; ``handled``, the number of the last act that was taken; ``range``, the window in force;
            ``answer``, what was asked for.
        key: Its place in the session. ``behind`` there is ``{at, lanes, from, to}``: the count whose events the
            reader wants to see, by numbers of lanes and days.
    """
    _TIMELINE(key=key, data=compact(told), on_behind_change=lambda: None)
