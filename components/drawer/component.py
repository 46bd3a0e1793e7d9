"""The drawer in the browser: what a page tells it, and what it says whatever it shows."""

from urllib.parse import urlencode

from components.parts.browser_part import browser_part
from pactline.query.select import View
from pactline.wording import sentences

_SAID = (
    "label", "previous", "next", "close", "loading", "failed", "retry", "missing", "full", "list", "list_back",
)  # fmt: skip


def drawer_words() -> dict[str, str]:
    """Return what the drawer itself says; the cards come with their words."""
    said = sentences("drawer")
    return {name: said[name] for name in _SAID} | {
        "more_one": said["list_more.one"],
        "more_other": said["list_more.other"],
    }


_DRAWER = browser_part("drawer", words=drawer_words(), isolated=False)


def drawer(view: View, *, key: str, of: str, unknown: str | None) -> None:
    """Mount the drawer once per page; it outlives every run, and asks for cards by their address.

    Args:
        view: What is shown: its selection is that of every card.
        key: Its place in the session.
        of: Names the record as it is now, in the addresses of cards.
        unknown: The event that the page's address asks for, if the record has none of that name.
    """
    _DRAWER(
        key=key,
        data={
            "of": of,
            "query": urlencode(view.shown.selection.to_query(), doseq=True),
            "focus": view.selection.event,
            "unknown": unknown,
        },
    )
