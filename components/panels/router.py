"""Follows the links of our own markup inside the app, copies links, and tells the browser's colour scheme.

It also marks the event in focus in lists, and tells which part of a list the reader turned to.
"""

from collections.abc import Callable

from components.panels.browser_part import browser_part

_ROUTER = browser_part("pactline_router", "router.js", "print.js", isolated=False)


def router(*, key: str, scheme: str, focus: str | None, on_part: Callable[[], None]) -> None:
    """Mount the router once per page.

    Args:
        key: Its place in the session; ``part`` there is ``{at, start}``: the time in ms, and the place of the first
            event in a list.
        scheme: The scheme that the server drew for; another one in the browser asks for a new run.
        focus: The event in focus.
        on_part: Called when the reader turned to another part of a list.
    """
    _ROUTER(
        key=key,
        data={"scheme": scheme, "focus": focus},
        on_part_change=on_part,
        on_scheme_change=lambda: None,
    )
