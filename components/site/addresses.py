"""Which file of a site stands for which address of the app, and a page's links led there.

A page of the app with nothing narrowed is a file, and so is each that a page's own key leads to: an event, an actor, a
story. What narrows leads to the timeline, whose script narrows it in the browser; the exercise and what was known on a
day lead to the sealed edition, which lies beside. What has no such place is plain text.
"""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from hashlib import sha256
from html import escape, unescape
from typing import Final
from urllib.parse import parse_qs, quote, urlencode

from components.pages import FIRST, PAGES, SEALED
from components.public.links import SHORT, claim_row
from pactline.query.selection import KEYS, Selection
from pactline.record.values import is_slug
from pactline.tables.frames import Frames

SEALED_FILE: Final = "sealed.html"
LOGO: Final = "assets/logo.png"  # the record's own sign
# The key by whose value a page stands in files of its own. `beat` is one of the play's steps.
OWN: Final = {
    "event": "event", "actor": "actor", "classroom": "story", "numbers": "metric", "map": "place",
    "data": "table", "disagreement": "side", "play": "beat",
}  # fmt: skip
# A list that narrows does the work of `search`, the sealed edition that of `exercise`; `own` needs a server.
_NO_FILES: Final = ("search", "exercise", "own")
_LONGEST_NAME: Final = 80
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)")  # of Windows, whatever ends them
_LINK = re.compile(r' (xlink:href|href|action|data-link|data-page)="([^"]*)"')
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)
_STATIC = re.compile(r' src="app/static/made/logo-[^"]*"')
# What a server answers.
_SERVED = re.compile(r'<button\b[^>]* data-(?:present|list|follow)="[^>]*>.*?</button>', re.DOTALL)
# An entry of the menu that leads nowhere, and a line that was nothing but a link.
_NOWHERE = re.compile(r'<li><a data-go="[a-z]+">[^<]*</a></li>|<p><a>[^<]*</a></p>')
_FILTERS = re.compile(
    r'<button type="button" class="([^"]*)" data-opens="filters"[^>]*>((?:(?!<b>|</button>).)*).*?</button>', re.DOTALL
)
OPEN_FILTERS: Final = "filters"  # the place in the timeline's address that opens them (timeline.js)


