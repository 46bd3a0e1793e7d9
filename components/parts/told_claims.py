"""Claims away from their event's card: each with whose word it is, and the event's title and day as a link."""

from dataclasses import dataclass, replace

import pandas as pd

from components.parts.rows import named_rows
from pactline.query.select import View
from pactline.query.selection import Selection


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its event's row, title and date, and the selection that leads there.

    ``disputed`` is as ``pactline.tables.disputed`` says, whatever the status.
    """

    text: str
    status: str
    disputed: bool
    said_by: tuple[str, ...]
    said_by_names: tuple[str, ...]
    independent: int
    event_row: int
    title: str
    date_words: str
    selection: Selection


def claims_in_words(view: View, claims: pd.DataFrame) -> list[ToldClaim]:
    """Return some rows of ``CLAIMS`` in their order, each with its event."""
    events = claims["event"].to_numpy()
    told = [view.frames.cells("events", name, events) for name in ("title", "date_words")]
    return [
        ToldClaim(
            text=claim["text"],
            status=claim["status"],
            disputed=claim["disputed"],
            said_by=claim["said_by"],
            said_by_names=claim["said_by_names"],
            independent=claim["independent"],
            event_row=claim["event"],
            title=title,
            date_words=words,
            selection=replace(view.selection, event=claim["event_id"]),
        )
        for claim, title, words in zip(named_rows(view.frames, claims), *told, strict=True)
    ]
