"""The time axis: one scale, or two side by side where a long quiet part precedes or follows a dense one.

Each pane is a true linear scale of its own, so that within a pane equal lengths are equal times.
"""

from dataclasses import dataclass, replace
from typing import Self

import numpy as np
import numpy.typing as npt
import pandas as pd

from components.parts.days import FIRST_DAY, FIRST_OLD, LAST_DAY, Days, day_number, last_near
from components.timeline.columns import Marks

BREAK = 26  # px between two panes
GAP = 0.02  # of the whole axis, between two panes in a window (``axis.js``)
_LEAST_GAIN = 12.0  # nats: what a second scale must explain better than one scale does
_LEAST_RATIO = 5.0  # how many times denser the dense part must be
_LEAST_SHARE, _MOST_SHARE = 0.22, 0.78  # of the width, so that each pane stays legible
_YEAR = 365.25  # days
SHORT = 3  # days: an axis that is no longer, of a record with times of day, has hours
_LEAST_ROOM = 5 / 1440  # days: five minutes at either side of an incident


@dataclass(frozen=True, slots=True)
class Pane:
    """One linear stretch of time; days are counted from 1970-01-01.

    Attributes:
        first: First day drawn, or the moment from which on.
        after: The day after the last one drawn, or the moment up to which.
        share: Part of the width.
        air: Days at the beginning that are there for looks alone.
    """

    first: float
    after: float
    share: float = 1.0
    air: int = 0

    @property
    def days(self) -> tuple[float, float]:
        """First day and the day after the last one."""
        return self.first, self.after


