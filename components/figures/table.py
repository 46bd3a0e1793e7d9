"""The columns that a timeline is drawn from, as arrays: a hundred thousand events cost no more than a few thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.theme import SYMBOLS

Days: TypeAlias = npt.NDArray[np.int64]  # days since 1970-01-01
Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]

STATUSES = tuple(SYMBOLS)  # a status's number is its place here


class Texts(Protocol):
    """What is read of events, by their number."""

    def ids(self, events: Ints) -> list[str]: ...  # noqa: D102

    def titles(self, events: Ints) -> list[str]: ...  # noqa: D102

    def dates(self, events: Ints) -> list[str]: ...  # noqa: D102

    def number(self, event_id: str) -> int:
        """Return an event's number, -1 for one that is not there."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """One row per event and lane, in the order of lanes and, within a lane, of reading.

    Attributes:
        texts: What is read of the events.
        event: Number of the event.
        lane: Number of the lane.
        lanes: Id and name of each lane, from top to bottom.
        first: First day; the calendar's first where it is open.
        last: Last day; the calendar's last where it is open.
        drawable: Whether it lies in the years 1-9999.
        open_start: Whether its beginning is open.
        open_end: Whether its end is open.
        fuzzy: Whether its date is approximate or uncertain.
        status: Number in ``STATUSES``.
        importance: 1-3.
        independent: Independent sources.
        claims: Shown claims.
    """

    texts: Texts
    event: Ints
    lane: Ints
    lanes: tuple[tuple[str, str], ...]
    first: Days
    last: Days
    drawable: Bools
    open_start: Bools
    open_end: Bools
    fuzzy: Bools
    status: Ints
    importance: Ints
    independent: Ints
    claims: Ints

    @classmethod
    def of(cls, marks: "Marks | pd.DataFrame") -> "Marks":
        """Return marks as they are, or those of a table.

        Args:
            marks: ``event_id``, ``lane``, ``lane_label``, ``title``, ``earliest`` and ``latest``
                (``datetime64``), ``drawable``, ``open_start``, ``open_end``, ``approximate``, ``uncertain``,
                ``date_words``, ``status``, ``importance``, ``independent``, ``claims``.
        """
        if isinstance(marks, Marks):
            return marks
        event, ids = pd.factorize(marks["event_id"])
        lane, lanes = pd.factorize(marks["lane"])
        once = marks.drop_duplicates("event_id")
        names = dict(zip(marks["lane"], marks["lane_label"], strict=True))
        return cls(
            texts=_Given(list(ids), once["title"].tolist(), once["date_words"].tolist()),
            event=event.astype(np.int64),
            lane=lane.astype(np.int64),
            lanes=tuple((one, names[one]) for one in lanes),
            first=_days(marks["earliest"]),
            last=_days(marks["latest"]),
            drawable=marks["drawable"].to_numpy(bool),
            open_start=marks["open_start"].to_numpy(bool),
            open_end=marks["open_end"].to_numpy(bool),
            fuzzy=marks["approximate"].to_numpy(bool) | marks["uncertain"].to_numpy(bool),
            status=pd.Index(STATUSES).get_indexer(pd.Index(marks["status"])).astype(np.int64),
            importance=marks["importance"].to_numpy().astype(np.int64),
            independent=marks["independent"].to_numpy().astype(np.int64),
            claims=marks["claims"].to_numpy().astype(np.int64),
        )

    def __len__(self) -> int:
        return len(self.event)

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """Return some rows, by number or mask."""
        columns = ("event", "lane", "first", "last", "drawable", "open_start", "open_end", "fuzzy")
        numbers = ("status", "importance", "independent", "claims")
        return replace(self, **{name: getattr(self, name)[rows] for name in (*columns, *numbers)})

    def once(self) -> Self:
        """Return each event's first row, in one lane without a name."""
        rows = np.arange(len(self))
        earliest = np.zeros(int(self.event.max(initial=-1)) + 1, dtype=np.int64)
        earliest[self.event[::-1]] = rows[::-1]  # of several rows the first one counts, which comes last here
        first = earliest[self.event] == rows
        alone = self if first.all() else self.take(first)
        return replace(alone, lane=np.zeros_like(alone.lane), lanes=(("", ""),))

    @property
    def known_days(self) -> tuple[Days, Days]:
        """First and last known day of each row; an open side counts as its known side."""
        return np.where(self.open_start, self.last, self.first), np.where(self.open_end, self.first, self.last)


@dataclass(frozen=True, slots=True)
class _Given:
    """Texts out of a table."""

    _ids: Sequence[str]
    _titles: Sequence[str]
    _dates: Sequence[str]

    def ids(self, events: Ints) -> list[str]:
        return [self._ids[n] for n in events]

    def titles(self, events: Ints) -> list[str]:
        return [self._titles[n] for n in events]

    def dates(self, events: Ints) -> list[str]:
        return [self._dates[n] for n in events]

    def number(self, event_id: str) -> int:
        return list(self._ids).index(event_id) if event_id in self._ids else -1


def _days(dates: pd.Series) -> Days:
    return dates.to_numpy().astype("datetime64[D]").astype(np.int64)
