"""Short links that others can quote: ``/e/<event>`` and ``/c/<claim>`` lead to the page that has it.

They name the thing alone, not our page for it: a page that moves takes them along.
"""

from typing import Final
from urllib.parse import parse_qsl, quote, urlencode

import numpy as np

from components.parts.markup import short_link
from components.public.answering import Answer
from pactline.tables.frames import Frames

SHORT: Final = ("e", "c")  # an event's, a claim's
# 302, since an id may lead elsewhere in a later edition; kept for as long as nobody notices that.
_KEPT: Final = "public, max-age=3600"


def event_page(base: str, event: str) -> str:
    """Return the address of an event's page."""
    return f"{base}/event?{urlencode({'event': event})}"


def event_link(base: str, event: str) -> str:
    """Return the short link to an event."""
    return f"{base}/{short_link('e', event)}"


def claim_link(base: str, claim: str) -> str:
    """Return the short link to a claim."""
    return f"{base}/{short_link('c', claim)}"


def claim_row(record: Frames, claim: str) -> int | None:
    """Return the row of a claim; ``None`` if the record has no such one."""
    found = np.flatnonzero(record.column("claims", "claim_id").to_numpy() == claim)
    return int(found[0]) if len(found) else None


def led(record: Frames, path: str, query: str, *, inside: str) -> Answer | None:
    """Return the way from a short link to its page; ``None`` if the record has nothing of that name.

    Args:
        record: All tables.
        path: Of the link, below the app's own address: ``c/pact.1``.
        query: Goes along, but for an event that it names.
        inside: Path of the app on its host, without a slash at its end.
    """
    kind, _, name = path.partition("/")
    if kind == "e":
        event, place = name if name in record.values("event") else None, ""
    else:
        row = claim_row(record, name)
        event = None if row is None else str(record.cell("claims", "event_id", row))
        place = f"#{quote(name)}"
    if event is None:
        return None
    others = [(key, value) for key, value in parse_qsl(query, keep_blank_values=True) if key != "event"]
    to = f"{inside}/event?{urlencode([('event', event), *others])}{place}"
    return Answer(b"", "text/plain; charset=utf-8", 302, _KEPT, (("Location", to),))
