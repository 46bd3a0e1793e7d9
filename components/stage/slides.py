"""What the stage shows of each page: one function a page, in one table.

A page that is not in the table is shown as what a step says about it, with a link. To add one, write a
function ``Asked -> Body`` beside the page's panel and give it a line in ``SLIDES``. Its HTML comes from a
template, with every text escaped; what may give way when room is short carries ``data-spare="1"`` (goes
first), ``"2"`` and so on.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType
from typing import ClassVar

import numpy as np
import pandas as pd

from components.article.panel import ArticleSlideValues, Checked, sections, tally
from components.numbers.slide import numbers_slide
from components.overview.panel import OverviewSlideValues, counts, lead_event
from components.parts import markup
from components.parts.card import Claim, Reaction, card, reactions
from components.parts.rows import day_words
from components.parts.slide import Asked, Body
from components.sources.register import PublishersSlideValues, ToldClaim, claims_in_words, publishers
from components.stage.figure import view_picture
from components.timeline.chart import picture_frame
from components.timeline.marks import marks
from components.treaty.slide import treaty_slide
from pactline.query.select import View
from pactline.readings.stakeholders import Stances, stances_at
from pactline.readings.story_claims import shown_claims
from pactline.record.values import STANCES
from pactline.tables.index import day_number
from pactline.text.direction import joined
from pactline.wording import text

_WORD = re.compile(r"\w+")
_CLAIMS = 3  # of a chosen publisher, and of the event that the overview opens with
_WHOLE_REACTIONS = 8  # shown with their words; more are gathered by stance
_CHECKS = 3
_LOW = 3  # rows of a timeline that leaves room for claims, that of its counts among them
_PUBLISHERS = 10


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


@dataclass(frozen=True, slots=True)
class ClaimsOfPublishersValues:
    """Claims that cite the chosen publishers."""

    template: ClassVar = "stage/claims.html"
    claims: list[ToldClaim]


@dataclass(frozen=True, slots=True)
class ReactionsSlideValues:
    """Reactions with their words, or who took which stance; ``silence`` says until when silences were looked for."""

    template: ClassVar = "reactions/slide.html"
    reactions: list[Reaction]
    groups: list[Stances]
    silence: str


def timeline_slide(asked: Asked) -> Body:
    """Show the timeline of a view; below its claims, in a low band, if an event is in focus or the step names them."""
    view = asked.view
    event = view.selection.event
    focused = event is not None and view.shows(view.frames.row_of(event))
    if not focused and "claims" not in asked.show:
        return Body(picture=view_picture(marks(view, by=view.selection.lanes), look=asked.look, **picture_frame(view)))
    own = event if focused else None
    rows_ = (1 if own else _LOW - 1) if asked.show else _LOW
    picture = view_picture(marks(view), look=asked.look, here=own, rows=rows_, **picture_frame(view))
    return Body(_event(asked, own, _event_words(view, own)), picture=picture)


def event_slide(asked: Asked) -> Body:
    """Show an event's first claims: their status, who says so, what stands against them."""
    event = asked.view.selection.event
    if event is None:
        return Body()
    record = asked.view.frames
    names = ("date_words", "tz", "place")
    day, tz, place = (record.stored.column("events", name).iloc[record.row_of(event)] for name in names)
    day = f"{day} ({text('card.tz', tz=tz)})" if isinstance(tz, str) else day
    return Body(_event(asked, event), when=joined((day, place) if isinstance(place, str) else (day,), " · "))


def _event(asked: Asked, event: str | None, words: str = "") -> str:
    return markup.render(ClaimsOfEventValues(claims_of(asked, event), words, asked.show))


def claims_of(asked: Asked, event: str | None) -> list[StageClaim]:
    """Return the claims that a step shows, as a card has them; those of other events than its own with their day.

    A claim that was known on the view's day stands without its event where that had not begun: its title would tell
    what nobody knew.
    """
    view, record = asked.view, asked.view.frames
    own = view.left.of([record.row_of(event)]).claims["claim_id"].tolist() if event else []
    others = known_claims(view, set(asked.claims) - set(own))
    chosen = shown_claims([one for one in asked.claims if one in own or one in others], asked.show, own)
    of_event = dict(zip(record.claims["claim_id"], record.claims["event_id"], strict=True))
    found: dict[str, StageClaim] = {}
    for name in dict.fromkeys(of_event[one] for one in chosen):
        # A card of these alone: its reactions and other claims would cost most of the time, and are not shown.
        wanted = np.flatnonzero(record.claims["claim_id"].isin([one for one in chosen if of_event[one] == name]))
        few = View(view.selection, replace(view.left, claim_rows=wanted, reaction_rows=view.left.reaction_rows[:0]))
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
        rows = rows[view.frames.index.known[rows] <= day_number(day)]
    return set(ids.take(rows))


