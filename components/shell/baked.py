"""Pages that are whole before the app runs: what each address answers first.

A page's script is run here once without a session, and what it draws is kept as HTML (``components/parts/draw.py``). So
a page and its baked form cannot differ: there is one script, one template, one style sheet. It is made once for each
record, page and selection, beside all else, and kept until the record changes.
"""

import logging
import runpy
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass
from datetime import date
from threading import Lock
from typing import ClassVar, Final, NamedTuple
from urllib.parse import parse_qs, urlencode

from markupsafe import Markup

from components.pages import PAGES
from components.parts import draw, markup
from components.parts.cites import today
from components.shell import every_page, heading, kept_pages, reader, serving, shown, style_sheet
from components.shell.around import Around, Form
from components.shell.around import Script as PageScript
from components.shell.brief import Brief
from components.shell.document import Document
from components.shell.filter_form import filter_form
from components.shell.first_page import with_content
from pactline.files.watch import LiveRecord
from pactline.home import app_root
from pactline.query.select import View
from pactline.query.selection import KEYS
from pactline.record.own_words import speech_here
from pactline.tables.frames import Frames
from pactline.wording import spoken

WAIT: Final = 3.0  # s that an answer waits for its page; then its short form goes out, and the next has the whole
WAIT_SHORT: Final = 2.0  # s that a short form waits for others; then the app's own document goes out
LARGEST: Final = 2_000_000  # bytes of a page's markup; of a larger one its short form stands here
_KEPT = 512  # pages, each of some 30 kB as it is sent
_KEPT_SHORT = 64  # short forms
_QUEUE = 24  # pages that are waited for; whoever asks for more gets a short form at once
_UNHURRIED = 60.0  # s for a page that nobody waits for
_FRAMED = "embed"
# The button for the filters opens their form, which the browser does by itself.
_OPENS: Final = 'data-opens="filters" aria-expanded="false" aria-controls="filters"'
_OPENS_FORM: Final = 'data-opens="filters" popovertarget="filter-form"'

_log = logging.getLogger(__name__)


class Asked(NamedTuple):
    """What is asked for: the page, the query with our keys alone, whether for a frame, and the app's address.

    ``day`` is the one on which somebody looks: citations say it.
    """

    record: str
    page: str
    query: str
    framed: bool
    root: str
    day: date

    @property
    def bare(self) -> bool:
        """Whether it is a page as everybody gets it."""
        return not self.query and not self.framed


@dataclass(frozen=True, slots=True)
class BakedValues:
    """A page as it stands before the app: what it has of style by itself, and its elements."""

    template: ClassVar = "shell/baked.html"
    style: Markup
    body: Markup


class Oven:
    """Pages that were made, and those that are being made; each is made once, one after the other."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Asked, Future[Document | None]] = OrderedDict()
        self._lock = Lock()
        self._makes = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pactline-bakes")

    def page(self, asked: Asked, *, wait: float) -> Document | None:
        """Return a page; ``None`` where it cannot be made, or is not made in so many seconds."""
        with self._lock:
            found = self._pages.get(asked)
            if found is None:
                if sum(not one.done() for one in self._pages.values()) >= _QUEUE:
                    return None
                found = self._pages[asked] = self._makes.submit(self._made, asked)
                while len(self._pages) > _KEPT:
                    self._pages.popitem(last=False)[1].cancel()
            self._pages.move_to_end(asked)
        try:
            return found.result(timeout=wait)
        except TooLate:
            return None

    def _made(self, asked: Asked) -> Document | None:
        """Take a page from an earlier start, or make it, and keep it for later ones once its asker has it."""
        source = kept_pages.START.of(serving.live_record(shown.record_path()).record) if asked.bare else None
        if source is None or not kept_pages.fits(asked.root):
            return _made(asked)
        if kept := kept_pages.find(source, asked.page, asked.root):
            return kept
        made = _made(asked._replace(root=source.root))
        if made is None:
            return None
        self._makes.submit(kept_pages.keep, source, asked.page, made.body)
        return kept_pages.at(source, made.body, asked.root)

    def after(self, work: Callable[[], object]) -> None:
        """Do something in turn with the pages that are made: what it makes ready is not made twice at once."""
        self._makes.submit(work).result()

    def cache_clear(self) -> None:
        """Forget all: another record is shown."""
        with self._lock:
            self._pages.clear()


class ShortForms:
    """Pages in their short form (``brief.py``), made while their askers wait, one after the other."""

    def __init__(self) -> None:
        self._pages: OrderedDict[Asked, Document | None] = OrderedDict()
        self._lock = Lock()

    def page(self, asked: Asked) -> Document | None:
        """Return a page's short form; ``None`` where it cannot be made, or too many are waited for."""
        if not self._lock.acquire(timeout=WAIT_SHORT):
            return None
        try:
            if asked not in self._pages:
                self._pages[asked] = _made(asked, brief=True)
                while len(self._pages) > _KEPT_SHORT:
                    self._pages.popitem(last=False)
            return self._pages[asked]
        finally:
            self._lock.release()

    def cache_clear(self) -> None:
        """Forget all: another record is shown."""
        with self._lock:
            self._pages.clear()


