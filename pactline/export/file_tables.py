"""The tables of files: what the data page has, what a reader would need a join for, and tables of what leads where.

Every truth is true, false or missing, whatever the record's own tables call it.
"""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd

from pactline.export import shown_rows
from pactline.export.addresses import of_claim, of_event
from pactline.export.kinds import is_truth
from pactline.query.view import View
from pactline.record.vocabulary import LINK_TYPES, STATUSES
from pactline.tables.columns import TAKEN, Column, Columns, declared, table, texts
from pactline.tables.index import STATUS_CODES, day_number
from pactline.tables.postings import Rows

_TITLE = Column("text", "the event's title")
_DATE = Column("text", "the event's date as written, EDTF", edtf=True)
_DATE_WORDS = Column("text", "the event's date in words")
_ADDRESS = Column("text", "where it can be opened")

# What stands in files beside a table's own columns, so that nobody has to join.
CARRIED: Mapping[str, Columns] = {
    "events": {
        "status": Column("text", "of its first shown claim", values=("none", *STATUSES)),
        "claims": Column("count", "how many of its claims are shown", least=0),
        "address": _ADDRESS,
    },
    "claims": {"event_title": _TITLE, "event_date": _DATE, "event_date_words": _DATE_WORDS, "address": _ADDRESS},
    "reactions": {"event_title": _TITLE, "event_date": _DATE, "event_date_words": _DATE_WORDS, "address": _ADDRESS},
    "citations": {
        "event_title": _TITLE,
        "event_date": _DATE,
        "words": Column("text?", "the claim that it is cited for, or what the reaction says"),
        "status": Column("text", "of the claim", values=("none", *STATUSES)),
        "source_title": Column("text?", "the publication's title"),
        "source_published": Column("text?", "when it was published, EDTF", edtf=True),
        "source_url": Column("text?", "where it can be opened"),
        "publisher_name": Column("text", "its publisher's name"),
    },
    "estimates": {"metric_label": Column("text", "what is measured, in words")},
}

_ID = {"claim_id": Column("text", "a claim's id", register="claim"), "event_id": Column("text", register="event")}
_STATUS = Column("text", "its status", values=("none", *STATUSES))
# Tables of what leads from row to row; files have them beside those of ``TAKEN``.
LINKING: Mapping[str, Columns] = {
    "contradictions": {
        **_ID,
        "text": Column("text", "the claim"),
        "status": _STATUS,
        "contradicts": Column("text", "id of the claim that it contradicts", register="claim"),
        "contradicts_event_id": Column("text", "that claim's event", register="event"),
        "contradicts_text": Column("text", "that claim"),
        "contradicts_status": _STATUS,
    },
    "history": {
        **_ID,
        "text": Column("text", "the claim"),
        "date": Column("text", "when its status changed, EDTF", edtf=True),
        "status": Column("text", "which it took then", values=STATUSES),
        "sources": Column("list", "publications that tell of it", register="source"),
        "note": Column("text?", "what a reader must know to judge it"),
    },
    "links": {
        "event_id": Column("text", register="event"),
        "title": _TITLE,
        "date": _DATE,
        "type": Column("text", "what it is to the other", values=LINK_TYPES),
        "to": Column("text", "id of the other event", register="event"),
        "to_title": Column("text", "its title"),
        "to_date": Column("text", "its date as written, EDTF", edtf=True),
    },
    "names": {
        "register": Column("text", "where the id stands", values=("actor", "metric", "publisher", "theme")),
        "id": Column("text", "as in the other tables"),
        "name": Column("text", "what it is called"),
    },
}
FILES = (*TAKEN, *LINKING)
_WITH_EVENT = ("claims", "reactions", "citations")


def columns_of(name: str) -> Columns:
    """Return the columns that a table of files has, with what is declared of them, in their order."""
    if name in LINKING:
        return LINKING[name]
    return {column: declared(name, column) for column in TAKEN[name]} | dict(CARRIED.get(name, {}))


