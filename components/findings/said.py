"""What pictures of findings have in common: what they are made of, and what somebody said, by its id."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from components.findings.drawing import Drawing
from components.findings.whole import plain
from pactline.tables.frames import Frames

WIDE, NARROW = 760, 358  # px
_SHORT = 48  # characters of a quotation that stands whole in a picture


class Line(NamedTuple):
    """What a mark says, in words; ``event`` may be empty."""

    event: str
    words: str
    by: str


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture in both widths; attributes as of ``pictures.DrawnValues``."""

    title: str
    note: str
    wide: Drawing
    narrow: Drawing
    lines: tuple[Line, ...] = ()


class Said(NamedTuple):
    """A claim or a reaction as a picture tells it.

    Attributes:
        quote: Its shortest quotation, in English, if that is short; else empty.
        who: Whose word it is; may be empty.
    """

    event: str
    text: str
    quote: str
    who: str


def row_of(record: Frames, table: str, column: str, one: str) -> int | None:
    """Return the row of an id; ``None`` if the record has no such one."""
    found = np.flatnonzero(record.column(table, column).to_numpy() == one)
    return int(found[0]) if len(found) else None


def said(record: Frames, one: str) -> Said | None:
    """Return a claim or a reaction; ``None`` if the record has no such one."""
    claim = row_of(record, "claims", "claim_id", one)
    if claim is not None:
        by = ", ".join(record.called(record.cell("claims", "said_by", claim) or ()))
        event, words = (record.cell("claims", name, claim) for name in ("event_id", "text"))
        return Said(event, words, _quote(record, "claim", claim), by)
    reaction = row_of(record, "reactions", "reaction_id", one)
    if reaction is None:
        return None
    who = plain(record.cell("reactions", "speaker", reaction)) or record.voice(
        record.cell("reactions", "actor", reaction)
    )
    words = plain(record.cell("reactions", "summary", reaction)) or ""
    return Said(record.cell("reactions", "event_id", reaction), words, _quote(record, "reaction", reaction), who)


def _quote(record: Frames, column: str, row: int) -> str:
    rows = record.rows_of("citations", column, row)
    cells = (record.cells("citations", name, rows) for name in ("quote", "lang", "translation"))
    found = [plain(own) or (plain(quote) if lang == "en" else None) for quote, lang, own in zip(*cells, strict=True)]
    return min((words for words in found if words and len(words) <= _SHORT), key=len, default="")
