"""What the stage shows of each page: one function a page, in one table.

A page that is not in the table is shown as what a step says about it, with a link. To add one, write a
function ``Asked -> Body`` beside the page's panel and give it a line in ``SLIDES``. Its HTML comes from a
template, with every text escaped; what may give way when room is short carries ``data-spare="1"`` (goes
first), ``"2"`` and so on.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pandas as pd

from components import markup
from components.figures.marks import marks
from components.figures.stage import view_picture
from components.panels.article_check import sections, tally
from components.panels.card import card, reactions
from components.panels.chart import picture_frame
from components.panels.numbers_slide import numbers_slide
from components.panels.overview import counts, lead_event
from components.panels.reaction_board import stances_at
from components.panels.rows import day_words
from components.panels.slide import Asked, Body
from components.panels.source_list import claims_in_words, publishers
from components.panels.treaty_slide import treaty_slide
from pactline.direction import joined
from pactline.fields import STANCES
from pactline.select import View
from pactline.wording import text

_WORD = re.compile(r"\w+")
_CLAIMS = 3  # of an event
_NAMED = 4  # of those that a step names and looks at
_WHOLE_REACTIONS = 8  # shown with their words; more are gathered by stance
_CHECKS = 3
_LOW = 3  # rows of a timeline that leaves room for claims, that of its counts among them
_PUBLISHERS = 10


def timeline_slide(asked: Asked) -> Body:
    """Show the timeline of a view; below its claims, in one low band, if an event is in focus."""
    view = asked.view
    event = view.selection.event
    if event is None or not view.shows(view.frames.row_of(event)):
        return Body(picture=view_picture(marks(view, by=view.selection.lanes), look=asked.look, **picture_frame(view)))
    picture = view_picture(
        marks(view), look=asked.look, here=event, rows=1 if asked.show else _LOW, **picture_frame(view)
    )
    return Body(_event(asked, event, _event_words(view, event)), picture=picture)


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


def _event(asked: Asked, event: str, words: str = "") -> str:
    claims = _named_claims(asked, event) if asked.show else _first_claims(asked, event)
    return markup.render("stage_event.html", claims=claims, event=words, parts=asked.show)


def _named_claims(asked: Asked, event: str) -> list[dict[str, Any]]:
    """Return the claims that a step names, in its order; those of other events only if it asks for all."""
    own = {claim["claim_id"]: claim for claim in _first_claims(asked, event)}
    if "claims" not in asked.show:
        return [own[name] for name in asked.claims if name in own] or list(own.values())
    claims = asked.view.frames.claims
    of = dict(zip(claims["claim_id"], claims["event_id"], strict=True))
    events = dict.fromkeys(of[name] for name in asked.claims if of[name] != event)
    for other in events:
        words = _event_words(asked.view, other)
        own |= {claim["claim_id"]: claim | {"elsewhere": words} for claim in _first_claims(asked, other)}
    return [own[name] for name in asked.claims if name in own][:_NAMED] or list(own.values())


def _first_claims(asked: Asked, event: str) -> list[dict[str, Any]]:
    view = asked.view
    left = view.left.of([view.frames.row_of(event)])
    ids = left.claims["claim_id"].tolist()
    most = max(_CLAIMS, min(_NAMED, sum(claim in asked.claims for claim in ids))) if asked.show else _CLAIMS
    first = sorted(ids, key=lambda claim: _rank(claim, asked.claims))[:most]
    # A card of these alone: its reactions and other claims would cost most of the time, and are not shown.
    shown = left.claim_rows[[claim in first for claim in ids]] if ids else left.claim_rows
    few = View(view.selection, replace(left, claim_rows=shown, reaction_rows=left.reaction_rows[:0]))
    return sorted(card(few, event)["claims"], key=lambda claim: first.index(claim["claim_id"]))


def reactions_slide(asked: Asked) -> Body:
    """Show a few reactions with their words, many by stance; those to the event in focus, if there is one."""
    view = asked.view
    event = view.selection.event
    own = view.of([view.frames.row_of(event)]).reactions if event else view.reactions
    own = own.sort_values("day", kind="stable")
    few = len(own) <= _WHOLE_REACTIONS
    html = markup.render(
        "stage_reactions.html",
        reactions=reactions(view, own) if few else [],
        groups=[] if few else stances_at(view, event) if event else _by_stance(view, own),
        silence=_looked_for_until(own),
    )
    return Body(html, when=_event_words(view, event))


def sources_slide(asked: Asked) -> Body:
    """Show the publishers that most claims cite; the claims themselves, if publishers were chosen."""
    view = asked.view
    if view.selection.publishers:
        return Body(markup.render("stage_claims.html", claims=claims_in_words(view, view.claims.head(_CLAIMS))))
    return Body(markup.render("stage_sources.html", publishers=publishers(view, most=_PUBLISHERS, written=False)))


def article_slide(asked: Asked) -> Body:
    """Show a few checks: of the place, named in the title, or that the step's claims answer to; else the tally."""
    view = asked.view
    article = view.frames.dossier.article
    if article is None or view.selection.known is not None:
        return Body()
    answered = {
        check
        for event in view.frames.dossier.events
        for claim in event.claims
        if claim.id in asked.claims
        for check in claim.article
    }
    ids = {check.id for check in article.checks}
    wanted = ids & set(asked.places) or ids & set(_WORD.findall(asked.title)) or answered
    checks = [check for section in sections(view, article) for check in section["checks"] if check["id"] in wanted]
    return Body(
        markup.render(
            "stage_article.html",
            checks=checks[:_CHECKS],
            tally=tally(article),
            n=len(article.checks),
            judged="claims" not in asked.show,
        )
    )


def overview_slide(asked: Asked) -> Body:
    """Show the event that the overview opens with, and the record in numbers."""
    view = asked.view
    lead = lead_event(view)
    claims = card(view, lead)["claims"] if lead else []
    return Body(markup.render("stage_overview.html", claims=claims[: _CLAIMS - 1], counts=counts(view)))


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


def _by_stance(view: View, own: pd.DataFrame) -> list[dict[str, Any]]:
    """Return who took which stance, from condemning to endorsing; denials and silences last."""
    order = [*reversed(STANCES), "none", "denies", "silent"]
    groups: dict[str, dict[str, None]] = {name: {} for name in order}
    for actor, act, stance in zip(own["actor"], own["act"], own["stance"], strict=True):
        groups[act if act in ("denies", "silent") else stance][view.frames.names["actor"][actor]] = None
    return [
        {
            "stance": "none" if name in ("denies", "silent") else name,
            "act": name if name in ("denies", "silent") else "says",
            "names": sorted(names),
        }
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


def _rank(claim: str, first: tuple[str, ...]) -> int:
    return first.index(claim) if claim in first else len(first)
