"""What is shown of how many, what is selected as removable chips, and what the link asked for in vain."""

from collections.abc import Sequence

import streamlit as st

from components.pages import presents
from components.parts import markup
from components.parts.chips import chips, sentence
from pactline.query.select import View
from pactline.query.selection import Ignored


def selection_bar(view: View, *, page: str, ignored: Sequence[Ignored] = ()) -> None:
    """Draw the bar; where nothing is left, say so and how to widen."""
    selection = view.selection
    with st.container(key="result-count"):
        st.html(
            markup.render(
                "shell/selection.html",
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
