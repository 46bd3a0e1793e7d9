"""Follows the links of our own markup inside the app, copies links, and tells the browser's colour scheme."""

from collections.abc import Callable
from pathlib import Path

import streamlit as st

_ROUTER = st.components.v2.component(
    "pactline_router", js=(Path(__file__).parent / "router.js").read_text(encoding="utf-8"), isolate_styles=False
)


def router(*, key: str, scheme: str, on_go: Callable[[], None]) -> None:
    """Mount the router once per page.

    Args:
        key: Its place in the session; ``go`` there is ``{at, page, query}``: the time in ms, a page's name,
            and the URL keys, each a list.
        scheme: The scheme that the server drew for; another one in the browser asks for a new run.
        on_go: Called when a link was followed.
    """
    _ROUTER(key=key, data={"scheme": scheme}, on_go_change=on_go, on_scheme_change=lambda: None)
