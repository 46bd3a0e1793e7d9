"""The rows behind the pages, to read and to take away."""

from dataclasses import replace
from functools import partial

import streamlit as st

from components import markup
from pactline import export
from pactline.select import View
from pactline.wording import text

# What a reader looks at first; the files hold all columns.
_READ = {
    "events": ("date", "title", "actors", "themes", "importance", "place", "event_id"),
    "claims": ("text", "status", "said_by", "independent", "known", "known_assumed", "sources", "claim_id"),
    "reactions": ("actor", "date", "act", "stance", "speaker", "summary", "event_id"),
    "citations": (
        "publisher",
        "part",
        "originators",
        "kind",
        "state_controlled",
        "source_id",
        "claim_id",
        "reaction_id",
    ),
    "estimates": (
        "metric",
        "low",
        "high",
        "value",
        "words",
        "as_of",
        "counts",
        "cumulative",
        "estimator_name",
        "side",
        "sources",
    ),
    "sources": (
        "title",
        "publisher_name",
        "kind",
        "country",
        "state_controlled",
        "published",
        "read",
        "url",
        "source_id",
    ),
}

_LONG = 8  # rows; a longer table scrolls in itself
_MOST = 5_000  # citations; with more of them the page shows the first rows of each table, and the files hold all
_FIRST = 300


_OPEN = "open"


def data_tables(view: View) -> None:
    """Draw one table per kind of row, and the buttons that take exactly these rows away."""
    with st.container(key="take-away", horizontal=True):
        for name in export.COLUMNS:
            st.download_button(
                text("data.csv", what=text(f"data.{name}")),
                partial(export.to_csv, view, name),
                file_name=f"pactline-{name}.csv",
                mime="text/csv",
                on_click="ignore",
                key=f"csv-{name}",
            )
        st.download_button(
            text("data.json"),
            lambda: export.to_json(view),
            file_name="pactline.json",
            mime="application/json",
            on_click="ignore",
            key="json",
        )
    st.write(text("data.stated"))
    shown = view if len(view.left.citation_rows) <= _MOST else view.head(_FIRST)
    totals = {
        "events": len(view.event_rows),
        "claims": len(view.claim_rows),
        "reactions": len(view.reaction_rows),
        "citations": len(view.left.citation_rows),
        "estimates": len(view.estimates),
        "sources": len(view.sources),
    }
    st.write(text("data.columns"))
    for name, columns in _READ.items():
        rows = export.table(shown, name)
        if "event_id" in rows:
            rows.insert(0, _OPEN, [_opened(view, event) for event in rows["event_id"]])
        st.header(f"{text(f'data.{name}')} ({totals[name]:,})", anchor=False)
        if len(rows) < totals[name]:
            st.write(text("data.first", n=len(rows)))
        st.dataframe(
            rows,
            column_order=[column for column in (_OPEN, *columns) if column in rows],
            column_config={_OPEN: st.column_config.LinkColumn(text("data.open"), display_text="→", width="small")},
            hide_index=True,
            width="stretch",
            height="auto" if len(rows) < _LONG else 320,
            key=f"table-{name}",
        )


def _opened(view: View, event: str | None) -> str | None:
    return markup.href("event", replace(view.selection, event=event)) if isinstance(event, str) else None
