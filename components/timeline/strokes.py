"""The timeline's traces: bars, marks, labels and counts, one of each per pane, out of what has been placed."""

from collections.abc import Iterator
from typing import Any

import numpy as np

from components.parts.packing import GAP
from components.parts.theme import SYMBOLS, Look
from components.parts.written import written
from components.timeline.axis import Ruler, Scale
from components.timeline.columns import STATUSES, Ints
from components.timeline.placing import HALO, MAIN, TEXT_SIZE, Floats, Placed

_DAY = 86_400_000  # ms
_BAR = 9.0  # px
_SPACE = 0.2 * TEXT_SIZE  # px of a space in Source Sans
_FADE = 26.0  # px of a fading end
_SLICES = 9  # steps of a fade: finer ones show no difference
_TINT = 0.42  # opacity of a bar; the mark on it is solid
# Shapes of equal diameter differ in area: these make them look alike.
_BALANCE = {"square": 0.88, "triangle-up": 1.08, "diamond": 1.02, "circle-open": 0.94, "circle-open-dot": 0.94}

_SHAPES = tuple(SYMBOLS[status] for status in STATUSES)
_FACTORS = np.array([_BALANCE.get(shape, 1.0) for shape in _SHAPES])
_HOLLOW = tuple(shape.endswith(("-open", "-dot")) for shape in _SHAPES)

Trace = dict[str, Any]


def shade_trace(look: Look, scale: Scale, height: float, until: int | None) -> list[Trace]:
    """Hatch what comes from a day on, by its number: the record does not cover it."""
    end = scale.panes[-1].days[1]
    if until is None or until >= end or not height:
        return []
    begin = max(until, scale.panes[-1].days[0])
    return [
        _bars(len(scale.panes) - 1)
        | {
            "base": [begin * _DAY],
            "x": [(end - begin) * _DAY],
            "y": [height / 2],
            "width": [height],
            "marker": {
                "color": "rgba(0,0,0,0)",
                "line": {"width": 0},
                "pattern": {
                    "shape": "/",
                    "size": 7,
                    "solidity": 0.12,
                    "fgcolor": look.muted,
                    "bgcolor": "rgba(0,0,0,0)",
                },
            },
        }
    ]


def bar_traces(placed: Placed, y: Floats, index: Ints, look: Look, ruler: Ruler) -> list[Trace]:
    """Draw each span as long as it is; approximate, uncertain and open ends fade, open ones carry an arrow."""
    drawn = np.flatnonzero(placed.bar & (placed.row >= 0))
    traces: list[Trace] = []
    for pane, span in enumerate(ruler.scale.panes):
        first, after = span.days
        inside = drawn[(placed.begin[drawn] < after) & (placed.end[drawn] > first)]
        if not len(inside):
            continue
        pieces = [piece for n in inside for piece in _pieces(placed, int(n), first, after, ruler.per_px(pane))]
        starts, ends, rows, alphas = (np.array(column) for column in zip(*pieces, strict=True))
        rows = rows.astype(np.int64)
        colours = [_rgba(_colour(look, placed, n), alpha) for n, alpha in zip(rows, alphas, strict=True)]
        traces.append(
            _bars(pane)
            | {
                "base": _ms(starts),
                "x": _ms(ends - starts),
                "y": y[rows].tolist(),
                "width": _BAR,
                "customdata": index[rows].tolist(),
                "marker": {"color": colours, "line": {"width": 0}},
            }
        )
    return [*traces, *_arrows(placed, y, drawn, look, ruler)]


def _pieces(
    placed: Placed, n: int, first: float, after: float, per_px: float
) -> Iterator[tuple[float, float, int, float]]:
    """Cut a bar at the pane's edges and its fading ends into slices: begin, end, row, opacity."""
    begin, end = max(placed.begin[n], first), min(placed.end[n], after)
    fade = min(_FADE * per_px, (end - begin) * 0.45)
    fuzzy = placed.fuzzy[n]
    fade_in = fade if (fuzzy or placed.open_start[n]) and placed.begin[n] >= first else 0.0
    fade_out = fade if (fuzzy or placed.open_end[n]) and placed.end[n] <= after else 0.0
    steps = (np.arange(_SLICES) + 0.5) / _SLICES * _TINT
    for number, alpha in enumerate(steps) if fade_in else ():
        yield begin + fade_in * number / _SLICES, begin + fade_in * (number + 1) / _SLICES, n, float(alpha)
    yield begin + fade_in, end - fade_out, n, _TINT
    for number, alpha in enumerate(steps[::-1]) if fade_out else ():
        yield end - fade_out * (1 - number / _SLICES), end - fade_out * (1 - (number + 1) / _SLICES), n, float(alpha)


