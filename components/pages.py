"""What each page of the app is, in one row: its place in the menu, what it needs, its slide, its place elsewhere.

A new page is a file in ``pages/``, a row here, a folder with its panel, and its words: ``nav.<name>`` is its title.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

from components.article.slide import article_slide
from components.event.slide import event_slide
from components.findings.slide import findings_slide
from components.numbers.slide import numbers_slide
from components.parts.slide import SlideBody, SlideRequest
from components.reactions.slide import reactions_slide
from components.sources.slide import sources_slide
from components.timeline.slide import timeline_slide
from components.treaty.slide import treaty_slide
from pactline.query.select import View
from pactline.readings import places
from pactline.readings.plays import played
from pactline.tables.frames import Frames


def _anything(_: Frames) -> object:
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page.

    Attributes:
        name: Of its file in ``pages/``, in its address, and in ``nav.<name>``, its title in words.
        menu: Where the masthead names it, on every page alike: ``main``, in its row; ``more``, behind its last entry;
            ``open``, nowhere, since one gets there from what is shown.
        needs: What a record must have for the page to be named in the menu; any truth.
        filters: Whether it has the filters; a page of the record as a whole has them in its links alone.
        wide: Whether it is as wide as the window; others have the measure of a page for reading.
        blind: Whether it hides outlets: no filter, and no link that names one, may stand on it.
        lists_events: Whether paper shows a few of its events for a step of a story.
        slide: What the stage shows of it; a page without is shown as what a step says about it, with a link. The HTML
            comes from a template, with every text escaped; what may give way when room is short carries
            ``data-spare="1"`` (goes first), ``"2"`` and so on.
        chart: What of it can be saved as a picture: a name of ``components/pictures/``; empty where nothing can, or a
            chart of the page has its own button.
        sealed: Its place in the sealed edition, counted from 1; 0 where that goes without it.
    """

    name: str
    menu: Literal["main", "more", "open"] = "main"
    needs: Callable[[Frames], object] = _anything
    filters: bool = True
    wide: bool = False
    blind: bool = False
    lists_events: bool = False
    slide: Callable[[SlideRequest], SlideBody] | None = None
    chart: str = ""
    sealed: int = 0


# In the order of the menu; the first one is where the app begins.
PAGES: Mapping[str, Page] = MappingProxyType(
    {
        page.name: page
        for page in (
            Page(name="findings", lists_events=True, slide=findings_slide, chart="whole"),
            Page(name="timeline", lists_events=True, wide=True, slide=timeline_slide, chart="timeline", sealed=1),
            Page(name="numbers", needs=lambda record: record.dossier.estimates, slide=numbers_slide),
            Page(
                name="reactions",
                needs=lambda record: record.dossier.reactions,
                slide=reactions_slide,
                chart="board",
                sealed=3,
            ),
            Page(
                name="treaty",
                needs=lambda record: record.dossier.treaties or record.dossier.resolutions or record.dossier.questions,
                slide=treaty_slide,
            ),
            Page(
                name="sources",
                needs=lambda record: record.dossier.sources,
                lists_events=True,
                slide=sources_slide,
                sealed=4,
            ),
            Page(name="classroom", needs=lambda record: record.dossier.stories, filters=False, sealed=5),
            Page(
                name="disagreement",
                menu="more",
                needs=lambda record: record.numbers("claims", "disputed").any(),
            ),
            Page(name="actor", menu="more", needs=lambda record: record.dossier.actors),
            Page(name="play", menu="more", needs=played, filters=False),
            Page(name="map", menu="more", needs=places.ids, lists_events=True, chart="map"),
            Page(
                name="article",
                menu="more",
                needs=lambda record: record.dossier.article,
                filters=False,
                slide=article_slide,
                sealed=7,
            ),
            Page(name="data", menu="more"),
            Page(name="own", menu="more", filters=False),
            Page(name="changes", menu="more", needs=lambda record: record.dossier.changes, filters=False),
            Page(name="about", menu="more", filters=False, sealed=8),
            Page(name="search", menu="open"),
            Page(name="event", menu="open", lists_events=True, slide=event_slide, sealed=2),
            Page(name="compare", menu="open", needs=lambda record: record.dossier.reactions or record.size("claims")),
            Page(name="exercise", menu="open", filters=False, blind=True, sealed=6),
        )
    }
)
FIRST = next(iter(PAGES))
SEALED = tuple(sorted((name for name, page in PAGES.items() if page.sealed), key=lambda name: PAGES[name].sealed))


def presents(name: str, view: View) -> bool:
    """Say whether the stage has something to show of a page as it is now."""
    page = PAGES.get(name)
    return (
        page is not None
        and page.slide is not None
        and len(view.event_rows) > 0
        and (name != "event" or view.selection.event is not None)
    )
