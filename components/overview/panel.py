"""One screen: what it is about and when, how much is recorded and disputed, who reacted how."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

import streamlit as st

from components.parts import markup
from components.parts.card import card
from components.parts.card_values import Card, Claim
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.stakeholders import Stances, stances_at
from pactline.tables.disputed import DISPUTED
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class Number:
    """A number of the overview; its rows are on a page with a selection, or on none (``page``)."""

    n: int
    label: str
    page: str | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class OverviewValues:
    """The event that the overview opens with, if there is one, who took which stance on it, and the numbers."""

    template: ClassVar = "overview/overview.html"
    lead: Card | None
    stances: list[Stances]
    counts: list[Number]
    selection: Selection
    selection_for: Callable[[str], Selection]


@dataclass(frozen=True, slots=True)
class HeadlineValues:
    """What the record is about."""

    template: ClassVar = "overview/headline.html"
    title: str


@dataclass(frozen=True, slots=True)
class GlanceValues:
    """The heading of the compact timeline."""

    template: ClassVar = "overview/glance.html"
    selection: Selection


@dataclass(frozen=True, slots=True)
class OverviewSlideValues:
    """The first claims of that event, and the record in numbers, on the stage."""

    template: ClassVar = "overview/slide.html"
    claims: list[Claim]
    counts: list[Number]


def overview(view: View) -> None:
    """Draw the overview of what is shown."""
    lead = lead_event(view)
    st.html(
        markup.render(
            OverviewValues(
                lead=card(view, lead, brief=True) if lead else None,
                stances=stances_at(view, lead) if lead else [],
                counts=counts(view),
                selection=view.selection,
                selection_for=lambda event: replace(view.selection, event=event),
            )
        )
    )


def headline(view: View) -> None:
    """Draw what the record is about: a stranger's text, and so no Markdown."""
    with st.container(key="overview-title"):
        title = view.frames.dossier.edition.title or text("overview.lead")
        st.html(markup.render(HeadlineValues(title)))


def glance(view: View) -> None:
    """Draw the heading of the compact timeline, with the way to the large one."""
    st.html(markup.render(GlanceValues(view.selection)))


def lead_event(view: View) -> str | None:
    """Return the event that the overview opens with.

    That is the edition's ``lead`` if it is shown, else the last of the most important shown ones.
    """
    if not len(view.event_rows):
        return None
    record, lead = view.frames, view.frames.dossier.edition.lead
    if lead is not None and lead in record.values("event") and view.shows(record.row_of(lead)):
        return lead
    importance = record.numbers("events", "importance")[view.event_rows]
    top = view.event_rows[importance == importance.max()]
    return str(record.cell("events", "event_id", top[-1]))


def counts(view: View) -> list[Number]:
    """Return the numbers of the overview, each with the page and selection that show their rows.

    Independent sources are the distinct originators over the supporting citations of the shown claims.
    """
    # With other statuses chosen beside it the link would show more than this counts.
    page = "disagreement" if view.selection.statuses in ((), (DISPUTED,)) else None
    disputed = int(view.frames.numbers("claims", "disputed")[view.claim_rows].sum())
    return [
        Number(len(view.event_rows), text("overview.events"), "timeline", view.selection),
        Number(len(view.claim_rows), text("overview.claims"), "data", replace(view.selection, table="claims")),
        Number(view.voices, text("overview.independent"), "sources", view.selection),
        Number(
            disputed,
            text("overview.disputed"),
            page,
            replace(view.selection, statuses=(DISPUTED,)),
        ),
    ]
