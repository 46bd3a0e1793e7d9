"""A panel per actor: what it did, what it said and denied, what rests on its word, to whom it belongs."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, ClassVar, TypeAlias

import numpy as np
import numpy.typing as npt
from markupsafe import Markup

from components.parts import draw, markup
from components.parts.card import reactions
from components.parts.card_values import Reaction
from components.parts.ways import filled, waiting
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import actor_profile
from pactline.record.estimate import Estimate
from pactline.record.model import Actor
from pactline.record.vocabulary import STANCES
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import text

Counts: TypeAlias = dict[str, dict[str, int]]  # actor id, kind of row: how many

FIRST = 8  # entries of a kind that stand open; the rest is a click away
_MOST = 400  # of a kind in all; an actor with more is narrowed by a filter
_LINES = 4096  # entries that are kept as they are drawn


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
    status: str
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
class DeedValues:
    """A deed as it is drawn; ``link``, here and below, leads to the event."""

    template: ClassVar = "actor/deed.html"
    one: Deed
    link: Markup


@dataclass(frozen=True, slots=True)
class SayingValues:
    """A reaction as it is drawn; ``selection`` is as known on the day on which the reaction is."""

    template: ClassVar = "actor/saying.html"
    one: Saying
    selection: Selection
    link: Markup


@dataclass(frozen=True, slots=True)
class WordValues:
    """A claim as it is drawn."""

    template: ClassVar = "actor/word.html"
    one: Word
    link: Markup


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
    """What a panel shows of an actor; of each kind of entries a few hundred at most, as HTML but for its figures.

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
    deeds: list[Markup]
    said: list[Markup]
    words: list[Markup]
    figures: list[OwnFigure]
    counts: PanelCounts
    stances: dict[str, int]
    denials: int
    silences: int
    alone: int


@dataclass(frozen=True, slots=True)
class PanelValues:
    """A panel; ``first`` entries of a kind stand open; ``to`` returns the attributes of a link to an event."""

    template: ClassVar = "actor/actor.html"
    actor: Panel
    level: int
    first: int
    selection: Selection
    to: Callable[[str], Markup]


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
    values = PanelValues(panel(view, actor_id), level, FIRST, view.selection, waiting)
    return filled(markup.render(values), view.selection)


def panel(view: View, actor_id: str) -> Panel:
    """Return what a panel shows of an actor: its register entry, deeds, reactions, claims, figures."""
    record = view.frames
    everything = actor_profile.without_actors(view)
    actor = record.dossier.actors[actor_id]
    up, down = actor_profile.belongs(record, actor_id)
    deeds, said = actor_profile.deeds(everything, actor_id), actor_profile.said(everything, actor_id)
    words, figures = actor_profile.words(everything, actor_id), actor_profile.figures(everything, actor_id)
    acts, stances = (record.cells("reactions", name, said.rows) for name in ("act", "stance"))
    return Panel(
        id=actor_id,
        name=actor.name,
        kind=actor.kind,
        note=actor.note,
        up=up,
        bodies=[one for one in down if one.kind != "person"],
        persons=[one for one in down if one.kind == "person"],
        deeds=_deeds(everything, deeds),
        said=[_saying(record, row, via) for row, via in _first(said.rows, said.via)],
        words=[_word(record, row, via, alone) for row, via, alone in _first(words.rows, words.via, words.alone)],
        figures=[_figure(record, one, actor_id) for one in figures[:_MOST]],
        counts=PanelCounts(deeds=len(deeds.rows), said=len(said.rows), words=len(words.rows), figures=len(figures)),
        stances={stance: n for stance in STANCES if (n := stances.count(stance))},
        denials=acts.count("denies"),
        silences=acts.count("silent"),
        alone=int(words.alone.sum()),
    )


def _first(*columns: npt.NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    return zip(*(column[:_MOST].tolist() for column in columns), strict=True)


def _deeds(view: View, deeds: actor_profile.Own) -> list[Markup]:
    status = view.facts.status[np.searchsorted(view.event_rows, deeds.rows)]
    return [
        _deed(view.frames, row, STATUS_CODES[code], parts, via)
        for row, code, parts, via in _first(deeds.rows, status, deeds.parts, deeds.via)
    ]


# Entries as they are drawn: made once, with a link that waits for the selection


@kept(_LINES)
def _deed(record: Frames, row: int, status: str, parts: str, via: str) -> Markup:
    event, title, day, importance = (
        record.cell("events", name, row) for name in ("event_id", "title", "date_words", "importance")
    )
    deed = Deed(event, title, day, importance, status, parts, via)
    return Markup(markup.render(DeedValues(deed, waiting(event))))  # noqa: S704 - a template of ours has escaped it


@kept(_LINES)
def _saying(record: Frames, row: int, via: str) -> Markup:
    (reaction,) = reactions(record, [row])
    saying = Saying(reaction, record.title(reaction.event_id), via)
    values = SayingValues(saying, Selection(known=record.day), waiting(reaction.event_id))
    return Markup(markup.render(values))  # noqa: S704 - likewise


@kept(_LINES)
def _word(record: Frames, row: int, via: str, alone: bool) -> Markup:  # noqa: FBT001 - of a cache's key
    event, words, status, independent = (
        record.cell("claims", name, row) for name in ("event_id", "text", "status", "independent")
    )
    title, day = (record.cell("events", name, record.row_of(event)) for name in ("title", "date_words"))
    word = Word(event, words, status, independent, alone, title, day, via)
    return Markup(markup.render(WordValues(word, waiting(event))))  # noqa: S704 - likewise


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
