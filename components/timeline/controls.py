"""What stands around the timeline: stretches of time and lanes to choose, the event in focus."""

from dataclasses import replace

import streamlit as st

from components.parts import markup
from components.parts.card import event_card
from components.timeline import chart
from pactline.query.select import View
from pactline.query.selection import LANES, Selection
from pactline.record.model import Preset
from pactline.wording import text


def lane_choice(view: View) -> None:
    """Draw the choices of time and lanes, as links to the same page."""
    selection = view.selection
    st.html(
        markup.render(
            "timeline/controls.html",
            lanes=[(lane, replace(selection, lanes=lane)) for lane in LANES],
            presets=_presets(view),
            selection=selection,
            undrawn=chart.undrawn(view),
        )
    )


def _presets(view: View) -> list[tuple[str, Selection, bool]]:
    """Return the stretches of time to go to: name, selection, whether it is the present one."""
    selection = view.selection
    whole = Preset.model_construct(name=text("timeline.whole"), first=None, last=None)
    return [
        (
            stretch.name,
            replace(selection, first=stretch.first, last=stretch.last),
            (stretch.first, stretch.last) == (selection.first, selection.last),
        )
        for stretch in (whole, *view.frames.dossier.edition.presets)
    ]


def picked_card(view: View) -> None:
    """Draw the event in focus as a short card, or say how to choose one."""
    with st.container(key="event-card"):
        if view.selection.event:
            st.html(event_card(view, view.selection.event, brief=True))
        else:
            st.html(markup.render("parts/hint.html", words=text("timeline.pick_hint")))
