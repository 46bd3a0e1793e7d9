"""Follows the links of our own markup inside the app, copies links, and tells the browser's colour scheme.

It asks for the style sheet and sees that it comes. It also marks the event in focus in lists, and tells which part of
a list the reader turned to.
"""

from collections.abc import Callable

from components.parts.browser_part import browser_part
from components.shell import style_sheet

_ROUTER = browser_part("router", isolated=False, before=style_sheet.ask())


def router(
    *,
    key: str,
    scheme: str,
    focus: str | None,
    dressed: bool,
    handled: float,
    on_part: Callable[[], None],
    on_bare: Callable[[], None],
) -> None:
    """Mount the router once per page.

    Args:
        key: Its place in the session; ``part`` there is ``{at, start}``: the act's number, and the place of the
            first event in a list.
        scheme: The scheme that the server drew for; another one in the browser asks for a new run.
        focus: The event in focus.
        dressed: Whether the page itself holds the whole style sheet.
        handled: Number of the reader's last act that was taken; the next ones are counted from there on.
        on_part: Called when the reader turned to another part of a list.
        on_bare: Called when the browser could not get the style sheet.
    """
    _ROUTER(
        key=key,
        data={"scheme": scheme, "focus": focus, "dressed": dressed, "handled": handled},
        on_part_change=on_part,
        on_bare_change=on_bare,
        on_scheme_change=lambda: None,
    )
