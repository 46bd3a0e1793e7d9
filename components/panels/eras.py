"""What the named bands of the timeline stand for, and who speaks of them so."""

from typing import Any

import streamlit as st

from components import markup
from components.panels.card import citation_rows
from pactline.select import View


def eras(view: View) -> None:
    """Draw the record's eras with their notes and sources, closed at first; nothing for a record without any."""
    told = era_values(view)
    if told:
        st.html(markup.render("eras.html", eras=told, selection=view.selection))


def era_values(view: View) -> list[dict[str, Any]]:
    """Return the eras that had begun on the day of ``known``: ``name``, ``words`` (its dates), ``note``, ``citations``.

    A note is left out as known on a day: it is written with what is known today.
    """
    record, known = view.frames, view.selection.known
    evidence = record.evidence
    cited: dict[str, list[dict[str, Any]]] = {}
    for citation in citation_rows(record, evidence[evidence["owner"].str.startswith("eras/")]):
        cited.setdefault(citation["owner"], []).append(citation)
    return [
        {
            "name": era.name,
            "words": era.date.words,
            "note": None if known else era.note,
            "citations": cited.get(f"eras/{era.id}", []),
        }
        for era in record.dossier.eras
        if known is None or era.date.open_start or era.date.earliest <= known
    ]
