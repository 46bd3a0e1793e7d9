"""How the parts of a page are drawn: by Streamlit in a reader's session, or as plain HTML of a page that is baked.

A page's script and its panels say once what stands where. In a session that goes to Streamlit; while a page is baked
(``components/shell/baked.py``) the same calls make the elements that Streamlit would make in the browser, with its own
names, so that one style sheet holds for both and nothing moves when the one takes the other's place.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, ClassVar

import streamlit as st
from markupsafe import escape

from components.parts import markup


@dataclass(slots=True)
class Leaf:
    """A page that is being baked.

    Attributes:
        parts: Its HTML so far, in order.
        tab: What the browser's tab is called; empty where the page leaves that to the menu.
    """

    parts: list[str] = field(default_factory=list)
    tab: str = ""

    @property
    def html(self) -> str:
        """All of it."""
        return "".join(self.parts)


@dataclass(frozen=True, slots=True)
class FoldValues:
    """A box that the reader opens; ``summary`` stands on it, ``expanded`` if it begins open."""

    template: ClassVar = "parts/fold.html"
    key: str
    summary: str
    expanded: bool


_BESIDE: ContextVar[Mapping[str, str]] = ContextVar("pactline_beside", default={})  # noqa: B039 - nobody changes it
_LEAF: ContextVar[Leaf | None] = ContextVar("pactline_leaf", default=None)


@contextmanager
def onto(leaf: Leaf) -> Iterator[Leaf]:
    """Draw onto a leaf for a while, and not by Streamlit."""
    token = _LEAF.set(leaf)
    try:
        yield leaf
    finally:
        _LEAF.reset(token)


def baking() -> bool:
    """Say whether a page is being baked: what only the app can do (a download, a vote) is left out."""
    return _LEAF.get() is not None


@contextmanager
def offering(files: Mapping[str, str]) -> Iterator[None]:
    """Let pages that are baked for a while link to files that lie beside them, by what each is."""
    token = _BESIDE.set(files)
    try:
        yield
    finally:
        _BESIDE.reset(token)


def file_at(name: str) -> str | None:
    """Return the address of a file that lies beside a page that is baked; ``None`` where there is none."""
    return _BESIDE.get().get(name) if baking() else None


def html(body: str) -> None:
    """Draw HTML out of our templates."""
    leaf = _LEAF.get()
    if leaf is None:
        st.html(body)
    elif body:
        leaf.parts.append(
            '<div class="stElementContainer" data-testid="stElementContainer"><div class="stHtml" data-testid="stHtml">'
            f"{body}</div></div>"
        )


@contextmanager
def box(key: str | None = None, *, horizontal: bool = False) -> Iterator[None]:
    """Draw what follows inside a box, which style sheets name by its key: ``.st-key-<key>``.

    Args:
        key: Of the box; without one it has no name.
        horizontal: Whether what is in it stands side by side.
    """
    leaf = _LEAF.get()
    if leaf is None:
        with st.container(key=key, horizontal=horizontal):
            yield
        return
    own, begun = f" st-key-{key}" if key else "", len(leaf.parts)
    leaf.parts.append(
        '<div class="stLayoutWrapper" data-testid="stLayoutWrapper">'
        f'<div class="stVerticalBlock{escape(own)}" data-testid="stVerticalBlock">'
    )
    yield
    if len(leaf.parts) == begun + 1:  # an empty box takes no room
        del leaf.parts[begun:]
    else:
        leaf.parts.append("</div></div>")


@contextmanager
def fold(summary: str, *, key: str, expanded: bool = False) -> Iterator[bool]:
    """Draw a box that the reader opens; what is in it is drawn, where that is said, and else only once it is open.

    Baked, it holds everything: no server is asked when it opens.

    Args:
        summary: What stands on it. Streamlit reads Markdown in it, so it is a sentence of the interface.
        key: Its place in the session.
        expanded: Whether it begins open.
    """
    leaf = _LEAF.get()
    if leaf is None:
        opened: Any = st.expander(summary, expanded=expanded, key=key, on_change="rerun")
        with opened:
            yield bool(opened.open)
        return
    before, after = markup.render(FoldValues(key, summary, expanded)).split("<!-- inside -->")
    leaf.parts.append(before)
    yield True
    leaf.parts.append(after)


def title(words: str) -> None:
    """Draw a page's title out of a sentence of the interface."""
    if _LEAF.get() is None:
        st.title(words, anchor=False)
    else:
        html(f"<h1>{escape(words)}</h1>")


def say(words: str) -> None:
    """Draw a sentence of the interface."""
    if _LEAF.get() is None:
        st.write(words)
    else:
        html(f"<p>{escape(words)}</p>")


def name_tab(name: str) -> None:
    """Name the browser's tab."""
    leaf = _LEAF.get()
    if leaf is None:
        st.set_page_config(page_title=name)
    else:
        leaf.tab = name
