"""Writes the lists of columns in ``docs/parquet.md`` anew, from what ``pactline.tables.columns`` declares.

Run by hand after a column has changed; a test says so if it was forgotten.
"""

import re
from pathlib import Path

from pactline.tables.columns import STORED, Column, Columns

PAGE = Path(__file__).parent.parent / "docs" / "parquet.md"
_LIST = re.compile(r"(?<=\n)\| column \| type \| \|\n(?:\|.*\n?)+")
_REGISTERED = ("actor", "publisher", "theme", "source", "event")  # registers that the files hold


def written(page: str) -> str:
    """Return the page with the list under each table's heading as it is declared."""
    head, *parts = re.split(r"(?m)^(?=### )", page)
    return head + "".join(_LIST.sub(lambda _, part=part: _listed(_named(part)), part) for part in parts)


def _named(part: str) -> str:
    return part.removeprefix("### ").partition(".")[0]


def _listed(name: str) -> str:
    lines = ["| column | type | |", "| --- | --- | --- |"]
    for column, what in STORED[name].items():
        called = f"[`{column}`]" if what.told else f"`{column}`"
        lines.append(f"| {called} | {what.type} | {_meaning(what, STORED[name])} |")
    return "\n".join(lines) + "\n"


def _meaning(what: Column, columns: Columns) -> str:
    """Return what a column of a table means, and what it may hold."""
    parts = [what.meaning] if what.meaning else []
    if what.rows_of:
        parts.append(f"row of {what.rows_of}" + (", or -1" if what.or_none else ""))
    if what.values:
        words = [f"`{one}`" for one in what.values if one]
        parts.append(", ".join([*words, *(["or empty"] if "" in what.values else [])]))
    if what.told and what.told[0] in columns:
        parts.append(f"as `{what.told[0]}` says")
    elif what.register in _REGISTERED and not what.meaning:
        parts.append(f"id of the {what.register}")
    return ": ".join(parts)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
