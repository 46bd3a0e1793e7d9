"""A panel per actor: what it did, what it said and denied, what rests on its word, to whom it belongs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import ClassVar, TypeAlias

import pandas as pd

from components.parts import draw, markup
from components.parts.card import reactions
from components.parts.card_values import Reaction
from components.parts.event_list import headline
from components.parts.rows import records
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import actor_profile
from pactline.record.estimate import Estimate
from pactline.record.model import Actor
from pactline.record.vocabulary import STANCES
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

Counts: TypeAlias = dict[str, dict[str, int]]  # actor id, kind of row: how many

FIRST = 8  # entries of a kind that stand open; the rest is a click away
_MOST = 400  # of a kind in all; an actor with more is narrowed by a filter


@dataclass(frozen=True, slots=True)
class Deed:
    """An event that an actor had part in.

    Attributes:
        status: Of its first shown claim.
        parts: ``acts``, ``hosts`` ..., joined by a blank.
        via: Names of the bodies and persons through whom, where the actor itself had none; likewise below.
    """

    event_id: str
    title: str
    date_words: str
    importance: int
    status: str | None
    parts: str
    via: str


@dataclass(frozen=True, slots=True)
class Saying:
    """A reaction of an actor, and the title of the event."""

    reaction: Reaction
    title: str
    via: str


@dataclass(frozen=True, slots=True)
class Word:
    """A claim that is an actor's word; ``alone`` if no other voice supports it. Title and date are its event's."""

    event_id: str
    text: str
    status: str
    independent: int
    alone: bool
    title: str
    date_words: str
    via: str


@dataclass(frozen=True, slots=True)
class OwnFigure:
    """An estimate of an actor in words: what is measured, how much, until when, on what it rests."""

    label: str
    amount: str
    as_of: str
    basis: str | None
    event: str | None
    via: str


@dataclass(frozen=True, slots=True)
class PanelCounts:
    """How many entries of each kind there are."""

    deeds: int
    said: int
    words: int
    figures: int


@dataclass(frozen=True, slots=True)
class Panel:
    """What a panel shows of an actor; of each kind of entries a few hundred at most.

    Attributes:
        kind: ``state``, ``body`` ...
        up: What it belongs to; ``bodies`` and ``persons`` belong to it.
        words: Claims that are its word.
        counts: How many there are of each kind, in all.
        stances: How often it took each stance, without those that it never took.
        alone: How many of its words no other voice supports.
    """

    id: str
    name: str
    kind: str | None
    note: str | None
    up: tuple[Actor, ...]
    bodies: list[Actor]
    persons: list[Actor]
    deeds: list[Deed]
    said: list[Saying]
    words: list[Word]
    figures: list[OwnFigure]
    counts: PanelCounts
    stances: dict[str, int]
    denials: int
    silences: int
    alone: int


@dataclass(frozen=True, slots=True)
class PanelValues:
    """A panel; ``first`` entries of a kind stand open."""

    template: ClassVar = "actor/actor.html"
    actor: Panel
    level: int
    first: int
    selection: Selection
    selection_for: Callable[[str], Selection]


@dataclass(frozen=True, slots=True)
class Choice:
    """An actor to choose: what its panel would show, in words; ``n`` in all; those that belong to it."""

    id: str
    name: str
    n: int
    facts: list[str]
    members: list["Choice"]


@dataclass(frozen=True, slots=True)
class Group:
    """Actors that are listed together, those with most entries first."""

    group: str
    entries: list[Choice]


@dataclass(frozen=True, slots=True)
class ChooserValues:
    """The actors to choose from."""

    template: ClassVar = "actor/chooser.html"
    groups: list[Group]
    selection: Selection


@dataclass(frozen=True, slots=True)
class MoreValues:
    """The way to all actors."""

    template: ClassVar = "actor/more.html"
    selection: Selection


def actor_page(view: View) -> str:
    """Draw the panel of each chosen actor, or all actors to choose from; return the page's title."""
    chosen = view.selection.actors
    names = view.frames.names["actor"]
    with draw.box("actor-panel"):
        if not chosen:
            draw.html(_chooser_html(view))
            return text("actor.title")
        for actor in chosen:
            draw.html(_panel_html(view, actor, 1 if len(chosen) == 1 else 2))
        draw.html(markup.render(MoreValues(replace(view.selection, actors=()))))
    return joined((names[actor] for actor in chosen), ", ")


@kept(32)
def _chooser_html(view: View) -> str:
    return markup.render(ChooserValues(chooser(view), view.selection))


@kept(32)
def _panel_html(view: View, actor: str, level: int) -> str:
    return actor_panel(view, actor, level=level)


