"""On whom some citations rest: how many publications, of which publishers, and which of these a state controls."""

from collections import Counter
from dataclasses import dataclass

import numpy as np

from pactline.query.view import View
from pactline.tables.frames import Frames
from pactline.tables.postings import Rows


@dataclass(frozen=True, slots=True)
class House:
    """A publisher, how many publications of it are cited, and whether a state controls it."""

    id: str
    name: str
    publications: int
    controlled: bool


@dataclass(frozen=True, slots=True)
class RestsOn:
    """What is cited: publications, and their publishers, those of most publications first."""

    publications: int
    houses: tuple[House, ...]


def rests_on(record: Frames, citations: Rows) -> RestsOn:
    """Return on whom some citations rest, each publication once.

    Args:
        record: All tables.
        citations: Rows of ``CITATIONS``.
    """
    index = record.index
    codes, houses = index.houses
    sources, first = np.unique(index.cited_source[citations], return_index=True)
    own = codes[citations][first]
    counted = Counter(code for code in own.tolist() if code >= 0 and houses[code])
    state = record.column("sources", "state_controlled").to_numpy()[sources] == "yes"
    controlled = set(own[state].tolist())
    called = {code: record.names["publisher"].get(houses[code], houses[code]) for code in counted}
    ranked = sorted(counted, key=lambda code: (-counted[code], called[code].casefold()))
    return RestsOn(
        len(sources),
        tuple(House(houses[code], called[code], counted[code], code in controlled) for code in ranked),
    )


def cited_by_claims(view: View) -> Rows:
    """Return the shown citations of claims."""
    cited = view.shown.citation_rows
    return cited[view.frames.index.cited_claim[cited] >= 0]


def cited_by_reactions(view: View) -> Rows:
    """Return the shown citations of reactions."""
    cited = view.shown.citation_rows
    return cited[view.frames.index.cited_reaction[cited] >= 0]


def cited_at(view: View, events: Rows) -> Rows:
    """Return the shown citations of the claims of some events, by row."""
    index, cited = view.frames.index, cited_by_claims(view)
    return cited[np.isin(index.event_of[index.cited_claim[cited]], events)]
