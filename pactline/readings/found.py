"""What a reader's words find in what a selection shows, and how that divides: by status, voice, month, figure."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np

from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings import places
from pactline.search.documents import Documents, Kind
from pactline.search.engine import Engine, Found, engine
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, day_number
from pactline.tables.kept import kept
from pactline.tables.postings import RowMask, Rows
from pactline.text.words import Term


class Month(NamedTuple):
    """A month, counted from January 1970, and how many of the found lie in it."""

    month: int
    n: int


@dataclass(frozen=True, slots=True, eq=False)
class Findings:
    """What was found.

    Attributes:
        view: What is shown without the words.
        documents: What was searched; the found rows are numbers in it.
        found: The hits of each kind, the best first.
        statuses: How many found claims have each status, those that somebody disagrees with among the disputed; the
            most frequent first.
        voices: How many found claims rest on each originator; the most frequent first.
        months: The months in which the found claims' events begin, else the found events, in their order; none of one
            whose beginning is open, or lies in a year that no axis shows.
        metrics: How many found figures each metric has; the most first.
        matching: For each event how many of its claims were found.
        place_ids: The place of each found place's events, for links; ``None`` where no map shows it.
    """

    view: View
    documents: Documents
    found: Found
    statuses: Mapping[str, int]
    voices: Mapping[str, int]
    months: tuple[Month, ...]
    metrics: Mapping[str, int]
    matching: Rows
    place_ids: Mapping[int, str | None]

    @property
    def terms(self) -> tuple[Term, ...]:
        """What was asked for."""
        return self.found.terms


def find(record: Frames, selection: Selection) -> Findings:
    """Search what a selection shows for its words.

    Args:
        record: The whole one.
        selection: Its words are searched for; all else narrows what may be found.
    """
    return _find(record, replace(selection.filters, newest_first=False))


def look_up(record: Frames, words: str) -> tuple[Documents, Found]:
    """Search the whole record as known today, for a look at the first hits; see ``Engine.search``."""
    searching = engine(record)
    return searching.documents, searching.search(words)


@kept(16)
def _find(record: Frames, asked: Selection) -> Findings:
    view = select(record, replace(asked, words=""))
    frames, searching = view.frames, engine(view.frames, asked.known)
    narrowed = replace(asked, words="") != Selection().filters
    known = None if asked.known is None else frames.numbers("claims", "known") <= day_number(asked.known)
    found = searching.search(asked.words, _shown(view, searching) if narrowed else None, known)
    claims, owners = found.rows["claims"], frames.numbers("claims", "event")
    disputed = frames.numbers("claims", "disputed")[claims]
    codes = np.where(disputed, STATUS_CODES.index(DISPUTED), frames.numbers("claims", "status")[claims])
    statuses = np.bincount(codes, minlength=len(STATUS_CODES)).tolist()
    counted = owners[claims] if len(claims) else found.rows["events"]
    return Findings(
        view=view,
        documents=searching.documents,
        found=found,
        statuses=_most({name: n for name, n in zip(STATUS_CODES, statuses, strict=True) if n}),
        voices=_most(_voices(frames, claims)),
        months=_months(frames, counted),
        metrics=_most(_metrics(frames, found.rows["figures"])),
        matching=np.bincount(owners[claims], minlength=frames.size("events")),
        place_ids={
            int(place): next(
                (one for row in searching.documents.events_at[place] if (one := places.of_row(frames, int(row)))), None
            )
            for place in found.rows["places"]
        },
    )


def most_cited(frames: Frames) -> dict[str, int]:
    """Return how many claims rest on each originator, the most first."""
    return _most(frames.index.voices.counts(None))


def _shown(view: View, searching: Engine) -> dict[Kind, RowMask]:
    """Mark of each kind what may be found: what is shown, or has to do with it."""
    own, frames = searching.documents, view.frames
    events = _marked(view.event_rows, own.sizes["events"])
    cited = _marked(view.shown.citation_rows, len(frames.column("citations", "source")))
    present = frames.index.actors.counts(events)
    return {
        "events": events,
        "claims": _marked(view.claim_rows, own.sizes["claims"]),
        "quotations": cited[own.quoting],
        "sources": _marked(
            np.unique(frames.numbers("citations", "source")[view.shown.citation_rows]), own.sizes["sources"]
        ),
        "figures": _marked(view.estimates.index.to_numpy(), own.sizes["figures"]),
        "actors": np.array([one in present for one in own.actors], dtype=bool),
        "places": np.array([bool(events[rows].any()) for rows in own.events_at], dtype=bool),
        "treaties": np.array([_told(frames, events, part.treaty.events) for part in own.parts], dtype=bool),
    }


def _told(frames: Frames, shown: RowMask, events: tuple[str, ...]) -> bool:
    """Say whether an event of a treaty is shown, or it has none."""
    held = frames.values("event")
    rows = [frames.row_of(event) for event in events if event in held]
    return not rows or bool(shown[rows].any())


def _marked(rows: Rows, size: int) -> RowMask:
    mask = np.zeros(size, dtype=bool)
    mask[rows] = True
    return mask


def _voices(frames: Frames, claims: Rows) -> dict[str, int]:
    voices = frames.index.voices
    return voices.counts(_marked(claims, frames.size("claims")))


def _metrics(frames: Frames, figures: Rows) -> dict[str, int]:
    return dict(Counter(map(str, frames.cells("estimates", "metric", figures))))


def _months(frames: Frames, events: Rows) -> tuple[Month, ...]:
    when = frames.moments
    begun = (~frames.numbers("events", "undrawn") | when.old) & ~frames.column("events", "open_start").to_numpy(bool)
    own = events[begun[events]]
    days = when.first[own].astype("datetime64[D]")
    months, n = np.unique(days.astype("datetime64[M]").astype(np.int64), return_counts=True)
    return tuple(map(Month, months.tolist(), n.tolist()))


def _most(counts: dict[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda one: -one[1]))
