"""The dossier: all of a record, complete with what its editor left to be made.

Ids that an editor may leave out are made here, and what stands in no register gets an entry of its own,
marked as implied, so that everything after this point finds every id.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pactline.record import references
from pactline.record.article import ArticleCheck
from pactline.record.cited import houses_of, source_of_address, with_own
from pactline.record.clock import by_instant
from pactline.record.estimate import Estimate, Metric
from pactline.record.logo import Logo
from pactline.record.model import (
    Actor,
    Change,
    Claim,
    Edition,
    Era,
    Event,
    Publisher,
    Reaction,
    Record,
    Source,
    Theme,
)
from pactline.record.naming import of_one_form
from pactline.record.story import Story
from pactline.record.telling import Finding, Play
from pactline.record.treaty import Question, Resolution, Subject, Treaty
from pactline.record.values import is_safe_url
from pactline.text.folding import fold

_SLUG = 60  # characters of an id that is made from a text
_HASH = 6  # hexadecimal digits: two of a hundred titles of one day and equal letters meet once in 3,000 records


@dataclass(frozen=True, slots=True)
class Dossier:
    """A validated record in which every id leads somewhere.

    Attributes:
        edition: The record's edition; its fields are ``None`` where not given.
        events: In reading order: earliest day, its time, latest day, ``order``, place in the file; times of several
            zones by their instants. Every event and claim has an id.
        reactions: In the events' order, then by date. Every reaction has an id.
        metrics: By id, in the order of the register.
        estimates: In the metrics' order, then by ``as_of``.
        subjects: By id, in the order of the register.
        treaties: By the day of signature.
        resolutions: By number.
        questions: Legal questions, as in the file.
        eras: By their first day.
        article: The article that the record grew from, checked; ``None`` if there is none.
        stories: As in the file.
        plays: Likewise.
        findings: Likewise.
        changes: The ledger of editions, newest first.
        sources: By id, those that are only cited included.
        publishers: By id, likewise.
        actors: By id, likewise.
        themes: By id, likewise; in the order of the register or of first use.
        implied: Ids that stand in no register, as ``(section, id)``.
        made_ids: Event ids that were made from date and title.
        logo: The picture that the edition names, where it could be read.
    """

    edition: Edition
    events: Sequence[Event]
    reactions: Sequence[Reaction]
    metrics: Mapping[str, Metric]
    estimates: tuple[Estimate, ...]
    subjects: Mapping[str, Subject]
    treaties: tuple[Treaty, ...]
    resolutions: tuple[Resolution, ...]
    questions: tuple[Question, ...]
    eras: tuple[Era, ...]
    article: ArticleCheck | None
    stories: tuple[Story, ...]
    plays: tuple[Play, ...]
    findings: tuple[Finding, ...]
    changes: tuple[Change, ...]
    sources: Mapping[str, Source]
    publishers: Mapping[str, Publisher]
    actors: Mapping[str, Actor]
    themes: Mapping[str, Theme]
    implied: frozenset[tuple[str, str]]
    made_ids: frozenset[str]
    logo: Logo | None = None


def completed(record: Record) -> Record:
    """Return a record with publications in the register that are written where they are cited, words in one form."""
    return of_one_form(with_own(record, slug))


def assemble(record: Record) -> Dossier:
    """Complete a validated record; see the module's text for what is made."""
    record = completed(record)
    events, made = _with_ids(record.events)
    events = sorted(events, key=lambda event: (event.date.order, event.order))
    events = by_instant(events, lambda event: (event.date.begins, event.date.begins_at))
    position = {event.id: number for number, event in enumerate(events)}
    reactions = _reactions(record.reactions, position)
    metrics = {metric.id: metric for metric in record.metrics}
    implied_metrics = _implied((estimate.metric for estimate in record.estimates), metrics)
    for text in implied_metrics:
        metrics[text] = Metric.model_construct(id=text, unit="", label=_capital(text))
    record = record.model_copy(
        update={
            "events": tuple(events),
            "reactions": tuple(reactions),
            "estimates": _estimates(record.estimates, tuple(metrics)),
            "treaties": tuple(sorted(record.treaties, key=lambda treaty: treaty.signed.earliest)),
            "resolutions": tuple(sorted(record.resolutions, key=lambda resolution: resolution.number)),
            "eras": tuple(sorted(record.eras, key=lambda era: (era.date.earliest, era.id))),
        }
    )  # in order before anything is made of it: completing a complete record changes nothing
    sources = {source.id: source for source in record.sources}
    cited = [citation.id for citation, _ in references.citations(record)]
    cited += [source for source, _ in references.plain_sources(record)]
    implied_sources = _implied(cited, sources)
    houses = houses_of(record.sources) if any(map(is_safe_url, implied_sources)) else {}
    for text in implied_sources:
        address = is_safe_url(text)
        sources[text] = source_of_address(text, houses) if address else Source.model_construct(id=text, title=text)
    publishers = {publisher.id: publisher for publisher in record.publishers}
    named = [house for source in sources.values() for house in (source.publisher, *source.carried_by) if house]
    implied_publishers = _implied(named, publishers)
    for text in implied_publishers:
        publishers[text] = Publisher.model_construct(id=text, name=text)
    actors = {actor.id: actor for actor in record.actors}
    acting = [part.id for event in events for part in event.actors] + [reaction.actor for reaction in reactions]
    implied_actors = _implied(acting, actors)
    for text in implied_actors:
        actors[text] = Actor.model_construct(id=text, name=text)
    themes = {theme.id: theme for theme in record.themes}
    implied_themes = _implied((theme for event in events for theme in event.themes), themes)
    for text in implied_themes:
        themes[text] = Theme.model_construct(id=text, name=_capital(text))
    implied = {("sources", text) for text in implied_sources}
    implied |= {("publishers", text) for text in implied_publishers}
    implied |= {("actors", text) for text in implied_actors}
    implied |= {("themes", text) for text in implied_themes}
    implied |= {("metrics", text) for text in implied_metrics}
    return Dossier(
        edition=record.edition or Edition(),
        events=record.events,
        reactions=record.reactions,
        metrics=metrics,
        estimates=record.estimates,
        subjects={subject.id: subject for subject in record.subjects},
        treaties=record.treaties,
        resolutions=record.resolutions,
        questions=record.questions,
        eras=record.eras,
        article=record.article,
        stories=record.stories,
        plays=record.plays,
        findings=record.findings,
        changes=tuple(sorted(record.changes, key=lambda change: change.date, reverse=True)),
        sources=sources,
        publishers=publishers,
        actors=actors,
        themes=themes,
        implied=frozenset(implied),
        made_ids=frozenset(made),
    )


