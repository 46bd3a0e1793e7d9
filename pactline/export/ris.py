"""The publications that shown rows cite as RIS, the form that reference managers have shared since the eighties."""

import re
from collections.abc import Mapping
from typing import Any

import rispy

from pactline.export.references import references, year_of
from pactline.query.view import View

_TYPES = {
    "article-newspaper": "NEWS",
    "article-magazine": "MGZN",
    "report": "RPRT",
    "entry-encyclopedia": "ENCYC",
    "dataset": "DATA",
    "post-weblog": "BLOG",
    "webpage": "ELEC",
    "post": "ELEC",
}
_BLANKS = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")  # a new line would begin a field of its own


class _Writer(rispy.RisWriter):  # type: ignore[misc]  # has no py.typed
    """Writes no number before a reference: the form has none."""

    def set_header(self, count: int) -> str:  # noqa: ARG002 - the library's
        """Return what stands before a reference."""
        return ""


def to_ris(view: View, base: str = "") -> str:
    """Return the references as RIS; arguments as of ``references``."""
    written: str = rispy.dumps([_entry(item) for item in references(view, base)], implementation=_Writer)
    return written


def _entry(item: Mapping[str, Any]) -> dict[str, Any]:
    issued, accessed = year_of(item), year_of(item, "accessed")
    literal = item.get("issued", {}).get("literal")
    found = {
        "type_of_reference": _TYPES.get(item["type"], "GEN"),
        "id": item["id"],
        "title": item.get("title"),
        "secondary_title": item.get("container-title"),
        "publisher": item.get("publisher"),
        "year": f"{issued[0]:04}" if issued else None,
        "date": _date(issued) if issued else literal,
        "edition": item.get("version"),
        "language": item.get("language"),
        "access_date": _date(accessed) if accessed else None,
    }
    plain: dict[str, Any] = {name: _BLANKS.sub(" ", str(value)) for name, value in found.items() if value}
    plain |= {"urls": [item["URL"]]} if "URL" in item else {}
    return plain | ({"notes": [_BLANKS.sub(" ", item["note"])]} if item.get("note") else {})


def _date(parts: list[int]) -> str:
    """Return a date as RIS has it: year, month and day, each behind a slash, whether it is known or not."""
    return "/".join(f"{one:0{4 if at == 0 else 2}}" for at, one in enumerate(parts)) + "/" * (3 - len(parts))
