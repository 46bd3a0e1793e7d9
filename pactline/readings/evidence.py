"""The evidence for claims: which publication supports, repeats or disputes which, and the ways their words took."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from pactline.query.select import View
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.vocabulary import CITATION_PARTS
from pactline.tables.frames import Frames

MOST = 80  # publications of a matrix


class Voice(NamedTuple):
    """An originator of a claim, and the ways on which its word reached us.

    Attributes:
        originator: Whose word it is.
        counts: Whether it is an independent source: at least one of its ways supports the claim.
        ways: Per citation the ids of who passed the word on, in order: publishers, then carriers. Empty where it
            published itself and nobody carried it.
    """

    originator: str
    counts: bool
    ways: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims of an event by the publications that they cite.

    Attributes:
        claims: Shown claims in order.
        sources: Cited publications, those of one publisher together: rows of ``SOURCES``. The publisher that most
            of the claims cite comes first; its publications by date. The founding article comes last.
        left_out: How many more publications the claims cite.
        cells: What a publication does to a claim, by claim and source; each of ``CITATION_PARTS`` once, in order.
    """

    claims: tuple[str, ...]
    sources: pd.DataFrame
    cells: dict[tuple[str, str], tuple[str, ...]]
    left_out: int = 0


def matrix(view: View, event_id: str, *, start: int = 0, after: int | None = None) -> Matrix:
    """Return the evidence matrix of an event, of its shown claims between two places.

    It has at most ``MOST`` publications, of the publishers that most of the claims cite.
    """
    claims = view.claims[view.claims["event_id"] == event_id].iloc[start:after]
    cited = view.citations[view.citations["claim_id"].isin(claims["claim_id"])]
    found: dict[tuple[str, str], set[str]] = {}
    for claim, source, part in zip(cited["claim_id"], cited["source_id"], cited["part"], strict=True):
        found.setdefault((claim, source), set()).add(part)
    sources = view.frames.sources
    own = sources[sources["source_id"].isin(cited["source_id"])]
    houses = view.frames.names["publisher"]
    weight = cited.groupby("publisher")["claim_id"].nunique()
    order = pd.DataFrame(
        {
            "last": own["source_id"] == FOUNDING_ARTICLE,
            "weight": -own["publisher"].map(weight).astype("float64"),
            "name": own["publisher"].map(lambda house: houses.get(house, "").casefold()),
            "publisher": own["publisher"],
            "published": own["published"],
            "source_id": own["source_id"],
        }
    ).sort_values(["last", "weight", "name", "publisher", "published", "source_id"], na_position="last")
    sources = own.loc[order.index[:MOST]]
    drawn = set(sources["source_id"])
    return Matrix(
        claims=tuple(claims["claim_id"]),
        sources=sources,
        cells={
            key: tuple(part for part in CITATION_PARTS if part in parts)
            for key, parts in found.items()
            if key[1] in drawn
        },
        left_out=len(own) - len(sources),
    )


def voices(record: Frames, cited: pd.DataFrame) -> dict[str, tuple[Voice, ...]]:
    """Return each claim's originators in the order of citing, those that count first.

    Citations that dispute a claim are no voice for it and are left out. A citation with several originators is
    a way of each.

    Args:
        record: Has the publications.
        cited: Rows of ``CITATIONS``, of claims.
    """
    rows = cited[cited["part"] != "disputes"]
    carried = record.sources["carried_by"].take(rows["source"].to_numpy())
    found: dict[str, dict[str, tuple[bool, dict[tuple[str, ...], None]]]] = {}
    columns = ("claim_id", "part", "source_id", "originators", "via", "publisher")
    for claim, part, source, originators, via, publisher, carriers in zip(
        *(rows[name] for name in columns), carried, strict=True
    ):
        supports = part == "supports" and source != FOUNDING_ARTICLE
        for one in originators:
            counted, ways = found.setdefault(claim, {}).get(one, (False, {}))
            way = tuple(step for step in dict.fromkeys([*via, publisher, *carriers]) if step and step != one)
            ways[way] = None
            found[claim][one] = counted or supports, ways
    return {
        claim: tuple(
            sorted((Voice(one, counts, _told(ways)) for one, (counts, ways) in own.items()), key=lambda v: not v.counts)
        )
        for claim, own in found.items()
    }


def _told(ways: Iterable[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    """Leave out the empty way where there are others."""
    return tuple(way for way in ways if way)
