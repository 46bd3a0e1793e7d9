"""How many of the shown events fall into each month or year, and to each actor, theme and publisher."""

from typing import NamedTuple

import numpy as np

from pactline.view import View, marked

MONTHS = 36  # a longer stretch is counted by year


class Count(NamedTuple):
    """A value of a URL key, or a stretch of time as ``2024-06`` or ``2024``, and its number of shown events."""

    value: str
    events: int


def by_value(view: View) -> dict[str, list[Count]]:
    """Return the counts per URL key ``theme``, ``actor`` and ``publisher``, the most frequent first.

    An actor has the events of its bodies and persons too; a publisher those of which a shown claim cites it.
    """
    index = view.frames.index
    events = marked(view.event_rows, index.events)[:-1]
    claims = marked(view.claim_rows, index.claims)[:-1]
    found = {
        "theme": index.themes.counts(events),
        "actor": index.actors.counts(events),
        "publisher": index.claims_citing.publisher.counts(claims),
    }
    return {
        key: [Count(value, n) for value, n in sorted(counts.items(), key=lambda one: (-one[1], one[0]))]
        for key, counts in found.items()
    }


def by_time(view: View) -> list[Count]:
    """Return the counts by month, or by year where they span more than ``MONTHS``, in order of time.

    An event counts where its first day lies; one with an open start or outside the years 1-9999 lies nowhere.
    Months and years without an event are left out.
    """
    stored = view.frames.stored
    open_start, drawable = (
        stored.column("events", name).to_numpy()[view.event_rows] for name in ("open_start", "drawable")
    )
    first = stored.column("events", "earliest").to_numpy()[view.event_rows][drawable & ~open_start]
    months = np.sort(first.astype("datetime64[M]"))
    if len(months) and int((months[-1] - months[0]).astype(int)) >= MONTHS:
        months = months.astype("datetime64[Y]")
    values, numbers = np.unique(months, return_counts=True)
    return [Count(str(value), int(n)) for value, n in zip(values, numbers, strict=True)]
