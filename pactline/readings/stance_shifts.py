"""How stances moved: what each stakeholder said before one event, at it, at another, and last of all."""

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Stakeholder, Streak
from pactline.tables.postings import RowMask

MOMENTS = ("before", "first", "second", "since")


class Moment(NamedTuple):
    """What a stakeholder said at one of the moments.

    Attributes:
        runs: Its reactions in order of time, equal marks in a row joined; not empty.
        last: The id of the last of them.
        quiet: Silent bodies that are left out, since the stakeholder spoke.
        steps: How far the last stance lies from the moment before, positive is more critical; ``None`` where one of
            the two has no stance, or there is no moment before.
    """

    runs: tuple[Streak, ...]
    last: str
    quiet: int = 0
    steps: int | None = None


class Shift(NamedTuple):
    """One stakeholder's moments, in the order of ``MOMENTS``; ``None`` where it said nothing."""

    stakeholder: Stakeholder
    moments: tuple[Moment | None, ...]


def pair(view: View, drawn: pd.DataFrame) -> tuple[str, str | None] | None:
    """Return the one or two events to compare, the earlier first.

    One is the edition's lead, if it is shown, else the event that drew most reactions. The other is the event in
    focus, if it is shown and another one.

    Args:
        view: What is shown.
        drawn: The events that drew reactions, as ``pactline.readings.stakeholders.crowd`` returns them.

    Returns:
        ``None`` if nobody reacted to anything shown.
    """
    if drawn.empty:
        return None
    shown = frozenset(view.events["event_id"])
    lead = view.frames.dossier.edition.lead
    fixed = lead if lead in shown and lead is not None else str(drawn["event_id"].iloc[0])
    other = view.selection.event
    if other is None or other == fixed or other not in shown:
        return fixed, None
    order = view.frames.events.index[view.frames.events["event_id"].isin((fixed, other))]
    first, second = view.frames.events["event_id"].loc[order]
    return str(first), str(second)


def shifts(view: View, said: pd.DataFrame, first: str, second: str | None) -> list[Shift]:
    """Return each stakeholder's moments around one event or two.

    *Before* is the last reaction that was certainly made before the first event's first day; *since* the last one
    certainly made after the last day of the second event, or of the first where there is no second, to something
    else. Reactions to the two events themselves are theirs, whenever they were made. Silences count only at the
    events; a reaction without a day only there too.

    Args:
        view: What is shown.
        said: Rows of ``pactline.readings.stakeholders.spoken``.
        first: The earlier event.
        second: The later event, or ``None``.
    """
    record = view.frames
    begin = pd.Timestamp(record.cell("events", "earliest", record.row_of(first)))
    end = pd.Timestamp(record.cell("events", "latest", record.row_of(second or first)))
    event = said["event_id"].to_numpy(dtype=object)
    at_first, at_second = event == first, event == second
    elsewhere = ~at_first & ~at_second & (said["mark"] != "silent").to_numpy() & said["at"].notna().to_numpy()
    before = _last(said, elsewhere & (said["known"] < begin).to_numpy())
    since = _last(said, elsewhere & (said["at"] > end).to_numpy())
    parts = (before, said[at_first], said[at_second], since)
    found: dict[str, list[Moment | None]] = {}
    for place, rows in enumerate(parts):
        for stakeholder, own in stakeholders.of_stakeholders(rows).items():
            counted, quiet = stakeholders.heard(own)
            moment = Moment(stakeholders.runs(counted), counted[-1].id, quiet)
            found.setdefault(stakeholder, [None] * len(MOMENTS))[place] = moment
    return [
        Shift(stakeholder, _moved(found[stakeholder.id]))
        for stakeholder in stakeholders.stakeholders(view, said)
        if stakeholder.id in found
    ]


def _last(said: pd.DataFrame, among: RowMask) -> pd.DataFrame:
    """Return each stakeholder's last reaction among those that are marked."""
    rows = np.flatnonzero(among)[::-1]
    _, last = np.unique(pd.factorize(said["stakeholder"])[0][rows], return_index=True)
    return said.take(np.sort(rows[last]))


def _moved(moments: Iterable[Moment | None]) -> tuple[Moment | None, ...]:
    """Return the moments with each one's distance from the last one before it at which something was said."""
    found: list[Moment | None] = []
    last: Moment | None = None
    for moment in moments:
        if moment is None:
            found.append(None)
            continue
        found.append(
            moment._replace(steps=stakeholders.steps_between(_marks(last), _marks(moment))) if last else moment
        )
        last = moment
    return tuple(found)


def _marks(moment: Moment) -> list[str]:
    return [run.mark for run in moment.runs]
