"""The button that makes the sealed edition of what is shown, when a reader asks for it."""

import re
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

import streamlit as st

from components.parts import draw, markup
from components.parts.portion import MOST_SEALED
from pactline.query.select import View
from pactline.record.own_words import speech_here
from pactline.wording import spoken, text


@dataclass(frozen=True, slots=True)
class OfferValues:
    """What the file is for, and its address where it lies beside the page."""

    template: ClassVar = "sealed/offer.html"
    address: str | None


def sealed_download(view: View) -> None:
    """Draw the button and what the file is for; the file is made when the button is pressed, and once for all."""
    narrowed = bool(view.selection.filters.to_query())
    with draw.box("sealed"):
        draw.html(markup.render(OfferValues(draw.file_at("sealed"))))
        if draw.baking():
            return
        st.download_button(
            text("sealed.button_selection" if narrowed else "sealed.button"),
            partial(_made, view),
            file_name=file_name(view.frames.dossier.edition.version),
            mime="text/html",
            on_click="ignore",
            disabled=not 0 < len(view.event_rows) <= MOST_SEALED,
            help=text("sealed.at_most", n=MOST_SEALED),
            key="sealed-edition",
        )


def file_name(version: str | None) -> str:
    """Return what the file is called: of a version, which is any text, what may stand in a name anywhere."""
    plain = re.sub(r"[^A-Za-z0-9.]+|\.{2,}", "-", version or "").strip("-.")[:40]
    return f"pactline-{plain}.html" if plain else "pactline.html"


def _made(view: View) -> bytes:
    # What cuts fonts takes half a second to import, which nobody should wait for who only reads the page.
    from components.sealed.build import sealed  # noqa: PLC0415

    with spoken(speech_here(view.frames.dossier.edition)):
        return sealed(view).encode()
