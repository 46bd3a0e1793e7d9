"""What the named bands of the timeline stand for, and who speaks of them so."""

from typing import Any

import streamlit as st

from components.parts import markup
from components.parts.card import citation_rows
from pactline.query.select import View
from pactline.record.model import Era
from pactline.wording import text


def eras(view: View) -> None:
    """Draw the record's eras with their notes and sources; nothing for a record without any.

    Closed at first: what few open is sent only to those.
    """
    begun = _begun(view)
    if not begun:
        return
    box = st.expander(text("eras.title", n=len(begun)), key="eras", on_change="rerun")
    if box.open:
        with box:
            st.html(markup.render("timeline/eras.html", eras=era_values(view), selection=view.selection))


def _begun(view: View) -> list[Era]:
    """Return the eras that had begun on the day of ``known``."""
    known = view.selection.known
    return [
        era for era in view.frames.dossier.eras if known is None or era.date.open_start or era.date.earliest <= known
    ]


def era_values(view: View) -> list[dict[str, Any]]:
    """Return the eras that had begun on the day of ``known``: ``name``, ``words`` (its dates), ``note``, ``citations``.

    A note is left out as known on a day: it is written with what is known today.
    """
    record = view.frames
    evidence = record.evidence
    cited: dict[str, list[dict[str, Any]]] = {}
    for citation in citation_rows(record, evidence[evidence["owner"].str.startswith("eras/")]):
        cited.setdefault(citation["owner"], []).append(citation)
    return [
        {
            "name": era.name,
            "words": era.date.words,
            "note": None if view.selection.known else era.note,
            "citations": cited.get(f"eras/{era.id}", []),
        }
        for era in _begun(view)
    ]
