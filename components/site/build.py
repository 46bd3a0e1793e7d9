"""Writes a site: every page of the app as a file, what they share once, and what others than readers ask for."""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from components.drawer.card import card_html, list_html
from components.parts import draw
from components.parts.cites import cites, today
from components.parts.portion import whole_lists
from components.public.answering import Held
from components.sealed.build import sealed
from components.site import folder as site_folder
from components.site import page as site_page
from components.site.addresses import LOGO, SEALED_FILE, Places, led
from components.site.public import pictures, public_files
from components.site.shared import FOLDER, assets
from components.site.shared import held as held_by
from pactline.export.citing import cited_claims, cited_event
from pactline.export.formats import FORMATS, STEM
from pactline.files.watch import LiveRecord
from pactline.home import DATA_VARIABLE
from pactline.query.select import View, whole
from pactline.query.selection import Selection
from pactline.record.own_words import speech_of
from pactline.tables.frames import Frames
from pactline.wording import spoken

FILES: Final = "files"  # the folder of what can be taken away


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: pages, files in all, their bytes, and how long it took in seconds."""

    pages: int
    files: int
    size: int
    seconds: float


def site(
    record: Frames, path: Path, folder: Path, *, address: str = "", say: Callable[[str], None] = lambda _: None
) -> Written:
    """Write the record as a site; the folder changes when all of it is there.

    Args:
        record: All of it.
        path: Of the record, for what lies beside it.
        folder: Where to.
        address: Of the site, without a slash at its end: ``https://paper.example/pact``. Without it there is nothing
            that names whole addresses: no feed, no picture of a link, no list of pages.
        say: Is told what is being done.

    Raises:
        NotOursError: The folder holds something else.
    """
    begun = time.perf_counter()
    site_folder.check(folder)
    view = whole(record)
    with _shown(record, path), site_folder.replaced(folder) as draft:
        places, loaded = Places(record, files=_taken()), datetime.now(UTC)
        live = LiveRecord(1, record, loaded)
        pages = dict(_pages(live, record, places, say))
        cards = dict(_cards(view, places, address))
        say("what the pages share")
        letters = "".join(
            {letter for text in (*(one.body for one in pages.values()), *cards.values()) for letter in text}
        )
        shared = assets(view, letters=letters)
        if record.dossier.logo:
            draft.write(LOGO, record.dossier.logo.png)
        for name, content in shared.files.items():
            draft.write(f"{FOLDER}/{name}", content)
        root, changes = f"{address}/" if address else "", "changes.html" if "changes.html" in pages else ""
        for file, one in pages.items():
            draft.write(file, site_page.document(one, shared.names, address=root, changes=changes))
        for name, card in cards.items():
            draft.write(name, card)
        say("the sealed edition and the files")
        draft.write(SEALED_FILE, sealed(view))
        for name, file in _taken().items():
            if name in FORMATS:
                draft.write(file, FORMATS[name].file(view, address))
        if address:
            _write_public(draft, view, Held(record, loaded), places, address=address, say=say)
    sizes = draft.sizes.values()
    return Written(len(pages), len(sizes), sum(sizes), time.perf_counter() - begun)


def _write_public(
    draft: site_folder.Draft, view: View, held: Held, places: Places, *, address: str, say: Callable[[str], None]
) -> None:
    """Write what names whole addresses."""
    say("feeds and links")
    for name, data in public_files(view, held, places, address=address):
        draft.write(name, data)
    for done, (name, picture) in enumerate(pictures(held.record, places)):
        if done % 100 == 0:
            say(f"pictures of links: {done}")
        draft.write(name, picture())


def _taken() -> Mapping[str, str]:
    """Return what can be taken away, by format."""
    files = {name: f"{FILES}/{STEM}{one.suffix}" for name, one in FORMATS.items() if name != "csv"}
    return files | {"sealed": SEALED_FILE}


def _pages(
    live: LiveRecord[Frames], record: Frames, places: Places, say: Callable[[str], None]
) -> Iterator[tuple[str, site_page.Page]]:
    """Yield every page that a link leads to, beginning with those of the menu, events and actors."""
    places.begin()
    done = 0
    while len(places.wanted) > done:
        for file in list(places.wanted)[done:]:
            if done % 100 == 0:
                say(f"pages: {done}")
            yield file, site_page.drawn(live, record, places, file)
            done += 1


def _cards(view: View, places: Places, address: str) -> Iterator[tuple[str, str]]:
    """Yield the scripts that hold an event's short card, its entry in a list, and how it is cited."""
    day, places.here = today(), Selection()
    for event in view.frames.values("event"):
        cited = cites(
            cited_event(view, event, address, day), name="drawer", claims=cited_claims(view, event, address, day)
        )
        parts = {"card": card_html(view, event), "entry": list_html(view, (event,)), "cite": cited}
        own = {name: led(str(html), places.at, root="") for name, html in parts.items()}
        yield f"card/{event}.js", held_by(f"card/{event}", own)


@contextmanager
def _shown(record: Frames, path: Path) -> Iterator[None]:
    """Show the record at a path, in its own words and in whole lists; what was made of it in parts is not looked at."""
    before = os.environ.get(DATA_VARIABLE)
    os.environ[DATA_VARIABLE] = str(path)
    record.shelf.clear()
    try:
        with spoken(speech_of(record.dossier.edition)), whole_lists(), draw.offering(_taken()):
            yield
    finally:
        record.shelf.clear()
        if before is None:
            del os.environ[DATA_VARIABLE]
        else:
            os.environ[DATA_VARIABLE] = before
