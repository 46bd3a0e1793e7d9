"""Shown events as GeoJSON (RFC 7946): a point each; an event without a place is a feature without a geometry (3.2)."""

import json
from typing import Any

from pactline.export.about import stated
from pactline.export.file_tables import rows
from pactline.query.view import View

_PROPERTIES = (
    *("title", "date", "date_words", "earliest", "latest", "place", "place_precision", "importance", "status"),
    *("claims", "actors", "themes", "summary", "address"),
)


def to_geojson(view: View, base: str = "") -> str:
    """Return the shown events as a feature collection, in degrees of WGS 84, longitude first.

    What the file states of itself stands beside its features as ``about``, a foreign member (6.1).

    Args:
        view: What is shown.
        base: Where the app is served; without, addresses are relative to it.
    """
    events = rows(view, "events", base)
    plain = events.astype(object).where(events.notna(), None).to_dict("records")
    content = {"type": "FeatureCollection", "about": stated(view, base), "features": [_feature(one) for one in plain]}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _feature(event: dict[Any, Any]) -> dict[str, Any]:
    located = event["lat"] is not None and event["lon"] is not None
    properties = {
        name: list(event[name]) if isinstance(event[name], tuple) else _plain(event[name]) for name in _PROPERTIES
    }
    return {
        "type": "Feature",
        "id": event["event_id"],
        "geometry": {"type": "Point", "coordinates": [event["lon"], event["lat"]]} if located else None,
        "properties": properties,
    }


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else value
