"""The page Changes narrowed to what an address with an edition asks for: what has changed of that since then."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

from markupsafe import Markup

from components.changes.panel import compared_html, ledger_html
from components.changes.since import narrowed, said, shown_events, since_edition, since_line
from components.parts import draw, markup
from components.parts.ways import Ways
from pactline.query.in_words import in_words
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.since_edition import Since, owners, touches


@dataclass(frozen=True, slots=True)
class NarrowedValues:
    """What has changed since an edition.

    Attributes:
        said: It in one sentence.
        part: Which part of the record is asked about, in words; empty for all of it.
        every: The selection that asks about all of it; ``all``: that has every change of every edition.
        compared: Both editions side by side, as HTML; empty where the earlier one was not kept.
        ledger: Its lines, as HTML.
    """

    template: ClassVar = "changes/narrowed.html"
    said: str
    edition: str
    part: str
    every: Selection
    all: Selection
    compared: Markup
    ledger: Markup


def changes_since(view: View, beside: Path | None) -> bool:
    """Draw what has changed since the edition that the address names, of the events that it asks for.

    Args:
        view: What is shown; an event in focus is meant alone.
        beside: Where the record lies; ``None`` if nothing can lie beside it.

    Returns:
        Whether that is the page; else a line at most says why not, and the page has every change.
    """
    found = since_edition(view, beside)
    if found is None or found.way != "known":
        since_line(view, beside)
        return False
    draw.html(markup.render(_values(view, found)))
    return True


def _values(view: View, found: Since) -> NarrowedValues:
    selection, event = view.selection, view.selection.event
    part = bool(event) or narrowed(view)
    events = [event] if event else shown_events(view)
    own = found.within(events) if part else found
    owner, shown = owners(view.frames), frozenset(events)
    lines = [line for line in found.lines if not part or touches(line, shown, owner)]
    to = Ways(selection).event
    compared = compared_html(own.compared, to, opened=True) if own.compared and _differ(own) else ""
    return NarrowedValues(
        said=said(view, found, events, event),
        edition=found.edition,
        part=_part(view) if part else "",
        every=Selection(edition=found.edition),
        all=replace(selection, edition=None, event=None),
        compared=Markup(compared),  # noqa: S704 - out of the escaping template
        ledger=Markup(ledger_html(view.frames, lines, to)),  # noqa: S704 - likewise
    )


def _differ(found: Since) -> bool:
    side = found.compared
    return side is not None and bool(side.added or side.withdrawn or side.changed)


def _part(view: View) -> str:
    if event := view.selection.event:
        return view.frames.title(event)
    return in_words(view.frames, view.selection)
