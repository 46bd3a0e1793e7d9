"""Ranges of days asked of spans of days."""

import pandas as pd


def within(
    events: pd.DataFrame, first: pd.Timestamp | None, last: pd.Timestamp | None, *, certainly: bool
) -> pd.Series:
    """Mark the events that fall between two days.

    Both days count. An imprecise date is a span: *possibly* keeps an event if
    any of its days falls inside, *certainly* only if all of them do.

    Args:
        events: ``earliest`` and ``latest`` are ``datetime64[us]`` at midnight, ``latest >= earliest``; may be empty.
        first: First day; ``None`` leaves that side open.
        last: Last day; likewise.
        certainly: Which of the two is asked.

    Returns:
        A boolean mask with the index of ``events``.

    Raises:
        KeyError: ``events`` lacks one of the two columns.
    """
    begins, ends = events["earliest"], events["latest"]
    low, high = (begins, ends) if certainly else (ends, begins)
    mask = pd.Series(data=True, index=events.index)
    if first is not None:
        mask &= low >= first
    if last is not None:
        mask &= high <= last
    return mask
