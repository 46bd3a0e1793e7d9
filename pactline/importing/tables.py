"""Tables of any columns: CSV, a workbook's sheet, GeoJSON's properties. What each column is, is guessed and shown."""

import re
from collections.abc import Mapping
from typing import Any

from pactline.importing import columns, csv_rows, json_values, table_rows, xlsx_rows
from pactline.importing.csv_rows import Table
from pactline.importing.imported import Imported, ImportFailedError, Log, Options
from pactline.importing.plain_text import decoded

CSV, XLSX, GEOJSON = "CSV", "Excel workbook", "GeoJSON"
_ON_EARTH = 2  # numbers of a position, longitude first (RFC 7946, 3.1.1); a third is its height


def of_csv(content: bytes, options: Options) -> Imported:
    """Read comma-separated values; errors as of ``pactline.importing.columns``."""
    log = Log()
    return of_table(CSV, csv_rows.table(csv_rows.cells(decoded(content, log)), log), options, log)


def of_workbook(content: bytes, options: Options) -> Imported:
    """Read a sheet of a workbook; errors likewise."""
    log = Log()
    return of_table(XLSX, csv_rows.table(xlsx_rows.rows(content, options.sheet, log), log), options, log)


def of_table(form: str, table: Table, options: Options, log: Log, title: str = "") -> Imported:
    """Read a table whose columns may be anything.

    Raises:
        ImportFailedError: No column holds dates, or they can be meant in two ways.
    """
    names, rows = table
    mapped = columns.mapped(names, [row for _, row in rows], options)
    found = table_rows.happenings(mapped, rows, options, log)
    return Imported(form, found, title, mapped=mapped, notes=log.notes())


def of_geojson(content: bytes, options: Options) -> Imported:
    """Read GeoJSON (RFC 7946): a feature with a date among its properties is an event at its point.

    Raises:
        ImportFailedError: It is none, or as of ``of_table``.
    """
    log = Log()
    data = json_values.section(json_values.read(decoded(content, log), log))
    features = data.get("features") if data.get("type") == "FeatureCollection" else [data]
    if not isinstance(features, list):
        raise ImportFailedError("a FeatureCollection has a list of features")
    json_values.name_rest(
        data, ("type", "features", "geometry", "properties", "id", "bbox", "name", "crs"), log, "the collection"
    )
    rows = [
        (f"feature {number}", _properties(one, f"feature {number}", log))
        for number, one in enumerate(features, start=1)
    ]
    names = list(dict.fromkeys(name for _, row in rows for name in row))
    title = json_values.text(data.get("name")) or json_values.text(data.get("title"))
    return of_table(GEOJSON, (names, rows), options, log, title)


def _properties(feature: Any, where: str, log: Log) -> dict[str, str]:
    feature = json_values.section(feature)
    row: dict[str, str] = {}
    for key, value in json_values.section(feature.get("properties")).items():
        if value in (None, "", [], {}):
            continue
        row[key] = (
            "; ".join(map(json_values.text, value))
            if _is_flat(value)
            else json_values.text(value) or json_values.shown(value)
        )
    json_values.name_rest(feature, ("type", "properties", "geometry", "bbox"), log, where)
    geometry = json_values.section(feature.get("geometry"))
    if not geometry:
        return row
    at = geometry.get("coordinates")
    lon, lat = (
        (json_values.number(one) for one in (*at, None, None)[:_ON_EARTH]) if isinstance(at, list) else (None, None)
    )
    if geometry.get("type") == "Point" and lat is not None and lon is not None:
        return {
            **{key: value for key, value in row.items() if not _is_a_coordinate(key)},
            "latitude": f"{lat}",
            "longitude": f"{lon}",
        }
    log.left(
        f"a geometry that is no point ({json_values.text(geometry.get('type')) or 'of no type'})",
        where,
        json_values.shown(at),
    )
    return row


def _is_a_coordinate(key: str) -> bool:
    """A property that repeats the point's own latitude or longitude."""
    return bool(re.fullmatch(r"lat|lon|lng|latitude|longitude", key, re.IGNORECASE))


def _is_flat(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(one, str | int | float) for one in value)


def seems_geojson(data: Any) -> bool:
    """Say whether JSON is GeoJSON."""
    return isinstance(data, Mapping) and data.get("type") in ("FeatureCollection", "Feature")