def begun(view: View, event: str) -> Heading | None:
    """Return an event's day and title in words; nothing where it had not begun on the view's day."""
    row, day = view.frames.row_of(event), view.selection.known
    if day is not None and view.frames.index.out[row] > day_number(day):
        return None
    words, title = (str(view.frames.stored.column("events", name).iloc[row]) for name in ("date_words", "title"))
    return Heading(words, title)


def reactions_slide(asked: Asked) -> Body:
    """Show a few reactions with their words, many by stance; those to the event in focus, if there is one."""
    view = asked.view
    event = view.selection.event
    own, groups = reactions_of(view)
    values = ReactionsSlideValues([] if groups else reactions(view, own), groups, _looked_for_until(own))
    return Body(markup.render(values), when=_event_words(view, event))


def reactions_of(view: View) -> tuple[pd.DataFrame, list[Stances]]:
    """Return the reactions that a step shows, by day; if they are many, who took which stance as well."""
    event = view.selection.event
    own = view.of([view.frames.row_of(event)]).reactions if event else view.reactions
    own = own.sort_values("day", kind="stable")
    if len(own) <= _WHOLE_REACTIONS:
        return own, []
    return own, stances_at(view, event) if event else _by_stance(view, own)


def sources_slide(asked: Asked) -> Body:
    """Show the publishers that most claims cite; the claims themselves, if publishers were chosen."""
    view = asked.view
    if view.selection.publishers:
        return Body(markup.render(ClaimsOfPublishersValues(claims_in_words(view, view.claims.head(_CLAIMS)))))
    return Body(markup.render(PublishersSlideValues(publishers(view, most=_PUBLISHERS, written=False))))


def article_slide(asked: Asked) -> Body:
    """Show a few checks: of the place, named in the title, or that the step's claims answer to; else the tally."""
    article = asked.view.frames.dossier.article
    if article is None or asked.view.selection.known is not None:
        return Body()
    return Body(
        markup.render(
            ArticleSlideValues(
                checks=checks_of(asked),
                tally=tally(article),
                n=len(article.checks),
                judged="claims" not in asked.show,
            )
        )
    )


def checks_of(asked: Asked) -> list[Checked]:
    """Return the checks of the article that a step shows."""
    view = asked.view
    article = view.frames.dossier.article
    if article is None or view.selection.known is not None:
        return []
    answered = {
        check
        for event in view.frames.dossier.events
        for claim in event.claims
        if claim.id in asked.claims
        for check in claim.article
    }
    ids = {check.id for check in article.checks}
    wanted = ids & set(asked.places) or ids & set(_WORD.findall(asked.title)) or answered
    checks = [check for section in sections(view, article) for check in section.checks if check.id in wanted]
    return checks[:_CHECKS]


def overview_slide(asked: Asked) -> Body:
    """Show the event that the overview opens with, and the record in numbers."""
    view = asked.view
    lead = lead_event(view)
    claims = card(view, lead).claims if lead else []
    return Body(markup.render(OverviewSlideValues(claims[: _CLAIMS - 1], counts(view))))


SLIDES: Mapping[str, Callable[[Asked], Body]] = MappingProxyType(
    {
        "timeline": timeline_slide,
        "event": event_slide,
        "reactions": reactions_slide,
        "sources": sources_slide,
        "numbers": numbers_slide,
        "treaty": treaty_slide,
        "article": article_slide,
        "overview": overview_slide,
    }
)


def presents(page: str, view: View) -> bool:
    """Say whether the stage has something to show of a page as it is now."""
    return page in SLIDES and len(view.event_rows) > 0 and (page != "event" or view.selection.event is not None)


def _by_stance(view: View, own: pd.DataFrame) -> list[Stances]:
    """Return who took which stance, from condemning to endorsing; denials and silences last."""
    order = [*reversed(STANCES), "none", "denies", "silent"]
    groups: dict[str, dict[str, None]] = {name: {} for name in order}
    for actor, act, stance in zip(own["actor"], own["act"], own["stance"], strict=True):
        groups[act if act in ("denies", "silent") else stance][view.frames.names["actor"][actor]] = None
    return [
        Stances(
            stance="none" if name in ("denies", "silent") else name,
            act=name if name in ("denies", "silent") else "says",
            names=sorted(names),
        )
        for name, names in groups.items()
        if names
    ]


def _looked_for_until(own: pd.DataFrame) -> str:
    """Return until when all silences were looked for; nothing where there are none."""
    days = own["silence"].dropna()
    return text("reaction.silence", day=day_words(days.min())) if len(days) else ""


def _event_words(view: View, event: str | None) -> str:
    """Return an event's date and title, if it is shown."""
    if event is None or not view.shows(view.frames.row_of(event)):
        return ""
    row = view.frames.row_of(event)
    return joined((view.frames.stored.column("events", name).iloc[row] for name in ("date_words", "title")), " · ")
