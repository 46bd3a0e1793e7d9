"""What a page tells those who read its head alone: search engines, and whoever unfurls a link to it.

Title and description are the page's own words; an event carries the status of what is said of it, and who says so.
JSON-LD follows schema.org: a ``Dataset`` is the record, an ``Event`` what happened, each of its claims a ``Claim``
with its status and what it cites. Names of outlets stand in none of it on a page that hides them.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html.parser import HTMLParser
from typing import Any, ClassVar, Final
from urllib.parse import quote

from markupsafe import Markup

from components.event.whole import whole_values
from components.pages import FIRST, PAGES
from components.parts import markup
from components.parts.card_values import Citation, Claim
from components.parts.portion import Starts
from pactline.query.select import View
from pactline.record.model import Edition
from pactline.record.values import is_safe_url
from pactline.tables.frames import Frames
from pactline.text.direction import joined
from pactline.wording import text

LONGEST: Final = 300  # characters of a description; a search engine shows half of it
_CLAIMS = 40  # told of one event
_SHORT = 60  # characters that say too little alone
_LICENCE = re.compile(r"CC0-1\.0|CC-BY(-NC)?(-SA|-ND)?-\d\.\d|ODbL-1\.0|ODC-By-1\.0|PDDL-1\.0")
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_ENDS_NOTHING = {"br", "img", "input", "hr", "link", "meta", "source", "wbr"}
_HEADINGS = ("h1", "h2")


@dataclass(frozen=True, slots=True)
class Told:
    """What stands in a page's head.

    Attributes:
        title: Of the tab; ``headline`` of a link's card.
        canonical: The page's whole address; empty where the host is not known.
        image: Whole address of its picture; likewise.
        data: JSON-LD, for a script element.
    """

    template: ClassVar = "shell/heading.html"
    title: str
    headline: str
    description: str
    canonical: str
    image: str
    site: str
    kind: str
    data: Markup


def told(view: View, page: str, html: str, *, tab: str, root: str, address: str | None = None) -> Told:
    """Return what a page tells in its head.

    Args:
        view: What it shows.
        page: Its name.
        html: Its own markup, below the head of every page.
        tab: What its tab is called; empty: as in the menu.
        root: The app's whole address with a slash at its end, or nothing where that is not known.
        address: The page's below that, where it is another than in the app.
    """
    selection, event = view.selection, view.selection.event
    blind = PAGES[page].blind
    lead = lead_of(html)
    of_event = page == "event" and event is not None and not blind
    words = event_words(view, str(event)) if of_event else lead.words
    if len(words) < _SHORT:
        words = joined((lead.headline, words), ". ")
    # The same page is the same whoever wrote its address down, and when.
    below = markup.href(page, replace(selection, edition=None)).removeprefix("./") if address is None else address
    whole = f"{root}{below}" if root else ""
    picture = f"share/e/{quote(str(event), safe='')}.png" if of_event else f"share/{page}.png"
    headline = lead.headline or text(f"nav.{page}")
    return Told(
        title=tab or _menu_title(page),
        headline=headline,
        description=_cut(words or headline),
        canonical=whole,
        image=f"{root}{picture}" if root and not blind else "",
        site=text("site.name"),
        kind="article" if of_event else "website",
        data=_script(_linked(view, page, headline, whole, root)) if not blind else Markup(),
    )


def _menu_title(page: str) -> str:
    return text("site.name") if page == FIRST else f"{text(f'nav.{page}')} · {text('site.name')}"


def _cut(words: str) -> str:
    plain = " ".join(words.split())
    return plain if len(plain) <= LONGEST else f"{plain[: LONGEST - 1].rsplit(' ', 1)[0]}…"


def event_words(view: View, event: str) -> str:
    """Return when it was, and what is said of it: each sentence with its status and whose word it is."""
    values = whole_values(view, event, starts=Starts())
    told = (f"{line.text} ({line.says})" for line in values.digest[:2])
    return joined((f"{values.card.date_words}.", *told), " ")


# What the page itself says first


@dataclass(frozen=True, slots=True)
class Lead:
    """A page's headline, and what it says below it."""

    headline: str
    words: str


def lead_of(html: str) -> Lead:
    """Return the first heading of a page and the paragraphs that follow it, up to the next heading."""
    reader = _Reader()
    reader.feed(html)
    words = " ".join(" ".join(reader.words).split())
    return Lead(" ".join(reader.headline.split()), re.sub(r" ([.,;:!?])", r"\1", words))


