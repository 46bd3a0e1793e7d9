"""What is shown of how many, what is selected as removable chips, and what the link asked for in vain."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import streamlit as st

from components import markup
from components.panels.filters import facet_names
from components.panels.slides import presents
from pactline import edtf
from pactline.select import View
from pactline.selection import Ignored, Selection
from pactline.wording import text


class Chip(NamedTuple):
    """One value in force, and the selection without it."""

    label: str
    selection: Selection


def selection_bar(view: View, *, page: str, ignored: Sequence[Ignored] = ()) -> None:
    """Draw the bar; where nothing is left, say so and how to widen."""
    selection = view.selection
    with st.container(key="result-count"):
        st.html(
            markup.render(
                "selection.html",
                sentence=sentence(view),
                chips=list(chips(view)),
                cleared=selection.cleared(),
                page=page,
                presents=presents(page, view),
                ignored=ignored,
                reversed=bool(selection.first and selection.last and selection.first > selection.last),
                shown=len(view.event_rows),
                total=view.frames.index.events,
            )
        )


def sentence(view: View) -> str:
    """Return what is shown in words: "23 of 118 events, 41 of 60 claims, 9 publishers"."""
    record = view.frames
    return ", ".join(
        (
            text("count.shown", shown=len(view.event_rows), n=record.index.events),
            text("count.shown_claims", shown=len(view.claim_rows), n=record.index.claims),
            text("count.publishers", n=view.publishers),
        )
    )


def chips(view: View) -> Iterator[Chip]:
    """Yield a chip for each value of each filter in force, in the order of the URL keys."""
    selection = view.selection
    for key, values in selection.filters.to_query().items():
        for value in values:
            yield Chip(_label(view, key, value), selection.without(key, value))


def _label(view: View, key: str, value: str) -> str:
    names = view.frames.names
    if key in names:
        return names[key][value]
    if key in ("from", "to", "known"):
        return text(f"selection.{key}", day=edtf.parse(value).words)
    if key in ("status", "kind"):
        return facet_names(view.frames, key)[value]
    if key == "q":
        return text("selection.q", words=value)
    if key in ("independent", "importance"):
        return text(f"selection.{key}", n=int(value))
    return text({"dates": "selection.certain"}.get(key, f"selection.{key}"))
