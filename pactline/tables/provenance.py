"""Whose word a claim is, how many independent voices it has, and since when it can have been known."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pactline.record.citation import FOUNDING_ARTICLE, Citation
from pactline.record.model import Claim, Event, Publisher, Source
from pactline.record.treaty import Answer, Article, Treaty
from pactline.record.vocabulary import WEAK_KINDS


class FirstKnown(NamedTuple):
    """Since when something can have been known; ``assumed`` if no dated source says so."""

    day: date
    assumed: bool


def originators(citation: Citation, claim_said_by: tuple[str, ...], source: Source) -> tuple[str, ...]:
    """Return whose word a citation passes on: its own ``said_by``, else the claim's, else the publisher."""
    return citation.said_by or claim_said_by or ((source.publisher,) if source.publisher else (source.id,))


def independent(claim: Claim, sources: Mapping[str, Source]) -> tuple[str, ...]:
    """Return the distinct originators over a claim's ``supports`` citations, in the order of citing.

    Citations that repeat, and the founding article's, add none.
    """
    voices: dict[str, None] = {}
    for citation in claim.sources:
        if citation.part == "supports" and citation.id != FOUNDING_ARTICLE:
            voices.update(dict.fromkeys(originators(citation, claim.said_by, sources[citation.id])))
    return tuple(voices)


def weak_host(source: Source, publishers: Mapping[str, Publisher]) -> str | None:
    """Return on what a publication lies that no newsroom answers for; ``None`` where some house does.

    Returns:
        Its own kind, else its publisher's, if it is one of ``WEAK_KINDS``; "copy" if a carrier's is.
    """
    own = publishers.get(source.publisher or "")
    kind = source.kind or (own.kind if own else None)
    if kind in WEAK_KINDS:
        return kind
    carriers = (publishers.get(carrier) for carrier in source.carried_by)
    return "copy" if any(carrier and carrier.kind in WEAK_KINDS for carrier in carriers) else None


def state_only(
    citations: Iterable[Citation], sources: Mapping[str, Source], publishers: Mapping[str, Publisher]
) -> bool:
    """Say whether state-controlled publishers alone support something; not, if nothing supports it."""
    houses = [
        publishers.get(sources[citation.id].publisher or "") for citation in citations if citation.part == "supports"
    ]
    return bool(houses) and all(house is not None and house.state_controlled is True for house in houses)


def known_claim(claim: Claim, event: Event, sources: Mapping[str, Source]) -> FirstKnown:
    """Return since when a claim can have been known.

    That is ``known``, else the earliest dated citation, else the event's last day, which is assumed.
    A month or year counts from its last day: earlier would be a guess.
    """
    if claim.known:
        return FirstKnown(claim.known.latest, assumed=False)
    return earliest(claim.sources, sources) or FirstKnown(_settled(event), assumed=True)


def known_article(article: Article, treaty: Treaty, sources: Mapping[str, Source]) -> FirstKnown:
    """Return since when an article's content can have been known.

    That is the treaty's ``known``, else the article's earliest dated citation, else the treaty's, else the day of
    signature; the last two are assumed.
    """
    if treaty.known:
        return FirstKnown(treaty.known.latest, assumed=False)
    own = earliest(article.sources, sources)
    if own:
        return own
    whole = earliest(treaty.sources, sources)
    return FirstKnown(whole.day if whole else treaty.signed.latest, assumed=True)


def known_answer(answer: Answer, sources: Mapping[str, Source], covered: date | None) -> FirstKnown:
    """Return since when an answer can have been known: its earliest dated citation, else all that is covered."""
    return earliest(answer.sources, sources) or FirstKnown(covered or date.max, assumed=True)


def published_by(source: Source, day: date | None) -> bool:
    """Say whether a publication can have been read on a day; one without a date is not known to be later."""
    published = source.published
    return day is None or published is None or published.open_end or published.latest <= day


def earliest(citations: Iterable[Citation], sources: Mapping[str, Source]) -> FirstKnown | None:
    """Return the day of the earliest dated citation, a month or year counting from its last day; else ``None``."""
    days = list(_published(citations, sources))
    return FirstKnown(min(days), assumed=False) if days else None


def _published(citations: Iterable[Citation], sources: Mapping[str, Source]) -> Iterator[date]:
    for citation in citations:
        published = sources[citation.id].published
        if published is not None and not published.open_end:
            yield published.latest


def _settled(event: Event) -> date:
    """Return an event's last day, or its first one if its end is open."""
    return event.date.earliest if event.date.open_end else event.date.latest
