"""The shown events counted by time, theme, actor and publisher: bars that are links, and lists with their numbers."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from components import markup
from pactline import edtf
from pactline.counts import Count, by_time, by_value
from pactline.select import View
from pactline.selection import Selection
from pactline.wording import text

FIRST = 12  # bars of each kind; the others fold away
_MOST = 60


def counts(view: View) -> None:
    """Draw the counts of what is shown; nothing where nothing is left."""
    if len(view.event_rows):
        st.html(markup.render("counts.html", blocks=count_values(view), first=FIRST))


def count_values(view: View) -> list[dict[str, Any]]:
    """Return per kind its bars: ``label``, ``events``, ``width`` in percent, and ``selection``.

    That is the selection which shows these alone; ``None`` where the URL cannot say it.
    """
    names = view.frames.names
    stretches = by_time(view)
    unit = "month" if stretches and "-" in stretches[0].value.lstrip("-") else "year"
    blocks = [_block(unit, [(edtf.parse(one.value).words, one, _within(view, one)) for one in stretches])]
    for key, own in by_value(view).items():
        told = [(names[key].get(one.value, one.value), one, _chosen(view, key, one.value)) for one in own[:_MOST]]
        blocks.append(_block(key, told) | {"more": len(own) - len(told)})
    return [block for block in blocks if block["bars"]]


def _block(name: str, told: Sequence[tuple[str, Count, Selection | None]]) -> dict[str, Any]:
    most = max((one.events for _, one, _ in told), default=1)
    bars = [
        {"label": label, "events": one.events, "width": round(100 * one.events / most, 1), "selection": selection}
        for label, one, selection in told
    ]
    return {"name": name, "title": text(f"counts.{name}"), "bars": bars, "more": 0}


def _within(view: View, stretch: Count) -> Selection:
    """Return the selection of a stretch, as far as it lies in the chosen range."""
    asked, chosen = Selection.from_query({"from": stretch.value, "to": stretch.value}), view.selection
    first = max(filter(None, (asked.first, chosen.first)), default=None)
    last = min(filter(None, (asked.last, chosen.last)), default=None)
    return replace(chosen, first=first, last=last)


def _chosen(view: View, key: str, value: str) -> Selection | None:
    """Return the selection with a value chosen; none where the key is taken: the address could not say both."""
    query = view.selection.to_query()
    return None if key in query else Selection.from_query({**query, key: [value]})
