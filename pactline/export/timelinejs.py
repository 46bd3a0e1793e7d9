"""Shown events as TimelineJS 3 takes them: https://timeline.knightlab.com/docs/json-format.html.

Its texts are HTML: every text of the record is escaped. Each slide has the status of its claims and who says them.
"""

import json
import re
from datetime import date as day_type
from typing import Any

from markupsafe import Markup, escape

from pactline.export.about import stated
from pactline.export.addresses import of_event
from pactline.export.told import ToldClaim, claims_by_event, edition_words, given, status_words, who_in_words
from pactline.query.view import View
from pactline.record import edtf
from pactline.record.clock import DAY, Clock
from pactline.wording import text

_POINT = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?[?~%]?", re.ASCII)
_MOST = 5  # claims on a slide; its address has all


def to_timelinejs(view: View, base: str = "") -> str:
    """Return the shown events as a timeline of slides.

    A month or year is given as such, anything longer by its first and last day; a date stands in words beside it. A
    time of day is given as written: the format knows no zones, the words beside it say them.

    Args:
        view: What is shown.
        base: Where the app is served; without, no slide has an address.
    """
    about = stated(view, base)
    claims = claims_by_event(view)
    said = Markup("").join(Markup("<p>{}: {}</p>").format(key, value) for key, value in about.items())
    eras = [] if view.selection.known else [era for era in view.frames.dossier.eras if era.date.drawable]
    content = {
        "title": {"text": {"headline": str(escape(edition_words(view.frames))), "text": str(said)}},
        "events": [_slide(view, row, claims.get(row, []), base) for row in view.event_rows.tolist()],
        "eras": [
            {**_dates(era.date), "text": {"headline": str(escape(era.name))}}
            for era in eras
            if not (era.date.open_start or era.date.open_end)
        ],
        "scale": "human",
    }
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _slide(view: View, row: int, claims: list[ToldClaim], base: str) -> dict[str, Any]:
    record = view.frames
    event_id, title, written, words, summary, place, theme = (
        record.cell("events", name, row)
        for name in ("event_id", "title", "date", "date_words", "summary", "place", "main_theme")
    )
    known = view.selection.known.isoformat() if view.selection.known else None
    parts = [Markup("<p>{}</p>").format(summary)] if given(summary) else []
    told = [
        Markup("<li>{}: {}<br><small>{}</small></li>").format(status_words(one.status), one.text, who_in_words(one))
        for one in claims[:_MOST]
    ]
    parts += [
        Markup("<ul>{}</ul>").format(Markup("").join(told))
        if told
        else Markup("<p>{}</p>").format(text("told.no_claim"))
    ]
    left = len(claims) - _MOST
    parts += [Markup("<p>{}</p>").format(text("taken.more_claims", n=left))] if left > 0 else []
    if base:
        link = Markup('<p><a href="{}">{}</a></p>')
        parts += [link.format(of_event(base, event_id, known), text("taken.open"))]
    slide: dict[str, Any] = {
        "unique_id": event_id,
        **_dates(edtf.parse(written)),
        "display_date": str(escape(words)),
        "text": {"headline": str(escape(title)), "text": str(Markup("").join(parts))},
    }
    slide |= {"group": str(escape(record.names["theme"].get(theme, theme)))} if given(theme) else {}
    return slide | ({"location": {"name": str(escape(place))}} if given(place) else {})


def _dates(date: edtf.Edtf) -> dict[str, Any]:
    """Return the start of a date and, of anything that is no day, month or year, its end."""
    if not date.drawable:
        return {"start_date": {"year": date.year}}
    point = _POINT.fullmatch(date.text)
    if point:
        return {"start_date": dict(zip(("year", "month", "day"), map(int, filter(None, point.groups())), strict=False))}
    start, end = _moment(date.earliest, date.begins_at), _moment(date.latest, date.ends_at)
    if date.open_start or date.open_end or start == end:
        return {"start_date": end if date.open_start else start}
    return {"start_date": start, "end_date": end}


def _moment(day: day_type, clock: Clock | None) -> dict[str, int]:
    parts = {"year": day.year, "month": day.month, "day": day.day}
    if clock is None:
        return parts
    seconds = min(clock.seconds, DAY - 1)
    return parts | {"hour": seconds // 3600, "minute": seconds // 60 % 60, "second": seconds % 60}