class Places:
    """Which file stands for which address.

    Args:
        record: All tables.
        files: What else lies in the site and is linked to, by what it is.

    Attributes:
        wanted: The files that links have led to so far, each with its page and the query that makes it.
        here: What the page shows whose links are led: the app's menu carries it along, and is to lead to whole pages.
    """

    def __init__(self, record: Frames, *, files: Mapping[str, str]) -> None:
        self._record = record
        self._files = frozenset(files.values())
        self._there = {
            name for name, page in PAGES.items() if name not in _NO_FILES and name != "event" and page.needs(record)
        }
        self.wanted: dict[str, tuple[str, Selection]] = {}
        self.here: Selection = Selection()

    def begin(self) -> None:
        """Want every page, and every event's and actor's, whether or not a link leads there."""
        for name in self._there:
            self.of(name, Selection())
        for event in self._record.values("event"):
            self.of("event", Selection(event=event))
        if "actor" in self._there:
            for actor in self._record.values("actor"):
                self.of("actor", Selection(actors=(actor,)))

    def at(self, address: str) -> str | None:
        """Return the file that stands for an address of the app, from the site's root on, or ``None``."""
        address, _, place = address.partition("#")
        path, _, query = address.removeprefix("./").partition("?")
        kind, _, name = path.partition("/")
        found: str | None = None
        if path in self._files:
            found = path
        elif kind in SHORT and name:
            found, place = self._short(kind, name, place)
        elif path in (".", ""):
            found = self.of(FIRST, _read(query))
        elif path in PAGES:
            found = self.of(path, _read(query))
        return f"{found}#{place}" if found and place and "#" not in found else found

    def narrowing(self, selection: Selection) -> str | None:
        """Return the timeline narrowed as a page is, for whoever wants to narrow what that page shows."""
        return self._narrowed(selection.filters.to_query())

    def of(self, page: str, selection: Selection) -> str | None:
        """Return the file of a page with a selection; with what its script is to narrow, as a query."""
        keys = selection.to_query()
        if selection.known is not None or page == "exercise" or (page == "classroom" and "step" in keys):
            return self._in_sealed(page, keys)
        other = selection.event if page == "event" or selection.event != self.here.event else None
        if page in ("event", "reactions", "compare") and other is not None:
            return self._written("event", Selection(event=other))
        if page == "actor" and keys.keys() - {"event"} == {"actor"} and len(selection.actors) == 1:
            return self._written("actor", Selection(actors=selection.actors))
        filters = {key: values for key, values in keys.items() if KEYS[key].is_filter}
        if page not in ("timeline", "search") and filters and filters == self.here.filters.to_query():
            filters, keys = {}, selection.cleared().to_query()
        if filters or page in ("timeline", "search", "event"):
            told = ("event", "lanes", "sort") if page == "timeline" else ()
            return self._narrowed(filters | {key: keys[key] for key in told if key in keys})
        return self._own(page, keys)

    def _narrowed(self, keys: dict[str, list[str]]) -> str | None:
        """Return the timeline with what its script is to do."""
        plain = self._written("timeline", Selection())
        return f"{plain}?{urlencode(keys, doseq=True)}" if keys else plain

    def _own(self, page: str, keys: dict[str, list[str]]) -> str | None:
        """Return a page with nothing narrowed, or that of one value of its own key; ``None`` for all else."""
        own, here = OWN.get(page, ""), self.here.to_query()
        rest = {key for key in keys if key != "event" and (key == own or here.get(key) != keys[key])}
        if not rest:
            return self._written(page, Selection())
        if rest != {own} or len(keys[own]) > 1:
            return None
        return self._written(page, Selection.from_query({own: keys[own]}))

    def _short(self, kind: str, name: str, place: str) -> tuple[str | None, str]:
        if kind == "e":
            return (
                (self.of("event", Selection(event=name)), place) if name in self._record.values("event") else ("", "")
            )
        row = claim_row(self._record, name)
        if row is None:
            return None, ""
        return self.of("event", Selection(event=str(self._record.cell("claims", "event_id", row)))), quote(name)

    def _in_sealed(self, page: str, keys: dict[str, list[str]]) -> str:
        query = urlencode(keys, doseq=True)
        return f"{SEALED_FILE}#{page if page in SEALED else 'timeline'}{f'?{query}' if query else ''}"

    def _written(self, page: str, selection: Selection) -> str | None:
        if page != "event" and page not in self._there:
            return None
        values = selection.to_query().get(OWN.get(page, ""), [])
        file = f"{page}/{file_name(values[0])}.html" if values else f"{'index' if page == FIRST else page}.html"
        self.wanted.setdefault(file, (page, selection))
        return file


def _read(query: str) -> Selection:
    return Selection.from_query(parse_qs(query, keep_blank_values=True))


@lru_cache(maxsize=8192)
def file_name(value: str) -> str:
    """Return a name that no system takes for another file's, or for a device: an id as it is, else its digest."""
    plain = is_slug(value) and len(value) <= _LONGEST_NAME and not _RESERVED.match(value)
    return value if plain else f"x{sha256(value.encode()).hexdigest()[:16]}"


def led(html: str, at: Callable[[str], str | None], *, root: str, narrows: str | None = "") -> str:
    """Return markup of the app with its links leading to files.

    Args:
        html: Out of our templates, so that no text in it looks like an attribute.
        at: Gives the file of an address, from the site's root on; ``None`` where there is none: the link is text then.
        root: The way from the page to the site's root: nothing, or ``../``.
        narrows: Where the filters are that narrow what the page shows; its button becomes a link there. ``None`` of the
            page that has them.
    """

    def attribute(found: re.Match[str]) -> str:
        name, written = found.groups()
        address = unescape(written)
        if _ELSEWHERE.match(address) or (name == "data-page" and address not in PAGES):
            return found[0]
        file = at(address)
        if file is None:
            return ""
        return f' {name}="{escape(file if name.startswith("data-") else root + file)}"'

    def filters(found: re.Match[str]) -> str:
        to = escape(f"{root}{narrows}#{OPEN_FILTERS}")
        return f'<a class="{found[1]}" href="{to}">{found[2].rstrip()}</a>' if narrows else ""

    html = _STATIC.sub(f' src="{root}{LOGO}"', _SERVED.sub("", html))
    html = _NOWHERE.sub("", _LINK.sub(attribute, html))
    return html if narrows is None else _FILTERS.sub(filters, html)
