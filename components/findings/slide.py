"""The findings as a slide: the event that matters most, and the record in numbers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from components.parts import markup
from components.parts.card import card
from components.parts.card_values import Claim
from components.parts.slide import SlideBody, SlideRequest
from pactline.query.select import View
from pactline.wording import text

_CLAIMS = 2  # of the event that the slide opens with


@dataclass(frozen=True, slots=True)
class Number:
    """How many of something the record has."""

    n: int
    label: str


@dataclass(frozen=True, slots=True)
class FindingsSlideValues:
    """The first claims of the event that matters most, and the record in numbers."""

    template: ClassVar = "findings/slide.html"
    claims: list[Claim]
    counts: list[Number]


def findings_slide(asked: SlideRequest) -> SlideBody:
    """Show the event that matters most, and the record in numbers."""
    view = asked.view
    lead = lead_event(view)
    claims = card(view, lead).claims if lead else []
    return SlideBody(markup.render(FindingsSlideValues(claims[:_CLAIMS], list(counts(view)))))


def lead_event(view: View) -> str | None:
    """Return the event that the slide opens with.

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


def counts(view: View) -> Iterator[Number]:
    """Yield how much is shown, of what there is any.

    Independent sources are the distinct originators over the supporting citations of the shown claims.
    """
    disputed = int(view.frames.numbers("claims", "disputed")[view.claim_rows].sum())
    for n, key in (
        (len(view.event_rows), "events"),
        (len(view.claim_rows), "claims"),
        (view.voices, "independent"),
        (disputed, "disputed"),
    ):
        if n:
            yield Number(n, text(f"findings.count.{key}"))
