"""The columns of a record's tables with their declared types, and tables made of rows.

Days are ``datetime64[us]`` at midnight, without a zone. An open or unknown end, and a year outside 1-9999,
stands as the calendar's first or last day; ``open_start``, ``open_end`` and ``drawable`` tell.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

TEXT = pd.StringDtype(na_value=np.nan)  # what pandas calls ``str``

# Types of columns: "text" is never missing, "text?" may be, a "day" may be.
DTYPES = {
    "text": "str",
    "text?": "str",
    "day": "datetime64[us]",
    "flag": "bool",
    "small": "int16",
    "count": "int32",
    "float": "float64",
    "year": "int64",
}

EVENTS = {
    "event_id": "text",
    "title": "text",
    "summary": "text?",
    "date": "text",  # as written, EDTF
    "date_words": "text",
    "tz": "text?",
    "earliest": "day",
    "latest": "day",
    "year": "year",  # of the first day as written; not clamped
    "open_start": "flag",
    "open_end": "flag",
    "approximate": "flag",
    "uncertain": "flag",
    "drawable": "flag",
    "importance": "small",
    "place": "text?",
    "lat": "float",
    "lon": "float",
    "place_precision": "text?",
    "short": "text?",  # a label that is whole by itself
    "main_theme": "text?",  # the one of its themes whose lane it belongs in
}
CLAIMS = {
    "claim_id": "text",
    "event_id": "text",
    "event": "count",  # row of the event
    "text": "text",
    "status": "text",  # "none" where not given
    "said_by": "text?",  # originators' names
    "known": "day",
    "known_assumed": "flag",
    "independent": "small",  # distinct originators over supports citations
    "citations": "small",
    "disputed": "flag",  # status, or it contradicts another claim
    "state_only": "flag",  # supports come from state-controlled publishers alone
    "note": "text?",
}
REACTIONS = {
    "reaction_id": "text",
    "event_id": "text",
    "event": "count",
    "actor": "text",
    "speaker": "text?",
    "speaker_role": "text?",
    "date": "text?",
    "date_words": "text?",
    "day": "day",  # first day it may have been said; missing for a silence
    "days_after": "float",  # since the event's first day; missing where either is not one day
    "act": "text",  # says | denies | does | silent
    "stance": "text",  # "none" where not given
    "summary": "text?",
    "known": "day",
    "state_only": "flag",
    "silence": "day",
    "note": "text?",
}
_OWNERS = ("claim_id", "reaction_id", "event_id", "claim", "reaction")
CITATIONS = {
    "claim_id": "text?",
    "reaction_id": "text?",
    "event_id": "text",
    "claim": "count",  # row of the claim, -1 if a reaction's
    "reaction": "count",  # row of the reaction, -1 if a claim's
    "source": "count",  # row of the publication
    "source_id": "text",
    "part": "text",
    "publisher": "text",  # "" where not given
    "kind": "text",
    "country": "text?",
    "state_controlled": "flag",
    "originators": "text",  # names, joined by "; "
    "via": "text",  # names, joined by "; ", nearest to the originator first
    "quote": "text?",
    "lang": "text?",
    "translation": "text?",
    "translation_by": "text?",
}
EVIDENCE = {
    "owner": "text",  # what cites: "estimates/id", "article/S01", "treaties/id/article", "questions/id/0" ...
    **{name: kind for name, kind in CITATIONS.items() if name not in _OWNERS},
}
ESTIMATES = {
    "estimate_id": "text",
    "metric": "text",
    "counts": "text",  # what it counts; "none" where not given
    "since": "text?",  # as written, EDTF
    "since_words": "text?",
    "since_day": "day",  # first day from which it may count; missing where not given
    "as_of": "text",
    "as_of_words": "text",
    "earliest": "day",  # of as_of
    "latest": "day",
    "open_start": "flag",  # of as_of
    "open_end": "flag",
    "drawable": "flag",  # as_of lies in the years 1-9999 and has an end
    "cumulative": "text",  # yes | no | none (not given)
    "low": "float",  # in the metric's unit; alone: at least
    "high": "float",  # alone: up to
    "value": "float",  # a point; never beside low or high
    "approximate": "flag",
    "words": "text?",  # what was said where no number was
    "estimator": "text",  # an actor's or publisher's id, or words; "" where not given
    "estimator_name": "text",
    "side": "text",  # pact | war: party to it; no; unknown (in no register, or the record names no parties)
    "basis": "text?",
    "event_id": "text?",
    "event": "count",  # row of the event, -1 if it belongs to none
    "known": "day",
    "known_assumed": "flag",
    "state_only": "flag",  # supports come from state-controlled publishers alone
    "citations": "small",
    "note": "text?",
}
SOURCES = {
    "source_id": "text",
    "title": "text?",
    "publisher": "text",
    "publisher_name": "text",
    "carried_by": "text",  # names, joined by "; "
    "kind": "text",
    "country": "text?",
    "state_controlled": "text",  # yes | no | not given
    "published": "text?",
    "published_words": "text?",
    "language": "text?",
    "url": "text?",
    "archived_url": "text?",
    "read": "text",  # page | excerpt | none
    "note": "text?",
    "archived_reason": "text?",  # why there is no archived copy, where one was looked for
    "weak_host": "text?",  # mirror | blog | forum | social | other | copy (on such a carrier); missing where on none
}
EVENT_ACTORS = {"event": "count", "event_id": "text", "actor": "text", "part": "text"}
EVENT_THEMES = {"event": "count", "event_id": "text", "theme": "text"}
MEMBERSHIP = {"actor": "text", "whole": "text"}
VOICES = {"claim": "count", "originator": "text"}
HISTORY = {
    "claim": "count",
    "date": "day",  # the last day that it may mean
    "written": "text",  # EDTF
    "status": "text",
    "sources": "text?",  # ids of what tells of the step, joined by "; "
    "note": "text?",
}
DIGEST = {"event": "count", "text": "text", "claims": "text?"}  # a sentence; ids of what bears it, joined by "; "
LINKS = {"event": "count", "to": "count", "type": "text"}  # rows of two events
AGAINST = {"claim": "count", "other": "count"}  # rows of a claim and of one that it contradicts
ANSWERS = {
    "event": "count",
    "claim": "count",  # row of the claim that answers, -1 if a reaction does
    "reaction": "count",
    "check": "text",  # id of the founding article's claim
}
ACTORS = {"id": "text", "name": "text", "kind": "text?", "group": "text?", "part_of": "text", "note": "text?"}
PUBLISHERS = {
    "id": "text",
    "name": "text",
    "also": "text?",  # other names, joined by "; "
    "kind": "text?",
    "country": "text?",
    "state_controlled": "text",  # yes | no | not given
    "note": "text?",
}
TABLES: dict[str, dict[str, str]] = {
    "events": EVENTS,
    "claims": CLAIMS,
    "reactions": REACTIONS,
    "citations": CITATIONS,
    "evidence": EVIDENCE,
    "estimates": ESTIMATES,
    "sources": SOURCES,
    "event_actors": EVENT_ACTORS,
    "event_themes": EVENT_THEMES,
    "membership": MEMBERSHIP,
    "voices": VOICES,
    "history": HISTORY,
    "digest": DIGEST,
    "links": LINKS,
    "against": AGAINST,
    "answers": ANSWERS,
}
# What a reader takes away of each table, in this order: row numbers are ours, and some columns are gathered.
TAKEN: dict[str, tuple[str, ...]] = {
    "events": (*(name for name in EVENTS if name != "year"), "actors", "themes"),
    "claims": (*(name for name in CLAIMS if name != "event"), "sources"),
    "reactions": tuple(name for name in REACTIONS if name != "event"),
    "citations": tuple(name for name in CITATIONS if name not in ("claim", "reaction", "source")),
    "estimates": (*(name for name in ESTIMATES if name != "event"), "unit", "sources"),
    "sources": tuple(SOURCES),
}
SEARCH = "search"  # a column of folded words that these two tables may carry in files
SEARCHED = ("events", "claims")
# Texts of few values, which are kept as numbers beside them.
CODED = (
    ("events", "place_precision"),
    ("claims", "status"),
    ("reactions", "actor"),
    ("reactions", "act"),
    ("reactions", "stance"),
    ("citations", "part"),
    ("evidence", "part"),
    ("sources", "publisher"),
    ("sources", "kind"),
    ("sources", "state_controlled"),
    ("sources", "read"),
    ("event_actors", "actor"),
    ("event_actors", "part"),
    ("event_themes", "theme"),
    ("history", "status"),
    ("links", "type"),
    ("actors", "kind"),
    ("actors", "group"),
    ("publishers", "kind"),
    ("publishers", "state_controlled"),
)


def table(rows: Sequence[Mapping[str, Any]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Make a table with declared types, right for no rows too."""
    data = {}
    for name, kind in columns.items():
        values = [row[name] for row in rows]
        data[name] = _column(values, kind)
    return pd.DataFrame(data)


def _column(values: Sequence[Any], kind: str) -> pd.Series:
    if kind == "day":
        return _days(values)
    return texts(values) if kind in ("text", "text?") else pd.Series(values, dtype=DTYPES[kind])


def texts(values: Sequence[str | None]) -> pd.Series:
    """Return a column of texts; through Arrow, at a third of what pandas takes."""
    column: pd.Series = pa.chunked_array([pa.array(values, pa.large_string())]).to_pandas(types_mapper=lambda _: TEXT)
    return column


def _days(values: Sequence[date | None]) -> pd.Series:
    # From text through numpy: the way by nanoseconds ends at 2262 and wraps in silence.
    return pd.Series(np.array([value.isoformat() if value else "NaT" for value in values], dtype="datetime64[us]"))
