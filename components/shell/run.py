"""What a page asks of the run that it is in: what is shown, where its lists begin, who else may reach it.

The URL is the whole state: links carry it, filters write it, Back restores it; the session holds only what has been
written and handled already. ``every_page.py`` prepares the run and draws what stands around the page.
"""

import sys
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import streamlit as st

from components.pages import FIRST, PAGES
from components.parts import draw, theme
from components.parts.portion import PART, Starts
from components.shell import reader, shown, visiting
from pactline.home import app_root
from pactline.network import Served
from pactline.query.select import View
from pactline.query.selection import Ignored
from pactline.text.direction import joined
from pactline.wording import Speech, speaking, text


@dataclass(frozen=True, slots=True)
class _Run:
    """What was prepared for the page that is running."""

    page: str
    view: View
    ignored: tuple[Ignored, ...]
    record: str


_RUN: ContextVar[_Run | None] = ContextVar("pactline_run", default=None)


@contextmanager
def of(page: str, view: View, ignored: tuple[Ignored, ...], *, record: str) -> Iterator[None]:
    """Let a page run for a while.

    Args:
        page: Its name.
        view: What is shown.
        ignored: The values of the address that this record does not have.
        record: What names the record in addresses.
    """
    token = _RUN.set(_Run(page, view, ignored, record))
    try:
        yield
    finally:
        _RUN.reset(token)


def view() -> View:
    """Return what the reader asked for and what is left. The first statement of every page.

    A page that runs without ``app.py`` (Streamlit's own discovery of ``pages/`` on a fresh server, or a
    test's ``switch_page``) is started again through it.
    """
    prepared = _RUN.get()
    if prepared is None:
        own = pages()
        st.navigation(list(own.values()), position="hidden")
        st.switch_page(own[_name_of(sys._getframe(1).f_code.co_filename)], query_params=reader.query())  # noqa: SLF001
    assert prepared is not None  # noqa: S101 - switch_page does not return
    return prepared.view


def ignored() -> tuple[Ignored, ...]:
    """Return the values of the URL that this record does not have."""
    prepared = _RUN.get()
    return prepared.ignored if prepared else ()


def record_name() -> str:
    """Return what names the shown record in addresses that no run answers: its files, its cards."""
    prepared = _RUN.get()
    return prepared.record if prepared else ""


def page() -> str:
    """Return the name of the page that is running."""
    prepared = _RUN.get()
    return prepared.page if prepared else FIRST


def look() -> theme.Look:
    """Return the colours of the theme that the reader sees."""
    held = shown.held()
    return theme.look(reader.theme(), held.record.dossier.edition.accent if held.record else None)


def session_values(name: str) -> dict[str, Any]:
    """Return what this reader's session holds under a name, to be changed in place; it ends with the session."""
    content: dict[str, Any] = reader.state().setdefault(f"held-{name}", {})
    return content


def beside() -> Path | None:
    """Return where the shown record lies, for what lies beside it; ``None`` of one that a reader has brought."""
    return None if visiting.own() else shown.record_path()


def served() -> Served | None:
    """Return where this app is served, for whoever wants to embed or cite it; ``None`` inside a frame.

    Nor has a record that a reader has brought any address that leads to it.
    """
    own, prepared = reader.address(), _RUN.get()
    if reader.framed() or not own or prepared is None or visiting.own():
        return None
    room = shown.room(prepared.page)
    return Served(room or shown.base(own, prepared.page), reachable=room is not None)


def list_start(part: int) -> int:
    """Return the place of the first event to show in the page's list, which shows ``part`` events at a time.

    That is where the reader turned to, until something else is asked; an event that comes into focus brings
    the part that holds it.
    """
    now = view()
    asked, focus = (page(), now.shown.selection), now.selection.event
    kept = reader.state().get("_list")
    place = now.place_of(focus) if focus else None
    start, before = (kept[1], kept[2]) if kept and kept[0] == asked else (0, None)
    if place is not None and focus != before and not start <= place < start + part:
        start = place // part * part
    reader.state()["_list"] = asked, start, focus
    return int(start)


def card_starts() -> Starts:
    """Return where the parts begin of the long lists of the event in focus: where the reader turned to.

    A claim that a link leads to brings the part that holds it.
    """
    now = view()
    asked = page(), now.selection
    kept = reader.state().get("_parts")
    starts: Starts = kept[1] if kept and kept[0] == asked else Starts()
    sought = reader.state().pop("_sought", None)
    place = now.place_of_claim(now.selection.event, sought) if sought and now.selection.event else None
    if place is not None:
        starts = starts._replace(claims=place // PART * PART)
    reader.state()["_parts"] = asked, starts
    return starts


def rows_start() -> int:
    """Return the place of the first row to show of the page's table: where the reader turned to."""
    now = view()
    asked = page(), now.shown.selection, now.selection.table, now.selection.by
    kept = reader.state().get("_list")
    start = kept[1] if kept and kept[0] == asked else 0
    reader.state()["_list"] = asked, start, None
    return int(start)


def opened(places: Collection[str]) -> frozenset[str]:
    """Return those places of the page that the reader has opened since it came, be they closed again or not.

    Each is a box of ``draw.fold`` under the key ``open-<place>``, whose state in the session ends with the page.
    """
    asked = reader.state().pop("_opened", None)
    if asked in places:
        reader.state()[f"open-{asked}"] = True
    return frozenset(place for place in places if f"open-{place}" in reader.state())


def name_tab(title: str) -> None:
    """Name the browser's tab after what the page shows."""
    draw.name_tab(joined((title, text("site.name")), " · "))


def pages() -> dict[str, Any]:
    """Return Streamlit's pages for this run, which notes in them which one may be drawn."""
    return {name: _copied(page) for name, page in _all_pages(speaking()).items()}


def _copied(page: Any) -> Any:
    """Return a page of its own with the same in it: ``copy.copy`` takes five times as long, and a run has two dozen."""
    own = object.__new__(type(page))
    vars(own).update(vars(page))
    return own


@lru_cache(maxsize=4)
def _all_pages(_: Speech) -> dict[str, Any]:
    """Return the pages as they are called in what is spoken."""
    return {
        name: st.Page(
            app_root() / "pages" / f"{name}.py",
            title=f"{text(f'nav.{name}')} · {text('site.name')}" if name != FIRST else text("site.name"),
            url_path="" if name == FIRST else name,
            default=name == FIRST,
        )
        for name in PAGES
    }


def _name_of(file: str) -> str:
    name = Path(file).stem
    return name if name in PAGES else FIRST
