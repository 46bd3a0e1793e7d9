"""The picture of claims by voices as a chart to be taken away: rows and columns are those of the event's page."""

from components.event import disagreements, voices
from components.event.voices import Column, Row, Voices
from components.parts.card import card
from components.parts.charts import WIDTH, Chart, Key, nothing, status_keys, why_nothing
from components.parts.packing import shorten, text_width
from components.parts.svg import fill, line, mark, rect, stroke, words
from components.parts.theme import LIGHT, SYMBOLS
from components.parts.who_says import who_says
from pactline.query.select import View
from pactline.readings.rests_on import cited_by_claims
from pactline.wording import text

_CLAIM, _MANY = 400.0, 90.0  # px of a claim's label, and of its number of voices
_ROW, _BOX, _COLUMN = 26.0, 12.0, 30.0  # px; a column is at most so wide
_BREAK = 10.0  # px between two groups of voices
_TURN, _SIN, _COS = -55.0, 0.819, 0.574  # degrees that a voice's name is turned, and of these
_NAME, _LABEL = 12.5, 13.5  # px of type
_LONGEST = 190.0  # px of a voice's name
_MOST = 80  # claims


def matrix_chart(view: View) -> Chart:
    """Return who stands behind which claim of the event in focus.

    Raises:
        KeyError: No event is in focus, or the record has no such.
    """
    event = view.selection.event
    if event is None:
        raise KeyError("event")
    record, row = view.frames, view.frames.row_of(event)
    own = view.of([row])
    values = card(view, event, opposed=False)
    claims = values.claims[:_MOST]
    against = disagreements.disagreements(view, row, values.claims, own.claim_rows.tolist())
    opposed = frozenset(
        one.claim_id
        for each in (against.each if against else ())
        for one in (each.one, *each.others)
        if one.claim_id is not None
    )
    found = voices.voices(record, row, claims, opposed)
    title = str(record.cell("events", "title", row))
    if found is None:
        empty, height = nothing(_why_none(view, claimed=bool(values.all_claims), shown=bool(claims)))
        return Chart(
            title=title, elements=empty, height=height, alt=title, page="event", keys={"event": [event]}, name=event
        )
    drawn, height = _drawn(found)
    statuses = {one.status for one in found.rows}
    shown = text("card.some_claims", shown=len(claims), n=values.all_claims) if len(claims) < values.all_claims else ""
    return Chart(
        title=text("picture.of_event", title=title, headline=found.headline),
        elements=drawn,
        height=height,
        alt=text("picture.matrix_alt", rows=len(found.rows), n=len(found.columns)),
        page="event",
        keys={"event": [event]},
        legend=(*status_keys(statuses), *(Key(_sign(one), text(f"event.mark.{one}")) for one in found.marks)),
        notes=(
            *((f"{shown[:1].upper()}{shown[1:]}.",) if shown else ()),
            *((text("event.voices_left_out", n=found.left_out),) if found.left_out else ()),
        ),
        sources=who_says(record, cited_by_claims(own)),
        name=event,
    )


def _why_none(view: View, *, claimed: bool, shown: bool) -> str:
    if not claimed:
        return text("told.no_claim")
    return text("told.nobody") if shown else why_nothing(view, text("selection.nothing"))


def _drawn(found: Voices) -> tuple[str, float]:
    names = [shorten(one.name, _LONGEST, _NAME) or one.name[:24] for one in found.columns]
    high = max(text_width(name, _NAME) for name in names) * _SIN + _NAME + 8
    lean = max(text_width(name, _NAME) for name in names) * _COS  # the last names reach beyond their columns
    breaks = sum(one.first for one in found.columns[1:])
    room = WIDTH - _CLAIM - max(_MANY, lean) - breaks * _BREAK
    wide = min(_COLUMN, room / len(names))
    at = _middles(found.columns, wide)
    edge = at[-1] + wide / 2 + 24
    parts = []
    for name, x in zip(names, at, strict=True):
        parts.append(words(x + 4, high - 8, name, size=_NAME, turned=_TURN))
        parts.append(line(x - wide / 2, high, x + wide / 2, high, stroke("ink")))
    for number, row in enumerate(found.rows):
        y = high + number * _ROW
        if number % 2 == 0:
            parts.append(rect(0, y, edge + _MANY - 24, _ROW, fill("panel")))
        parts += _row(row, found.columns, at, y + _ROW / 2, edge)
    many = text("event.voices_head")
    parts.append(words(edge + 10, high - 8, many, size=_NAME, bold=True, anchor="middle") if lean < _MANY else "")
    return "".join(parts), high + len(found.rows) * _ROW


def _middles(columns: list[Column], wide: float) -> list[float]:
    """Return the px at which each column has its middle; groups stand apart."""
    found, x = [], _CLAIM
    for number, column in enumerate(columns):
        x += _BREAK if column.first and number else 0
        found.append(x + wide / 2)
        x += wide
    return found


def _row(row: Row, columns: list[Column], at: list[float], y: float, edge: float) -> list[str]:
    shape = SYMBOLS[row.status]
    label = shorten(row.label, _CLAIM - 34, _LABEL) or row.label[:40]
    own = mark(shape, 10, 10, y, colour=LIGHT.colour(row.status), width=2 if "open" in shape else 0)
    found = [own, words(24, y + 4.7, label, size=_LABEL, firm=True)]
    found += [
        _box(x, y, column.group if does == "supports" else does)
        for x, does, column in zip(at, row.cells, columns, strict=True)
        if does
    ]
    found.append(
        words(edge + 10, y + 4.7, str(row.independent), size=_LABEL, bold=row.independent > 1, anchor="middle")
    )
    return [*found, *([_opposed(edge + 34, y)] if row.opposed else [])]


def _box(x: float, y: float, kind: str) -> str:
    """Draw what a voice does to a claim: stands behind it, as a party or not; repeats it; disputes it."""
    half = _BOX / 2
    if kind == "disputes":
        style = stroke(LIGHT.status["disputed"], 2)
        return line(x - half, y - half, x + half, y + half, style) + line(x - half, y + half, x + half, y - half, style)
    style = f"fill:none;{stroke('muted', 1.5)}" if kind == "repeats" else fill("accent" if kind == "party" else "ink")
    return rect(x - half, y - half, _BOX, _BOX, style)


def _opposed(x: float, y: float) -> str:
    """Draw two arrows, one each way."""
    style = f"fill:none;{stroke(LIGHT.status['disputed'], 1.5)}"
    there, back = f"M{x - 7:.1f} {y - 3:.1f}h14m-4 -3l4 3l-4 3", f"M{x + 7:.1f} {y + 4:.1f}h-14m4 -3l-4 3l4 3"
    return f'<path d="{there}{back}" style="{style}"/>'


def _sign(kind: str) -> str:
    return _opposed(0, 0) if kind == "opposed" else _box(0, 0, kind)
