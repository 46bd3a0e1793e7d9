"""Which estimates a selection leaves: they stay with their event, or by their own day where they have none."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from pactline.query.ranges import within
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from pactline.tables.postings import RowMask, Rows


def shown_estimates(frames: Frames, selection: Selection, event_rows: Rows, *, beside: bool = True) -> Rows:
    """Return the rows of the estimates that a selection leaves, in the record's order.

    One with an event stays if the event does; one without stays by its own ``as_of``, and goes if a key is set
    that only an event or a claim can fulfil. The keys about sources and ``known`` must hold for the estimate itself.

    Args:
        frames: The whole record.
        selection: What was asked.
        event_rows: Rows of the shown events.
        beside: Whether those of no event may be shown.
    """
    estimates = frames.estimates
    if estimates.empty:
        return np.empty(0, dtype=np.intp)
    # -1 (no event) reads the extra last place, which is never shown.
    shown = np.zeros(frames.index.events + 1, dtype=bool)
    shown[event_rows] = True
    own = estimates["event"].to_numpy()
    mask: RowMask = np.where(own < 0, beside & _alone(estimates, selection), shown[own])
    for chosen in ({"publisher": selection.publishers}, {"kind": selection.kinds, "country": selection.countries}):
        if any(chosen.values()):
            mask = mask & ("estimates/" + estimates["estimate_id"]).isin(_citing(frames, chosen)).to_numpy()
    if selection.hide_state_media:
        mask = mask & ~estimates["state_only"].to_numpy()
    if selection.known is not None:
        mask = mask & (estimates["known"] <= pd.Timestamp(selection.known)).to_numpy()
    return np.flatnonzero(mask)


def _citing(frames: Frames, chosen: Mapping[str, Sequence[str]]) -> pd.Series:
    """Return what has a citation that fulfils each key of which a value is chosen."""
    evidence = frames.evidence
    for column, values in chosen.items():
        evidence = evidence[evidence[column].isin(values)] if values else evidence
    return evidence["owner"]


def _alone(estimates: pd.DataFrame, selection: Selection) -> RowMask:
    if selection.asks("events", "claims"):
        return np.zeros(len(estimates), dtype=bool)
    first = pd.Timestamp(selection.first) if selection.first else None
    last = pd.Timestamp(selection.last) if selection.last else None
    mask: RowMask = within(estimates, first, last, certainly=selection.certain).to_numpy()
    return mask
