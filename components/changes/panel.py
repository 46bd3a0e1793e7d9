"""The ledger of editions, and how to report a mistake."""

from dataclasses import dataclass, replace
from itertools import groupby
from typing import ClassVar

import streamlit as st

from components.parts import markup
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.model import Change


@dataclass(frozen=True, slots=True)
class Touched:
    """An event of the record that a change touches."""

    title: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Told:
    """A change, and the events that it names, itself or by a claim or reaction of theirs."""

    kind: str
    text: str
    events: list[Touched]


@dataclass(frozen=True, slots=True)
class EditionChanges:
    """The changes of an edition, and its day in words."""

    version: str
    day: str
    changes: list[Told]


@dataclass(frozen=True, slots=True)
class ChangesValues:
    """The editions, newest first."""

    template: ClassVar = "changes/changes.html"
    editions: list[EditionChanges]


def changes(view: View) -> None:
    """Draw the changes, newest first, under their edition and day."""
    st.html(markup.render(ChangesValues(editions(view))))


def editions(view: View) -> list[EditionChanges]:
    """Return the editions, newest first."""
    found = []
    for (day, version), group in groupby(view.frames.dossier.changes, key=lambda change: (change.date, change.edition)):
        entries = [Told(change.kind, change.text, _events(view, change)) for change in group]
        found.append(EditionChanges(version, day_words(day), entries))
    return found


def _events(view: View, change: Change) -> list[Touched]:
    record = view.frames
    titles = dict(zip(record.events["event_id"], record.events["title"], strict=True))
    owners = dict(zip(record.claims["claim_id"], record.claims["event_id"], strict=True))
    owners |= dict(zip(record.reactions["reaction_id"], record.reactions["event_id"], strict=True))
    ids = dict.fromkeys(owners.get(one, one) for one in change.ids)
    return [Touched(titles[event], replace(view.selection, event=event)) for event in ids if event in titles]
