"""The timeline of a selection as a whole picture for Plotly: marks, a legend, and what it must state of itself."""

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

from components.parts.theme import FONT, SIGNS, SYMBOLS, Look, look
from components.parts.written import written
from components.timeline.axis import Scale, split
from components.timeline.columns import STATUSES
from components.timeline.frame import picture_frame
from components.timeline.marks import marks
from components.timeline.slide_picture import fitted
from pactline.export.about import asked, selection_in_words
from pactline.export.addresses import of_view
from pactline.export.told import ToldClaim, edition_words, first_claims, status_words, who_in_words
from pactline.query.selection import Lanes
from pactline.query.view import View
from pactline.wording import text

_ROOM = 0.87  # of the width that labels are packed for: where our fonts are not, letters are wider
_BAND_ROWS = 18  # of text, in one band
_HEAD, _LEGEND, _LINE, _EDGE = 56, 30, 18, 8  # px: above the axis, below the lanes, of each line stated there, around
_TEXT = 12  # px
_PER_LETTER = 6.6  # px of such a letter, on average
_HOVER = 60  # letters of a line beside the pointer
_LINES = 3  # that what it states may take
_HEAVIER = 0.7  # so many letters of a title have room where one of text has
_NARROW = 12  # letters that a line has at least


def figure(
    view: View,
    *,
    lanes: Lanes,
    width: int,
    height: int,
    theme: Literal["light", "dark"],
    base: str,
) -> dict[str, Any]:
    """Return the timeline of what is shown, as Plotly takes it: ``data`` and ``layout``.

    The pointer over a mark shows title, date, status and who says so; ``customdata`` of marks and bars is the event's
    id.

    Args:
        view: What is shown.
        lanes: What the lanes are.
        width: Px of the whole picture.
        height: Px that lanes may take; where they need more, all marks stand in one band.
        theme: Of the ground.
        base: Where readers reach the record; without, no address is stated.
    """
    colours, frame = look(theme), picture_frame(view)
    rows, span = marks(view, by=lanes), frame.pop("span")
    common = {"look": colours, "scale": Scale.of(*span) if span else split(rows), **frame}
    packed = round(width * _ROOM)
    drawn, _ = fitted(rows, (packed,), tallest=height / packed, band=(packed, _BAND_ROWS), common=common)
    told = _told(view, [event["id"] for event in drawn["events"]])
    data = [_pointed_at(trace, drawn["events"], told) for trace in drawn["data"]]
    keys = list(_legend(drawn["events"], colours))
    return {"data": [*data, *keys], "layout": _framed(view, drawn["layout"], width, colours, base, keyed=bool(keys))}


def _told(view: View, events: Sequence[str]) -> Mapping[str, ToldClaim]:
    """Return what each of some events is known by: its first shown claim, if it has one."""
    rows = {view.frames.row_of(event): event for event in events}
    shown = first_claims(view.of(list(rows))) if rows else {}
    return {rows[row]: claim for row, claim in shown.items()}


def _pointed_at(
    trace: dict[str, Any], events: Sequence[Mapping[str, Any]], told: Mapping[str, ToldClaim]
) -> dict[str, Any]:
    """Return a trace with what stands beside the pointer, if it stands for events or for a count of them."""
    if trace.get("name") == "counts":
        counted = [text("count.events", n=int(words.removeprefix("+"))) for words in trace["text"]]
        return trace | {"hovertext": counted, "hoverinfo": "text"}
    if trace.get("name") not in ("marks", "bars") or "customdata" not in trace:
        return trace
    own = [events[number] for number in trace["customdata"]]
    words = {event["id"]: _hover(event, told.get(event["id"])) for event in own}
    return trace | {
        "customdata": [event["id"] for event in own],
        "hovertext": [words[event["id"]] for event in own],
        "hoverinfo": "text",
    }