def actor_panel(view: View, actor_id: str, *, level: int = 2) -> str:
    """Return an actor's panel as HTML.

    Args:
        view: What is shown. Its choice of actors is passed over, so that a claim that is the actor's word counts
            even where others alone acted; everything else holds, ``known`` included.
        actor_id: An actor of the record.
        level: Of its heading.
    """
    return markup.render(
        PanelValues(
            actor=panel(view, actor_id),
            level=level,
            first=FIRST,
            selection=view.selection,
            selection_for=lambda event: replace(view.selection, event=event),
        )
    )


def panel(view: View, actor_id: str) -> Panel:
    """Return what a panel shows of an actor: its register entry, deeds, reactions, claims, figures."""
    record = view.frames
    everything = actor_profile.without_actors(view)
    actor = record.dossier.actors[actor_id]
    up, down = actor_profile.belongs(record, actor_id)
    deeds, said = actor_profile.deeds(everything, actor_id), actor_profile.said(everything, actor_id)
    words, figures = actor_profile.words(everything, actor_id), actor_profile.figures(everything, actor_id)
    facts = headline(everything)
    return Panel(
        id=actor_id,
        name=actor.name,
        kind=actor.kind,
        note=actor.note,
        up=up,
        bodies=[one for one in down if one.kind != "person"],
        persons=[one for one in down if one.kind == "person"],
        deeds=records(deeds.head(_MOST).merge(facts, on="event_id", how="left"), Deed),
        said=_said(everything, said.head(_MOST)),
        words=_words(record, words.head(_MOST)),
        figures=[_figure(record, one, actor_id) for one in figures[:_MOST]],
        counts=PanelCounts(deeds=len(deeds), said=len(said), words=len(words), figures=len(figures)),
        stances={stance: n for stance in STANCES if (n := int((said["stance"] == stance).sum()))},
        denials=int((said["act"] == "denies").sum()),
        silences=int((said["act"] == "silent").sum()),
        alone=int(words["alone"].sum()),
    )


def _said(view: View, said: pd.DataFrame) -> list[Saying]:
    return [
        Saying(reaction, view.frames.title(reaction.event_id), via)
        for reaction, via in zip(reactions(view.frames, said.index.to_numpy()), said["via"], strict=True)
    ]


def _words(record: Frames, words: pd.DataFrame) -> list[Word]:
    events = record.events[["event_id", "title", "date_words"]]
    return records(words.merge(events, on="event_id", how="left"), Word)


def _figure(record: Frames, estimate: Estimate, actor_id: str) -> OwnFigure:
    metric = record.dossier.metrics[estimate.metric]
    return OwnFigure(
        label=metric.label,
        amount=amount(estimate, metric.unit),
        as_of=estimate.as_of.words,
        basis=estimate.basis,
        event=estimate.event,
        via=record.voice(estimate.estimator) if estimate.estimator not in (None, actor_id) else "",
    )


def amount(estimate: Estimate, unit: str) -> str:
    """Return an estimate's figure as a reader says it: "4,000,000–6,000,000 shells", "at least 100 missiles"."""
    low, high, value = (
        None if one is None else f"{one:,.10g}" for one in (estimate.low, estimate.high, estimate.value)
    )
    if value is not None:
        words = text("actor.about", n=value) if estimate.approximate else value
    elif low is not None and high is not None:
        words = text("actor.between", low=low, high=high)
    elif low is not None:
        words = text("actor.at_least", n=low)
    elif high is not None:
        words = text("actor.up_to", n=high)
    else:
        return estimate.text or ""
    return f"{words} {unit}".strip()


def chooser(view: View) -> list[Group]:
    """Return the actors by group, each with what its panel would show; those of whom nothing is shown are left out."""
    counts: Counts = actor_profile.tally(actor_profile.without_actors(view)).to_dict("index")  # type: ignore[assignment]
    groups = []
    for group, entries in actor_profile.register(view.frames).items():
        found = [_choice(entry.actor, counts, entry.members) for entry in entries]
        found = sorted((one for one in found if one.n), key=lambda one: -one.n)
        if found:
            groups.append(Group(group, found))
    return groups


def _choice(actor: Actor, counts: Counts, members: Iterable[Actor] = ()) -> Choice:
    own = counts[actor.id]
    return Choice(
        id=actor.id,
        name=actor.name,
        n=sum(own.values()),
        facts=[text(f"actor.count_{name}", n=own[name]) for name in ("deeds", "said", "words", "figures") if own[name]],
        members=[choice for one in members if (choice := _choice(one, counts)).n],
    )