def _arrows(placed: Placed, y: Floats, drawn: Ints, look: Look, ruler: Ruler) -> list[Trace]:
    """Point where a span goes on beyond what is known."""
    traces = []
    for pane, span in enumerate(ruler.scale.panes):
        first, after = span.days
        tips = [(placed.begin[n], "triangle-left", n) for n in drawn if placed.open_start[n]]
        tips += [(placed.end[n], "triangle-right", n) for n in drawn if placed.open_end[n]]
        tips = [
            tip for tip in tips if first <= tip[0] <= after and (tip[0] < after or pane + 1 == len(ruler.scale.panes))
        ]
        if tips:
            days, shapes, rows = zip(*tips, strict=True)
            marker = {"symbol": list(shapes), "size": 9, "color": [_colour(look, placed, n) for n in rows]}
            traces.append(_scatter(pane, "markers", np.array(days), y[list(rows)]) | {"marker": marker})
    return traces


def mark_traces(placed: Placed, y: Floats, index: Ints, look: Look, ruler: Ruler) -> list[Trace]:
    """Draw the marks, and a faint ring around a day that is approximate or uncertain."""
    traces = []
    sizes = placed.diameter * _FACTORS[placed.status]
    colour_of = [look.colour(status) for status in STATUSES]
    rim_of = [colour if hollow else look.panel for colour, hollow in zip(colour_of, _HOLLOW, strict=True)]
    for pane in range(len(ruler.scale.panes)):
        drawn = np.flatnonzero((placed.row >= 0) & (placed.pane == pane))
        vague = drawn[placed.fuzzy[drawn] & ~placed.bar[drawn]]
        if len(vague):
            colours = [_rgba(_colour(look, placed, n), 0.3) for n in vague]
            marker = {"size": _rounded(placed.diameter[vague] + 2 * HALO), "color": colours, "line": {"width": 0}}
            traces.append(_scatter(pane, "markers", placed.day[vague], y[vague]) | {"marker": marker})
        if not len(drawn):
            continue
        statuses = placed.status[drawn].tolist()
        marker = {
            "symbol": [_SHAPES[status] for status in statuses],
            "size": _rounded(sizes[drawn]),
            "color": [colour_of[status] for status in statuses],
            "opacity": 1,
            # A rim of the ground keeps a mark apart from its bar; a hollow mark's rim is the mark.
            "line": {
                "width": [2.2 if _HOLLOW[status] else 1 for status in statuses],
                "color": [rim_of[status] for status in statuses],
            },
        }
        traces.append(
            _scatter(pane, "markers", placed.day[drawn], y[drawn])
            | {"marker": marker, "customdata": index[drawn].tolist(), "cliponaxis": False, "name": "marks"}
        )
    return traces


