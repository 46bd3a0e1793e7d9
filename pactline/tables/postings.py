"""Which rows hold which value, for filters and counts that never compare a text.

Per value its rows, ascending and distinct, one value after the other in one array: what a search engine calls
postings. A row may be an event, a claim or a reaction.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

RowMask: TypeAlias = npt.NDArray[np.bool_]
Rows: TypeAlias = npt.NDArray[np.intp]  # row numbers; this width since anything else is converted at each use


@dataclass(frozen=True, slots=True, eq=False)
class Postings:
    """The rows of each value.

    Attributes:
        values: The values, in the order of their numbers; length v.
        place: Each value's number, 0 to v - 1.
        starts: Where each value's rows begin in ``rows``, and where the last one's end; ``intp``, length v + 1.
        rows: Row numbers: value by value, ascending, none twice for one value; ``intp``.
        owners: The same values with what their rows belong to, as the events of claims, each owner once for a value;
            ``None`` where rows belong to nothing.
        owner: For each of ``rows`` the place of its owner among ``owners.rows``; empty where rows belong to nothing.
    """

    values: npt.NDArray[np.object_]
    place: Mapping[str, int]
    starts: Rows
    rows: Rows
    owners: "Postings | None"
    owner: Rows

    @classmethod
    def of(
        cls, rows: npt.ArrayLike, codes: npt.ArrayLike, values: Sequence[str], *, owners: Rows | None = None
    ) -> Self:
        """Sort pairs of a row and a value's number by value, then by row; pairs may stand twice.

        Args:
            rows: Row numbers from 0, in any order.
            codes: For each the number of its value in ``values``.
            values: All values; some may have no row.
            owners: What each row of the table belongs to, by row number, ascending with the rows.
        """
        numbers, kinds = np.asarray(rows, dtype=np.intp), np.asarray(codes, dtype=np.intp)
        if len(numbers) and (np.diff(numbers) < 0).any():
            order = np.argsort(numbers, kind="stable")
            numbers, kinds = numbers[order], kinds[order]
        order = sorted_order(kinds)
        numbers, kinds = numbers[order], kinds[order]
        if len(numbers):
            first = np.append(True, (np.diff(numbers) != 0) | (np.diff(kinds) != 0))
            numbers, kinds = numbers[first], kinds[first]
        names = np.empty(len(values), dtype=object)
        names[:] = values
        place = {value: number for number, value in enumerate(values)}
        every = np.arange(len(values) + 1)
        starts = np.searchsorted(kinds, every)
        if owners is None:
            return cls(names, place, starts, numbers, None, numbers[:0])
        own = owners[numbers]
        new = np.append(True, (np.diff(own) != 0) | (np.diff(kinds) != 0))[: len(own)]
        whose = cls(names, place, np.searchsorted(kinds[new], every), own[new], None, own[:0])
        return cls(names, place, starts, numbers, whose, np.cumsum(new) - 1)

    def of_value(self, value: str) -> Rows:
        """Return a value's rows, ascending, as a view into ``rows``; none for a value that is not there."""
        number = self.place.get(value)
        return self.rows[:0] if number is None else self.rows[self.starts[number] : self.starts[number + 1]]

    def mark(self, values: Iterable[str], number: int) -> RowMask:
        """Return a mask of ``number`` places, one a row, in which the rows of any of the values are set."""
        mask = np.zeros(number, dtype=bool)
        for value in values:
            mask[self.of_value(value)] = True
        return mask

    def counts(self, mask: RowMask | None) -> dict[str, int]:
        """Return for each value how many owners its set rows have; values without any are absent.

        Args:
            mask: Which rows are set, one place a row of the table; ``None`` for all.
        """
        if self.owners is None:
            return self._named(np.diff(self.starts) if mask is None else _sums(self.starts, mask[self.rows]))
        if mask is None:
            return self.owners.counts(None)
        has = np.zeros(len(self.owners.rows), dtype=bool)
        has[self.owner[np.flatnonzero(mask[self.rows])]] = True
        return self._named(_sums(self.owners.starts, has))

    def counts_of_owners(self, mask: RowMask | None) -> dict[str, int]:
        """Return for each value how many of the set owners have it, as ``counts`` does where all their rows are set.

        Args:
            mask: Which owners are set, one place an owner; ``None`` for all.
        """
        return (self.owners or self).counts(mask)

    def present(self, mask: RowMask) -> RowMask:
        """Mark the values, by number, that have a row set in the mask, which has one place a row of the table."""
        found: RowMask = _sums(self.starts, mask[self.rows]) > 0
        return found

    def _named(self, counts: npt.NDArray[np.intp]) -> dict[str, int]:
        found = np.flatnonzero(counts)
        return dict(zip(self.values[found].tolist(), counts[found].tolist(), strict=True))


def _sums(starts: Rows, flags: RowMask) -> Rows:
    """Return how many flags are set of each stretch; ``starts`` as of ``Postings``."""
    found = np.zeros(len(starts) - 1, dtype=np.intp)
    has = starts[1:] > starts[:-1]  # of an empty stretch ``reduceat`` returns what stands behind it
    if len(flags):
        found[has] = np.add.reduceat(flags.view(np.uint8), starts[:-1][has], dtype=np.int32)
    return found


def sorted_order(numbers: npt.NDArray[Any]) -> Rows:
    """Return the order that sorts numbers from 0 to 2**32 - 1, equal ones as they stand.

    16 bits at a time: those are sorted by counting, which is ten times as fast as comparing.
    """
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if len(numbers) and int(numbers.max()) > np.iinfo(np.uint16).max:
        high = (numbers >> 16).astype(np.uint16)[order]
        order = order[np.argsort(high, kind="stable")]
    return order


def coded(texts: pd.Series) -> tuple[Rows, list[str]]:
    """Return each text's number, -1 for an empty or missing one, and the texts in the order of their numbers.

    The numbers are ``intp``, in the order of first use.
    """
    codes, values = pd.factorize(texts)
    known = [str(value) for value in values]
    found = codes.astype(np.intp)
    if "" in known:
        found[found == known.index("")] = -1
    return found, known
