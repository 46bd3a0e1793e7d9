"""The board of stakeholders and events: each cell says the stance and opens the words."""

from collections.abc import Callable
from typing import Any

import pandas as pd
import streamlit as st

from components.parts import markup
from components.parts.sides import focus, sides_at
from components.parts.word_boxes import MOST, Words
from components.reactions.stakeholders import panels
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said, in_order
from pactline.wording import text

COLUMNS = 7  # events on the board: as many as can be read side by side on a desk
_CHOICES = 100  # events to choose from for the sides


def reaction_board(view: View) -> None:
    """Draw the board, who stands where at one event, and a panel per stakeholder; or why there is none."""
    with st.container(key="reaction-board"):
        if view.reactions.empty:
            if len(view.events):
                st.html(markup.render("reactions/none.html", selection=view.selection, reason=_why_none(view)))
            return
        said = stakeholders.spoken(view)
        drawn = stakeholders.crowd(view, said)
        columns = in_order(view, drawn["event_id"].head(COLUMNS))
        others = in_order(view, below(drawn))
        event = focus(view, drawn)
        words = Words(view, said, events={*columns, *others, event})
        at_events = stakeholders.at_events(said[said["event_id"].isin([*columns, *others, event])])
        st.html(
            markup.render(
                "reactions/board.html",
                columns=[words.event(column) | {"here": column == event} for column in columns],
                groups=board(view, said, columns, words),
                others=[
                    words.event(other) | {"sides": sides_at(view, at_events[other], other, words)} for other in others
                ],
                left_out=len(drawn) - len(columns) - len(others),
                marks=stakeholders.MARKS,
                selection=view.selection,
            )
        )
        st.html(
            markup.render(
                "parts/sides.html",
                event=words.event(event),
                sides=sides_at(view, at_events[event], event, words),
                choices=[words.event(one) for one in in_order(view, drawn["event_id"].head(_CHOICES))],
                selection=view.selection,
            )
        )
        shown = panels(view, said, words, pivot=event)
        st.html(
            markup.render(
                "reactions/stakeholders.html",
                panels=shown,
                others=said["stakeholder"].nunique() - len(shown),
                pivot=words.titles[event],
                selection=view.selection,
            )
        )
        st.html(words.html())


def below(drawn: pd.DataFrame) -> list[str]:
    """Return the events that are listed below the board: those that drew most, as long as they are readable.

    Args:
        drawn: The events that drew reactions, as ``pactline.readings.stakeholders.crowd`` returns them.
    """
    rest = drawn.iloc[COLUMNS:]
    return rest.loc[rest["reactions"].cumsum() <= MOST, "event_id"].tolist()


def board(view: View, said: pd.DataFrame, columns: list[str], words: Words) -> list[dict[str, Any]]:
    """Return the rows of the board by group: stakeholders that reacted to one of the events in the columns.

    Args:
        view: What is shown.
        said: Rows of ``pactline.readings.stakeholders.spoken``.
        columns: Event ids from left to right.
        words: Numbers the boxes that the cells open.

    Returns:
        Groups with ``name`` and ``rows``; each row has ``name``, ``panel`` (the place of its own panel) and
        ``cells``, one per column: ``box``, ``runs`` and ``quiet`` (bodies that were silent while it spoke), or
        ``None`` where nothing is recorded.
    """
    at_events = stakeholders.at_events(said[said["event_id"].isin(columns)])
    groups: dict[str, list[dict[str, Any]]] = {}
    for number, actor in enumerate(stakeholders.stakeholders(view, said), start=1):
        cells = [_cell(at_events[event].get(actor.id), words.box, actor.id, event) for event in columns]
        if any(cells):
            row = {"name": actor.name, "panel": f"actor-{number}", "cells": cells}
            groups.setdefault(actor.group, []).append(row)
    return [{"name": name, "rows": rows} for name, rows in groups.items()]


def _cell(said: list[Said] | None, box: Callable[[str, str], str], actor: str, event: str) -> dict[str, Any] | None:
    if said is None:
        return None
    counted, quiet = stakeholders.heard(said)
    return {"box": box(actor, event), "runs": stakeholders.runs(counted), "quiet": quiet}


def _why_none(view: View) -> str:
    """Say why none of the events shown has a reaction: there is none in the record, or the selection hides them."""
    record = view.frames.reactions
    if record.empty:
        return text("reactions.none_recorded")
    if view.selection.known:  # of what came later nothing is said, not even how much
        record = record[record["known"] <= pd.Timestamp(view.selection.known)]
    own = int(record["event_id"].isin(view.events["event_id"]).sum())
    return text("reactions.hidden", n=own) if own else text("reactions.empty")
