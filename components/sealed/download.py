"""The button that makes the sealed edition of what is shown, when a reader asks for it."""

from functools import partial

import streamlit as st

from components import markup
from pactline.select import View
from pactline.wording import text


def sealed_download(view: View) -> None:
    """Draw the button and what the file is for; the file is made when the button is pressed, and once for all."""
    edition = view.frames.dossier.edition.version
    narrowed = bool(view.selection.filters.to_query())
    with st.container(key="sealed"):
        st.html(markup.render("sealed_offer.html"))
        st.download_button(
            text("sealed.button_selection" if narrowed else "sealed.button"),
            partial(_made, view),
            file_name=f"pactline-{edition}.html" if edition else "pactline.html",
            mime="text/html",
            on_click="ignore",
            disabled=not len(view.event_rows),
            key="sealed-edition",
        )


def _made(view: View) -> bytes:
    # What cuts fonts takes half a second to import, which nobody should wait for who only reads the page.
    from components.sealed.build import sealed  # noqa: PLC0415

    return sealed(view).encode()
