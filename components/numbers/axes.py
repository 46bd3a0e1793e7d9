"""What stands around the marks of a contested figure: a lane's line of words, its amounts, and the axis of time."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.numbers.scale import NumberScale, number_words
from components.parts.theme import Look
from components.parts.written import written
from pactline.wording import text

SMALL = 12  # px


@dataclass(frozen=True, slots=True)
class Pane:
    """Where a lane is drawn: its y axis, its scale, its height in px, and its upper and lower end as shares."""

    axis: str
    scale: NumberScale
    height: int
    domain: tuple[float, float]


def iso(days: pd.Series) -> list[str]:
    """Return days as Plotly takes them."""
    return [f"{day:%Y-%m-%d}".rjust(10, "0") for day in days]


def title(name: str, unit: str, log_note: str, pane: Pane, look: Look) -> dict[str, Any]:
    """Return the line above a lane: its name, the unit, and that its scale is logarithmic, if it is."""
    parts = [f"<b>{written(name)}</b>", *(written(part) for part in (unit, log_note) if part)]
    return {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": pane.domain[1],
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 3,
        "showarrow": False,
        "borderpad": 0,
        "align": "left",
        "text": " · ".join(parts),
        "font": {"size": SMALL, "color": look.muted},
    }


def y_axis(pane: Pane, look: Look) -> dict[str, Any]:
    """Return the axis of amounts, with the scale's own ticks in words."""
    scale = pane.scale
    return {
        "type": "log" if scale.log else "linear",
        "domain": list(pane.domain),
        "range": list(scale.bounds),
        "tickvals": list(scale.ticks),
        "ticktext": [number_words(tick) for tick in scale.ticks],
        "tickfont": {"size": SMALL, "color": look.muted},
        "gridcolor": look.rule,
        "zeroline": not scale.log and scale.low < 0,
        "zerolinecolor": look.muted,
    }


def x_axis(days: tuple[pd.Timestamp, pd.Timestamp], anchor: str, look: Look) -> dict[str, Any]:
    """Return the axis of time below the lowest lane, whose y axis is ``anchor``."""
    return {
        "type": "date",
        "anchor": anchor,
        "range": iso(pd.Series(days)),
        "tickformatstops": [
            {"dtickrange": [None, "M1"], "value": text("chart.tick_day")},
            {"dtickrange": ["M1", "M12"], "value": text("chart.tick_month")},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
        "tickfont": {"size": SMALL, "color": look.muted},
        "gridcolor": look.rule,
        "showline": True,
        "linecolor": look.muted,
        "zeroline": False,
    }