def slug(*texts: str) -> str:
    """Return an id made from texts, the same for all their forms: ASCII letters and digits, hyphens between.

    A text without any stands in it by a digest, so that its id is its own wherever it stands in a file; only texts
    of nothing but blanks make an empty id.
    """
    return "-".join(filter(None, map(_slug, texts)))[:_SLUG].rstrip("-")


def _slug(text: str) -> str:
    plain = fold(text)
    own = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    return own or (hashlib.sha256(plain.encode()).hexdigest()[:8] if plain else "")


def event_ids(events: Iterable[Event]) -> list[str]:
    """Return each event's id; one that is left out is made from date and title, unique among all."""
    events = list(events)
    free = _Free(event.id for event in events if event.id)
    return [event.id or free.id_of(_from_title(event)) for event in events]


def _from_title(event: Event) -> str:
    """Return an event's id made from its date and title, the same wherever it stands in the file.

    What ASCII cannot say of a title, its letters or a picture, is told by a few digits of a hash: without them all
    events of one day with titles in Korean would have one id, and a number that moves when another is put in.
    """
    plain = slug(event.date.text, event.title) or "event"
    folded = fold(event.title)
    if not _says_more_than_ascii(event.title) or not re.search("[a-z0-9]", folded):
        return plain  # of a title without any such letter the id is a digest already
    told = hashlib.sha256(folded.encode()).hexdigest()[:_HASH]
    return f"{plain[: _SLUG - _HASH - 1].rstrip('-')}-{told}"


def _says_more_than_ascii(title: str) -> bool:
    """Say whether a title has letters, digits or pictures that no ASCII letter stands for; accents are passed over."""
    rest = (one for one in unicodedata.normalize("NFKD", title) if not one.isascii())
    return any(unicodedata.category(one)[0] in "LNS" for one in rest)


class _Free:
    """Gives ids away, each once: to one that is taken a number is added."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)
        self._next: dict[str, int] = {}  # by id: the first number not tried yet

    def id_of(self, base: str) -> str:
        made, number = base, self._next.get(base, 2)
        while made in self._taken:
            made, number = f"{base}-{number}", number + 1
        self._next[base] = number
        self._taken.add(made)
        return made


def reaction_ids(reactions: Iterable[Reaction]) -> list[str]:
    """Return each reaction's id; one that is left out is made from actor, speaker and event, unique among all."""
    reactions = list(reactions)
    free = _Free(reaction.id for reaction in reactions if reaction.id)
    return [one.id or free.id_of(slug(one.actor, one.speaker or "", one.event) or "reaction") for one in reactions]


def _with_ids(events: tuple[Event, ...]) -> tuple[list[Event], set[str]]:
    made: set[str] = set()
    complete = []
    for event, event_id in zip(events, event_ids(events), strict=True):
        if event.id is None:
            made.add(event_id)
        elif all(claim.id for claim in event.claims):
            complete.append(event)
            continue
        claims = tuple(
            claim if claim.id else claim.model_copy(update={"id": f"{event_id}.{number}"})
            for number, claim in enumerate(event.claims, start=1)
        )
        complete.append(event.model_copy(update={"id": event_id, "claims": claims}))
    return complete, made


def _reactions(reactions: tuple[Reaction, ...], position: Mapping[str | None, int]) -> list[Reaction]:
    complete = [
        reaction if reaction.id else reaction.model_copy(update={"id": made})
        for reaction, made in zip(reactions, reaction_ids(reactions), strict=True)
    ]
    return sorted(complete, key=lambda r: (position[r.event], _reaction_day(r), r.id))


def _estimates(estimates: Iterable[Estimate], metrics: tuple[str, ...]) -> tuple[Estimate, ...]:
    place = {metric: number for number, metric in enumerate(metrics)}
    return tuple(sorted(estimates, key=lambda one: (place[one.metric], one.as_of.latest, one.id)))


def _reaction_day(reaction: Reaction) -> tuple[int, str, int]:
    if reaction.date is None:
        return (1, "", 0)  # silences and undated words come last
    at = reaction.date.begins_at
    return (0, reaction.date.earliest.isoformat(), at.seconds if at else -1)


def _implied(ids: Iterable[str], known: Mapping[str, object]) -> list[str]:
    return [text for text in dict.fromkeys(ids) if text not in known]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def claims_of(dossier: Dossier) -> Iterable[tuple[Event, Claim]]:
    """Yield every claim with its event, in reading order."""
    for event in dossier.events:
        for claim in event.claims:
            yield event, claim
