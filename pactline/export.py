"""Exactly what is shown, as files: CSV per table, JSON of all; each states edition and selection."""

import csv
import io
import json
from typing import Any
from urllib.parse import urlencode

import pandas as pd

from pactline.columns import CITATIONS, CLAIMS, ESTIMATES, EVENTS, REACTIONS, SOURCES
from pactline.select import View

# What a reader takes away of each table; row numbers are ours.
COLUMNS: dict[str, tuple[str, ...]] = {
    "events": tuple(name for name in EVENTS if name != "year"),
    "claims": tuple(name for name in CLAIMS if name != "event"),
    "reactions": tuple(name for name in REACTIONS if name != "event"),
    "citations": tuple(name for name in CITATIONS if name not in ("claim", "reaction", "source")),
    "estimates": tuple(name for name in ESTIMATES if name != "event"),
    "sources": tuple(SOURCES),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def table(view: View, name: str) -> pd.DataFrame:
    """Return a table of what is shown as it leaves the house.

    Days are ISO text, an open side or a year outside 1-9999 is missing. Events carry ``actors`` and
    ``themes``, claims and estimates carry ``sources``: ids, joined by "; ".

    Args:
        view: What is shown.
        name: ``events``, ``claims``, ``reactions``, ``citations``, ``estimates`` or ``sources``.
    """
    shown: pd.DataFrame = getattr(view, name)[list(COLUMNS[name])].copy()
    for column in shown.select_dtypes("datetime"):
        shown[column] = _iso(shown[column])
    if name in ("events", "estimates"):
        undrawn = ~shown["drawable"]
        shown.loc[undrawn | shown["open_start"], "earliest"] = None
        shown.loc[undrawn | shown["open_end"], "latest"] = None
    if name == "events":
        links = view.frames.event_actors
        shown["actors"] = _joined(links[links["part"] != "reacts"], "event_id", "actor", shown["event_id"])
        shown["themes"] = _joined(view.frames.event_themes, "event_id", "theme", shown["event_id"])
    if name == "claims":
        cited = view.citations[view.citations["claim"] >= 0]
        shown["sources"] = _joined(cited, "claim_id", "source_id", shown["claim_id"])
    if name == "estimates":
        cited = view.frames.evidence
        shown["sources"] = _joined(cited, "owner", "source_id", "estimates/" + shown["estimate_id"])
    return shown.reset_index(drop=True)


def to_csv(view: View, name: str) -> str:
    """Return a table as CSV (RFC 4180), after comment lines that state edition and selection.

    A text that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    rows = table(view, name)
    out = io.StringIO()
    for key, value in stated(view).items():
        out.write(f"# {key}: {' '.join(str(value).split())}\r\n")
    writer = csv.writer(out)
    writer.writerow(rows.columns)
    for row in rows.astype(object).where(rows.notna(), "").itertuples(index=False):
        writer.writerow([_harmless(value) for value in row])
    return out.getvalue()


def to_json(view: View) -> str:
    """Return all tables of what is shown as one JSON object, with ``edition`` and ``selection``."""
    content: dict[str, Any] = {"about": stated(view), "selection": view.selection.filters.to_query()}
    for name in COLUMNS:
        rows = table(view, name)
        content[name] = rows.astype(object).where(rows.notna(), None).to_dict("records")
    return json.dumps(content, ensure_ascii=False, indent=1, default=_plain)


def stated(view: View) -> dict[str, str]:
    """Return what a file must say of itself: edition, licence, selection, numbers."""
    edition = view.frames.dossier.edition
    known = {
        "edition": edition.version,
        "as of": edition.as_of.isoformat() if edition.as_of else None,
        "licence": edition.licence,
        "selection": urlencode(view.selection.filters.to_query(), doseq=True) or "the whole record",
        "events": f"{len(view.events)} of {len(view.frames.events)}",
        "claims": f"{len(view.claims)} of {len(view.frames.claims)}",
    }
    return {key: value for key, value in known.items() if value}


def _iso(days: pd.Series) -> pd.Series:
    return pd.Series(
        [f"{day:%Y-%m-%d}".rjust(10, "0") if pd.notna(day) else None for day in days], index=days.index, dtype="object"
    )


def _joined(links: pd.DataFrame, key: str, value: str, order: pd.Series) -> list[str]:
    """Return the values of each key in ``order``, joined by "; "."""
    found: dict[str, dict[str, None]] = {}
    for owner, linked in zip(links[key], links[value], strict=True):
        found.setdefault(owner, {})[linked] = None
    return ["; ".join(found.get(owner, ())) for owner in order]


def _harmless(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _plain(value: Any) -> Any:
    return value.item()  # numpy's numbers and truths
