"""A time of day beside a day, as EDTF level 0 writes it (ISO 8601-1): ``14:30:00``, ``…Z``, ``…+09``, ``…+09:00``.

It is kept as written. A time with a zone has an instant as well; one without has none, and is never shifted.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

DAY = 86_400  # seconds
_TIME = re.compile(r"(\d\d):(\d\d):(\d\d)(?:(Z)|([+-])(\d\d)(?::(\d\d))?)?", re.ASCII)
_FARTHEST = 14 * 60  # minutes: no zone lies farther from UTC

Entry = TypeVar("Entry")


class ClockError(ValueError):
    """Text that is no time of day of EDTF; ``hint`` says what to write instead."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True, order=True)
class Clock:
    """A time of day.

    Attributes:
        seconds: Since midnight, by the clock that it was written by; 86,400 in a leap second at the end of a day.
        offset: Minutes by which that clock is ahead of UTC; ``None`` where no zone is written.
    """

    seconds: int
    offset: int | None = None

    @property
    def time(self) -> str:
        """Return the time alone: "14:30", "14:30:05"."""
        hour, rest = divmod(min(self.seconds, DAY - 1), 3600)
        second = rest % 60 + self.seconds // DAY
        return f"{hour:02}:{rest // 60:02}" + (f":{second:02}" if second else "")

    @property
    def zone(self) -> str:
        """Return the zone in words: "UTC+9", "UTC"; empty without one."""
        if self.offset is None:
            return ""
        hours, minutes = divmod(abs(self.offset), 60)
        sign = "−" if self.offset < 0 else "+"
        return "UTC" + (f"{sign}{hours}" if self.offset else "") + (f":{minutes:02}" if minutes else "")

    @property
    def words(self) -> str:
        """Return the time as a reader says it: "14:30 (UTC+9)"."""
        return f"{self.time} ({self.zone})" if self.zone else self.time

    def instant(self, day: int) -> int | None:
        """Return the seconds of its instant, counted as ``day`` is; ``None`` without a zone.

        Args:
            day: Number of the day that it was written beside.
        """
        return None if self.offset is None else day * DAY + self.seconds - self.offset * 60


def read(text: str) -> Clock:
    """Read a time of day.

    Raises:
        ClockError: It is none, or is not whole: EDTF has hours, minutes and seconds.
    """
    match = _TIME.fullmatch(text)
    if not match:
        raise ClockError("is not whole, or no time", "write hours, minutes and seconds: T14:30:00, T14:30:00+09:00")
    hour, minute, second = (int(part) for part in match.groups()[:3])
    if hour == 24 and minute == second == 0:  # noqa: PLR2004 - ISO 8601's other midnight
        raise ClockError("ends the day at 24:00", "write the next day with T00:00:00")
    if hour > 23 or minute > 59 or second > 60 or (second == 60 and minute != 59):  # noqa: PLR2004 - a clock's own
        raise ClockError(f"has no {match[1]}:{match[2]}:{match[3]}", "hours are 00-23, minutes and seconds 00-59")
    seconds = hour * 3600 + minute * 60 + second
    if match[4]:
        return Clock(seconds, 0)
    if not match[5]:
        return Clock(seconds)
    minutes = int(match[7] or 0)
    offset = int(match[6]) * 60 + minutes
    if minutes > 59 or offset > _FARTHEST or (match[5] == "-" and not offset):  # noqa: PLR2004
        raise ClockError(
            f"has no zone {match[5]}{match[6]}:{minutes:02}", "zones lie between -14:00 and +14:00; UTC is Z"
        )
    return Clock(seconds, -offset if match[5] == "-" else offset)


def by_instant(entries: Iterable[Entry], at: Callable[[Entry], tuple[int, Clock | None]]) -> list[Entry]:
    """Put entries of the same day with times of several zones in the order of their instants.

    They change places among themselves alone: what has no zone, or no time, stays where its written time puts it.

    Args:
        entries: Ordered by day, and within a day by the time as written.
        at: Returns the number of an entry's day and its time.
    """
    timed = [(at(entry), entry) for entry in entries]
    if not any(clock for (_, clock), _ in timed):
        return [entry for _, entry in timed]
    found: list[Entry] = []
    for day, group in groupby(timed, lambda one: one[0][0]):
        own = list(group)
        zoned = [n for n, ((_, clock), _) in enumerate(own) if clock is not None and clock.offset is not None]
        offsets = {clock.offset for (_, clock), _ in own if clock is not None and clock.offset is not None}
        if len(offsets) > 1:  # of one zone, the written order is that of the instants
            moments = [(clock.instant(day), n) for n in zoned if (clock := own[n][0][1]) is not None]
            moved = [own[n] for _, n in sorted(moments, key=itemgetter(0))]
            for n, one in zip(zoned, moved, strict=True):
                own[n] = one
        found += [entry for _, entry in own]
    return found
