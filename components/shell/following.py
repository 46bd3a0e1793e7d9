"""How open pages follow the record: once it has changed, the server runs the pages anew that show an older one.

Nothing is asked by a page that stands there: an idle reader costs nothing.
"""

import asyncio
import logging
from collections.abc import Callable
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Final
from weakref import WeakKeyDictionary

from components.shell import streamlit_leans

if TYPE_CHECKING:
    from streamlit.runtime.app_session import AppSession

EVERY: Final = 0.5  # s between two looks at what pages show
AT_ONCE: Final = 16  # pages that one look lets run anew: a room full of them is not to keep out who does something
_log = logging.getLogger(__name__)
_SHOWN: "WeakKeyDictionary[AppSession, int]" = WeakKeyDictionary()
_LOCK = Lock()  # pages note in their own threads


def shows(number: int | None) -> None:
    """Note what the page that is running shows; a page that runs without a session is followed by nobody.

    Args:
        number: Of the server's record; ``None`` where it shows one that its reader has brought.
    """
    session = streamlit_leans.own_session()
    if session is None:
        return
    with _LOCK:
        if number is None:
            _SHOWN.pop(session, None)
        else:
            _SHOWN[session] = number


async def follow(number: Callable[[], int | None]) -> None:
    """Let pages run anew that show another record than the server's, a few at a time, until the task is ended.

    A page that is running, or whose reader is away for a moment, is looked at again: nothing is missed.

    Args:
        number: Returns that of the server's record; ``None`` as long as none has been read.
    """
    while True:
        await asyncio.sleep(EVERY)
        try:
            for session in islice(filter(streamlit_leans.idle, _behind(number())), AT_ONCE):
                streamlit_leans.run_again(session)
        except Exception:  # noqa: BLE001 - whatever it is, open pages are to follow once it is over
            _log.exception("Open pages could not be told of another record; the next look comes.")


def _behind(now: int | None) -> "list[AppSession]":
    """Return the sessions whose page shows another record."""
    with _LOCK:
        return [session for session, shown in _SHOWN.items() if now is not None and shown != now]
