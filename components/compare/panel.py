"""How stances moved from one event to another: a row per stakeholder, what it said before, at each, and last."""

from typing import Any

import streamlit as st

from components.parts import markup
from components.parts.word_boxes import Words
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import in_order
from pactline.readings.stance_shifts import MOMENTS, Moment, Shift, pair, shifts

_QUICK = 6  # events to choose from at once
_MOST = 100  # events to choose from at all


def compare(view: View) -> None:
    """Draw the events to choose from and the table of moments; or why there is none."""
    said = stakeholders.spoken(view)
    drawn = stakeholders.crowd(view, said)
    events = pair(view, drawn)
    with st.container(key="compare"):
        if events is None:
            if len(view.events):
                st.html(markup.render("compare/none.html", selection=view.selection))
            return
        first, second = events
        fixed = second if second is not None and first == view.selection.event else first
        others = drawn["event_id"][drawn["event_id"] != fixed]
        found = shifts(view, said, first, second)
        last = {moment.last for shift in found for moment in shift.moments if moment}
        words = Words(view, said, events={first, second or first}, also=last)
        rows, alone = compared(found, words)
        st.html(
            markup.render(
                "compare/compare.html",
                first=words.event(first),
                second=words.event(second) if second else None,
                moments=[moment for moment in MOMENTS if second or moment != "second"],
                rows=rows,
                alone=alone,
                outside=view.selection.event is not None and view.selection.event not in events,
                fixed=words.event(fixed),
                quick=[words.event(event) for event in in_order(view, others.head(_QUICK))],
                choices=[words.event(event) for event in in_order(view, others.iloc[_QUICK:_MOST])],
                selection=view.selection,
            )
        )
        st.html(words.html())


def compared(found: list[Shift], words: Words) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the rows for the template, and the names of those who spoke at one moment only.

    A row has ``name``, ``group`` and ``cells``, one per moment: ``runs``, ``quiet``, ``steps``, ``last`` (the last
    reaction with its quotation), ``event`` (of that reaction) and ``box``; ``None`` where nothing was said.
    """
    rows, alone = [], []
    for shift in found:
        if sum(moment is not None for moment in shift.moments) < 2:  # noqa: PLR2004 - one moment is no movement
            alone.append(shift.stakeholder.name)
            continue
        rows.append(
            {
                "name": shift.stakeholder.name,
                "group": shift.stakeholder.group,
                "cells": {
                    name: _cell(moment, shift.stakeholder.id, words) if moment else None
                    for name, moment in zip(MOMENTS, shift.moments, strict=True)
                },
            }
        )
    return rows, alone


def _cell(moment: Moment, stakeholder: str, words: Words) -> dict[str, Any]:
    last = next(one for one in words.reactions[stakeholder] if one["reaction_id"] == moment.last)
    return {
        "runs": moment.runs,
        "quiet": moment.quiet,
        "steps": moment.steps,
        "last": last,
        "quoted": next((one for one in last["citations"] if one["quote"]), None),
        "event": words.event(last["event_id"]),
        "box": words.box(stakeholder, last["event_id"]),
    }
