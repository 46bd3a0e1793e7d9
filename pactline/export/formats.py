"""The table of formats: what the command line, the data page and later doors offer, each with what writes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

from pactline.export.bibtex import to_bibtex
from pactline.export.calendar import to_calendar
from pactline.export.csv_files import csv_file
from pactline.export.geojson import to_geojson
from pactline.export.markdown import to_markdown
from pactline.export.package import to_package
from pactline.export.record_parquet import to_parquet
from pactline.export.record_yaml import to_yaml
from pactline.export.references import to_csl
from pactline.export.ris import to_ris
from pactline.export.timelinejs import to_timelinejs
from pactline.export.whole_json import to_json
from pactline.export.workbook import to_workbook
from pactline.query.selection import FIRST_TABLE
from pactline.query.view import View
from pactline.wording import text

STEM = "pactline"  # of file names

Write = Callable[[View, str], str | bytes]  # of what is shown, and the address below which the app is served


@dataclass(frozen=True, slots=True)
class Format:
    """A format that leaves the house.

    Attributes:
        name: As of ``pactline export --format``.
        suffix: Of its files, with the point.
        mime: Its media type, as registered where it is.
        write: What writes it, of what is shown and of the app's address, which may be empty.
    """

    name: str
    suffix: str
    mime: str
    write: Write

    @property
    def label(self) -> str:
        """What it is called."""
        return text(f"format.{self.name}.name")

    @property
    def holds(self) -> str:
        """What it holds, in a sentence."""
        return text(f"format.{self.name}.holds")

    def file(self, view: View, base: str = "") -> bytes:
        """Return what is shown as a file of this format; text is UTF-8."""
        content = self.write(view, base)
        return content.encode() if isinstance(content, str) else content


def _csv(view: View, base: str) -> bytes:
    return csv_file(view, view.selection.table or FIRST_TABLE, base)


def _ics(view: View, base: str) -> bytes:
    """Return the calendar; its stamp is the edition's day, so that the same record gives the same bytes."""
    day = view.frames.dossier.edition.as_of or date(1970, 1, 1)
    return to_calendar(view, stamp=datetime.combine(day, time(), UTC), base=base)


_JSON = "application/json"
ALONE: tuple[Format, ...] = (
    Format("csv", ".csv", "text/csv", _csv),
    Format("xlsx", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", to_workbook),
    Format("json", ".json", _JSON, to_json),
    Format("yaml", ".yaml", "application/yaml", to_yaml),
    Format("parquet", ".parquet.zip", "application/zip", to_parquet),
    Format("geojson", ".geojson", "application/geo+json", to_geojson),
    Format("ics", ".ics", "text/calendar", _ics),
    Format("ris", ".ris", "application/x-research-info-systems", to_ris),
    Format("bibtex", ".bib", "application/x-bibtex", to_bibtex),
    Format("csl", ".csl.json", "application/vnd.citationstyles.csl+json", to_csl),
    Format("timelinejs", ".timelinejs.json", _JSON, to_timelinejs),
    Format("markdown", ".md", "text/markdown", to_markdown),
)
_BESIDE_TABLES = {f"{STEM}{one.suffix}": one for one in ALONE if one.name != "csv"}


def _zip(view: View, base: str) -> bytes:
    files = {name: one.file(view, base) for name, one in _BESIDE_TABLES.items()}
    return to_package(view, base, files, {name: (one.mime, one.holds) for name, one in _BESIDE_TABLES.items()})


FORMATS: Mapping[str, Format] = {one.name: one for one in (*ALONE, Format("zip", ".zip", "application/zip", _zip))}
