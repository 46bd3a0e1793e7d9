"""The timeline's twin: the shown events as a list in reading order, under headings by year."""

from dataclasses import replace
from itertools import groupby
from typing import Any

import streamlit as st

from components import markup
from components.figures.marks import headline
from components.panels.rows import rows
from pactline.select import View
from pactline.wording import text


def event_list(view: View, *, page: str = "timeline", title: str | None = None) -> None:
    """Draw the list; a link puts its event into focus on ``page``. With a title the years come one level below it."""
    with st.container(key="event-list"):
        st.html(
            markup.render(
                "event_list.html",
                years=years(view),
                focus=view.selection.event,
                page=page,
                title=title,
                level=3 if title else 2,
                orders=[
                    (
                        order,
                        replace(view.selection, newest_first=order == "new"),
                        view.selection.newest_first == (order == "new"),
                    )
                    for order in ("old", "new")
                ],
                selection_for=lambda event: replace(view.selection, event=event),
            )
        )


def years(view: View) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return the shown events grouped by the year of their first day, in the reader's order.

    Each event has its ``status`` (that of its first shown claim), ``claims`` (shown) and ``independent``
    (the highest among its shown claims).
    """
    found = rows(view.events.merge(headline(view), on="event_id", how="left"))
    return [(_year(year), list(events)) for year, events in groupby(found, key=lambda event: event["year"])]


def _year(year: int) -> str:
    return text("list.bc", n=1 - year) if year < 1 else str(year)
