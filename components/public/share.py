"""The picture that goes with a link to a page or an event (PNG, 1200 × 630 px), drawn by Typst: no browser, no request.

The same for all who ask, until the next edition.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from components.paper.press import png
from components.parts import theme
from components.public.headlines import headline
from pactline.export.told import edition_words, first_claims, status_words, who_in_words
from pactline.query.select import View, whole
from pactline.record.vocabulary import NONE, STATUSES
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.wording import number, speaking, text

KIND: Final = "image/png"
_TEMPLATE = "share.typ"


def event_picture(record: Frames, event: str) -> bytes:
    """Return the picture of an event: day, title, its first claim with its status and who says it.

    Raises:
        KeyError: The record has no such event.
    """
    row = record.row_of(event)
    claim = first_claims(whole(record).of([row])).get(row)
    title, when = (str(record.cell("events", name, row)) for name in ("title", "date_words"))
    return _drawn(
        record,
        kicker=when,
        title=title,
        claim={"text": claim.text, "status": _status(claim.status), "who": who_in_words(claim)} if claim else None,
    )


def page_picture(record: Frames, page: str) -> bytes:
    """Return the picture of a page: what it found, and how far the claims are established that it counts."""
    view = whole(record)
    name = text(f"nav.{page}")
    return _drawn(record, kicker=name, title=headline(view, page), tally=_tally(view))


def _drawn(
    record: Frames,
    *,
    kicker: str,
    title: str,
    claim: dict[str, Any] | None = None,
    tally: Sequence[dict[str, Any]] = (),
) -> bytes:
    source = (Path(__file__).parent / _TEMPLATE).read_bytes()
    return png(
        source,
        {
            "words": {},
            "app": text("site.name"),
            "lang": speaking().language,
            "accent": theme.look(theme.LIGHT.name, record.dossier.edition.accent).accent,
            "logo": list(logo.png) if (logo := record.dossier.logo) else [],
            "paper": theme.LIGHT.paper,
            "kicker": kicker,
            "title": title,
            "claim": claim,
            "tally": tally,
            "edition": edition_words(record),
            "too_long": text("public.too_long"),
        },
    )


def _tally(view: View) -> list[dict[str, Any]]:
    """Return how many claims have each status, in the order of the scale; a record without any status has none."""
    codes = view.frames.numbers("claims", "status")[view.claim_rows]
    found = {name: int(np.count_nonzero(codes == code)) for code, name in enumerate(STATUS_CODES)}
    if not any(found.get(name) for name in STATUSES):
        return []
    return [{**_status(name), "n": number(found[name])} for name in (*STATUSES, NONE) if found.get(name)]


def _status(status: str) -> dict[str, str]:
    return {"sign": theme.SIGNS[status], "colour": theme.LIGHT.colour(status), "name": status_words(status)}
