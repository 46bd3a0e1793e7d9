"""A page about one event: the card, the evidence matrix, and the ways to the events before and after."""

from dataclasses import dataclass
from typing import ClassVar

import streamlit as st

from components.event.evidence_matrix import evidence_matrix
from components.parts import markup
from components.parts.card import event_card, neighbours
from components.parts.card_values import EventLink
from components.parts.portion import Starts
from pactline.query.select import View


@dataclass(frozen=True, slots=True)
class NeighbourValues:
    """The events before and after one, where there are such."""

    template: ClassVar = "event/neighbours.html"
    before: EventLink | None
    after: EventLink | None


def event_page(view: View, starts: Starts) -> str:
    """Draw the event in focus and return its title.

    Args:
        view: Its selection names the event.
        starts: Where the parts of long lists begin that are shown.

    Raises:
        ValueError: No event is in focus.
    """
    event = view.selection.event
    if event is None:
        msg = "no event is in focus"
        raise ValueError(msg)
    with st.container(key="event-card"):
        glance = evidence_matrix(view, event, start=starts.claims)
        st.html(event_card(view, event, level=1, evidence_at_a_glance=glance, starts=starts))
        st.html(markup.render(NeighbourValues(*neighbours(view, event))))
    events = view.frames.events
    return str(events.loc[events["event_id"] == event, "title"].iloc[0])
