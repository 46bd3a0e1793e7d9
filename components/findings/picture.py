"""The pictures of the findings as charts to be taken away: that of every event, and that of each finding."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from components.findings.panel import caption_of, headline, is_out, lead_of
from components.findings.pictures import drawn_of
from components.findings.svg_drawing import elements
from components.findings.whole import whole_picture
from components.findings.whole_layout import WIDE, whole_drawing
from components.parts.charts import WIDTH, Chart, nothing, status_keys, why_nothing
from components.parts.who_says import who_says
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.findings import Told, findings
from pactline.readings.rests_on import cited_at, cited_by_claims
from pactline.tables.frames import Frames
from pactline.wording import text


def whole_chart(view: View) -> Chart:
    """Return the picture of every event that a view shows; without the small map, which is a chart of its own."""
    lead = lead_of(view.frames, view.selection)
    title, _ = headline(view.frames, lead)
    own = lead.picture if lead and not lead.made else None
    whole = replace(whole_picture(view, own, lead.numbers if lead else {}), spots=())
    if not whole.dots:
        drawn, height = nothing(why_nothing(view, text("picture.undrawn")))
        return Chart(title=title, elements=drawn, height=height, alt=title, page="")
    drawing = whole_drawing(whole, WIDE)
    drawn, height = elements(drawing, WIDTH)
    notes = (
        _as_sentences(text("findings.key_counted" if drawing.stacks else "findings.key", n=len(whole.dots))),
        text("findings.undrawn", n=whole.undrawn) if whole.undrawn else "",
        lead.caption if lead else "",
    )
    return Chart(
        title=title,
        elements=drawn,
        height=height,
        alt=drawing.name,
        page="",
        legend=status_keys(set(whole.statuses)),
        notes=tuple(filter(None, notes)),
        sources=who_says(view.frames, cited_by_claims(view)),
    )


def pictured(record: Frames) -> Iterator[Told]:
    """Yield the findings whose picture is a chart; wordings beside each other are text."""
    for told in findings(record, text):
        if told.picture and drawn_of(record, told, Selection()) is not None:
            yield told


def finding_chart(view: View, finding: str) -> Chart:
    """Return the picture of a finding, which is about the record: no filter but the day narrows it.

    Args:
        view: For its record, and its day.
        finding: Its id.

    Raises:
        KeyError: The record has no such finding, or none with a chart, or it was not known on that day.
    """
    record, selection = view.frames, Selection(known=view.selection.known)
    own = (one for one in findings(record, text) if one.id == finding)
    told = next((one for one in own if is_out(record, one, selection)), None)  # before: what bears it is not there
    drawn = drawn_of(record, told, selection) if told else None
    if told is None or drawn is None:
        raise KeyError(finding)
    made, height = elements(drawn.wide, WIDTH)
    return Chart(
        title=told.headline,
        elements=made,
        height=height,
        alt=drawn.wide.name,
        page=told.page if told.page != "findings" else "",
        keys=told.query,
        notes=tuple(filter(None, (_as_sentences(drawn.title, drawn.note), *(one.text for one in told.sentences)))),
        sources=_who_says(view, told),
        name=finding,
    )


def _as_sentences(*parts: str) -> str:
    """Return what the page sets beside each other as sentences after one another."""
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part.rstrip(':')}." for part in parts if part)


def _who_says(view: View, told: Told) -> str:
    """Return on whom a finding rests: the sources of the events that bear it, or else who says so, by name."""
    events = {bearer.event for one in told.sentences for bearer in one.bearers if bearer.event}
    record = view.frames
    rows: npt.NDArray[np.intp] = np.asarray([record.row_of(event) for event in sorted(events)], dtype=np.intp)
    cited = cited_at(view, rows) if len(rows) else cited_by_claims(view)
    return " ".join(filter(None, (caption_of(told), who_says(record, cited) if len(cited) else "")))
