"""Which publishers are cited, how often, and for what: the register of sources is drawn from it."""

from dataclasses import dataclass

import numpy as np

from pactline.query.view import Shown
from pactline.tables.kept import kept
from pactline.tables.postings import Rows


@dataclass(frozen=True, slots=True)
class Ranking:
    """The cited publishers by number of claims; number -1 is no publisher, and reads the last place of the counts.

    Attributes:
        codes: Numbers of the cited publishers, those with most claims first.
        houses: Ids of all publishers by number.
        claims: How many shown claims cite each publisher, and at last none; ``len(houses)`` + 1 places.
        supports: Likewise, how many it supports.
    """

    codes: list[int]
    houses: list[str]
    claims: Rows
    supports: Rows
    _cited: Rows  # citations, by publisher
    _begins: Rows

    def name(self, code: int) -> str:
        """Return a publisher's id, empty for none."""
        return self.houses[code] if code >= 0 else ""

    def citations(self, code: int) -> Rows:
        """Return the rows of the shown citations of a publisher."""
        return self._cited[self._begins[code + 1] : self._begins[code + 2]]


@kept(4)
def ranking(shown: Shown) -> Ranking:
    """Rank the publishers that what is shown cites; equal ones by their names."""
    record, index, names = shown.frames, shown.frames.index, shown.frames.names["publisher"]
    codes, houses = index.houses
    cited = shown.citation_rows
    of_claims = cited[index.cited_claim[cited] >= 0]
    part, parts = record.stored.coded("citations", "part")
    supporting = of_claims[part[of_claims] == (parts.index("supports") if "supports" in parts else -1)]
    claims, supports = (
        _distinct(codes[some], index.cited_claim[some], len(houses)) for some in (of_claims, supporting)
    )
    order = np.argsort(codes[cited], kind="stable")
    begins = np.searchsorted(codes[cited][order], np.arange(-1, len(houses) + 1))
    called = [names.get(house, "").casefold() for house in houses] + [""]
    present = np.unique(codes[cited]).tolist()
    ranked = sorted(present, key=lambda code: (-claims[code], called[code]))
    return Ranking(ranked, houses, claims, supports, cited[order], begins)


def _distinct(values: Rows, owners: Rows, number: int) -> Rows:
    """Count the distinct owners of each value below a number; the last place counts value -1."""
    pairs = np.unique(np.stack([values, owners]), axis=1)[0] if len(values) else values
    return np.bincount(np.where(pairs < 0, number, pairs), minlength=number + 1)