def label_trace(placed: Placed, y: Floats, index: Ints, look: Look, ruler: Ruler) -> list[Trace]:
    """Write the labels beside marks and at the ends of bars."""
    traces = []
    anchor, gap, home = _anchors(placed, ruler)
    for pane, span in enumerate(ruler.scale.panes):
        drawn = np.flatnonzero((placed.sides != 0) & (placed.row >= 0) & (home == pane))
        drawn = drawn[(anchor[drawn] >= span.days[0]) & (anchor[drawn] <= span.days[1])]
        if not len(drawn):
            continue
        main = placed.importance[drawn] >= MAIN
        # Spaces keep the label off its mark: an invisible marker would do it too, and halve the frame rate.
        spaces = np.ceil(gap[drawn] / _SPACE).astype(np.int64)
        traces.append(
            _scatter(pane, "text", anchor[drawn], y[drawn])
            | {
                "text": [
                    _spaced(written(placed.labels[int(n)]), int(count), right=bool(placed.sides[n] > 0))
                    for n, count in zip(drawn, spaces, strict=True)
                ],
                "textposition": ["middle right" if side > 0 else "middle left" for side in placed.sides[drawn]],
                "textfont": {
                    "size": TEXT_SIZE,
                    "color": [look.ink if n > 1 else look.muted for n in placed.importance[drawn]],
                    "weight": [600 if is_main else 400 for is_main in main],
                },
                "customdata": [
                    [int(index[n]), int(placed.sides[n]), round(float(placed.widths[n])), round(count * _SPACE)]
                    for n, count in zip(drawn, spaces, strict=True)
                ],
                "name": "labels",
            }
        )
    return traces


def _spaced(label: str, count: int, *, right: bool) -> str:
    return "\u00a0" * count + label if right else label + "\u00a0" * count


def _anchors(placed: Placed, ruler: Ruler) -> tuple[Floats, Floats, Ints]:
    """Return the day each label hangs on, how many px away it begins, and in which pane."""
    anchor, gap, home = placed.day.copy(), placed.diameter / 2 + GAP + 1, placed.pane.copy()
    gap = gap + np.where(placed.fuzzy & ~placed.bar, HALO, 0)
    middle = ruler.px(placed.day, placed.pane)
    first, last = ruler.pane_of(placed.begin), ruler.pane_of(np.maximum(placed.end - 1, placed.begin))
    at_end = placed.bar & (placed.sides > 0) & (ruler.px(placed.end, last) > middle + gap - GAP)
    at_begin = placed.bar & (placed.sides < 0) & (ruler.px(placed.begin, first) < middle - gap + GAP)
    anchor[at_end], home[at_end] = placed.end[at_end], last[at_end]
    anchor[at_begin], home[at_begin] = placed.begin[at_begin], first[at_begin]
    gap[at_end | at_begin] = GAP
    return anchor, gap, home


def badge_traces(placed: Placed, tops: Floats, pitch: float, look: Look) -> list[Trace]:
    """Draw the counts as round marks."""
    traces = []
    for pane in sorted({badge.pane for badge in placed.badges}):
        found = [badge for badge in placed.badges if badge.pane == pane]
        words = [f"+{len(badge.rows)}" for badge in found]
        traces.append(
            _scatter(
                pane,
                "markers+text",
                np.array([badge.day for badge in found]),
                np.array([tops[badge.lane] + (badge.row + 0.5) * pitch for badge in found]),
            )
            | {
                "text": words,
                "textposition": "middle center",
                "textfont": {"size": 11, "color": look.ink, "weight": 600},
                "marker": {
                    "size": [min(17 + 2.5 * len(word), 30) for word in words],
                    "color": look.paper,
                    "line": {"width": 1, "color": look.muted},
                },
                "cliponaxis": False,
                "name": "counts",
            }
        )
    return traces


def _colour(look: Look, placed: Placed, row: int) -> str:
    return look.colour(STATUSES[placed.status[row]])


def _axis(pane: int) -> Trace:
    return {"xaxis": "x2" if pane else "x", "yaxis": "y", "hoverinfo": "skip", "showlegend": False}


def _scatter(pane: int, mode: str, days: Floats, y: Floats) -> Trace:
    return _axis(pane) | {"type": "scatter", "mode": mode, "x": _ms(days), "y": _rounded(y)}


def _bars(pane: int) -> Trace:
    return _axis(pane) | {"type": "bar", "orientation": "h", "name": "bars"}


def _ms(days: Floats) -> list[int]:
    """Return days as milliseconds since 1970, the shortest form that Plotly takes for a date; to the minute."""
    ms: list[int] = (np.rint(days * 1440).astype(np.int64) * (_DAY // 1440)).tolist()
    return ms


def _rounded(values: Floats) -> list[float]:
    rounded: list[float] = np.round(values, 1).tolist()
    return rounded


def _rgba(colour: str, alpha: float) -> str:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},{alpha:.2f})"
