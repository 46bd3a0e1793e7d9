"""Everywhere in a record where a publication is cited or a voice is named, with the way there."""

from collections.abc import Iterator

from pactline.problem import Path
from pactline.record.citation import Citation
from pactline.record.model import Record


def citations(record: Record) -> Iterator[tuple[Citation, Path]]:
    """Yield every citation of a record with its path, claims' first."""
    for path, cited in _cited(record):
        for number, citation in enumerate(cited):
            yield citation, (*path, "sources", number)


def _cited(record: Record) -> Iterator[tuple[Path, tuple[Citation, ...]]]:
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            yield ("events", e, "claims", c), claim.sources
    for section in ("events", "eras", "reactions", "estimates", "treaties", "resolutions"):
        for number, entry in enumerate(getattr(record, section)):
            yield (section, number), entry.sources
    for t, treaty in enumerate(record.treaties):
        for a, article in enumerate(treaty.articles):
            yield ("treaties", t, "articles", a), article.sources
    for q, question in enumerate(record.questions):
        for a, answer in enumerate(question.answers):
            yield ("questions", q, "answers", a), answer.sources
    for c, check in enumerate(record.article.checks if record.article else ()):
        yield ("article", "checks", c), check.sources


def plain_sources(record: Record) -> Iterator[tuple[str, Path]]:
    """Yield the ids of publications named without being a citation: of links, steps of a status, wordings."""
    for e, event in enumerate(record.events):
        for n, link in enumerate(event.links):
            for s, source in enumerate(link.sources):
                yield source, ("events", e, "links", n, "sources", s)
        for c, claim in enumerate(event.claims):
            for n, change in enumerate(claim.history):
                for s, source in enumerate(change.sources):
                    yield source, ("events", e, "claims", c, "history", n, "sources", s)
    for t, treaty in enumerate(record.treaties):
        for a, article in enumerate(treaty.articles):
            for w, wording in enumerate(article.wordings):
                yield wording.source, ("treaties", t, "articles", a, "wordings", w, "source")


def voices(record: Record) -> Iterator[tuple[str, Path]]:
    """Yield every originator and carrier of a word with its path."""
    for path, key, named in _named(record):
        for number, voice in enumerate(named):
            yield voice, (*path, key, number)
    for number, estimate in enumerate(record.estimates):
        if estimate.estimator:
            yield estimate.estimator, ("estimates", number, "estimator")


def _named(record: Record) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            yield ("events", e, "claims", c), "said_by", claim.said_by
    for q, question in enumerate(record.questions):
        for a, answer in enumerate(question.answers):
            yield ("questions", q, "answers", a), "said_by", answer.said_by
    for p, play in enumerate(record.plays):
        for b, beat in enumerate(play.beats):
            yield ("plays", p, "beats", b), "said_by", beat.said_by
    for citation, path in citations(record):
        yield path, "said_by", citation.said_by
        yield path, "via", citation.via
