"""Which charts can be taken away, in which form, and what their files are called."""

import calendar
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, Literal, TypeAlias

from components.event.picture import matrix_chart
from components.findings.picture import finding_chart, pictured, whole_chart
from components.findings.pictures import FINDING_CHART
from components.map.picture import map_chart
from components.numbers.picture import figure_chart
from components.paper.press import pixels
from components.parts.charts import Chart
from components.pictures.frame import FULL, framed
from components.reactions.picture import board_chart
from components.timeline.picture import timeline_chart
from pactline.export.formats import STEM
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.dossier import slug
from pactline.tables.frames import Frames
from pactline.wording import text

Form: TypeAlias = Literal["svg", "png"]
FORMS: Final[Mapping[Form, str]] = MappingProxyType({"svg": "image/svg+xml", "png": "image/png"})  # and media types

# By the name that addresses, commands and files have for it; ``text("picture.<name>")`` is what readers call it.
CHARTS: Final[Mapping[str, Callable[[View], Chart]]] = MappingProxyType(
    {
        "timeline": timeline_chart,
        "board": board_chart,
        "figure": figure_chart,
        "map": map_chart,
        "matrix": matrix_chart,
        "whole": whole_chart,
    }
)
NEEDS: Final[Mapping[str, str]] = MappingProxyType({"matrix": "event"})  # the key without which a chart shows nothing


def charts_of(record: Frames) -> tuple[str, ...]:
    """Return the names of the charts of a record: those of ``CHARTS``, and one for each finding that has a drawing."""
    return (*CHARTS, *(f"{FINDING_CHART}{told.id}" for told in pictured(record)))


_LONGEST = 60  # characters of a file's name that say which part of the record it shows


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as a file.

    Attributes:
        content: Its bytes.
        mime: Its media type.
        name: What the file is called: ``pactline-timeline-2024-06_2024-12.svg``.
    """

    content: bytes
    mime: str
    name: str


def picture(view: View, chart: str, form: Form, base: str = "") -> Picture:
    """Return a chart of a view as a picture that says by itself what it shows, who says it, and where it is from.

    Args:
        view: What is shown.
        chart: One of ``charts_of`` its record.
        form: One of ``FORMS``.
        base: Where the app is served, without a slash at its end; empty states no address.

    Raises:
        KeyError: There is no such chart, or the selection names nothing that it could show.
    """
    kind, _, finding = chart.partition("-")
    made = finding_chart(view, finding) if finding else CHARTS[chart](view)
    drawn = framed(made, view, base, kind=text(f"picture.{kind}"))
    content = drawn.text.encode() if form == "svg" else pixels(drawn.text, width=FULL, height=drawn.height)
    return Picture(content, FORMS[form], file_name(kind, made, view.selection, form))


def file_name(chart: str, made: Chart, selection: Selection, form: Form) -> str:
    """Return what a picture's file is called: the chart, what it is of, its range of dates, the other filters."""
    query = selection.filters.to_query()
    span = _span(selection.first, selection.last)
    others = [f"{key}-{value}" for key, values in query.items() if key not in ("from", "to") for value in values]
    narrowed = slug("-".join(others))[:_LONGEST].strip("-")
    parts = [STEM, chart, slug(made.name)[:_LONGEST].strip("-"), span, narrowed]
    return f"{'-'.join(part for part in parts if part)}.{form}"


def _span(first: date | None, last: date | None) -> str:
    """Return a range of dates as short as it can be said: ``2024-06_2024-12`` for whole months, ``2024`` for a year."""
    month_ends = last is None or last.day == calendar.monthrange(last.year, last.month)[1]
    if not month_ends or (first and first.day > 1):
        form = "%Y-%m-%d"
    elif (first and first.month > 1) or (last and last.month < 12):  # noqa: PLR2004 - of the calendar
        form = "%Y-%m"
    else:
        form = "%Y"
    begin, end = (day.strftime(form) if day else "" for day in (first, last))
    if begin and end:
        return begin if begin == end else f"{begin}_{end}"
    return f"from-{begin}" if begin else f"until-{end}" if end else ""
