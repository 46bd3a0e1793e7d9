"""What stands around the timeline: lanes and order to choose, what the marks mean, the event in focus."""

from dataclasses import replace

import streamlit as st

from components import markup
from components.panels.card import event_card
from pactline.fields import STATUSES
from pactline.select import View
from pactline.selection import LANES
from pactline.wording import text


def lane_choice(view: View) -> None:
    """Draw the choices of lanes and order, as links to the same page, and the legend."""
    selection = view.selection
    undrawn = int((~view.events["drawable"]).sum())
    st.html(
        markup.render(
            "timeline_controls.html",
            lanes=[(lane, replace(selection, lanes=lane)) for lane in LANES],
            orders=[("old", replace(selection, newest_first=False)), ("new", replace(selection, newest_first=True))],
            selection=selection,
            statuses=[
                status for status in (*STATUSES, "none") if status in set(view.claims["status"]) or status != "none"
            ],
            undrawn=undrawn,
        )
    )


def picked_card(view: View) -> None:
    """Draw the event in focus as a short card, or say how to choose one."""
    with st.container(key="event-card"):
        if view.selection.event:
            st.html(event_card(view, view.selection.event, brief=True))
        else:
            st.html(markup.render("hint.html", words=text("timeline.pick_hint")))
