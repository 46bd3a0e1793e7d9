"""What the rows of a stranger's table tell, once it is known what its columns are."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pactline.importing import date_parts, dates, links
from pactline.importing.columns import NOTHING, Row
from pactline.importing.imported import Happening, Link, Log, Mapped, Options, Order
from pactline.importing.json_values import number, whole_number
from pactline.importing.links import in_texts
from pactline.importing.plain_text import html_out

_SEPARATOR = re.compile(r"\s*[;|\n]\s*")


def happenings(
    table: Sequence[Mapped], rows: Sequence[tuple[str, Row]], options: Options, log: Log
) -> tuple[Happening, ...]:
    """Return what rows tell.

    Args:
        table: What each column was taken for.
        rows: Each with its place in the file.
        options: Of whoever imports.
        log: Is told what was left and changed.

    Raises:
        ImportFailedError: Dates can be meant in two ways.
    """
    of: dict[str, list[str]] = {}
    for one in table:
        if one.field:
            of.setdefault(one.field, []).append(one.column)
    dated = [column for field in ("date", "end", "published") for column in of.get(field, ())]
    order, telling = dates.order_of((row.get(column, "") for _, row in rows for column in dated), options.order)
    if telling:
        way = "day/month/year" if order == "dmy" else "month/day/year"
        log.changed(f"dates like 06/07/2024 are read as {way}, since {telling!r} can only be that")
    asked_away = {column for column, field in options.mapping.items() if field == NOTHING}
    for column in asked_away:
        log.left(f"the column {column!r}, as asked")
    found = []
    for where, row in rows:
        for one in table:
            if not one.field and row.get(one.column) and one.column not in asked_away:
                log.left(f"the column {one.column!r}", where, row[one.column])
        happening = _happening(where, row, of, order, log)
        if happening:
            found.append(happening)
    return tuple(found)


def _happening(where: str, row: Row, of: Mapping[str, list[str]], order: Order | None, log: Log) -> Happening | None:
    def first(field: str) -> str:
        return next((row[column] for column in of.get(field, ()) if row.get(column)), "")

    def every(field: str) -> list[str]:
        return [row[column] for column in of.get(field, ()) if row.get(column)]

    written = _date(where, first, order, log)
    if written is None:
        kept = {column: row[column] for columns in of.values() for column in columns if row.get(column)}
        if kept:
            log.left("an entry without a date that can be read", where, " · ".join(kept.values()))
        return None
    texts = [html_out(text, log, where) for text in every("summary")]
    title = html_out(first("title"), log, where)
    lat, lon = number(first("lat")), number(first("lon"))
    if (lat is None) != (lon is None) or (lat is None and first("lat")):
        log.left("coordinates that are no two numbers", where, f"{first('lat')} {first('lon')}".strip())
        lat = lon = None
    return Happening(
        written.date,
        title.text,
        where,
        summary="\n\n".join(text.text for text in texts),
        place=first("place"),
        lat=lat,
        lon=lon,
        actors=tuple(name for cell in every("actors") for name in several(cell)),
        themes=tuple(name for cell in every("themes") for name in several(cell)),
        links=(*_links(where, first, every, order, log), *in_texts((title, *texts))),
    )


def _date(where: str, first: Callable[[str], str], order: Order | None, log: Log) -> date_parts.Written | None:
    try:
        start = _parts(first) if first("year") and not first("date") else dates.read(first("date"), order)
    except date_parts.DateUnreadableError as error:
        if first("date") or first("year"):
            log.left(f"a date that cannot be read: {error}", where, error.hint)
        return None
    found = start
    if first("end"):
        try:
            found = date_parts.between(start, dates.read(first("end"), order))
        except date_parts.DateUnreadableError as error:
            log.left(f"an end that cannot be read: {error}", where, first("end"))
    for rule in found.changed:
        log.changed(rule, where, " – ".join(filter(None, (first("date"), first("end")))))
    return found


def _parts(first: Callable[[str], str]) -> date_parts.Written:
    year, month, day = (whole_number(first(part)) for part in ("year", "month", "day"))
    if year is None or (month is None and first("month")) or (day is None and first("day")):
        words = " ".join(filter(None, (first("day"), first("month"), first("year"))))
        return dates.read(words)
    return date_parts.of_parts(year, month, day if month is not None else None)


def _links(
    where: str, first: Callable[[str], str], every: Callable[[str], list[str]], order: Order | None, log: Log
) -> list[Link]:
    found = [link for cell in every("source") for link in _in_cell(cell)]
    about = {field: first(field) for field in ("source_title", "publisher", "published") if first(field)}
    if not about:
        return found
    if not found and "source_title" in about:
        found = [Link()]
    if len(found) != 1:
        several_or_no = "several sources" if found else "no source"
        for field, value in about.items():
            log.left(f"the {field.replace('_', ' ')} beside {several_or_no}", where, value)
        return found
    published = ""
    if "published" in about:
        try:
            published = dates.read(about["published"], order).date
        except date_parts.DateUnreadableError as error:
            log.left(f"a day of publication that cannot be read: {error}", where)
    title = about.get("source_title", found[0].title)
    return [replace(found[0], title=title, publisher=about.get("publisher", ""), published=published)]


def _in_cell(cell: str) -> list[Link]:
    """Return the sources in a cell: its addresses, what else stands there being a note; or names of publications."""
    addresses = links.within(cell)
    if not addresses:
        return [Link(title=name) for name in _SEPARATOR.split(cell) if name]
    rest = cell
    for address in sorted(addresses, key=len, reverse=True):
        rest = rest.replace(address, " ")
    note = " ".join(rest.split()).strip(" ,;|-–—()[]:")
    return [*map(Link, addresses[:-1]), Link(addresses[-1], note=note)]


def several(cell: str) -> list[str]:
    """Return the names in a cell: between semicolons, bars or lines, else between commas."""
    parts = _SEPARATOR.split(cell)
    return [part.strip() for part in (parts if len(parts) > 1 else cell.split(",")) if part.strip()]