OVEN = Oven()
SHORT = ShortForms()


def page(name: str, query: str, root: str) -> Document | None:
    """Return the document of an address, or ``None`` where the app's own has to do.

    Args:
        name: Of the page.
        query: Of the address, still coded.
        root: The app's whole address, as the request tells it.
    """
    held = serving.live_record(shown.record_path())
    if held.record is None or held.problems:
        return None
    values = parse_qs(query, keep_blank_values=True)
    own = [(key, value) for key in KEYS for value in values.get(key, ())]
    framed = values.get(_FRAMED, [""])[-1].lower() == "true"
    asked = Asked(serving.name_of(held), name, urlencode(own), framed, root, today())
    return OVEN.page(asked, wait=WAIT) or SHORT.page(asked)


def warm(name: str, query: str = "") -> None:
    """Make what a page is made of, so that whoever is the first to ask for it waits for nothing but its document."""
    held = serving.live_record(shown.record_path())
    if held.record is None:
        return
    try:
        drawn(held, held.record, name, reader.Request(parse_qs(query)), form=filter_form)
    except Exception:  # noqa: BLE001 - whoever asks for the page is told what is wrong with it
        _log.exception("the page %r could not be made ready", name)


def keep_for_later(names: Iterable[str]) -> None:
    """Make pages that no start has kept, so that later ones show them at once; one after the other, and no faster."""
    held = serving.live_record(shown.record_path())
    source = kept_pages.START.of(held.record)
    if source is None:
        return
    for name in dict.fromkeys(names):
        OVEN.page(Asked(serving.name_of(held), name, "", framed=False, root=source.root, day=today()), wait=_UNHURRIED)


class Script:
    """A page's script, run outside of Streamlit."""

    def __init__(self, name: str) -> None:
        self._file = app_root() / "pages" / f"{name}.py"

    def run(self) -> None:
        """Draw the page."""
        runpy.run_path(str(self._file))


def drawn(
    held: LiveRecord[Frames],
    record: Frames,
    name: str,
    request: reader.Request,
    *,
    around: Around | None = None,
    form: Form | None = None,
    script: PageScript | None = None,
) -> tuple[View, draw.Leaf]:
    """Run a page's script without a session; return what it shows and what it drew.

    Args:
        held: What readers see of the record; its ``record`` is there.
        record: That.
        name: Of the page.
        request: What is asked of it.
        around: What stands around it, for whoever can give it a life.
        form: What stands there for the filters.
        script: What draws it in place of its own.
    """
    leaf = draw.Leaf()
    with reader.asking(request), draw.onto(leaf):
        return every_page.show(held, record, script or Script(name), name, around=around, form=form), leaf


def _made(asked: Asked, *, brief: bool = False) -> Document | None:
    """Make a page; whatever goes wrong, the app's own document does."""
    begun = time.perf_counter()
    try:
        return _baked(asked, brief=brief)
    except Exception:  # noqa: BLE001 - whatever it is, a reader gets the app all the same
        _log.exception("the page %r could not be baked", asked.page)
        return None
    finally:
        spent = 1000 * (time.perf_counter() - begun)
        _log.debug("%s?%s %s in %.0f ms", asked.page, asked.query, "told in short" if brief else "baked", spent)


def _baked(asked: Asked, *, brief: bool) -> Document | None:
    held = serving.live_record(shown.record_path())
    if held.record is None or serving.name_of(held) != asked.record:
        return None
    request = reader.Request(parse_qs(asked.query, keep_blank_values=True), framed=asked.framed)
    script = Brief(asked.page) if brief else None
    view, leaf = drawn(held, held.record, asked.page, request, form=filter_form, script=script)
    html = leaf.html
    if len(html) > LARGEST and not brief:
        _log.warning("the page %r has %d bytes and is told in short", asked.page, len(html))
        return None
    with spoken(speech_here(held.record.dossier.edition)):
        head = heading.told(view, asked.page, html, tab=leaf.tab, root=asked.root)
    style = style_sheet.style(framed=asked.framed, wide=PAGES[asked.page].wide, own=held.record.dossier.edition.accent)
    body = html.replace('href="#stMain"', 'href="#content"', 1).replace(_OPENS, _OPENS_FORM, 1)
    own = BakedValues(Markup(style), Markup(body))  # noqa: S704 - made by our own templates
    missing = asked.page == "event" and not view.selection.event and any(request.query.get("event", ()))
    return with_content(markup.render(head), markup.render(own), missing=missing)
