"""One screen: what it is about and when, how much is recorded and disputed, who reacted how."""

from dataclasses import replace
from typing import Any

import numpy as np
import streamlit as st

from components.parts import markup
from components.parts.card import card
from pactline.query.select import View
from pactline.readings.stakeholders import stances_at
from pactline.tables.disputed import DISPUTED
from pactline.wording import text


def overview(view: View) -> None:
    """Draw the overview of what is shown."""
    lead = lead_event(view)
    st.html(
        markup.render(
            "overview/overview.html",
            edition=view.frames.dossier.edition,
            lead=card(view, lead, brief=True) if lead else None,
            stances=stances_at(view, lead) if lead else [],
            counts=counts(view),
            selection=view.selection,
            selection_for=lambda event: replace(view.selection, event=event),
        )
    )


def headline(view: View) -> None:
    """Draw what the record is about: a stranger's text, and so no Markdown."""
    with st.container(key="overview-title"):
        title = view.frames.dossier.edition.title or text("overview.lead")
        st.html(markup.render("overview/headline.html", title=title))


def glance(view: View) -> None:
    """Draw the heading of the compact timeline, with the way to the large one."""
    st.html(markup.render("overview/glance.html", selection=view.selection))


def lead_event(view: View) -> str | None:
    """Return the event that the overview opens with.

    That is the edition's ``lead`` if it is shown, else the last of the most important shown ones.
    """
    if not len(view.event_rows):
        return None
    record, lead = view.frames, view.frames.dossier.edition.lead
    if lead is not None and lead in record.values("event") and view.shows(record.row_of(lead)):
        return lead
    importance = record.index.importance[view.event_rows]
    top = view.event_rows[importance == importance.max()]
    return str(record.stored.column("events", "event_id").iloc[top[-1]])


def counts(view: View) -> list[dict[str, Any]]:
    """Return the numbers of the overview, each with the page and selection that show their rows.

    Independent sources are the distinct originators over the supporting citations of the shown claims.
    """
    return [
        {"n": len(view.event_rows), "label": text("overview.events"), "page": "timeline", "selection": view.selection},
        {
            "n": len(view.claim_rows),
            "label": text("overview.claims"),
            "page": "data",
            "selection": replace(view.selection, table="claims"),
        },
        {"n": voices(view), "label": text("overview.independent"), "page": "sources", "selection": view.selection},
        {
            "n": int(view.frames.index.disputed[view.claim_rows].sum()),
            "label": text("overview.disputed"),
            # With other statuses chosen beside it the link would show more than this counts.
            "page": "data" if view.selection.statuses in ((), (DISPUTED,)) else None,
            "selection": replace(view.selection, statuses=(DISPUTED,), table="claims"),
        },
    ]


def voices(view: View) -> int:
    """Count the distinct originators that independently support the shown claims."""
    index = view.frames.index
    shown = np.zeros(index.claims, dtype=bool)
    shown[view.claim_rows] = True
    return int(np.count_nonzero(index.voices.present(shown)))
