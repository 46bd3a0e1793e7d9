"""What each page found in the whole record, in one sentence: the title that it begins with."""

from collections.abc import Callable, Mapping
from typing import Final

from components.actor import finding as actor
from components.article import finding as article
from components.data import counts as data
from components.map import panel as place_map
from components.numbers import finding as numbers
from components.timeline import finding as timeline
from components.treaty import finding as treaty
from pactline.query.select import View
from pactline.readings.findings import findings
from pactline.wording import has, text


def _findings(view: View) -> str:
    record = view.frames
    lead = next((one for one in findings(record, text) if one.picture and one.picture.kind == "whole"), None)
    if lead is None or lead.made:  # a count is no headline, and the record may have a name
        return record.dossier.edition.title or (lead.headline if lead else text("findings.lead"))
    return lead.headline


_FOUND: Final[Mapping[str, Callable[[View], str]]] = {
    "findings": _findings,
    "timeline": lambda view: timeline.finding_of(view).words,
    "numbers": lambda view: numbers.finding_words(view)[0],
    "treaty": lambda view: treaty.finding_words(view)[0],
    "article": lambda view: article.finding_words(view.frames.dossier.article)[0],
    "actor": lambda view: actor.finding_words(view)[0],
    "map": place_map.finding,
    "data": lambda view: data.finding_words(view)[0],
}


def headline(view: View, page: str) -> str:
    """Return what a page found in a view; its name where it finds nothing by itself."""
    if page in _FOUND:
        return _FOUND[page](view)
    return text(f"{page}.title") if has(f"{page}.title") else text(f"nav.{page}")
