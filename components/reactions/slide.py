"""Reactions as a slide."""

from dataclasses import dataclass
from typing import ClassVar

import pandas as pd

from components.parts import markup
from components.parts.card import reactions
from components.parts.card_values import Reaction
from components.parts.rows import day_words
from components.parts.slide import SlideBody, SlideRequest
from components.parts.slide_claims import event_words
from pactline.query.select import View
from pactline.readings.stakeholders import Stances, stances_at
from pactline.record.vocabulary import STANCES
from pactline.wording import text

_WHOLE_REACTIONS = 8  # shown with their words; more are gathered by stance


@dataclass(frozen=True, slots=True)
class ReactionsSlideValues:
    """Reactions with their words, or who took which stance; ``silence`` says until when silences were looked for."""

    template: ClassVar = "reactions/slide.html"
    reactions: list[Reaction]
    groups: list[Stances]
    silence: str


def reactions_slide(asked: SlideRequest) -> SlideBody:
    """Show a few reactions with their words, many by stance; those to the event in focus, if there is one."""
    view = asked.view
    event = view.selection.event
    own, groups = reactions_of(view)
    told = [] if groups else reactions(view.frames, own.index.to_numpy())
    values = ReactionsSlideValues(told, groups, _looked_for_until(own))
    return SlideBody(markup.render(values), when=event_words(view, event))


def reactions_of(view: View) -> tuple[pd.DataFrame, list[Stances]]:
    """Return the reactions that a step shows, by day; if they are many, who took which stance as well."""
    event = view.selection.event
    own = view.of([view.frames.row_of(event)]).reactions if event else view.reactions
    own = own.sort_values("day", kind="stable")
    if len(own) <= _WHOLE_REACTIONS:
        return own, []
    return own, stances_at(view, event) if event else _by_stance(view, own)


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
