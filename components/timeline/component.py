"""The timeline component: draws what it is sent, and moves with the reader."""

from typing import Any, Final

from components.parts.browser_part import browser_part
from components.parts.theme import SIGNS, SYMBOLS
from pactline.wording import forms, text

SHEETS: Final = ("timeline/component.css", "timeline/upright.css")


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
    words=timeline_words(),
)


def timeline(content: bytes, *, key: str) -> None:
    """Mount the timeline; its window outlives every new picture under the same key.

    The event in focus gets its ring in the browser (``components/shell/router.js`` tells it), so that the picture
    is not sent again for it.

    Args:
        content: As ``sent`` returns it, with ``range``, the window in force, and ``answer``, what was asked for.
        key: Its place in the session. ``behind`` there is ``{at, lanes, from, to}``: the count whose events the
            reader wants to see, by numbers of lanes and days.
    """
    _TIMELINE(key=key, data=content, on_behind_change=lambda: None)