def rows(
    view: View, name: str, base: str = "", *, own: Rows | None = None, columns: Sequence[str] = ()
) -> pd.DataFrame:
    """Return a table as files have it: names for voices, one spelling of truths.

    Args:
        view: What is shown.
        name: Of ``FILES``.
        base: Where the app is served; without, addresses are relative to it.
        own: As ``rows`` of ``shown_rows.table``.
        columns: Some of ``TAKEN``, and nothing beside them; without, all, and what is ``CARRIED``.
    """
    if name in LINKING:
        return _LINKING[name](view)
    found = shown_rows.called(view.frames, name, shown_rows.table(view, name, rows=own, columns=columns))
    if not columns and name in CARRIED:
        found = found.assign(**_carried(view, name, base, found))
    held = columns_of(name)
    truths = [column for column in map(str, found.columns) if is_truth(held[column])]
    return found.assign(**{column: _truths(found[column]) for column in truths})


def _truths(values: pd.Series) -> pd.Series:
    spelled = {"yes": True, "no": False}
    return pd.Series([spelled.get(one) if isinstance(one, str) else bool(one) for one in values], dtype=object)


def _carried(view: View, name: str, base: str, found: pd.DataFrame) -> dict[str, pd.Series]:
    frames = view.frames
    known = view.selection.known.isoformat() if view.selection.known else None
    carried: dict[str, list[str | None] | pd.Series] = {}
    if name in _WITH_EVENT:
        events = [frames.row_of(one) for one in found["event_id"]]
        for column, own in (("event_title", "title"), ("event_date", "date"), ("event_date_words", "date_words")):
            carried[column] = frames.cells("events", own, np.array(events, dtype=np.intp))
    if name == "events":
        place = {event: at for at, event in enumerate(view.event_rows.tolist())}
        at = [place[frames.row_of(one)] for one in found["event_id"]]
        carried["status"] = [STATUS_CODES[view.facts.status[one]] for one in at]
        carried["claims"] = pd.Series([int(view.facts.claims[one]) for one in at], dtype="int32")
        carried["address"] = [of_event(base, one, known) for one in found["event_id"]]
    elif name == "claims":
        carried["address"] = [of_claim(base, one, known) for one in found["claim_id"]]
    elif name == "reactions":
        carried["address"] = [of_event(base, one, known) for one in found["event_id"]]
    elif name == "citations":
        carried |= _of_citations(view, found)
    elif name == "estimates":
        metrics = frames.dossier.metrics
        carried["metric_label"] = [metrics[one].label or one for one in found["metric"]]
    return {
        column: one if isinstance(one, pd.Series) else texts([None if cell != cell else cell for cell in one])  # noqa: PLR0124 - NaN alone
        for column, one in ((column, carried[column]) for column in CARRIED[name])
    }


def _of_citations(view: View, found: pd.DataFrame) -> dict[str, list[str | None]]:
    """Return what citations say beside their ids: the words they are cited for, and the publication."""
    frames = view.frames
    claims = dict(
        zip(view.claims["claim_id"], zip(view.claims["text"], view.claims["status"], strict=True), strict=True)
    )
    said = dict(zip(view.reactions["reaction_id"], view.reactions["summary"], strict=True))
    pairs = list(zip(found["claim_id"], found["reaction_id"], strict=True))
    sources = np.array([frames.source_row_of(one) for one in found["source_id"]], dtype=np.intp)
    return {
        "words": [claims[claim][0] if claim in claims else said.get(reaction) for claim, reaction in pairs],
        "status": [claims[claim][1] if claim in claims else "none" for claim, _ in pairs],
        "source_title": frames.cells("sources", "title", sources),
        "source_published": frames.cells("sources", "published", sources),
        "source_url": frames.cells("sources", "url", sources),
        "publisher_name": [frames.voice(one) for one in found["publisher"]],
    }


