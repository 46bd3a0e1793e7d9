"""What is new in a record that is looked back at: what came, or changed its status, since the stop before its day."""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt

from pactline.query.view import Shown
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, day_number
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask, Rows

_MOST = 90  # stops: more would take longer to play than anybody watches
_EPOCH = date(1970, 1, 1)


@dataclass(frozen=True, slots=True, eq=False)
class Came:
    """What is new among what is shown.

    Attributes:
        since: The stop before the day that is looked back from: what could be known by then is not new.
        events: Marks the record's events that are shown and of which nothing was known on ``since``.
        changed: Marks those that are shown and were known, of which a shown claim came or changed its status.
        claims: Marks the record's claims that are shown and were not known on ``since``.
        was: The status that the other shown claims had on ``since``, by row; of those alone in which it is another now.
    """

    since: date
    events: RowMask
    changed: RowMask
    claims: RowMask
    was: dict[int, str]

    @property
    def number_of_events(self) -> int:
        """How many events are new."""
        return int(np.count_nonzero(self.events))

    @property
    def number_of_claims(self) -> int:
        """How many claims are new."""
        return int(np.count_nonzero(self.claims))


@kept(16)
def came(shown: Shown) -> Came | None:
    """Return what is new in a view; ``None`` if it does not look back, or looks back to the first stop."""
    known = shown.selection.known
    since = stop_before(shown.frames, known) if known else None
    if since is None:
        return None
    record, day = shown.frames, day_number(since)
    events, claims = _marked(shown.event_rows, record.size("events")), _marked(shown.claim_rows, record.size("claims"))
    owners, later = record.numbers("claims", "event"), record.numbers("claims", "known") > day
    there = record.numbers("events", "out") <= day
    heard = np.zeros(len(there), dtype=bool)
    heard[owners[~later]] = True
    there &= heard  # as ``select`` has it: begun or announced, and one of its claims known
    was = _moved(record, day, claims & ~later)
    touched = np.zeros(len(there), dtype=bool)
    touched[owners[claims & later]] = True
    touched[owners[np.fromiter(was, dtype=np.intp, count=len(was))]] = True
    return Came(since, events & ~there, events & there & touched, claims & later, was)


@kept(8)
def stops(record: Frames) -> list[str]:
    """Return the days at which to look back, oldest first, as ISO text.

    The last day of each month in which something became known, or of each year, where there would be too many:
    the latest years are the finest.
    """
    days = np.concatenate([record.column(name, "known").to_numpy() for name in ("claims", "reactions")])
    months = np.unique(days[~np.isnat(days)].astype("datetime64[M]"))
    fine = months[-(_MOST * 2 // 3) :] if len(months) > _MOST else months
    years = np.unique(months[: len(months) - len(fine)].astype("datetime64[Y]"))
    if len(years) > _MOST - len(fine):
        years = years[np.linspace(0, len(years) - 1, _MOST - len(fine)).astype(int)]
    ends = np.unique(np.concatenate([_last_days(years), _last_days(fine)]))
    return [str(day) for day in ends]


def stop_before(record: Frames, day: date) -> date | None:
    """Return the last stop before a day; ``None`` where there is none."""
    numbers = [day_number(date.fromisoformat(stop)) for stop in stops(record)]
    at = int(np.searchsorted(numbers, day_number(day)))
    return _EPOCH + timedelta(days=numbers[at - 1]) if at else None


def _moved(record: Frames, day: int, asked: RowMask) -> dict[int, str]:
    """Return the status that claims had on a day, as ``RewoundTables`` has it, of those in which it is another now."""
    claims = record.column("history", "claim").to_numpy()
    if not len(claims):
        return {}
    status = record.column("history", "status").to_numpy()
    days = record.column("history", "date").to_numpy().astype("datetime64[D]").astype(np.int64)
    first = np.append(True, claims[1:] != claims[:-1])
    then = dict(zip(claims[first].tolist(), status[first].tolist(), strict=True))
    then |= dict(zip(claims[days <= day].tolist(), status[days <= day].tolist(), strict=True))
    now = record.numbers("claims", "status")
    return {claim: one for claim, one in then.items() if asked[claim] and STATUS_CODES[now[claim]] != one}


def _marked(rows: Rows, number: int) -> RowMask:
    mask = np.zeros(number, dtype=bool)
    mask[rows] = True
    return mask


def _last_days(spans: npt.NDArray[np.datetime64]) -> npt.NDArray[np.datetime64]:
    after: npt.NDArray[np.datetime64] = (spans + 1).astype("datetime64[D]")
    return (after.astype(np.int64) - 1).astype("datetime64[D]")
