"""The head of every page: one row that is the same wherever the reader is."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from components.pages import FIRST, PAGES
from components.parts import browser_files, draw, markup
from pactline.query.selection import Selection
from pactline.readings.editions import in_addresses
from pactline.readings.fingerprints import Fingerprints, fingerprints
from pactline.record import edtf
from pactline.record.model import Edition
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

SEARCH = "search"  # the page that the field in the head opens


@dataclass(frozen=True, slots=True)
class MastheadValues:
    """The head.

    Attributes:
        home: The page that the wordmark leads to.
        pages: Those in the row; ``more``: those behind its last entry.
        current: The page that is open.
        selection: What links keep.
        edition: Of the record; ``as_of`` is its day in words.
        logo: Address of the record's sign; ``logo_width`` in px, at a height of 24.
        own: The name of a reader's own record.
        of: Names it to whoever asks for hits; empty for the server's own.
        search: The page that finds words; ``None`` where there is none.
        carried: The edition that copied addresses carry; ``None`` where they carry none.
        prints: By which a browser knows the record and its state again; ``None`` of a record that is a reader's alone.
    """

    template: ClassVar = "shell/masthead.html"
    home: str
    pages: tuple[str, ...]
    more: tuple[str, ...]
    current: str
    selection: Selection
    edition: Edition
    as_of: str | None
    logo: str | None
    logo_width: int
    own: str | None
    of: str
    search: str | None
    carried: str | None
    prints: Fingerprints | None


def masthead(record: Frames, current: str, selection: Selection, *, own: str | None, of: str = "") -> None:
    """Draw the head of a page.

    Args:
        record: What it names of the record, and which pages the record has something for.
        current: The page that is open.
        selection: What its links keep.
        own: The name of a reader's own record.
        of: Names it in an address, where it was brought for a visit.
    """
    draw.html(_html(record, current, selection, own, of))


@kept(256)
def _html(record: Frames, current: str, selection: Selection, own: str | None, of: str) -> str:
    edition, logo = record.dossier.edition, record.dossier.logo
    return markup.render(
        MastheadValues(
            home=FIRST,
            pages=_named(record, "main"),
            more=_named(record, "more"),
            current=current,
            selection=selection,
            edition=edition,
            as_of=day(edition.as_of),
            logo=browser_files.keep("logo.png", logo.png) if logo else None,
            logo_width=round(24 * logo.width / logo.height) if logo else 0,
            own=own,
            of=of,
            search=SEARCH if SEARCH in PAGES else None,
            carried=in_addresses(edition.version) if record.addressed else None,
            prints=fingerprints(record.today) if record.addressed else None,
        )
    )


def day(of: date | None) -> str | None:
    """Return a day in words."""
    return edtf.parse(of.isoformat()).words if of else None


@kept(8)
def _named(record: Frames, menu: str) -> tuple[str, ...]:
    """Return the pages of a menu that the record has something for."""
    return tuple(page.name for page in PAGES.values() if page.menu == menu and page.needs(record))