def _hover(event: Mapping[str, Any], claim: ToldClaim | None) -> str:
    """Return title, date, status and who says so, as Plotly's few elements of HTML have it."""
    said = text("told.no_claim")
    if claim is not None:
        said = f"{SIGNS.get(claim.status, SIGNS['none'])} {status_words(claim.status)}. {who_in_words(claim)}"
    title = "<br>".join(f"<b>{line}</b>" for line in _lines(event["title"], _HOVER))
    return "<br>".join([title, *_lines(event["when"], _HOVER), *_lines(said, _HOVER)])


def _legend(events: Iterable[Mapping[str, Any]], colours: Look) -> Iterable[dict[str, Any]]:
    """Yield a trace without a mark for each status that stands in the picture: the legend's entries.

    Where no event has a status, as in a record without claims, there is nothing to explain.
    """
    there = {event["status"] for event in events}
    for status in STATUSES if there - {"none"} else ():
        if status in there:
            colour = colours.colour(status)
            yield {
                "type": "scatter",
                "mode": "markers",
                "x": [None],
                "y": [None],
                "name": status_words(status),
                "showlegend": True,
                "marker": {"symbol": SYMBOLS[status], "size": 11, "color": colour, "line": {"color": colour}},
            }


def _framed(
    view: View, layout: Mapping[str, Any], width: int, colours: Look, base: str, *, keyed: bool
) -> dict[str, Any]:
    """Return the layout with what the picture is above it, and below it the legend and what it states of itself."""
    letters = max(int(width / _PER_LETTER), _NARROW)
    part = selection_in_words(view)
    above = [
        f"<b>{_lines(view.frames.dossier.edition.title or text('app.name'), int(letters * _HEAVIER))[0]}</b>",
        f"<span style='font-size:{_TEXT}px'>{_lines(part[:1].upper() + part[1:], letters)[0]}</span>",
    ]
    stated = _lines(_stated(view, base), letters)[:_LINES]
    margin, legend, foot = layout["margin"], _LEGEND * keyed, _LINE * len(stated) + _EDGE
    tops, bottom = margin["t"] + _HEAD, margin["b"] + legend + foot
    height = layout["height"] + _HEAD + legend + foot
    own = {"xref": "paper", "x": 0, "xanchor": "left", "xshift": _EDGE - margin["l"], "showarrow": False,
           "borderpad": 0, "align": "left", "yref": "paper", "yanchor": "top"}  # fmt: skip
    words = [
        own | {"y": 1, "yshift": tops - _EDGE, "text": "<br>".join(above), "font": {"size": 16, "color": colours.ink}},
        own | {"y": 0, "yshift": -margin["b"] - legend, "text": "<br>".join(stated),
               "font": {"size": _TEXT, "color": colours.muted}},
    ]  # fmt: skip
    return {
        **layout,
        "width": width,
        "height": height,
        "margin": {**margin, "t": tops, "b": bottom},
        "paper_bgcolor": colours.paper,
        "plot_bgcolor": colours.paper,
        "font": {**layout["font"], "family": f"{FONT.removesuffix(', sans-serif')}, Arial, sans-serif"},
        "hovermode": "closest",
        "hoverlabel": {"align": "left", "bgcolor": colours.card, "font": {"color": colours.ink, "size": _TEXT}},
        "showlegend": keyed,
        "legend": {"orientation": "h", "xref": "container", "x": 0, "xanchor": "left", "yref": "container",
                   "y": (foot + legend) / height, "yanchor": "top", "font": {"size": _TEXT}, "itemclick": False,
                   "itemdoubleclick": False, "bgcolor": "rgba(0,0,0,0)"},
        "annotations": [*layout["annotations"], *words],
    }  # fmt: skip


def _stated(view: View, base: str) -> str:
    """Return record, edition, day, licence and address in a line."""
    licence = view.frames.dossier.edition.licence
    address = of_view(base, asked(view)) if base else ""
    return "; ".join(filter(None, (edition_words(view.frames), licence, address)))


def _lines(words: str, letters: int) -> list[str]:
    """Return a text in lines of so many letters, each as Plotly writes it; at least one."""
    return [written(line) for line in textwrap.wrap(words, letters) or [""]]
