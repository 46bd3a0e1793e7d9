"""The register of publications and what rests on it."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components import markup
from components.panels.rows import rows
from pactline.fields import KINDS
from pactline.select import View
from pactline.selection import Selection
from pactline.wording import has, text

MOST = 300  # publications written out at once; with more, those of the chosen publishers only
_FEW = 12  # publishers; so few need no folding


def chosen_claims(view: View) -> None:
    """Draw the claims that cite the chosen publishers, if any is chosen."""
    if view.selection.publishers and len(view.claims):
        claims = claims_in_words(view, view.claims)
        st.html(markup.render("claim_list.html", claims=claims, selection=view.selection))


def source_list(view: View) -> None:
    """Draw the register by kind, or why it is empty."""
    houses = publishers(view)
    with st.container(key="source-list"):
        if houses:
            st.html(
                markup.render(
                    "source_list.html",
                    groups=grouped(houses),
                    folded=len(houses) > _FEW,
                    written=len(view.sources) <= MOST,
                    chosen=view.selection.publishers,
                    choose=lambda publisher: _toggle(view.selection, publisher),
                )
            )
        elif len(view.events):
            st.html(markup.render("sources_none.html", selection=view.selection))


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
                "country": country_name(view, publisher.country) if publisher and publisher.country else None,
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


def grouped(houses: list[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """Return publishers in groups, each in the order given: state-controlled ones together, the others by kind.

    The group in which most claims are cited comes first; those of unknown kind come last.
    """
    groups: dict[str, list[dict[str, Any]]] = {name: [] for name in ("state", *KINDS, "")}
    for house in houses:
        groups["state" if house["state_controlled"] else house["kind"] or ""].append(house)
    filled = [(name, own) for name, own in groups.items() if own]
    return sorted(filled, key=lambda group: (not group[0], -sum(house["claims"] for house in group[1])))


def claims_in_words(view: View, claims: pd.DataFrame) -> list[dict[str, Any]]:
    """Return claims with their event's title and date, and the selection that leads there."""
    events = view.frames.events.set_index("event_id")[["title", "date_words"]]
    found = claims.join(events, on="event_id")
    return [claim | {"selection": replace(view.selection, event=claim["event_id"])} for claim in rows(found)]


def _newest_first(sources: pd.DataFrame) -> list[dict[str, Any]]:
    return rows(sources.sort_values("published", ascending=False, na_position="last", kind="stable"))


def country_name(view: View, country: str) -> str:
    """Return the name of a publisher's country: as an actor of the record, else from the interface's own list."""
    own = view.frames.names["actor"].get(country)
    return own or (text(f"country.{country}") if has(f"country.{country}") else country.upper())


def _toggle(selection: Selection, publisher: str) -> Selection:
    if publisher in selection.publishers:
        return selection.without("publisher", publisher)
    return replace(selection, publishers=(*selection.publishers, publisher))
