"""The ledger of editions, the record beside an earlier one, and how to report a mistake."""

from dataclasses import replace
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any

import streamlit as st

from components.parts import markup
from components.parts.rows import day_words
from pactline.files.editions import earlier
from pactline.query.select import View
from pactline.readings.editions import Comparison, compared, kept
from pactline.record import edtf
from pactline.record.model import Change
from pactline.tables.frames import Frames


def changes(view: View) -> None:
    """Draw the changes, newest first, under their edition and day."""
    st.html(markup.render("changes/changes.html", editions=editions(view), selection=view.selection))


def comparison(view: View, record: Path) -> None:
    """Draw what the shown record has otherwise than the edition before it, if one lies beside it.

    Args:
        view: What is shown; the whole record is compared, whatever the filters are.
        record: Where it lies.
    """
    st.html(
        markup.render(
            "changes/compared.html",
            found=_compared(view.frames, record),
            to=lambda event: replace(view.selection, event=event),
            day_words=day_words,
            date_words=_date_words,
            selection=view.selection,
        )
    )


def _date_words(written: str) -> str:
    """Return a date of an earlier edition in words; what is no date as it was written."""
    try:
        return edtf.parse(written).words
    except edtf.DateError:
        return written


@lru_cache(maxsize=4)
def _compared(frames: Frames, record: Path) -> Comparison | None:
    version = frames.dossier.edition.version
    before = earlier(record, version)
    return compared(before, kept(frames.dossier, version or "")) if before else None


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
