"""The register of publications and what rests on it."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np
import streamlit as st

from components import markup
from components.panels.rows import rows
from pactline.postings import Rows
from pactline.select import View
from pactline.selection import Selection
from pactline.view import Left

PART = 60  # publishers shown at once
_PUBLICATIONS, _CLAIMS = 40, 60  # shown of a publisher, and of the chosen publishers together


def source_list(view: View, *, start: int = 0) -> None:
    """Draw the publishers of what is shown, each with its publications and how many claims rest on it.

    Args:
        view: What is shown.
        start: Place of the first publisher to show, where they are many.
    """
    with st.container(key="source-list"):
        if view.selection.publishers and len(view.claim_rows):
            claims = claims_that_cite(view)
            more = len(view.claim_rows) - len(claims)
            st.html(markup.render("claim_list.html", claims=claims, more=more, selection=view.selection))
        total = len(_ranking(view.left).codes)
        start = min(start, max(total - 1, 0))
        st.html(
            markup.render(
                "source_list.html",
                publishers=publishers(view, start),
                start=start,
                total=total,
                size=PART,
                chosen=view.selection.publishers,
                choose=lambda publisher: _toggle(view.selection, publisher),
            )
        )


def publishers(view: View, start: int = 0, most: int = PART) -> list[dict[str, Any]]:
    """Return cited publishers by number of claims: kind, country, state control, publications.

    ``claims`` counts shown claims that cite it in any part, ``supports`` those that it supports.

    Args:
        view: What is shown.
        start: Place of the first publisher to return.
        most: How many to return.
    """
    ranking, record = _ranking(view.left), view.frames
    found = []
    for code in ranking.codes[start : start + most]:
        house = ranking.name(code)
        publisher = record.dossier.publishers.get(house)
        publications, more = _publications(view, ranking.citations(code))
        found.append(
            {
                "id": house,
                "name": publisher.name if publisher else "",
                "kind": publisher.kind if publisher else None,
                "country": _country(view, publisher.country if publisher else None),
                "state_controlled": publisher.state_controlled if publisher else None,
                "note": publisher.note if publisher else None,
                "claims": int(ranking.claims[code]),
                "supports": int(ranking.supports[code]),
                "sources": publications,
                "more": more,
            }
        )
    return found


@dataclass(frozen=True, slots=True)
class _Ranking:
    """The cited publishers by number of claims; number -1 is no publisher, and reads the last place of the counts."""

    codes: list[int]
    houses: list[str]
    claims: Rows
    supports: Rows
    _cited: Rows  # citations, by publisher
    _begins: Rows

    def name(self, code: int) -> str:
        return self.houses[code] if code >= 0 else ""

    def citations(self, code: int) -> Rows:
        return self._cited[self._begins[code + 1] : self._begins[code + 2]]


@lru_cache(maxsize=4)
def _ranking(left: Left) -> _Ranking:
    index, stored, names = left.frames.index, left.frames.stored, left.frames.names["publisher"]
    codes, houses = index.houses
    cited = left.citation_rows
    of_claims = cited[index.cited_claim[cited] >= 0]
    part, parts = stored.coded("citations", "part")
    supporting = of_claims[part[of_claims] == (parts.index("supports") if "supports" in parts else -1)]
    claims, supports = (
        _distinct(codes[some], index.cited_claim[some], len(houses)) for some in (of_claims, supporting)
    )
    order = np.argsort(codes[cited], kind="stable")
    begins = np.searchsorted(codes[cited][order], np.arange(-1, len(houses) + 1))
    called = [names.get(house, "").casefold() for house in houses] + [""]
    present = np.unique(codes[cited]).tolist()
    ranked = sorted(present, key=lambda code: (-claims[code], called[code]))
    return _Ranking(ranked, houses, claims, supports, cited[order], begins)


def _distinct(values: Rows, owners: Rows, number: int) -> Rows:
    """Count the distinct owners of each value below a number; the last place counts value -1."""
    pairs = np.unique(np.stack([values, owners]), axis=1)[0] if len(values) else values
    return np.bincount(np.where(pairs < 0, number, pairs), minlength=number + 1)


def _publications(view: View, cited: Rows) -> tuple[list[dict[str, Any]], int]:
    """Return the newest publications behind some citations, each with its number of claims, and how many more."""
    index = view.frames.index
    sources = np.unique(index.cited_source[cited])
    newest = view.frames.sources.take(sources).sort_values(
        "published", ascending=False, na_position="last", kind="stable"
    )
    shown = newest.head(_PUBLICATIONS)
    own = cited[index.cited_claim[cited] >= 0]
    pairs = np.unique(np.stack([index.cited_source[own], index.cited_claim[own]]), axis=1)[0] if len(own) else own
    numbers, counts = np.unique(pairs, return_counts=True)
    claims = dict(zip(numbers.tolist(), counts.tolist(), strict=True))
    rows_ = [
        source | {"claims": claims.get(row, 0)} for row, source in zip(shown.index.tolist(), rows(shown), strict=True)
    ]
    return rows_, len(newest) - len(shown)


def claims_that_cite(view: View) -> list[dict[str, Any]]:
    """Return the first shown claims with their event's title and the selection that leads there."""
    record = view.frames
    some = view.claims.head(_CLAIMS)
    events = some["event"].to_numpy()
    told = [record.stored.column("events", name).take(events).tolist() for name in ("title", "date_words")]
    return [
        claim
        | {
            "title": title,
            "date_words": words,
            "selection": replace(view.selection, event=claim["event_id"]),
        }
        for claim, title, words in zip(rows(some), *told, strict=True)
    ]


def _country(view: View, country: str | None) -> str | None:
    return view.frames.names["actor"].get(country, country.upper()) if country else None


def _toggle(selection: Selection, publisher: str) -> Selection:
    if publisher in selection.publishers:
        return selection.without("publisher", publisher)
    return replace(selection, publishers=(*selection.publishers, publisher))
