"""Who asks for a page: a reader's session with its address, or a request that no session stands behind.

A page that is baked (``baked.py``) is made for whoever asks for its address; it knows no more of a reader than that.
"""

from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Literal, cast

import streamlit as st

from components.shell.door import LONGEST_QUERY


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for without a session.

    Attributes:
        query: Of the address: the values of each key.
        framed: Whether the page will stand in a frame of another page.
        state: Stands for the session's, and ends with the request.
    """

    query: Mapping[str, list[str]]
    framed: bool = False
    state: dict[str, Any] = field(default_factory=dict)


_REQUEST: ContextVar[Request | None] = ContextVar("pactline_request", default=None)


@contextmanager
def asking(request: Request) -> Iterator[None]:
    """Answer a request for a while, and no session."""
    token = _REQUEST.set(request)
    try:
        yield
    finally:
        _REQUEST.reset(token)


def state() -> MutableMapping[str, Any]:
    """Return what is remembered of the reader."""
    request = _REQUEST.get()
    return request.state if request else cast("MutableMapping[str, Any]", st.session_state)


def query() -> dict[str, list[str]]:
    """Return the address's keys with their values; nothing of a query that is too long."""
    request = _REQUEST.get()
    asked = dict(request.query) if request else {key: st.query_params.get_all(key) for key in st.query_params}
    return asked if sum(len(value) for values in asked.values() for value in values) <= LONGEST_QUERY else {}


def write(query: Mapping[str, list[str]]) -> None:
    """Write the keys of a query into the address of this session, in the place of those that it has."""
    st.query_params.from_dict(query)


def clear() -> None:
    """Leave nothing in the address of this session."""
    st.query_params.clear()


def framed() -> bool:
    """Say whether the page stands in a frame of another page (``embed=true``): then it shows the view alone."""
    request = _REQUEST.get()
    return request.framed if request else bool(st.context.is_embedded)


def theme() -> Literal["light", "dark"] | None:
    """Return the theme that the reader sees, as far as it is known."""
    return None if _REQUEST.get() else st.context.theme.type


def address() -> str | None:
    """Return the whole address of the page in the reader's browser; ``None`` where no session has told it."""
    return None if _REQUEST.get() else st.context.url
