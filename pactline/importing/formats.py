"""Which format a file has, told by its content and, where that tells too little, by its name."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import PurePath
from typing import Any

from pactline.importing import (
    csv_rows,
    icalendar_file,
    json_lists,
    json_values,
    kleptocracy,
    markwhen,
    tables,
    timelinejs,
    vis_timeline,
    wikidata,
    xlsx_rows,
)
from pactline.importing.imported import MAX_BYTES, MAX_EVENTS, Imported, ImportFailedError, Log, Note, Options
from pactline.importing.plain_text import decoded

TABLES = (".csv", ".tsv", ".tab")
_MARKWHEN = (".mw", ".markwhen")
# Files that people try, and what to do instead.
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"\xd0\xcf\x11\xe0", "an old Excel or Word file", "save it as .xlsx or as CSV"),
    (b"%PDF", "a PDF", "only its author's table or text can come in"),
    (b"PK\x03\x04", "a zip, or a document that is one", "unpack it, or save the table as .xlsx or CSV"),
    (b"\x1f\x8b", "packed (gzip)", "unpack it first"),
    (b"PAR1", "a Parquet file", "a folder of Parquet files may be a record already: docs/parquet.md"),
)


@dataclass(frozen=True)
class Given:
    """A file that somebody gives.

    Attributes:
        name: Of the file, without its folder.
        content: Its bytes.
    """

    name: str
    content: bytes

    @property
    def suffix(self) -> str:
        """The end of its name, in lower case."""
        return PurePath(self.name).suffix.lower()

    @cached_property
    def text(self) -> str:
        """Its text; empty if it is none."""
        try:
            return decoded(self.content, Log())
        except ImportFailedError:
            return ""

    @cached_property
    def data(self) -> Any:
        """Its value if it is JSON, else ``None``."""
        if not json_values.seems(self.text[:200]):
            return None
        try:
            return json_values.read(self.text, Log())
        except ImportFailedError:
            return None

    @cached_property
    def header(self) -> Sequence[str]:
        """Its first row's cells, if it may be a table."""
        first = next((line for line in self.text[:100_000].split("\n") if line.strip()), "")
        try:
            return next(iter(csv_rows.cells(first)), ()) if len(first) < 100_000 else ()  # noqa: PLR2004 - no header
        except ImportFailedError:
            return ()


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can come in.

    Attributes:
        key: As ``--from`` names it.
        label: For readers.
        seems: Says whether a file has it.
        read: Returns what is in it.
    """

    key: str
    label: str
    seems: Callable[[Given], bool]
    read: Callable[[bytes, Options], Imported]


def _is_csv(given: Given) -> bool:
    return given.suffix in TABLES or (len(given.header) > 1 and "\n" in given.text.strip())


def _is_calendar(given: Given) -> bool:
    """A calendar, or its entries alone, as mail programs send them."""
    return _begins(given, "BEGIN:VCALENDAR") or _begins(given, "BEGIN:VEVENT")


# In the order in which they are asked: whoever is sure of itself first.
FORMATS: tuple[Format, ...] = (
    Format("xlsx", tables.XLSX, lambda given: xlsx_rows.is_workbook(given.content), tables.of_workbook),
    Format("ics", icalendar_file.FORM, _is_calendar, icalendar_file.of_ics),
    Format("timelinejs-v1", timelinejs.FIRST, lambda given: timelinejs.seems_first(given.data), timelinejs.of_first),
    Format("timelinejs", timelinejs.JSON, lambda given: timelinejs.seems(given.data), timelinejs.of_json),
    Format("geojson", tables.GEOJSON, lambda given: tables.seems_geojson(given.data), tables.of_geojson),
    Format("wikidata", wikidata.FORM, lambda given: wikidata.seems(given.data), wikidata.of_json),
    Format("vis", vis_timeline.FORM, lambda given: vis_timeline.seems(given.data), vis_timeline.of_json),
    Format("json", json_lists.FORM, lambda given: json_lists.seems(given.data), json_lists.of_json),
    Format("markdown", kleptocracy.FORM, lambda given: kleptocracy.seems(given.text), kleptocracy.of_markdown_file),
    Format(
        "timelinejs-sheet",
        timelinejs.SHEET,
        lambda given: timelinejs.seems_sheet(given.header),
        timelinejs.of_sheet,
    ),
    Format(
        "markwhen",
        markwhen.FORM,
        lambda given: given.suffix in _MARKWHEN or (given.suffix not in TABLES and markwhen.seems(given.text)),
        markwhen.of_text,
    ),
    Format("csv", tables.CSV, _is_csv, tables.of_csv),
)
BY_KEY = {one.key: one for one in FORMATS}
_OF_COLUMNS = ("csv", "xlsx", "geojson", "wikidata", "json")  # whose columns may be said to be something else
_RECORD_HINT = "pactline check names its problems, pactline run shows it; --from takes it for something else"
_JSON_HINT = (
    "what can come in is one list of objects, each with a date: "
    '[{"date": "2024-06-19", "title": "..."}, ...]; or the JSON of TimelineJS, vis-timeline, GeoJSON or Wikidata'
)
_SCRIPT = re.compile(r"\bDataSet\s*\(|^\s*(?:(?:export\s+)?(?:var|let|const|function|import)\b)", re.MULTILINE)
_SCRIPT_HINT = (
    "save its items as JSON: on the page that shows them, the browser's console has copy(JSON.stringify(items.get()))"
)


def _begins(given: Given, words: str) -> bool:
    return given.text.lstrip("\ufeff \t\r\n")[: len(words)].upper() == words


def recognised(given: Given) -> Format:
    """Return the format of a file.

    Raises:
        ImportFailedError: It has none of ours; with what it seems to be.
    """
    if json_lists.is_record(given.data):
        raise ImportFailedError("the file is a record already", _RECORD_HINT)
    if is_json := json_values.seems(given.text[:200]):
        found = next((one for one in FORMATS if given.data is not None and one.seems(given)), None)
    else:
        found = next((one for one in FORMATS if one.seems(given)), None)
    if found:
        return found
    for begin, what, hint in _OTHERS:
        if given.content.startswith(begin):
            raise ImportFailedError(f"the file is {what}", hint)
    if is_json:
        json_values.read(given.text, Log())  # says what is wrong with it
        raise ImportFailedError(f"the file is JSON, but no timeline: {json_values.outline(given.data)}", _JSON_HINT)
    if _SCRIPT.search(given.text[:100_000]):
        raise ImportFailedError("the file is a script, not JSON", _SCRIPT_HINT)
    if given.text.lstrip()[:1] == "<":
        raise ImportFailedError("the file is a web page or XML", "save its table as CSV")
    if given.text.lstrip().startswith(("events:", "edition:")):
        raise ImportFailedError("the file is a record already", _RECORD_HINT)
    labels = ", ".join(f"{one.label} (--from {one.key})" for one in FORMATS)
    raise ImportFailedError("the file has no format that is known", f"known: {labels}")


def read(given: Given, options: Options, key: str | None = None) -> Imported:
    """Return what a file holds.

    Args:
        given: The file.
        options: Of whoever imports.
        key: Of its format; ``None`` to have it recognised.

    Raises:
        ImportFailedError: It cannot come in; with why, and what to do.
    """
    if len(given.content) > MAX_BYTES:
        raise ImportFailedError(f"the file is larger than {MAX_BYTES // 1024 // 1024} MB")
    if not given.content.strip():
        raise ImportFailedError("the file is empty")
    form = BY_KEY[key] if key else recognised(given)
    if options.mapping and form.key not in _OF_COLUMNS:
        raise ImportFailedError(f"{form.label} has fields of its own: --map is for tables")
    if form.key == "xlsx" and not xlsx_rows.is_workbook(given.content):
        raise ImportFailedError("the file is no workbook (.xlsx)")
    return _bounded(form.read(given.content, options))


def read_folder(files: Sequence[tuple[str, bytes]], options: Options, others: Sequence[str] = ()) -> Imported:
    """Return what the Markdown files of a folder hold, each an event.

    Args:
        files: Pairs of name and content.
        options: Of whoever imports.
        others: Names of what else lies in the folder; they are noted.

    Raises:
        ImportFailedError: There are none, too many, or none of them is an event.
    """
    if not files:
        raise ImportFailedError("the folder holds no Markdown files (.md)", "name one file")
    if sum(len(content) for _, content in files) > MAX_BYTES:
        raise ImportFailedError(f"the folder is larger than {MAX_BYTES // 1024 // 1024} MB")
    found = kleptocracy.of_files(files, options)
    passed = tuple(Note("left", "a file that is no Markdown", name) for name in others)
    return _bounded(replace(found, notes=(*found.notes, *passed)))


def _bounded(found: Imported) -> Imported:
    if len(found.happenings) > MAX_EVENTS:
        raise ImportFailedError(f"the file holds more than {MAX_EVENTS:,} events", "split it")
    return found
