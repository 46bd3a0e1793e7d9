"""The API for reading (``docs/api.md``): events, claims and publications as JSON, of any selection, in pages."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Final
from urllib.parse import parse_qsl, quote, urlencode

import numpy as np

from components.changes.since import since_values
from components.public import openapi
from components.public.answering import JSON, Answer, Asked, Held, RefusalError, as_json
from components.public.api_values import Plain, claims_values, edition_values, events_values, sources_values
from components.public.asking import Paging, paging, selected, viewed
from components.public.links import claim_row
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.query.table_rows import ordered, rows_of
from pactline.query.view import View
from pactline.tables.frames import Frames
from pactline.text.nearest import KnownWords
from pactline.wording import text

ROOT: Final = "api"
_FEW: Final = 20_000  # ids among which the one is looked for that was meant
_PAGING: Final = ("limit", "offset")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that the API gives.

    Attributes:
        one: What one of it is called in an answer.
        values: Makes plain values of some of its rows.
        row: The row of an id, ``None`` if the record has no such one.
        ids: The column of its ids.
    """

    one: str
    values: Callable[..., list[Plain]]
    row: Callable[[Frames, str], int | None]
    ids: str


def _event_row(record: Frames, event: str) -> int | None:
    return record.row_of(event) if event in record.values("event") else None


KINDS: Final = {
    "events": Kind("event", events_values, _event_row, "event_id"),
    "claims": Kind("claim", claims_values, claim_row, "claim_id"),
    "sources": Kind("source", sources_values, Frames.source_row_of, "source_id"),
}


def answered(asked: Asked, held: Held) -> Answer:
    """Return the answer to a request below ``/api``.

    Raises:
        RefusalError: There is nothing of that kind or id, or the query cannot be used.
    """
    _, _, below = asked.path.partition("/")
    kind, _, one = below.partition("/")
    if not below:
        return _json(_index(asked.base, held.record))
    if below == "openapi.json":
        return Answer(openapi.document(asked.base), JSON)
    if below == "problems":
        return _json({"problems": openapi.problems()})
    if kind not in KINDS:
        near = KnownWords(KINDS).nearest(kind)
        hint = text("public.near", near=f"/api/{near}") if near else text("public.see_index")
        raise _missing(f"/{asked.path}"[:200], text("public.no_such"), hint)
    return _json(_one(asked, held, kind, one) if one else _list(asked, held, kind))


def _list(asked: Asked, held: Held, name: str) -> Plain:
    kind, record = KINDS[name], held.record
    selection, given = selected(asked.query, record, own=_PAGING, table=name)
    part, view = paging(given), viewed(record, selection)
    rows = ordered(view, name, selection.by)
    own = rows[part.offset : part.offset + part.limit]
    return {
        **_about(view, asked, held),
        "total": len(rows),
        "limit": part.limit,
        "offset": part.offset,
        "next": _page(asked, part, part.offset + part.limit) if part.offset + part.limit < len(rows) else None,
        "previous": _page(asked, part, max(part.offset - part.limit, 0)) if part.offset else None,
        name: kind.values(view, own, base=asked.base),
    }


def _one(asked: Asked, held: Held, name: str, one: str) -> Plain:
    """Return one thing whole, as known on the day of the query; what else a query narrows by is refused."""
    kind, record = KINDS[name], held.record
    selection, _ = selected(asked.query, record)
    if replace(selection, known=None, edition=None) != Selection():
        raise RefusalError(
            400,
            "query",
            title=text("public.query"),
            where=text("public.the_query"),
            detail=text("public.one_detail"),
            todo=text("public.one_todo"),
        )
    view = select(record, selection)
    row = kind.row(view.frames, one)
    if row is None:
        shown = one[:100]
        ids = record.column(name, kind.ids)
        near = KnownWords(ids.tolist()).nearest(shown) if len(ids) <= _FEW else ""
        raise _missing(shown, text(f"public.no_{kind.one}", id=shown), _else(near, name))
    rows = np.array([row], dtype=np.intp)
    if name != "sources" and row not in rows_of(view, name):
        raise _missing(one, text("public.not_yet", id=one), text("public.not_yet_todo"))
    own = view if name == "sources" else view.of([row if name == "events" else view.frames.numbers(name, "event")[row]])
    return {**_about(own, asked, held), kind.one: kind.values(view, rows, base=asked.base)[0]}


def _about(view: View, asked: Asked, held: Held) -> Plain:
    query = urlencode(view.selection.to_query(), doseq=True)
    since = since_values(view, held.beside, base=asked.base)
    return {**edition_values(view.frames), "selection": query, "base": asked.base, "since": since}


def _page(asked: Asked, part: Paging, offset: int) -> str:
    others = [(key, value) for key, value in parse_qsl(asked.query) if key not in _PAGING]
    query = urlencode([*others, ("limit", part.limit), ("offset", offset)])
    return f"{asked.base}/{quote(asked.path)}?{query}"


def _index(base: str, record: Frames) -> Plain:
    found: dict[str, Any] = edition_values(record)
    return {
        **found,
        **{name: f"{base}/api/{name}" for name in KINDS},
        "description": f"{base}/api/openapi.json",
        "problems": f"{base}/api/problems",
        "events_feed": f"{base}/feed/events.atom",
        "changes_feed": f"{base}/feed/changes.atom",
        "calendar": f"{base}/events.ics",
    }


def _else(near: str, name: str) -> str:
    return text("public.near", near=near) if near else text("public.see_list", list=f"/api/{name}")


def _missing(where: str, detail: str, todo: str) -> RefusalError:
    return RefusalError(404, "missing", title=text("public.missing"), where=where, detail=detail, todo=todo)


def _json(content: Plain) -> Answer:
    return Answer(as_json(content), JSON)
