"""The filter panel: one component of native fields that shows the selection and sends the next one.

Its own component, since Streamlit's widgets keep labels, not ids, for values: a label with a live count
changes with every filter, and the choice would be lost.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import streamlit as st

from pactline.fields import KINDS, STATUSES
from pactline.frames import Frames
from pactline.selection import Selection
from pactline.wording import text

_HERE = Path(__file__).parent
_PANEL = st.components.v2.component(
    "pactline_filters",
    js=(_HERE / "filters.js").read_text(encoding="utf-8"),
    css=(_HERE / "filters.css").read_text(encoding="utf-8"),
)


def filter_panel(
    record: Frames,
    selection: Selection,
    counts: Mapping[str, Mapping[str, int]],
    *,
    handled: float,
    on_change: Callable[[], None],
) -> None:
    """Draw the filters with their counts.

    Args:
        record: Names and registers for the options.
        selection: What is chosen now.
        counts: Per facet the events that each value would show, as ``facet_counts`` returns them.
        handled: Time in ms of the last change that the server has taken; the panel keeps newer ones of its own.
        on_change: Called when the panel sends ``change`` = ``{at, query}``.
    """
    _PANEL(
        key="filter-panel",
        data={
            "handled": handled,
            "query": selection.to_query(),
            "facets": [_facet(key, options, counts.get(key, {})) for key, options in options(record).items()],
            "importance": counts.get("importance", {}),
            "words": words(),
            "chosen": selection.cleared() != selection,
        },
        on_change_change=on_change,
    )


def options(record: Frames) -> dict[str, dict[str, str]]:
    """Return the facets in the panel's order, each with its values and their labels."""
    return {
        "theme": dict(record.names["theme"]),
        "status": {status: text(f"status.{status}") for status in STATUSES},
        "actor": dict(record.names["actor"]),
        "kind": {kind: text(f"kind.{kind}") for kind in KINDS},
        "publisher": dict(record.names["publisher"]),
    }


def _facet(key: str, options: Mapping[str, str], counts: Mapping[str, int]) -> dict[str, Any]:
    rows: list[dict[str, Any]] = [
        {"id": value, "label": label, "n": counts.get(value, 0)} for value, label in options.items()
    ]
    if key not in ("status", "theme"):  # these two have an order of their own
        rows.sort(key=lambda row: (-int(row["n"]), str(row["label"]).casefold()))
    return {"key": key, "label": text(f"filters.{key}"), "options": rows}


def words() -> dict[str, str]:
    """Return the panel's own sentences."""
    names = (
        "title search search_hint dates from to date_hint date_bad certain certain_hint importance importance_1 "
        "importance_2 importance_3 match_all statemedia independent fewer clear none"
    )
    plain = {name: text(f"filters.{name}") for name in names.split()}
    return plain | {"more": text("filters.more", n="{n}"), "find": text("filters.find", what="{what}")}
