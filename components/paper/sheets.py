"""What every sheet of paper states of itself, and the numbered notes to its sources, as values for a template."""

import string
from collections.abc import Iterable
from datetime import date
from typing import Any, TypedDict
from urllib.parse import quote

from components.parts.card_values import Citation
from components.parts.chips import chips
from components.parts.rows import day_words
from components.parts.theme import LIGHT, SIGNS, look
from pactline.query.select import View
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.values import is_safe_url
from pactline.record.vocabulary import STATUSES
from pactline.tables import provenance
from pactline.text.direction import joined
from pactline.wording import speaking, text

_UPRIGHT = ("ar", "fa", "he", "ja", "ko", "th", "zh")  # languages whose scripts have no italics


class StatusSign(TypedDict):
    """A status as sign, colour and word."""

    id: str
    name: str
    sign: str
    colour: str


class Explained(StatusSign):
    """A status, and what it means."""

    means: str


class Stated(TypedDict):
    """What a sheet states of itself: the app, the edition and its licence, the filters in force."""

    app: str
    record: str
    filters: str


class Sheet(TypedDict):
    """What all sheets have.

    Attributes:
        words: Of the interface, by their names.
        disputed: Colour of what is disputed.
        lang: The language of the sheet.
        accent: The record's own colour.
        logo: Its sign, as the bytes of a PNG; empty where it has none.
    """

    kind: str
    title: str
    stated: Stated
    words: dict[str, str]
    disputed: str
    lang: str
    accent: str
    logo: list[int]
    legend: list[Explained]


class Quotation(TypedDict):
    """A quotation; ``upright`` if its script has no italics."""

    text: str
    lang: str
    upright: bool
    translation: str | None
    translator: str | None


def sheet(view: View, kind: str, title: str, *, printed: date | None) -> Sheet:
    """Return the values that all sheets have.

    Args:
        view: Its filters are stated in words.
        kind: ``handout``, ``exercise`` or ``key``.
        title: What the sheet is about; no address.
        printed: The day that the sheet states; none leaves "{day}" for a browser to fill in when it prints.
    """
    edition = view.frames.dossier.edition
    named = text("paper.no_edition")
    if edition.version and edition.as_of:
        named = text("paper.edition", version=edition.version, day=day_words(edition.as_of))
    elif edition.version:
        named = text("paper.edition_undated", version=edition.version)
    licence = text("paper.licence", licence=edition.licence) if edition.licence else text("paper.no_licence")
    filters = joined((chip.label for chip in chips(view)), "; ")
    return Sheet(
        kind=text(f"paper.{kind}"),
        title=title,
        stated=Stated(
            app=text("site.name"),
            record=text(
                "paper.stated",
                app=text("site.name"),
                edition=named,
                licence=licence,
                day=day_words(printed) if printed else "{day}",
            ),
            filters=text("paper.filters", filters=filters) if filters else text("paper.no_filters"),
        ),
        words={
            name: text(f"paper.{name}")
            for name in ("notes", "state", "state_means", "goals", "questions", "look", "ask", "against", "teller")
        },
        disputed=LIGHT.status["disputed"],
        lang=speaking().language,
        accent=look(LIGHT.name, edition.accent).accent,
        logo=list(logo.png) if (logo := view.frames.dossier.logo) else [],
        legend=[Explained(**status(name), means=text(f"status_meaning.{name}")) for name in STATUSES],
    )


def status(name: str) -> StatusSign:
    """Return a status as sign, colour and word."""
    return StatusSign(id=name, name=text(f"status.{name}"), sign=SIGNS[name], colour=LIGHT.colour(name))


def quotation(quote: str, lang: str | None, translation: str | None, translation_by: str | None) -> Quotation:
    """Return a quotation with what a typesetter must know of its language."""
    short = (lang or "en").split("-")[0].lower()
    return Quotation(
        text=quote,
        lang=short,
        upright=short in _UPRIGHT,
        translation=translation,
        translator=text(f"card.translation_{translation_by}") if translation else None,
    )


def published_by_then(view: View, citations: Iterable[Citation]) -> list[Citation]:
    """Return the citations whose publication was there by the view's day."""
    sources, day = view.frames.dossier.sources, view.selection.known
    return [one for one in citations if provenance.published_by(sources[one.source_id], day)]


def address(url: str | None) -> str | None:
    """Return an address as it can be printed and followed, in ASCII; nothing for one that is not safe."""
    return quote(url, safe=string.punctuation) if url and is_safe_url(url) else None


class Notes:
    """Numbered notes: one for each publication and the way its words took, in the order of first use."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, ...], list[Citation]] = {}

    def numbers(self, citations: Iterable[Citation]) -> list[int]:
        """Return the numbers of citations, as ``published_by_then`` returns them; new ones get a note."""
        return list(dict.fromkeys(map(self._number, citations)))

    @property
    def all(self) -> list[dict[str, Any]]:
        """The notes, in the order of their numbers."""
        return [self._note(number, taken) for number, taken in enumerate(self._taken.values(), start=1)]

    def _number(self, citation: Citation) -> int:
        key = (citation.source_id, *citation.chain)
        self._taken.setdefault(key, []).append(citation)
        return list(self._taken).index(key) + 1

    def _note(self, number: int, taken: list[Citation]) -> dict[str, Any]:
        citation = taken[0]
        source = citation.source
        url = address(source.url)
        remark = None if url else text("paper.no_copy")
        if citation.source_id == FOUNDING_ARTICLE:
            remark = text("paper.founding")
        return {
            "n": number,
            "chain": citation.apart,
            "state": citation.state_controlled,
            "tags": [text("paper.repeats")] if all(one.part == "repeats" for one in taken) else [],
            "title": source.title or (None if citation.chain else source.source_id),
            "day": source.published_words,
            "url": url,
            "remark": remark,
        }
