"""A contested figure as a plot: estimates over the day until which they count, one mark or range for each.

Nothing joins two estimates, and a range has marks at its ends and none between: no amount is shown that nobody gave.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.numbers.axes import SMALL, Pane, iso, title, x_axis, y_axis
from components.numbers.labels import Label, place_labels
from components.numbers.scale import NumberScale
from components.parts.days import day_number, timestamp
from components.parts.theme import COUNT_SYMBOLS, FONT, Look
from components.parts.written import written

_TEXT = 13  # px
_MARK = 11  # px
_ARROW = 24  # px from a mark to the tip of its arrow
_HEIGHTS = ((6, 320), (3, 210), (0, 130))  # from so many estimates on, px that a lane is high
_HEAD, _GAP = 26, 40  # px: a lane's name above it, and the axis below it
_LEFT, _RIGHT, _BOTTOM = 76, 20, 44  # px
_TICK = 50  # px from one amount's line to the next, at least
WIDTH = 800  # px of plot that names are placed for; in a narrower one they are hidden


@dataclass(frozen=True, slots=True)
class Lane:
    """Estimates that may stand on one scale: all added up since a start, or all at one time.

    Attributes:
        title: Its name.
        rows: One per estimate; each is drawable and has an amount. ``estimate_id``, ``number`` (in the list below),
            ``counts``, ``side``, ``label``, ``hover`` (lines of words), ``since_day``, ``earliest``, ``latest``
            (``datetime64[us]``), ``cumulative``, ``low``, ``high``, ``value``.
    """

    title: str
    rows: pd.DataFrame


def number_scale(rows: pd.DataFrame, *, height: int) -> NumberScale:
    """Return the scale of a lane, with room for arrows at its ends."""
    given = [amount for amount in rows[["low", "high", "value"]].to_numpy(float).ravel().tolist() if amount == amount]  # noqa: PLR0124 - what is missing is NaN
    return NumberScale.of(given, air=(_ARROW + 8) / height, ticks=height // _TICK)


def lane_height(rows: pd.DataFrame) -> int:
    """Return the px that a lane is high."""
    return next(height for least, height in _HEIGHTS if len(rows) >= least)


def number_figure(lanes: Sequence[Lane], *, look: Look, unit: str, log_note: str) -> dict[str, Any]:
    """Draw the lanes one above the other, over one axis of time.

    A shape says what is counted; a hollow mark, in the colour of its side, that a party estimates. A thin line leads
    back to the day since which an amount is counted. A lone lower bound has an arrow up, a lone upper one down.

    Args:
        lanes: From top to bottom, none empty.
        look: Colours by meaning, for one theme.
        unit: The unit of all amounts.
        log_note: The words that name a logarithmic scale.

    Returns:
        A figure as Plotly takes it, the height in px fixed, the width the reader's.
    """
    days = _days(lanes)
    heights = [lane_height(lane.rows) for lane in lanes]
    total = sum(heights) + _HEAD * len(lanes) + _GAP * (len(lanes) - 1)
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    notes: list[dict[str, Any]] = []
    top = 0
    for place, (lane, height) in enumerate(zip(lanes, heights, strict=True), start=1):
        upper = 1 - (top + _HEAD) / total
        domain = (max(upper - height / total, 0.0), upper)
        pane = Pane(f"y{place}" if place > 1 else "y", number_scale(lane.rows, height=height), height, domain)
        data += _traces(_marks(lane.rows, look), pane, days, look)
        axes[pane.axis.replace("y", "yaxis")] = y_axis(pane, look)
        notes.append(title(lane.title, unit, log_note if pane.scale.log else "", pane, look))
        top += _HEAD + height + _GAP
    return {
        "data": data,
        "layout": {
            "height": total + _BOTTOM,
            "margin": {"l": _LEFT, "r": _RIGHT, "t": 0, "b": _BOTTOM, "pad": 0},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": look.panel,
            "font": {"family": FONT, "size": _TEXT, "color": look.ink},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": look.muted, "activecolor": look.accent},
            "hoverlabel": {
                "bgcolor": look.paper,
                "bordercolor": look.muted,
                "align": "left",
                "font": {"family": FONT, "size": _TEXT, "color": look.ink},
            },
            "xaxis": x_axis(days, f"y{len(lanes)}" if len(lanes) > 1 else "y", look),
            **axes,
            "annotations": notes,
        },
    }


def _marks(rows: pd.DataFrame, look: Look) -> pd.DataFrame:
    """Add to estimates where they are drawn.

    Returns:
        The rows with ``begin`` (first day that they are about), ``at`` (the mark's day), ``bottom`` and ``top`` (the
        same where there is one amount), ``up`` and ``down`` (a lone bound), ``colour``.
    """
    middle = rows["earliest"] + (rows["latest"] - rows["earliest"]) / 2
    point, low, high = rows["value"].notna(), rows["low"].notna(), rows["high"].notna()
    return rows.assign(
        begin=rows["since_day"].where(rows["since_day"].notna(), rows["earliest"]),
        at=middle.where(rows["cumulative"] == "no", rows["latest"]),
        bottom=rows["value"].fillna(rows["low"]).fillna(rows["high"]),
        top=rows["value"].fillna(rows["high"]).fillna(rows["low"]),
        up=~point & low & ~high,
        down=~point & high & ~low,
        colour=rows["side"].map(look.side),
    )


def _days(lanes: Sequence[Lane]) -> tuple[pd.Timestamp, pd.Timestamp]:
    """Return the first and last day of the axis of time, with some air."""
    rows = pd.concat([lane.rows for lane in lanes])
    first = rows["since_day"].where(rows["since_day"].notna(), rows["earliest"]).min()
    last = rows["latest"].max()
    begin, end = day_number(first), day_number(last)
    air = max((end - begin) // 25, 20)
    return timestamp(begin - air), timestamp(end + air)


# Traces


def _traces(
    marks: pd.DataFrame, pane: Pane, days: tuple[pd.Timestamp, pd.Timestamp], look: Look
) -> list[dict[str, Any]]:
    return [
        _spans(marks, pane, look),
        *_ranges(marks[marks["top"] > marks["bottom"]], pane),
        *_arrows(marks[marks["up"]], pane, 1),
        *_arrows(marks[marks["down"]], pane, -1),
        _points(marks, pane, look),
        _names(marks, pane, days, look),
    ]


def _points(marks: pd.DataFrame, pane: Pane, look: Look) -> dict[str, Any]:
    """Return the marks of all amounts; the ones that a reader hovers over."""
    wide = marks[marks["top"] > marks["bottom"]]
    every = pd.concat([marks.assign(amount=marks["bottom"]), wide.assign(amount=wide["top"])])
    party = every["side"].isin(["pact", "war"])
    return {
        "type": "scatter",
        "mode": "markers",
        "yaxis": pane.axis,
        "x": iso(every["at"]),
        "y": every["amount"].tolist(),
        "marker": {
            "symbol": every["counts"].map(COUNT_SYMBOLS).tolist(),
            "size": _MARK,
            "color": every["colour"].mask(party, look.paper).tolist(),
            "line": {"width": 2.2, "color": every["colour"].tolist()},
            "opacity": 1,
        },
        "cliponaxis": False,
        "customdata": every[["estimate_id", "number"]].to_numpy(object).tolist(),
        "hovertext": ["<br>".join(map(written, lines)) for lines in every["hover"]],
        "hoverinfo": "text",
    }


def _spans(marks: pd.DataFrame, pane: Pane, look: Look) -> dict[str, Any]:
    """Return thin lines over the days that an amount is about, where that is more than a month."""
    long = _long(marks)
    line = {"color": look.muted, "width": 1}
    return _segments(long["begin"], long["bottom"], long["latest"], long["bottom"], pane) | {
        "line": line,
        "opacity": 0.75,
    }


def _long(marks: pd.DataFrame) -> pd.DataFrame:
    """Return the marks whose amount is about more than a month."""
    return marks[(marks["latest"] - marks["begin"]) > pd.Timedelta(days=31)]


def _ranges(marks: pd.DataFrame, pane: Pane) -> list[dict[str, Any]]:
    """Return lines from end to end, a trace per colour."""
    return [
        _segments(own["at"], own["bottom"], own["at"], own["top"], pane) | {"line": {"color": colour, "width": 2.5}}
        for colour, own in marks.groupby("colour", sort=False)
    ]


def _arrows(marks: pd.DataFrame, pane: Pane, way: int) -> list[dict[str, Any]]:
    """Return arrows from marks upwards (``way`` 1) or downwards (-1), a line and a tip per colour."""
    found = []
    for colour, own in marks.groupby("colour", sort=False):
        tip = own["bottom"].map(lambda amount: pane.scale.above(amount, way * _ARROW / pane.height))
        line = _segments(own["at"], own["bottom"], own["at"], tip, pane)
        symbol = "triangle-up" if way > 0 else "triangle-down"
        found += [
            line | {"line": {"color": colour, "width": 1.5}},
            line
            | {
                "mode": "markers",
                "x": iso(own["at"]),
                "y": tip.tolist(),
                "marker": {"symbol": symbol, "size": 8, "color": colour, "line": {"width": 0}},
            },
        ]
    return found


def _segments(x0: pd.Series, y0: pd.Series, x1: pd.Series, y1: pd.Series, pane: Pane) -> dict[str, Any]:
    """Return a trace of lines, each from one point to another, with a gap between them."""
    return {
        "type": "scatter",
        "mode": "lines",
        "yaxis": pane.axis,
        "x": [part for pair in zip(iso(x0), iso(x1), strict=True) for part in (*pair, None)],
        "y": [part for pair in zip(y0.tolist(), y1.tolist(), strict=True) for part in (*pair, None)],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _names(marks: pd.DataFrame, pane: Pane, days: tuple[pd.Timestamp, pd.Timestamp], look: Look) -> dict[str, Any]:
    """Return a trace of the estimators' names where there is room; the style sheet hides it in a narrow plot."""
    px = ((marks["at"] - days[0]) / (days[1] - days[0]) * WIDTH).tolist()
    bottom = [(1 - pane.scale.share(amount)) * pane.height for amount in marks["bottom"]]
    top = [(1 - pane.scale.share(amount)) * pane.height for amount in marks["top"]]
    half = _MARK / 2
    taken = [
        (x - half, high - (_ARROW if up else half), x + half, low + (_ARROW if down else half))
        for x, low, high, up, down in zip(px, bottom, top, marks["up"], marks["down"], strict=True)
    ]
    spans = _long(marks)  # their lines are no ground for a name either
    ends = [((spans[name] - days[0]) / (days[1] - days[0]) * WIDTH).tolist() for name in ("begin", "latest")]
    levels = [(1 - pane.scale.share(amount)) * pane.height for amount in spans["bottom"]]
    taken += [(begin, y - 1, end, y + 1) for begin, end, y in zip(*ends, levels, strict=True)]
    wanted = [Label(words, x, y) for words, x, y in zip(marks["label"], px, bottom, strict=True)]
    placed = place_labels(wanted, taken, width=WIDTH + _RIGHT, height=pane.height, size=SMALL)
    shown = marks.assign(placed=pd.Series(placed, index=marks.index, dtype=object))
    shown = shown[shown["placed"].notna()]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "yaxis": pane.axis,
        "x": iso(shown["at"]),
        "y": shown["bottom"].tolist(),
        "text": [written(label.words) for label in shown["placed"]],
        "textposition": [label.position for label in shown["placed"]],
        "textfont": {"size": SMALL, "color": look.ink},
        "marker": {"opacity": 0, "size": _MARK + 3},  # keeps the names off the marks
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
