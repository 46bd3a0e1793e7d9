"""Who sides with whom at one event: stakeholders by stance, from endorsing to condemning."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

import pandas as pd
from markupsafe import Markup, escape

from components.parts.card_values import EventLink
from components.parts.isolation import in_text
from components.parts.rows import day_words
from components.parts.word_boxes import WordBoxes
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said
from pactline.record.vocabulary import STANCES


@dataclass(frozen=True, slots=True)
class Standing:
    """One that stands on a side: its name, the box with its words, and for one that took several sides since when."""

    name: str
    box: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Side:
    """Who took a stance, denied or kept silent (``mark``); may be nobody. ``names``: they as HTML."""

    mark: str
    who: list[Standing]
    names: Markup


@dataclass(frozen=True, slots=True)
class Sides:
    """Who stands where at an event.

    Attributes:
        scale: A side for each stance in order.
        off: Denials, words without a stance and silences; those only that there are.
    """

    scale: list[Side]
    off: list[Side]


@dataclass(frozen=True, slots=True)
class SidesValues:
    """The sides at an event, and the events to choose from."""

    template: ClassVar = "parts/sides.html"
    event: EventLink
    sides: Sides
    choices: list[EventLink]


def focus(view: View, drawn: pd.DataFrame) -> str:
    """Return the event whose sides are shown.

    That is the one in focus if anybody reacted to it, else the edition's lead, else the one that drew most.

    Args:
        view: What is shown.
        drawn: The events that drew reactions, as ``pactline.readings.stakeholders.crowd`` returns them; not empty.
    """
    known = set(drawn["event_id"])
    for wish in (view.selection.event, view.frames.dossier.edition.lead):
        if wish in known:
            return str(wish)
    return str(drawn["event_id"].iloc[0])


def sides_at(view: View, at_event: Mapping[str, Sequence[Said]], event_id: str, words: WordBoxes) -> Sides:
    """Return who stands where at an event.

    Args:
        view: What is shown.
        at_event: The reactions to the event, by stakeholder.
        event_id: The event.
        words: Numbers the boxes that the names open.
    """
    found = stakeholders.sides(at_event)
    names = view.frames.names["actor"]
    stands = Counter(actor for who in found.values() for actor, _ in who)

    def side(mark: str) -> Side:
        who = [
            Standing(names[actor], words.box(actor, event_id), day_words(day) if day and stands[actor] > 1 else None)
            for actor, day in found.get(mark, [])
        ]
        return Side(mark, who, Markup(f'<ul class="who">{"".join(map(_named, who))}</ul>'))  # noqa: S704 - see ``_named``

    return Sides(
        scale=[side(mark) for mark in STANCES],
        off=[side(mark) for mark in stakeholders.MARKS if mark not in STANCES and mark in found],
    )


def _named(one: Standing) -> str:
    """Return a name as HTML: here and not in a template, since a page has hundreds of them."""
    day = f' <span class="tz">{escape(one.day)}</span>' if one.day else ""
    button = f'<button type="button" class="words-of" popovertarget="{one.box}">'
    return f"<li>{button}{escape(in_text(one.name))}{day}</button></li>"
