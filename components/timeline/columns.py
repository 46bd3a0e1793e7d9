"""The columns that a timeline is drawn from, as arrays: a hundred thousand events cost no more than a few thousand."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Protocol, Self, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.parts.days import Days
from components.parts.theme import SYMBOLS

Ints: TypeAlias = npt.NDArray[np.int64]
Bools: TypeAlias = npt.NDArray[np.bool_]
Floats: TypeAlias = npt.NDArray[np.float64]

STATUSES = tuple(SYMBOLS)  # a status's number is its place here


class Texts(Protocol):
    """What is read of events, by their number."""

    def ids(self, events: Ints) -> list[str]: ...  # noqa: D102

    def titles(self, events: Ints) -> list[str]: ...  # noqa: D102

    def shorts(self, events: Ints) -> list[str]: ...  # noqa: D102 - labels that are whole; empty for none

    def dates(self, events: Ints) -> list[str]: ...  # noqa: D102

    def number(self, event_id: str) -> int:
        """Return an event's number, -1 for one that is not there."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class Columns:
    """What each event has of a mark, in whatever lane; one entry per event, whether it is drawn or not.

    Attributes:
        first: First day; the calendar's first where it is open.
        last: Last day; the calendar's last where it is open.
        begin: When it begins, in days: of a time the moment.
        end: When it ends: of a day the beginning of the next, of a time the moment.
        timed: Whether a time of day is written at one of its ends.
        drawable: Whether it lies in the years that an axis can show.
        open_start: Whether its beginning is open.
        open_end: Whether its end is open.
        fuzzy: Whether its date is approximate or uncertain.
        status: Number in ``STATUSES``.
        importance: 1-3.
        independent: Independent sources.
        claims: Shown claims.
    """

    first: Days
    last: Days
    begin: Floats
    end: Floats
    timed: Bools
    drawable: Bools
    open_start: Bools
    open_end: Bools
    fuzzy: Bools
    status: Ints
    importance: Ints
    independent: Ints
    claims: Ints

    def of(self, events: Ints) -> Self:
        """Return the entries of some events, in their order."""
        return type(self)(**{one.name: getattr(self, one.name)[events] for one in fields(self)})

    @property
    def known_days(self) -> tuple[Days, Days]:
        """First and last known day; an open side counts as its known side."""
        return np.where(self.open_start, self.last, self.first), np.where(self.open_end, self.first, self.last)

    @property
    def known_moments(self) -> tuple[Floats, Floats]:
        """Known beginning and end; an open side counts as its known side: a day, or a moment."""
        length = np.where(self.timed, 0.0, 1.0)
        return (
            np.where(self.open_start, self.end - length, self.begin),
            np.where(self.open_end, self.begin + length, self.end),
        )

    def on(self, low: float, high: float) -> Bools:
        """Return which of them an axis shows that goes from one moment up to another."""
        begin, end = self.known_moments
        inside: Bools = (
            self.drawable
            & (self.open_end | (end > low) | (begin >= low))
            & (self.open_start | (begin < high) | (self.timed & (begin == high)))
        )
        return inside


@dataclass(frozen=True, slots=True, eq=False)
class Marks:
    """One row per event and lane, in the order of lanes and, within a lane, of reading.

    Attributes:
        texts: What is read of the events.
        columns: What is drawn of the events.
        event: Number of the event of each row.
        lane: Number of the lane of each row.
        lanes: Id and name of each lane, from top to bottom.
    """

    texts: Texts
    columns: Columns
    event: Ints
    lane: Ints
    lanes: tuple[tuple[str, str], ...]

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
        flags = ("drawable", "open_start", "open_end")
        given: dict[str, Any] = {name: once[name].to_numpy(bool) for name in flags}
        numbers = ("importance", "independent", "claims")
        given |= {name: once[name].to_numpy().astype(np.int64) for name in numbers}
        first, last = _days(once["earliest"]), _days(once["latest"])
        return cls(
            texts=_Given(list(ids), once["title"].tolist(), once["date_words"].tolist()),
            columns=Columns(
                first=first,
                last=last,
                begin=first.astype(np.float64),
                end=last.astype(np.float64) + 1,
                timed=np.zeros(len(first), dtype=bool),
                fuzzy=once["approximate"].to_numpy(bool) | once["uncertain"].to_numpy(bool),
                status=pd.Index(STATUSES).get_indexer(pd.Index(once["status"])).astype(np.int64),
                **given,
            ),
            event=event.astype(np.int64),
            lane=lane.astype(np.int64),
            lanes=tuple((one, names[one]) for one in lanes),
        )

    def __len__(self) -> int:
        return len(self.event)

    def take(self, rows: npt.NDArray[Any]) -> Self:
        """Return some rows, by number or mask."""
        return replace(self, event=self.event[rows], lane=self.lane[rows])

    def once(self) -> Self:
        """Return each event's first row, in one lane without a name."""
        rows = np.arange(len(self))
        earliest = np.zeros(int(self.event.max(initial=-1)) + 1, dtype=np.int64)
        earliest[self.event[::-1]] = rows[::-1]  # of several rows the first one counts, which comes last here
        event = self.event[earliest[self.event] == rows]
        return replace(self, event=event, lane=np.zeros_like(event), lanes=(("", ""),))

    @property
    def drawable_days(self) -> tuple[Days, Days]:
        """First and last known day of each event that can be drawn, each event once."""
        events = self.once().event
        return self.columns.of(events[self.columns.drawable[events]]).known_days


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

    def shorts(self, events: Ints) -> list[str]:
        return [""] * len(events)

    def dates(self, events: Ints) -> list[str]:
        return [self._dates[n] for n in events]

    def number(self, event_id: str) -> int:
        return list(self._ids).index(event_id) if event_id in self._ids else -1


def _days(dates: pd.Series) -> Days:
    return dates.to_numpy().astype("datetime64[D]").astype(np.int64)
