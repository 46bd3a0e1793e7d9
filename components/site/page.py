"""A page of a site: the app's own, as it stands before the app runs, in a document that asks no other host."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Final

from markupsafe import Markup, escape

from components.pages import PAGES
from components.parts import draw, markup
from components.shell import baked, heading, reader, style_sheet
from components.shell.around import Around
from components.site.addresses import Places, led
from components.site.shared import FOLDER
from pactline.files.watch import LiveRecord
from pactline.query.select import View
from pactline.readings.editions import is_version
from pactline.tables.frames import Frames
from pactline.wording import text

# Nothing is asked of another host, whatever gets into a page, and no script of a page's own text runs.
# 'unsafe-inline' for styles: places and shares that a record decides are styles of one element, and Plotly writes its
# own. A Content-Security-Policy in the document, since nobody knows what the host's headers will say.
POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)

_LIST: Final = '<div class="stVerticalBlock st-key-timeline-list" data-testid="stVerticalBlock">'


@dataclass(frozen=True, slots=True)
class DocumentValues:
    """A page's document.

    Attributes:
        root: The way to the site's root: nothing, or ``../``.
        folder: Where the shared files lie, from there; ``names``: theirs, by what each is for.
        page: The page's name.
        head: What it says of itself; ``body``: its content.
        feed: Whether the site has feeds.
        edition: The version of what it shows; empty where none can stand in an address.
        changes: The file that says what each edition brought; empty where there is none.
    """

    template: ClassVar = "site/document.html"
    policy: str
    root: str
    folder: str
    names: Mapping[str, str]
    page: str
    head: Markup
    body: Markup
    feed: bool
    edition: str
    changes: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page that was drawn: what it shows, its markup with its links led to files, and what its tab says."""

    file: str
    name: str
    view: View
    body: str
    tab: str


def drawn(held: LiveRecord[Frames], record: Frames, places: Places, file: str) -> Page:
    """Return a page that stands in a file."""
    name, selection = places.wanted[file]
    narrows = name == "timeline"
    around = Around(_filters, _nothing, _nothing) if narrows else None
    request = reader.Request(selection.to_query())
    view, leaf = baked.drawn(held, record, name, request, around=around)
    places.here = selection
    body = led(leaf.html, places.at, root=root_of(file), narrows=None if narrows else places.narrowing(selection))
    if narrows:  # where a reader without scripts looks for what was asked
        lacking = f'<noscript><p class="notice">{escape(text("filters.need_scripts"))}</p></noscript>'
        body = body.replace(_LIST, f"{_LIST}{lacking}", 1)
    return Page(file, name, view, body.replace('href="#stMain"', 'href="#content"', 1), leaf.tab)


def document(page: Page, names: Mapping[str, str], *, address: str, changes: str = "") -> str:
    """Return a page's whole document.

    Args:
        page: As ``drawn`` returns it.
        names: Of the shared files.
        address: Of the site, with a slash at its end; empty where nobody said it.
        changes: The file of the page of changes, if there is one.
    """
    below = "" if page.file == "index.html" else page.file
    told = heading.told(page.view, page.name, page.body, tab=page.tab, root=address, address=below)
    accent = page.view.frames.dossier.edition.accent
    style = f"<style>{style_sheet.own_rules(wide=PAGES[page.name].wide, own=accent)}</style>"
    own = baked.BakedValues(Markup(style), Markup(page.body))  # noqa: S704 - made by our own templates
    return markup.render(
        DocumentValues(
            policy=POLICY,
            root=root_of(page.file),
            folder=FOLDER,
            names=names,
            page=page.name,
            head=Markup(markup.render(told if address else replace(told, image=""))),  # noqa: S704 - likewise
            body=Markup(markup.render(own)),  # noqa: S704 - likewise
            feed=bool(address),
            edition=version if is_version(version := page.view.frames.dossier.edition.version or "") else "",
            changes=changes,
        )
    )


def root_of(file: str) -> str:
    """Return the way from a file to the site's root."""
    return "../" * file.count("/")


def _filters(*_: Any, **__: Any) -> None:
    draw.html('<div id="filter-host"></div>')


def _nothing(*_: Any, **__: Any) -> None:
    """Stand for what the page's script mounts by itself."""
