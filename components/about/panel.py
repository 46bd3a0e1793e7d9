"""The method: how to read the record, what its words mean, what it covers, under which licence."""

import streamlit as st

from components.parts import markup
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.record.vocabulary import STATUSES

_PARTS = (
    "read", "statuses", "chain", "control", "dates", "truth", "figures", "coverage", "corrections", "keys", "licence",
    "comments",
)  # fmt: skip


def about(view: View) -> None:
    """Draw the method page."""
    st.html(method(view, titled=True))


def method(view: View, *, titled: bool) -> str:
    """Return the method as HTML, with its title or under one."""
    edition = view.frames.dossier.edition
    return markup.render(
        "about/about.html",
        titled=titled,
        parts=[
            part
            for part in _PARTS
            if not (part == "coverage" and not edition.as_of) and not (part == "licence" and not edition.licence)
        ],
        statuses=STATUSES,
        edition=edition,
        as_of=day_words(edition.as_of) if edition.as_of else None,
    )
