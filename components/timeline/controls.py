"""What stands around the timeline: stretches of time and lanes to choose, the event in focus."""

from dataclasses import dataclass, replace
from typing import ClassVar

import streamlit as st

from components.parts import markup
from components.parts.card import short_card
from components.timeline import chart
from pactline.query.select import View
from pactline.query.selection import LANES, Selection
from pactline.record.model import Preset
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class ControlValues:
    """What can be chosen of the timeline.

    Attributes:
        lanes: Each kind of lanes with the selection that has it.
        presets: Stretches of time: name, selection, whether it is the present one.
        undrawn: Shown events that have no place on the axis.
    """

    template: ClassVar = "timeline/controls.html"
    lanes: list[tuple[str, Selection]]
    presets: list[tuple[str, Selection, bool]]
    selection: Selection
    undrawn: int


@dataclass(frozen=True, slots=True)
class HintValues:
    """A hint in words."""

    template: ClassVar = "parts/hint.html"
    words: str


def lane_choice(view: View) -> None:
    """Draw the choices of time and lanes, as links to the same page."""
    selection = view.selection
    st.html(
        markup.render(
            ControlValues(
                lanes=[(lane, replace(selection, lanes=lane)) for lane in LANES],
                presets=_presets(view),
                selection=selection,
                undrawn=chart.undrawn(view),
            )
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
            st.html(short_card(view, view.selection.event))
        else:
            st.html(markup.render(HintValues(text("timeline.pick_hint"))))
