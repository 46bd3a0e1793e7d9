"""The ledger of editions, and how to report a mistake."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from components.parts import markup
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.record.model import Change


def changes(view: View) -> None:
    """Draw the changes, newest first, under their edition and day."""
    st.html(markup.render("changes/changes.html", editions=editions(view), selection=view.selection))


def editions(view: View) -> list[dict[str, Any]]:
    """Return the editions, newest first: ``version``, ``day`` in words, ``changes``.

    A change has ``kind``, ``text`` and ``events``: the events of the record that it touches.
    """
    found = []
    for (day, version), group in groupby(view.frames.dossier.changes, key=lambda change: (change.date, change.edition)):
        entries = [{"kind": change.kind, "text": change.text, "events": _events(view, change)} for change in group]
        found.append({"version": version, "day": day_words(day), "changes": entries})
    return found


def _events(view: View, change: Change) -> list[dict[str, Any]]:
    """Return the events that a change names, itself or by a claim or reaction of theirs."""
    record = view.frames
    titles = dict(zip(record.events["event_id"], record.events["title"], strict=True))
    owners = dict(zip(record.claims["claim_id"], record.claims["event_id"], strict=True))
    owners |= dict(zip(record.reactions["reaction_id"], record.reactions["event_id"], strict=True))
    ids = dict.fromkeys(owners.get(one, one) for one in change.ids)
    return [
        {"title": titles[event], "selection": replace(view.selection, event=event)} for event in ids if event in titles
    ]
