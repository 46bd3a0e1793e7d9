"""The record that this session has brought, if it has: shown in the place of the server's, and told on every page."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import streamlit as st

from components.parts import draw, markup
from components.shell import own_records, reader
from components.shell.masthead import day
from components.shell.own_records import FullError, OwnRecord
from pactline.query.selection import Selection
from pactline.record.model import Edition
from pactline.wording import text

if TYPE_CHECKING:
    from pactline.brought.reading import Brought

OWN = "own"  # the page where it is brought, mended and taken away
_HELD = "_own"  # in the session
_OF_ONE_RECORD = ("_list", "_parts", "_asked", "_sought")  # what a session remembers of the record that it shows


@dataclass(frozen=True, slots=True)
class StripValues:
    """What stands on every page while a record of the reader's own is shown: its name, and the edition it hides."""

    template: ClassVar = "shell/own_strip.html"
    name: str
    selection: Selection
    version: str | None
    as_of: str | None


def own() -> OwnRecord | None:
    """Return the record that this session has brought; a request without a session has none."""
    found = reader.state().get(_HELD)
    return found if isinstance(found, OwnRecord) else None


def begin(brought: "Brought") -> bool:
    """Show a reader's record, which has no errors, in this session alone; false where there is no room for it."""
    try:
        found = own_records.opened(brought.name, brought.texts, instead_of=own())
    except FullError:
        return False
    reader.state()[_HELD] = found
    _forget_others()
    return True


def end() -> None:
    """Let go of it, and of what was brought: the server's record is shown again."""
    reader.state().pop(_HELD, None)
    reader.state().pop(f"held-{OWN}", None)
    _forget_others()


def _forget_others() -> None:
    """Forget what asks for the other record: keys of the address, places in its lists, votes on its sources."""
    reader.clear()
    state = reader.state()
    for key in [str(key) for key in state]:
        if key in _OF_ONE_RECORD or (key.startswith("held-") and key != f"held-{OWN}"):
            del state[key]


def told(error: Exception) -> str:
    """Return what the log says of a fault: its kind and where in our code, and nothing of what stands in a record."""
    places = traceback.extract_tb(error.__traceback__)
    return " < ".join([type(error).__name__, *(f"{Path(one.filename).name}:{one.lineno}" for one in places[-6:][::-1])])


def strip(shown: OwnRecord, home: Edition | None) -> None:
    """Draw what says that this is the reader's own record, and the way back.

    Args:
        shown: The record.
        home: The server's edition, if it has a record.
    """
    as_of = day(home.as_of) if home else None
    with draw.box("own-strip", horizontal=True):
        draw.html(markup.render(StripValues(shown.name, Selection(), home.version if home else None, as_of)))
        st.button(text("own.back"), key="own-end", on_click=end, type="tertiary")