def _contradictions(view: View) -> pd.DataFrame:
    """Return the pairs of which a claim is shown; the other one too, if it was known by the day."""
    frames, against = view.frames, view.frames.against
    one, other = against["claim"].to_numpy(), against["other"].to_numpy()
    shown = np.isin(one, view.claim_rows) | np.isin(other, view.claim_rows)
    if view.selection.known:
        known = frames.numbers("claims", "known") <= day_number(view.selection.known)
        shown &= known[one] & known[other]
    ends = {"": one[shown], "contradicts": other[shown]}
    cells: dict[str, Sequence[object]] = {}
    for end, own in ends.items():
        before = f"{end}_" if end else ""
        cells[end or "claim_id"] = frames.cells("claims", "claim_id", own)
        for column in ("event_id", "text", "status"):
            cells[before + column] = frames.cells("claims", column, own)
    return _made("contradictions", cells)


def _history(view: View) -> pd.DataFrame:
    frames, history = view.frames, view.frames.history
    own = history[np.isin(history["claim"].to_numpy(), view.claim_rows)]
    claims = own["claim"].to_numpy().astype(np.intp)
    cells: dict[str, Sequence[object]] = {
        column: frames.cells("claims", column, claims) for column in ("claim_id", "event_id", "text")
    }
    cells |= {"date": own["written"].tolist()} | {
        column: own[column].tolist() for column in ("status", "sources", "note")
    }
    return _made("history", cells)


def _links(view: View) -> pd.DataFrame:
    frames, links = view.frames, view.frames.links
    one, other = (links[column].to_numpy().astype(np.intp) for column in ("event", "to"))
    # As known on a day an event that is not shown may not have been known of: then both ends must be.
    ends = [np.isin(end, view.event_rows) for end in (one, other)]
    shown = ends[0] & ends[1] if view.selection.known else ends[0] | ends[1]
    cells: dict[str, Sequence[object]] = {"type": links["type"].to_numpy()[shown].tolist()}
    for column, name, end in (
        *(("event_id", "event_id", one), ("title", "title", one), ("date", "date", one)),
        *(("to", "event_id", other), ("to_title", "title", other), ("to_date", "date", other)),
    ):
        cells[column] = frames.cells("events", name, end[shown])
    return _made("links", cells)


def _names(view: View) -> pd.DataFrame:
    """Return the names of the ids that the tables of what is shown hold."""
    frames = view.frames
    held: dict[str, set[str]] = {"actor": set(), "metric": set(), "publisher": set(), "theme": set()}
    for name in TAKEN:
        for column, what in columns_of(name).items():
            kinds = ("actor", "publisher") if what.register == "voice" else (what.register,)
            if what.by_name or not held.keys() & set(kinds):
                continue
            cells = shown_rows.table(view, name, columns=[column])[column]
            ids = {one for cell in cells for one in (cell if isinstance(cell, tuple) else (cell,))}
            for kind in kinds:
                held[kind] |= {one for one in ids if isinstance(one, str)}
    metrics = frames.dossier.metrics
    called: dict[str, Mapping[str, str]] = {
        **frames.names,
        "metric": {one: metric.label or one for one, metric in metrics.items()},
    }
    found = [
        {"register": kind, "id": one, "name": called[kind][one]}
        for kind, ids in held.items()
        for one in sorted(ids & called[kind].keys())
    ]
    return table(found, LINKING["names"])


def _made(name: str, cells: Mapping[str, Sequence[object]]) -> pd.DataFrame:
    columns = LINKING[name]
    cleaned = {column: [None if one != one else one for one in cells[column]] for column in columns}  # noqa: PLR0124
    listed = [dict(zip(columns, row, strict=True)) for row in zip(*cleaned.values(), strict=True)]
    return table(listed, columns)


_LINKING: Mapping[str, Callable[[View], pd.DataFrame]] = {
    "contradictions": _contradictions,
    "history": _history,
    "links": _links,
    "names": _names,
}