@dataclass(frozen=True, slots=True)
class Scale:
    """One pane or two, in order of time; the second begins the day after the first ends."""

    panes: tuple[Pane, ...]

    @property
    def hours(self) -> bool:
        """Whether it is so short that its ticks are times of day."""
        return len(self.panes) == 1 and self.panes[0].after - self.panes[0].first <= SHORT

    def places(self, days: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
        """Return where days fall between 0 and 1 of the whole axis, as ``components/timeline/axis.js`` has it."""
        room = 1 - GAP * (len(self.panes) - 1)
        placed = np.zeros(len(days))
        begin = 0.0
        for number, pane in enumerate(self.panes):
            first, after = pane.days
            own = days >= first if number else np.ones(len(days), dtype=bool)
            share = pane.share * room
            placed[own] = begin + (np.minimum(days[own], after) - first) / (after - first) * share
            begin += share + GAP
        return placed

    @classmethod
    def of(cls, first: float, after: float) -> Self:
        """Return the scale of one pane from a day, or a moment, up to another, which is not counted in."""
        return cls((Pane(first, after),))


def split(
    marks: Marks | pd.DataFrame, *, covered_until: pd.Timestamp | None = None, least_gain: float = _LEAST_GAIN
) -> Scale:
    """Find the scale that shows all marks best.

    Two panes if a year's beginning parts a quiet stretch from one at least five times as dense, and two
    constant rates describe the events clearly better than one; the pane's share of the width follows how many
    events it holds. Otherwise one pane.

    Args:
        marks: What is to be drawn; may be empty.
        covered_until: The axis reaches at least to this day.
        least_gain: Nats by which two rates must describe the events better.

    Returns:
        Panes from the beginning of the first year to a little after the last day; without marks the
        year before ``covered_until``. A day far beyond all others (a database writes "no end" as 9999-12-31) is not
        on them: the one event would leave the picture empty.
    """
    marks = Marks.of(marks)
    if (short := _short(marks)) is not None:
        return Scale((short,))
    first, last = near(*marks.drawable_days)
    until = None if covered_until is None else day_number(covered_until)
    if not len(first):
        end = until if until is not None else int(np.datetime64("2000-12-31", "D").astype(np.int64))
        return Scale((Pane(end - 365, end + 1),))
    low, high = int(first.min()), int(last.max())
    if until is not None and high >= FIRST_DAY:  # an edition of today says nothing of how far antiquity goes
        high = max(high, until)
    middles = np.sort((first + last) / 2)
    cut = _best_cut(middles, _year_start(low), high + 1, least_gain)
    if cut is None:
        room = max((high - low) // 30, 15)  # half a mark, and air
        return Scale((_within(low - room, high + room),))
    early = float((middles < cut).mean())
    share = min(max(early, _LEAST_SHARE), _MOST_SHARE)
    begin = _year_start(low)
    air = (cut - begin) // 40
    return Scale(
        (
            replace(_within(begin - air, cut - 1), share=share, air=air),
            replace(_within(cut, high + max((high - cut) // 26, 20)), share=1 - share),
        )
    )


def _within(first: int, last: int) -> Pane:
    """Return a stretch from one day to another, kept within the years that an axis shows."""
    low, high = (FIRST_OLD if first < FIRST_DAY else FIRST_DAY), LAST_DAY
    return Pane(min(max(first, low), high), min(max(last, low), high) + 1)


def _short(marks: Marks) -> Pane | None:
    """Return the stretch of an incident: a few days at most, whose times of day fill the width; ``None`` for others.

    A day without a time that holds the times does not widen it.
    """
    events = marks.once().event
    own = marks.columns.of(events[marks.columns.drawable[events]])
    if not own.timed.any():
        return None
    first, last = own.known_days
    if int(last.max()) - int(first.min()) >= SHORT:
        return None
    begin, end = own.known_moments
    low, high = float(begin[own.timed].min()), float(end[own.timed].max())
    apart = ~own.timed & ((begin > low) | (end < high))
    low, high = min([low, *begin[apart].tolist()]), max([high, *end[apart].tolist()])
    room = max((high - low) / 25, _LEAST_ROOM)
    return Pane(low - room, high + room)


def near(first: Days, last: Days) -> tuple[Days, Days]:
    """Return the days of events without those far beyond all others; one that begins before such a gap ends there."""
    edge = last_near(first, last)
    kept = first <= edge
    return first[kept], np.minimum(last[kept], edge)


def _year_start(day: int) -> int:
    return int(np.datetime64(day, "D").astype("datetime64[Y]").astype("datetime64[D]").astype(np.int64))


def _best_cut(middles: npt.NDArray[np.float64], low: int, high: int, least_gain: float) -> int | None:
    """Return the year's first day at which two constant rates gain most over one, ``None`` if too little."""
    years = np.arange(
        np.datetime64(low, "D").astype("datetime64[Y]") + 1, np.datetime64(high, "D").astype("datetime64[Y]") + 1
    )
    cuts = years.astype("datetime64[D]").astype(np.int64)
    cuts = cuts[(cuts > low) & (cuts < high)]
    if not len(cuts):
        return None
    whole = len(middles)
    early = np.searchsorted(middles, cuts).astype(float)
    late = whole - early
    before, after = cuts - low, high - cuts
    with np.errstate(divide="ignore", invalid="ignore"):
        gain = (
            np.where(early > 0, early * np.log(early / before), 0)
            + np.where(late > 0, late * np.log(late / after), 0)
            - whole * np.log(whole / (high - low))
        )
        ratio = (late / after) / (early / before)
        uneven = np.maximum(ratio, 1 / ratio) >= _LEAST_RATIO
    gain[(early == 0) | (late == 0) | ~uneven] = 0
    best = int(np.argmax(gain))
    return int(cuts[best]) if gain[best] >= least_gain else None


@dataclass(frozen=True, slots=True)
class Ruler:
    """A scale laid over a plot of ``width`` px."""

    scale: Scale
    width: float

    def pane_bounds(self) -> list[tuple[float, float]]:
        """Return each pane's left and right edge in px."""
        if len(self.scale.panes) == 1:
            return [(0.0, float(self.width))]
        edge = (self.width - BREAK) * self.scale.panes[0].share
        return [(0.0, edge), (edge + BREAK, float(self.width))]

    def pane_of(self, days: npt.NDArray[np.float64]) -> npt.NDArray[np.int64]:
        """Return the number of the pane that each day falls into; days outside go to the nearer end."""
        if len(self.scale.panes) == 1:
            return np.zeros(len(days), dtype=np.int64)
        return (days >= self.scale.panes[1].days[0]).astype(np.int64)

    def px(self, days: npt.NDArray[np.float64], pane: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return where days fall in their panes, in px from the plot's left; not clipped."""
        slope = np.array([1 / self.per_px(number) for number in range(len(self.scale.panes))])
        begins = np.array([float(one.days[0]) for one in self.scale.panes])
        lefts = np.array([left for left, _ in self.pane_bounds()])
        placed: npt.NDArray[np.float64] = (days - begins[pane]) * slope[pane] + lefts[pane]
        return placed

    def day_at(self, px: float, pane: int) -> float:
        """Return the day at a place in a pane: ``px`` turned round."""
        return self.scale.panes[pane].days[0] + (px - self.pane_bounds()[pane][0]) * self.per_px(pane)

    def per_px(self, pane: int) -> float:
        """Return the days that one px of a pane holds."""
        left, right = self.pane_bounds()[pane]
        begin, end = self.scale.panes[pane].days
        return (end - begin) / (right - left)
