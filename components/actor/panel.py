"""A panel per actor: what it did, what it said and denied, what rests on its word, to whom it belongs."""

from dataclasses import replace
from typing import Any, TypeAlias

import pandas as pd
import streamlit as st

from components.parts import markup
from components.parts.card import reactions
from components.parts.event_list import headline
from components.parts.rows import day_words, rows
from pactline.query.select import View
from pactline.readings import actor_profile
from pactline.record.estimate import Estimate
from pactline.record.model import Actor
from pactline.record.vocabulary import STANCES
from pactline.tables.frames import Frames
from pactline.text.direction import joined
from pactline.wording import text

Counts: TypeAlias = dict[str, dict[str, int]]  # actor id, kind of row: how many

FIRST = 8  # entries of a kind that stand open; the rest is a click away
_MOST = 400  # of a kind in all; an actor with more is narrowed by a filter


def actor_page(view: View) -> str:
    """Draw the panel of each chosen actor, or all actors to choose from; return the page's title."""
    chosen = view.selection.actors
    names = view.frames.names["actor"]
    with st.container(key="actor-panel"):
        if not chosen:
            st.html(markup.render("actor/chooser.html", groups=chooser(view), selection=view.selection))
            return text("actor.title")
        for actor in chosen:
            st.html(actor_panel(view, actor, level=1 if len(chosen) == 1 else 2))
        st.html(markup.render("actor/more.html", selection=replace(view.selection, actors=())))
    return joined((names[actor] for actor in chosen), ", ")


def actor_panel(view: View, actor_id: str, *, level: int = 2) -> str:
    """Return an actor's panel as HTML.

    Args:
        view: What is shown. Its choice of actors is passed over, so that a claim that is the actor's word counts
            even where others alone acted; everything else holds, ``known`` included.
        actor_id: An actor of the record.
        level: Of its heading.
    """
    return markup.render(
        "actor/actor.html",
        actor=panel(view, actor_id),
        level=level,
        first=FIRST,
        selection=view.selection,
        selection_for=lambda event: replace(view.selection, event=event),
    )


def panel(view: View, actor_id: str) -> dict[str, Any]:
    """Return what a panel shows of an actor: its register entry, deeds, reactions, claims, figures, and their counts.

    Of each kind there are at most a few hundred entries; the counts are of all.
    """
    record = view.frames
    everything = actor_profile.without_actors(view)
    actor = record.dossier.actors[actor_id]
    up, down = actor_profile.belongs(record, actor_id)
    deeds, said = actor_profile.deeds(everything, actor_id), actor_profile.said(everything, actor_id)
    words, figures = actor_profile.words(everything, actor_id), actor_profile.figures(everything, actor_id)
    facts = headline(everything)
    return {
        "id": actor_id,
        "name": actor.name,
        "kind": actor.kind,
        "note": actor.note,
        "up": up,
        "bodies": [one for one in down if one.kind != "person"],
        "persons": [one for one in down if one.kind == "person"],
        "deeds": rows(deeds.head(_MOST).merge(facts, on="event_id", how="left")),
        "said": _said(everything, said.head(_MOST)),
        "words": _words(record, words.head(_MOST)),
        "figures": [_figure(record, one, actor_id) for one in figures[:_MOST]],
        "counts": {"deeds": len(deeds), "said": len(said), "words": len(words), "figures": len(figures)},
        "stances": {stance: n for stance in STANCES if (n := int((said["stance"] == stance).sum()))},
        "denials": int((said["act"] == "denies").sum()),
        "silences": int((said["act"] == "silent").sum()),
        "alone": int(words["alone"].sum()),
    }


def _said(view: View, said: pd.DataFrame) -> list[dict[str, Any]]:
    titles = dict(zip(view.frames.events["event_id"], view.frames.events["title"], strict=True))
    return [reaction | {"title": titles[reaction["event_id"]]} for reaction in reactions(view, said)]


def _words(record: Frames, words: pd.DataFrame) -> list[dict[str, Any]]:
    events = record.events.set_index("event_id")
    return [
        claim
        | {
            "title": events.at[claim["event_id"], "title"],  # noqa: PD008 - one cell
            "date_words": events.at[claim["event_id"], "date_words"],  # noqa: PD008
            "known_words": day_words(claim["known"]),
        }
        for claim in rows(words)
    ]


def _figure(record: Frames, estimate: Estimate, actor_id: str) -> dict[str, Any]:
    """Return an estimate in words: what is measured, how much, until when, on what it rests."""
    metric = record.dossier.metrics[estimate.metric]
    return {
        "label": metric.label,
        "amount": amount(estimate, metric.unit),
        "as_of": estimate.as_of.words,
        "basis": estimate.basis,
        "counts": estimate.counts,
        "event": estimate.event,
        "via": record.voice(estimate.estimator) if estimate.estimator not in (None, actor_id) else "",
    }


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


def chooser(view: View) -> list[dict[str, Any]]:
    """Return the actors by group, each with what its panel would show; those of whom nothing is shown are left out."""
    counts: Counts = actor_profile.tally(actor_profile.without_actors(view)).to_dict("index")  # type: ignore[assignment]
    groups = []
    for group, entries in actor_profile.register(view.frames).items():
        found = [_choice(entry.actor, counts) | {"members": _members(entry.members, counts)} for entry in entries]
        found = sorted((one for one in found if one["n"]), key=lambda one: -int(one["n"]))
        if found:
            groups.append({"group": group, "entries": found})
    return groups


def _members(members: tuple[Actor, ...], counts: Counts) -> list[dict[str, Any]]:
    return [choice for one in members if (choice := _choice(one, counts))["n"]]


def _choice(actor: Actor, counts: Counts) -> dict[str, Any]:
    own = counts[actor.id]
    return {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "n": sum(own.values()),
        "facts": [
            text(f"actor.count_{name}", n=own[name]) for name in ("deeds", "said", "words", "figures") if own[name]
        ],
    }
