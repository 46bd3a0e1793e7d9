"""All formats as one zip that says what it holds: a Data Package (Frictionless, version 1), its tables as CSV."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pactline.export.about import in_a_line, stated
from pactline.export.csv_files import ABOUT, csv_file, csv_metadata
from pactline.export.file_tables import FILES, columns_of
from pactline.export.kinds import FIELD_TYPES, kind_of, plain_words
from pactline.export.packing import packed
from pactline.query.view import View
from pactline.record.dossier import slug
from pactline.tables.columns import Columns
from pactline.wording import text

_KEYS = {"events": "event_id", "claims": "claim_id", "reactions": "reaction_id", "estimates": "estimate_id"} | {
    "sources": "source_id"
}
_LEADS = {  # columns that lead to a row of another table, which is there if theirs is
    "claims": {"event_id": "events"},
    "reactions": {"event_id": "events"},
    "citations": {"source_id": "sources", "event_id": "events"},
    "history": {"claim_id": "claims"},
}


def to_package(view: View, base: str, files: Mapping[str, bytes], told: Mapping[str, tuple[str, str]]) -> bytes:
    """Return a zip of tables and other files, with ``datapackage.json`` and a ``README.md`` that say what they are.

    Args:
        view: What is shown; every table has all of its columns, in the record's order.
        base: Where the app is served; may be empty.
        files: The other files by name.
        told: Their media types, and what they hold in a sentence.
    """
    plain = View(replace(view.selection, table=None, by=None, columns=()), view.shown)
    tables = {f"csv/{name}.csv": csv_file(plain, name, base) for name in FILES}
    resources = [_table(name, tables[f"csv/{name}.csv"]) for name in FILES]
    resources += [_file(name, content, *told[name]) for name, content in files.items()]
    edition, about = view.frames.dossier.edition, stated(view, base)
    title = edition.title or text("site.name")
    package: dict[str, Any] = {
        "profile": "data-package",
        "name": slug(title) or "record",
        "title": title,
        "description": in_a_line(view, base),
        **({"version": edition.version} if edition.version else {}),
        **({"licenses": [_licence(edition.licence)]} if edition.licence else {}),
        **({"homepage": about["address"]} if "address" in about else {}),
        "resources": resources,
    }
    beside = csv_metadata(plain, {name: f"{name}.csv" for name in FILES}, base)
    own = {
        "README.md": _readme(title, about, told).encode(),
        "datapackage.json": (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode(),
        f"csv/{ABOUT}": beside.encode(),
    }
    return packed({**own, **tables, **files})


def _licence(licence: str) -> dict[str, str]:
    """Return a licence as a package has it: its name has letters, digits, points, hyphens and underlines alone."""
    name = "".join(sign if sign.isascii() and (sign.isalnum() or sign in "-._") else "-" for sign in licence)
    return {"name": name, "title": licence}


def _table(name: str, content: bytes) -> dict[str, Any]:
    columns = columns_of(name)
    schema: dict[str, Any] = {"fields": [_field(column, columns) for column in columns], "missingValues": [""]}
    schema |= {"primaryKey": _KEYS[name]} if name in _KEYS else {}
    leads = [
        {"fields": column, "reference": {"resource": to, "fields": _KEYS[to]}}
        for column, to in _LEADS.get(name, {}).items()
    ]
    schema |= {"foreignKeys": leads} if leads else {}
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"csv/{name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        **_measured(content),
        "schema": schema,
    }


def _field(column: str, columns: Columns) -> dict[str, str]:
    what = columns[column]
    return {"name": column, "type": FIELD_TYPES[kind_of(what)]} | (
        {"description": plain_words(what.meaning)} if what.meaning else {}
    )


def _file(name: str, content: bytes, mime: str, holds: str) -> dict[str, Any]:
    return {
        "name": slug(name.replace(".", "-")),
        "type": "file",  # no table: what validates tables would else open a workbook as one
        "path": name,
        "description": holds,
        "mediatype": mime,
        **_measured(content),
    }


def _measured(content: bytes) -> dict[str, Any]:
    return {"bytes": len(content), "hash": f"sha256:{hashlib.sha256(content).hexdigest()}"}


def _readme(title: str, about: Mapping[str, str], told: Mapping[str, tuple[str, str]]) -> str:
    lines = [f"# {title}", "", *(f"- {key}: {value}" for key, value in about.items()), ""]
    lines += [f"- `csv/`: {text('format.csv.holds')}"]
    lines += [f"- `{name}`: {holds}" for name, (_, holds) in told.items()]
    return "\n".join(lines) + "\n"
