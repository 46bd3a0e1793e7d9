"""A panel per stakeholder: what it said, denied or did about the shown events, and its silences."""

from dataclasses import replace
from typing import Any

import streamlit as st

from components import markup
from components.panels.card import reactions
from pactline.fields import STANCES
from pactline.select import View

GROUPS = ("neighbours", "parties-to-the-war", "blocs-and-bodies", "others", "principals")


def reaction_board(view: View) -> None:
    """Draw the panels, neighbours first, the two parties themselves last."""
    with st.container(key="reaction-board"):
        st.html(
            markup.render(
                "reaction_board.html",
                panels=stakeholders(view),
                selection=view.selection,
                event_title=_titles(view),
                selection_for=lambda event: replace(view.selection, event=event),
            )
        )


def stakeholders(view: View) -> list[dict[str, Any]]:
    """Return one panel per actor that reacts: its name, group, reactions by date, and counts by stance."""
    shown = reactions(view, view.reactions)
    by_actor: dict[str, list[dict[str, Any]]] = {}
    for reaction in shown:
        by_actor.setdefault(reaction["actor"], []).append(reaction)
    panels = []
    for actor_id, own in by_actor.items():
        actor = view.frames.dossier.actors[actor_id]
        group = actor.group or "others"
        counts = {stance: sum(r["stance"] == stance for r in own) for stance in STANCES}
        panels.append(
            {
                "id": actor_id,
                "name": actor.name,
                "group": group,
                "reactions": own,
                "counts": {stance: n for stance, n in counts.items() if n},
                "denials": sum(r["act"] == "denies" for r in own),
                "silences": sum(r["act"] == "silent" for r in own),
            }
        )
    return sorted(panels, key=lambda panel: (GROUPS.index(panel["group"]), -len(panel["reactions"]), panel["name"]))


def stances_at(view: View, event_id: str) -> list[dict[str, Any]]:
    """Return, for one event, who took which stance, from condemning to endorsing; denials and silences last.

    Each entry has ``stance``, ``act`` and the ``names`` of its actors. An actor that spoke several times stands
    under each of its stances.
    """
    order = [*reversed(STANCES), "none", "denies", "silent"]
    groups: dict[str, dict[str, None]] = {name: {} for name in order}
    own = view.of([view.frames.row_of(event_id)]).reactions
    for actor, act, stance in zip(own["actor"], own["act"], own["stance"], strict=True):
        group = act if act in ("denies", "silent") else stance
        groups[group][view.frames.names["actor"][actor]] = None
    return [
        {
            "stance": "none" if group in ("denies", "silent") else group,
            "act": group if group in ("denies", "silent") else "says",
            "names": sorted(names),
        }
        for group, names in groups.items()
        if names
    ]


def _titles(view: View) -> dict[str, str]:
    return dict(zip(view.frames.events["event_id"], view.frames.events["title"], strict=True))
