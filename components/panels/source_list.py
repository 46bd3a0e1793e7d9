"""The register of publications and what rests on it."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import markup
from components.panels.rows import country_name, rows
from pactline.select import View
from pactline.selection import Selection


def source_list(view: View) -> None:
    """Draw the publishers of what is shown, each with its publications and how many claims rest on it."""
    with st.container(key="source-list"):
        if view.selection.publishers and len(view.claims):
            st.html(markup.render("claim_list.html", claims=claims_that_cite(view), selection=view.selection))
        st.html(
            markup.render(
                "source_list.html",
                publishers=publishers(view),
                chosen=view.selection.publishers,
                choose=lambda publisher: _toggle(view.selection, publisher),
            )
        )


def publishers(view: View) -> list[dict[str, Any]]:
    """Return the cited publishers by number of claims: kind, country, state control, publications.

    ``claims`` counts shown claims that cite it in any part, ``supports`` those that it supports.
    """
    cited = view.citations[view.citations["claim"] >= 0]
    by_house = cited.groupby("publisher", sort=False)
    claims = by_house["claim"].nunique()
    supports = cited[cited["part"] == "supports"].groupby("publisher", sort=False)["claim"].nunique()
    own: dict[str, list[dict[str, Any]]] = {}
    for source in _newest_first(view.sources):
        own.setdefault(source["publisher"], []).append(source)
    per_source = cited.groupby("source_id")["claim"].nunique()
    found = []
    for house, publications in own.items():
        publisher = view.frames.dossier.publishers.get(house)
        found.append(
            {
                "id": house,
                "name": publisher.name if publisher else "",
                "kind": publisher.kind if publisher else None,
                "country": _country(view, publisher.country if publisher else None),
                "state_controlled": publisher.state_controlled if publisher else None,
                "note": publisher.note if publisher else None,
                "claims": int(claims.get(house, 0)),
                "supports": int(supports.get(house, 0)),
                "sources": [
                    source | {"claims": int(per_source.get(source["source_id"], 0))} for source in publications
                ],
            }
        )
    return sorted(found, key=lambda row: (-row["claims"], row["name"].casefold()))


def claims_that_cite(view: View) -> list[dict[str, Any]]:
    """Return the shown claims with their event's title and the selection that leads there."""
    titles = dict(zip(view.frames.events["event_id"], view.frames.events["title"], strict=True))
    dates = dict(zip(view.frames.events["event_id"], view.frames.events["date_words"], strict=True))
    return [
        claim
        | {
            "title": titles[claim["event_id"]],
            "date_words": dates[claim["event_id"]],
            "selection": replace(view.selection, event=claim["event_id"]),
        }
        for claim in rows(view.claims)
    ]


def _newest_first(sources: pd.DataFrame) -> list[dict[str, Any]]:
    return rows(sources.sort_values("published", ascending=False, na_position="last", kind="stable"))


def _country(view: View, country: str | None) -> str | None:
    return country_name(view.frames, country) if country else None


def _toggle(selection: Selection, publisher: str) -> Selection:
    if publisher in selection.publishers:
        return selection.without("publisher", publisher)
    return replace(selection, publishers=(*selection.publishers, publisher))
