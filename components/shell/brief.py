"""The short form of a page, for whoever asks before the whole one has been made: its heading, and where to go on.

It costs a few milliseconds whatever the page. Its head is as any other page's (``heading.py``), so that a link unfurls.
"""

from dataclasses import dataclass
from typing import ClassVar

from components.changes.since import since_html
from components.pages import FIRST, PAGES
from components.parts import draw, markup
from components.parts.event_list import event_list
from components.shell import run
from components.shell.heading import event_words
from components.shell.selection_bar import OWN_LINE, selection_bar
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class BriefValues:
    """What stands first: the page's heading, and what it is about."""

    template: ClassVar = "shell/brief.html"
    heading: str
    about: str


class Brief:
    """Draws the short form of a page in place of its script."""

    def __init__(self, name: str) -> None:
        self._name = name

    def run(self) -> None:
        """Draw it: the heading, the filters, the first part of the list of events."""
        view = run.view()
        record, event, blind = view.frames, view.selection.event, PAGES[self._name].blind
        edition = record.dossier.edition
        if self._name == "event" and event is not None:
            named = str(record.cell("events", "title", record.row_of(event)))
            about = event_words(view, event)  # with status, and whose word it is
        else:
            named = (edition.title or text("site.name")) if self._name == FIRST else text(f"nav.{self._name}")
            about = "" if blind else edition.note or text("findings.lead")
        draw.html(markup.render(BriefValues(named, about)))
        if blind:  # whatever is said beside it might name an outlet
            return
        focus = event if self._name == "event" else None
        if (self._name in OWN_LINE or focus) and (since := since_html(view, run.beside(), event=focus)):
            draw.html(since)
        selection_bar(view, page=self._name, ignored=run.ignored())
        event_list(view, title=text("timeline.list"))