class _Reader(HTMLParser):
    """Reads as far as a description needs."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headline, self.words = "", list[str]()
        self._within: list[str] = []
        self._ended = False
        self._begun, self._led = 0, 0  # of the paragraph: its place among the words, its characters within links

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag == "p":
            self._begun, self._led = len(self.words), 0
        if tag not in _ENDS_NOTHING:
            self._within.append(tag)
        if tag in _HEADINGS and self.headline:
            self._ended = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and self._led and self._led == sum(map(_visible, self.words[self._begun :])):
            del self.words[self._begun :]  # links alone: the way on, and not what the page says
        if tag in self._within:
            while self._within.pop() != tag:
                pass

    def handle_data(self, data: str) -> None:
        if "h1" in self._within and not self._ended:
            self.headline += data
        elif self.headline and "p" in self._within and not self._ended and "button" not in self._within:
            self._ended = sum(map(len, self.words)) > LONGEST
            self.words.append(data)
            self._led += _visible(data) if "a" in self._within else 0


def _visible(words: str) -> int:
    return len("".join(words.split()))


# JSON-LD


def _script(data: Mapping[str, Any]) -> Markup:
    """Return JSON that may stand in a script element, whatever its texts hold: no tag and no comment begins in it."""
    written = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    for sign in "<>&\u2028\u2029":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)  # noqa: S704 - nothing of it can be markup


def _linked(view: View, page: str, headline: str, address: str, root: str) -> dict[str, Any]:
    dataset = _dataset(view.frames.dossier.edition, root)
    if page == FIRST:
        return {"@context": "https://schema.org", **dataset}
    if page == "event" and view.selection.event is not None:
        event = _event(view, view.selection.event, address)
        event["subjectOf"] = [*event["subjectOf"], dataset]
        return {"@context": "https://schema.org", **event}
    own = {"@context": "https://schema.org", "@type": "WebPage", "name": headline, "url": address, "isPartOf": dataset}
    return {key: value for key, value in own.items() if value}


def _dataset(edition: Edition, root: str) -> dict[str, Any]:
    """Return the record as a whole."""
    values = {
        "@type": "Dataset",
        "@id": f"{root}#record" if root else "",
        "name": edition.title or text("findings.lead"),
        "description": edition.note or text("findings.lead"),
        "version": edition.version,
        "dateModified": edition.as_of.isoformat() if edition.as_of else None,
        "license": _licence(edition.licence or ""),
        "url": root,
    }
    return {key: value for key, value in values.items() if value}


def _licence(said: str) -> str:
    """Return a licence as an address, which schema.org wants: one of those that are given to data, by its SPDX name."""
    if is_safe_url(said):
        return said
    return f"https://spdx.org/licenses/{said}.html" if _LICENCE.fullmatch(said) else ""


def _event(view: View, event: str, address: str) -> dict[str, Any]:
    record = view.frames
    row = record.row_of(event)
    values = whole_values(view, event, starts=Starts()).card
    begin, _, end = str(record.cell("events", "date", row)).partition("/")
    told: dict[str, Any] = {
        "@type": "Event",
        "name": values.title,
        "url": address,
        "startDate": begin if _PLAIN_DATE.fullmatch(begin) else None,
        "endDate": end if _PLAIN_DATE.fullmatch(end) else None,
        "description": event_words(view, event),
        "location": {"@type": "Place", "name": values.place} if values.place else None,
        "subjectOf": [_claim(record, claim) for claim in values.claims[:_CLAIMS]],
    }
    return {key: value for key, value in told.items() if value or key == "subjectOf"}


def _claim(record: Frames, claim: Claim) -> dict[str, Any]:
    """Return a claim with how far it is established, whose word it is, and what it cites."""
    said = [(_kind(record, one), name) for one, name in zip(claim.said_by, claim.said_by_names, strict=True)]
    told: dict[str, Any] = {
        "@type": "Claim",
        "identifier": claim.claim_id,
        "text": claim.text,
        "creativeWorkStatus": text(f"status.{claim.status}"),
        "author": [{"@type": kind, "name": name} for kind, name in said if kind],
        "creditText": ", ".join(name for kind, name in said if not kind),  # whoever it is
        "citation": list(map(_citation, claim.citations)),
    }
    return {key: value for key, value in told.items() if value}


def _kind(record: Frames, originator: str) -> str:
    """Return what an originator is to schema.org; nothing where the record has a name alone."""
    actor = record.dossier.actors.get(originator)
    if actor is not None and actor.kind:
        return "Person" if actor.kind == "person" else "Organization"
    return "Organization" if originator in record.dossier.publishers else ""


def _citation(citation: Citation) -> dict[str, Any]:
    source = citation.source
    return dict(_cited(citation, source.title, source.url))


def _cited(citation: Citation, title: str | None, url: str | None) -> Iterator[tuple[str, Any]]:
    yield "@type", "CreativeWork"
    if title:
        yield "name", title
    if url and is_safe_url(url):
        yield "url", url
    yield "publisher", {"@type": "Organization", "name": citation.source.publisher_name}
    yield "description", joined(citation.chain, " → ")
