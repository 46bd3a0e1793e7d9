"""Claims away from their event's card: each with whose word it is, and the event's title and day as a link."""

from collections.abc import Sequence
from dataclasses import dataclass

from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.postings import Rows


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its event's row, id, title and date; ``selection``: what a link there carries along beside it.

    ``disputed`` is as ``pactline.tables.disputed`` says, whatever the status.
    """

    text: str
    status: str
    disputed: bool
    said_by: tuple[str, ...]
    said_by_names: tuple[str, ...]
    independent: int
    event_row: int
    event_id: str
    title: str
    date_words: str
    selection: Selection


def claims_in_words(view: View, rows: Rows | Sequence[int]) -> list[ToldClaim]:
    """Return the claims of some rows in their order, each with its event."""
    record = view.frames
    claims = record.rows("claims", rows)
    events = [claim["event"] for claim in claims]
    told = [record.cells("events", name, events) for name in ("title", "date_words")]
    return [
        ToldClaim(
            text=claim["text"],
            status=claim["status"],
            disputed=claim["disputed"],
            said_by=claim["said_by"],
            said_by_names=record.called(claim["said_by"]),
            independent=claim["independent"],
            event_row=claim["event"],
            event_id=claim["event_id"],
            title=title,
            date_words=words,
            selection=view.selection,
        )
        for claim, title, words in zip(claims, *told, strict=True)
    ]
