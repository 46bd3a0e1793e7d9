"""A stakeholder's own panel: its stance over time as a line of steps, each step with its words, and its silences."""

from collections.abc import Iterable
from dataclasses import replace
from itertools import groupby
from typing import Any

import pandas as pd

from components.parts.rows import day_words
from components.parts.word_boxes import Words
from components.reactions.stance_line import Span, span, stance_line
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said
from pactline.wording import text

_STRIP = 60  # reactions in the small strip beside a name
_PANELS = 300  # stakeholders on one page; a chosen one has its panel in any case


def panels(view: View, said: pd.DataFrame, words: Words, *, pivot: str) -> list[dict[str, Any]]:
    """Return one panel per stakeholder, in a newsroom's order.

    Args:
        view: What is shown.
        said: Rows of ``pactline.readings.stakeholders.spoken``.
        words: Has the reactions, and numbers the boxes that the steps open.
        pivot: The event that a line over all panels marks.

    Returns:
        Panels with ``id`` (place on the page), ``name``, ``group``, ``tally`` (mark and number), ``open``,
        ``selection`` (it alone), ``line``, ``line_words``, ``strip``, ``steps`` and ``silences`` (reactions),
        ``older`` (how many are not written out), and ``pivot``: where the marked event stands, in percent, if on
        the axis. Where very many reactions are shown, only a chosen stakeholder's panel is ``whole``.
    """
    chosen = set(view.selection.actors)
    written = said[said["stakeholder"].isin(chosen)] if words.brief else said
    by_actor = stakeholders.of_stakeholders(written)
    axis = span(said["at"])
    at = _pivot(view, pivot, axis)
    tally = {key: int(number) for key, number in said.groupby(["stakeholder", "mark"]).size().items()}
    found = []
    for number, actor in enumerate(stakeholders.stakeholders(view, said), start=1):
        if number > _PANELS and actor.id not in chosen:
            continue
        own = by_actor.get(actor.id, [])
        steps = [_step(words, one) for one in words.reactions[actor.id]] if own else []
        marks = [(mark, tally.get((actor.id, mark), 0)) for mark in stakeholders.MARKS]
        found.append(
            {
                "id": f"actor-{number}",
                "name": actor.name,
                "group": actor.group,
                "reactions": actor.reactions,
                "tally": [(mark, number) for mark, number in marks if number],
                "strip": [one.mark for one in own][:_STRIP],
                "open": actor.id in chosen,
                "whole": bool(own),
                "older": max(len(own) - len(steps), 0),
                "selection": replace(view.selection, actors=(actor.id,)),
                "line": stance_line(own, axis) if axis and own else None,
                "line_words": line_words(own, actor.name),
                "steps": [step for step in steps if step["mark"] != "silent"],
                "silences": [step for step in steps if step["mark"] == "silent"],
                "pivot": at,
            }
        )
    return found


def line_words(said: Iterable[Said], name: str) -> str:
    """Return a stakeholder's line in one sentence: how many reactions, from when to when, which stances in a row."""
    dated = [(one.at, one.mark) for one in said if one.at and one.mark != "silent"]
    if not dated:
        return text("panel.line_none", name=name)
    return text(
        "panel.line",
        name=name,
        reactions=text("count.reactions", n=len(dated)),
        first=day_words(dated[0][0]),
        last=day_words(dated[-1][0]),
        marks=", ".join(text(f"mark.{mark}") for mark, _ in groupby(mark for _, mark in dated)),
    )


def _step(words: Words, said: dict[str, Any]) -> dict[str, Any]:
    return said | {
        "event": words.event(said["event_id"]),
        "box": words.box(said["stakeholder"], said["event_id"]),
        "spoke": said["actor_name"] if said["by_part"] else None,
        "quoted": next((one for one in said["citations"] if one["quote"]), None),
        "chain": _chain(said),
    }


def _chain(step: dict[str, Any]) -> list[str]:
    """Return the way of the words: who spoke, whose word a publication passes on, who published and carried it."""
    citations = step["citations"]
    if not citations:
        return []
    first = next((one for one in citations if one["quote"]), citations[0])
    return list(dict.fromkeys(filter(None, [step["speaker"], *first["chain"]])))


def _pivot(view: View, event_id: str, axis: Span | None) -> float | None:
    event = view.frames.events[view.frames.events["event_id"] == event_id].iloc[0]
    if axis is None or not event["drawable"] or not axis.first <= event["earliest"].date() <= axis.last:
        return None
    return axis.place(event["earliest"].date())
