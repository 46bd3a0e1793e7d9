"""What slides of several pages show of an event: its day and title, and the claims that a step is about."""

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import ClassVar

import numpy as np

from components.parts import markup
from components.parts.card import card
from components.parts.card_values import Claim
from components.parts.slide import SlideRequest
from pactline.query.select import View
from pactline.readings.story_claims import shown_claims
from pactline.tables.index import day_number
from pactline.text.direction import joined


@dataclass(frozen=True, slots=True)
class Heading:
    """An event's day and title in words."""

    day: str
    title: str


@dataclass(frozen=True, slots=True)
class StageClaim:
    """A claim as a card has it; one of another event than the slide's own stands under its heading (``elsewhere``)."""

    claim: Claim
    elsewhere: Heading | None


@dataclass(frozen=True, slots=True)
class ClaimsOfEventValues:
    """An event's claims, or those of several; ``event`` may be empty; ``parts`` as of ``Asked.show``."""

    template: ClassVar = "stage/event.html"
    claims: list[StageClaim]
    event: str
    parts: tuple[str, ...]


def claims_html(asked: SlideRequest, event: str | None, words: str = "") -> str:
    """Return the claims that a step shows; ``words`` name the event where no title does."""
    return markup.render(ClaimsOfEventValues(claims_of(asked, event), words, asked.show))


def claims_of(asked: SlideRequest, event: str | None) -> list[StageClaim]:
    """Return the claims that a step shows, as a card has them; those of other events than its own with their day.

    A claim that was known on the view's day stands without its event where that had not begun: its title would tell
    what nobody knew.
    """
    view, record = asked.view, asked.view.frames
    own = view.shown.of([record.row_of(event)]).claims["claim_id"].tolist() if event else []
    others = known_claims(view, set(asked.claims) - set(own))
    chosen = shown_claims([one for one in asked.claims if one in own or one in others], asked.show, own)
    of_event = dict(zip(record.claims["claim_id"], record.claims["event_id"], strict=True))
    found: dict[str, StageClaim] = {}
    for name in dict.fromkeys(of_event[one] for one in chosen):
        # A card of these alone: its reactions and other claims would cost most of the time, and are not shown.
        wanted = np.flatnonzero(record.claims["claim_id"].isin([one for one in chosen if of_event[one] == name]))
        few = View(view.selection, replace(view.shown, claim_rows=wanted, reaction_rows=view.shown.reaction_rows[:0]))
        heading = None if name == event else begun(view, name)
        found |= {claim.claim_id: StageClaim(claim, heading) for claim in card(few, name).claims}
    for before, after in pairwise(chosen):  # the day and title of one event stand once above its claims
        if of_event[before] == of_event[after]:
            found[after] = replace(found[after], elsewhere=None)
    return [found[one] for one in chosen]


def known_claims(view: View, claims: set[str]) -> set[str]:
    """Return those of some claims that could be known on the view's day."""
    ids, day = view.frames.claims["claim_id"], view.selection.known
    rows = np.flatnonzero(ids.isin(claims))
    if day is not None:
        rows = rows[view.frames.numbers("claims", "known")[rows] <= day_number(day)]
    return set(ids.take(rows))


def begun(view: View, event: str) -> Heading | None:
    """Return an event's day and title in words; nothing where it had not begun on the view's day."""
    row, day = view.frames.row_of(event), view.selection.known
    if day is not None and view.frames.numbers("events", "out")[row] > day_number(day):
        return None
    words, title = (str(view.frames.cell("events", name, row)) for name in ("date_words", "title"))
    return Heading(words, title)


def event_words(view: View, event: str | None) -> str:
    """Return an event's date and title, if it is shown."""
    if event is None or not view.shows(view.frames.row_of(event)):
        return ""
    row = view.frames.row_of(event)
    return joined((view.frames.cell("events", name, row) for name in ("date_words", "title")), " · ")
