"""What a text is that is no record at all: a table, a web page, a letter; and how its first lines would be one."""

import csv
import re
from typing import NamedTuple

from pactline.text.repairs import in_quotes

SMALLEST = "events:\n- date: 2024-06-19\n  title: What happened"  # a record that loads


class Other(NamedTuple):
    """What a text is; ``instead`` is how its first lines would be a record."""

    message: str
    hint: str
    instead: str


_BEGINS = (
    (r"<!doctype html|<html", "the file is a web page (HTML)", "copy its text into a record, event by event"),
    (r"<\?xml|<[a-z]+[\s>]", "the file is XML or HTML", "copy its text into a record, event by event"),
    (r"\{\\rtf", "the file is a document of a word processor (RTF)", "save it as plain text, encoding UTF-8"),
    (r"BEGIN:VCALENDAR", "the file is a calendar (iCalendar)", "write each of its entries as an event"),
)
_HEAD_AND_ROW = 2  # lines
_DELIMITERS = ",;\t|"
_HEADS = {
    "date": ("date", "day", "when", "start", "year"),
    "title": ("title", "headline", "event", "name", "what"),
    "summary": ("summary", "description", "text", "details"),
    "sources": ("source", "sources", "url", "link", "reference"),
}


def what_it_is(text: str) -> Other | None:
    """Return what a text is that cannot be meant as YAML; ``None`` if it may be a record."""
    begin = text.lstrip("\ufeff \t\r\n")
    for pattern, message, hint in _BEGINS:
        if re.match(pattern, begin, re.IGNORECASE):
            return Other(message, hint, SMALLEST)
    return _table(begin)


def _table(text: str) -> Other | None:
    """Return what to say of a table: a head of words and a row of as many cells, no 'key:' and no dash."""
    lines = [line for line in text[:100_000].splitlines() if line.strip()][:_HEAD_AND_ROW]
    if len(lines) < _HEAD_AND_ROW or re.match(r"\s*(?:#|-\s|[\w -]+:(?:\s|$)|[\[{])", lines[0]):
        return None
    for delimiter in _DELIMITERS:
        try:
            head, row = csv.reader(lines, delimiter=delimiter, strict=True)
        except (csv.Error, ValueError):
            continue
        if len(head) > 1 and len(head) == len(row) and all(re.fullmatch(r"[\w .()/-]{1,40}", one) for one in head):
            names = [one.strip().casefold() for one in head]
            if not any(one in words for one in names for words in _HEADS.values()):
                continue
            return Other(
                "the file is a table (CSV), not YAML",
                "write each row as an event, as below",
                _as_event(names, row),
            )
    return None


def _as_event(head: list[str], row: list[str]) -> str:
    """Return a table's first row as an event; cells whose head says nothing are left out."""
    told = ["events:"]
    for key, names in _HEADS.items():
        number = next((n for n, one in enumerate(head) if one in names), None)
        value = row[number].strip()[:200] if number is not None else ""
        if value:
            plain = re.fullmatch(r"[\w./~?-]+|[\w][\w .'()/-]*", value)
            value = value if plain else in_quotes(value)
            told.append(f"{'  ' if len(told) > 1 else '- '}{key}: {f'[{value}]' if key == 'sources' else value}")
    return "\n".join(told) if len(told) > 1 else SMALLEST
