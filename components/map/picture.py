"""The map as a chart to be taken away: the panes of the page, with the marks of a wide screen."""

import numpy as np

from components.map.panel import finding, forms
from components.map.panes import SOFT, Mark, Pane, Spot, drawn
from components.parts.charts import WIDTH, Chart, Key, nothing, why_nothing
from components.parts.land import FINE
from components.parts.rows import records
from components.parts.svg import fill, rect, stroke, words
from components.parts.who_says import who_says
from pactline.query.select import View
from pactline.readings.places import shown, unplaced
from pactline.readings.rests_on import cited_at
from pactline.wording import text

_GAP = 24.0  # px between two maps
_SHARE = 0.65  # of the width that the first of two maps has
_HEAD = 26.0  # px of a map's title
_NAME = 13.0  # px of type
_LISTED = 12  # places that lie on no map


def map_chart(view: View) -> Chart:
    """Return the map of a view: a mark for each place, as large as it has events."""
    places = shown(view)
    found = drawn(tuple(records(places, Spot)))
    title, left = finding(view), len(unplaced(view))
    if not found.panes:
        empty, height = nothing(why_nothing(view, text("map.none")))
        return Chart(title=title, elements=empty, height=height, alt=title, page="map")
    parts, x, tall = [], 0.0, 0.0
    for pane, wide in zip(found.panes, _widths(len(found.panes)), strict=True):
        own, height = _pane(pane, x, wide)
        parts.append(own)
        x, tall = x + wide + _GAP, max(tall, height)
    several = any(len(mark.ids) > 1 for pane in found.panes for mark in pane.wide)
    return Chart(
        title=title,
        elements="".join(parts),
        height=tall,
        alt="; ".join(text("map.alt", window=pane.title) for pane in found.panes),
        page="map",
        legend=(
            *(Key(_sign(one), text(f"precision.{one}")) for one in forms(places)),
            Key(_dot(0, 0, 15, "city") + _number(0, 0, 2, "city"), text("map.number")),
            *((Key(_dot(0, 0, 9, "city") + _ring(0, 0, 9), text("map.several")),) if several else ()),
        ),
        notes=tuple(_notes(found.beyond, left)),
        sources=who_says(view.frames, cited_at(view, np.delete(view.events.index.to_numpy(), unplaced(view)))),
    )


def _widths(number: int) -> list[float]:
    return [float(WIDTH)] if number == 1 else [(WIDTH - _GAP) * _SHARE, (WIDTH - _GAP) * (1 - _SHARE)]


def _pane(pane: Pane, x: float, wide: float) -> tuple[str, float]:
    tall = wide / pane.ratio
    scale = wide / (pane.box[0] * FINE)
    name = f"map-{round(x)}"
    parts = [
        words(x, 15, pane.title, size=15, bold=True),
        f'<clipPath id="{name}">{rect(0, 0, wide, tall, "")}</clipPath>',
        f'<g transform="translate({x:.1f} {_HEAD})" clip-path="url(#{name})">',
        rect(0, 0, wide, tall, fill("sea")),
        f'<path d="{pane.outline}" transform="scale({scale:.5f})" style="fill-rule:evenodd;{fill("land")}"/>',
        *(_mark(mark, mark.x / 100 * wide, mark.y / 100 * tall) for mark in reversed(pane.wide)),
        *(_called(mark, mark.x / 100 * wide, mark.y / 100 * tall) for mark in pane.wide if mark.name),
        "</g>",
    ]
    return "".join(parts), _HEAD + tall


def _mark(mark: Mark, x: float, y: float) -> str:
    soft = _soft(x, y, mark.soft / 2) if mark.soft else ""
    ring = _ring(x, y, mark.size) if len(mark.ids) > 1 else ""
    return soft + _dot(x, y, mark.size, mark.form) + ring + (_number(x, y, mark.n, mark.form) if mark.n > 1 else "")


def _soft(x: float, y: float, radius: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" style="{fill("accent")}fill-opacity:0.18;"/>'


def _dot(x: float, y: float, size: float, form: str) -> str:
    if form == "site":
        return rect(x - size / 2, y - size / 2, size, size, fill("accent") + stroke("land"))
    hollow = form in (*SOFT, "none")
    style = fill("paper") + stroke("accent", 2) if hollow else fill("accent") + stroke("land")
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2 - hollow:.1f}" style="{style}"/>'


def _ring(x: float, y: float, size: float) -> str:
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size / 2 + 3:.1f}" style="fill:none;{stroke("accent", 1.5)}"/>'


def _number(x: float, y: float, n: int, form: str) -> str:
    colour = "accent" if form in (*SOFT, "none") else "paper"
    return words(x, y + 4, str(n), size=11, bold=True, colour=colour, anchor="middle")


def _called(mark: Mark, x: float, y: float) -> str:
    """Write a mark's name, with the land's colour around it so that coasts do not run through it."""
    at: dict[str, object] = {"size": _NAME, "bold": True, "anchor": "middle", "firm": True}
    own = words(x + mark.dx, y + mark.dy + 4.5, mark.name, **at)  # type: ignore[arg-type]
    return own.replace('style="', f'paint-order="stroke" style="{stroke("land", 3)}stroke-linejoin:round;', 1)


def _sign(form: str) -> str:
    soft = _soft(0, 0, 8 if form == "region" else 11) if form in SOFT else ""
    return soft + _dot(0, 0, 9, form)


def _notes(beyond: tuple[Spot, ...], left: int) -> list[str]:
    far = ", ".join(f"{spot.name} ({spot.n})" for spot in beyond[:_LISTED])
    more = f" {text('map.more', n=len(beyond) - _LISTED)}" if len(beyond) > _LISTED else ""
    return [
        *([f"{text('map.beyond')} {far}{more}."] if beyond else []),
        *([f"{text('map.unplaced', n=left)}."] if left else []),
        text("map.caption"),
    ]
