"""What must hold across a record's entries: no id that points nowhere, no id that stands twice.

What is found here keeps a record from loading; what its editor should only look at is in ``lint``.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from pactline.problem import Path, Severity
from pactline.query.selection import KEYS, read
from pactline.record import references
from pactline.record.citation import Citation
from pactline.record.cited import told_of
from pactline.record.dossier import event_ids
from pactline.record.model import Record
from pactline.record.values import is_safe_url, is_slug
from pactline.text.nearest import KnownWords, nearest, quoted


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, placed by keys and positions instead of a line.

    Attributes:
        path: Where, from the top of the record.
        at_key: The key is wrong, not its value.
        about: The value that is wrong, or missing, whatever stands at ``path``; empty where only others say so.
        instead: The value, or the key, as it should be; empty where that is not known.
        other: The other of two places that do not go together.
    """

    severity: Severity
    message: str
    hint: str
    path: Path = ()
    at_key: bool = False
    about: Path = ()
    instead: str = ""
    other: Path = ()


def errors(record: Record) -> list[Finding]:
    """Return what keeps a record from loading although each of its entries is well formed."""
    found: list[Finding] = []
    for check in (_twice, _lead, _contradictions, _links, _named_events, _registers, _originators, _article, _steps):
        found += check(record)
    return found


_WITH_IDS = (
    "events",
    "reactions",
    "metrics",
    "estimates",
    "subjects",
    "treaties",
    "resolutions",
    "questions",
    "eras",
    "stories",
    "plays",
    "findings",
    "sources",
    "publishers",
    "actors",
    "themes",
)


def _twice(record: Record) -> Iterator[Finding]:
    for section in _WITH_IDS:
        entries = getattr(record, section)
        yield from _repeated(((entry.id, (section, number, "id")) for number, entry in enumerate(entries)), section)
    claims = (
        (claim.id, ("events", e, "claims", c, "id"))
        for e, event in enumerate(record.events)
        for c, claim in enumerate(event.claims)
    )
    yield from _repeated(claims, "claims")


def _repeated(ids: Iterable[tuple[str | None, Path]], section: str) -> Iterator[Finding]:
    seen: dict[str, Path] = {}
    for entry_id, path in ids:
        if not entry_id:
            continue
        first = seen.setdefault(entry_id, path)
        if first != path:
            message = f"the id {quoted(entry_id)} stands twice under {section}"
            yield Finding("error", message, "give one of the two another id", path, other=first)


def _lead(record: Record) -> Iterator[Finding]:
    lead = record.edition.lead if record.edition else None
    known = KnownWords(event_ids(record.events))
    if lead is not None and lead not in known:
        message = f"the edition's lead is unknown event {quoted(lead)}"
        yield Finding("error", message, known.hint(lead, "name an event's id"), ("edition", "lead"))


def _contradictions(record: Record) -> Iterator[Finding]:
    """Report claims that are named and are not there, and claims against themselves."""
    known = KnownWords(
        claim.id or f"{event_id}.{number}"
        for event, event_id in zip(record.events, event_ids(record.events), strict=True)
        for number, claim in enumerate(event.claims, start=1)
    )
    for own, named, path in _named_claims(record):
        if named == own:
            yield Finding("error", f"claim {quoted(named)} contradicts itself", "name the other claim", path)
        elif named not in known:
            key = path[-2]
            hint = known.hint(named, "a claim's id is event-id.number")
            yield Finding("error", f"{key} names unknown claim {quoted(named)}", hint, path)


def _named_claims(record: Record) -> Iterator[tuple[str | None, str, Path]]:
    """Yield each claim that is named by its id: by which claim, if by one, and where."""
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            for number, other in enumerate(claim.contradicts):
                yield claim.id, other, ("events", e, "claims", c, "contradicts", number)
    for r, resolution in enumerate(record.resolutions):
        for m, measure in enumerate(resolution.measures):
            for number, conduct in enumerate(measure.conduct):
                yield None, conduct, ("resolutions", r, "measures", m, "conduct", number)
    for q, question in enumerate(record.questions):
        for number, answering in enumerate(question.claims):
            yield None, answering, ("questions", q, "claims", number)
    yield from _told_claims(record)


def _told_claims(record: Record) -> Iterator[tuple[None, str, Path]]:
    """Yield each claim that a story's step names, and where."""
    for s, story in enumerate(record.stories):
        for n, step in enumerate(story.steps):
            for number, borne_out in enumerate(step.claims):
                yield None, borne_out, ("stories", s, "steps", n, "claims", number)


def _links(record: Record) -> Iterator[Finding]:
    known = KnownWords(event_ids(record.events))
    for e, event in enumerate(record.events):
        for number, link in enumerate(event.links):
            path: Path = ("events", e, "links", number)
            if link.to not in known:
                message = f"a link leads to unknown event {quoted(link.to)}"
                yield Finding("error", message, known.hint(link.to, "name an event's id"), (*path, "to"))
            elif link.to == event.id:
                yield Finding("error", "a link leads to its own event", "name the other event", (*path, "to"))
            if link.type != "part-of" and not link.sources:
                hint = "add sources: [...] to the link, or make it part-of"
                yield Finding("error", f"a link of type {quoted(link.type)} needs sources that say so", hint, path)


def _named_events(record: Record) -> Iterator[Finding]:
    """Report reactions, estimates, treaties and resolutions about an event that is not there."""
    known = KnownWords(event_ids(record.events))
    named: list[tuple[str, str, Path]] = [
        ("a reaction to", r.event, ("reactions", n, "event")) for n, r in enumerate(record.reactions)
    ]
    named += [("an estimate of", e.event, ("estimates", n, "event")) for n, e in enumerate(record.estimates) if e.event]
    named += [
        ("a resolution names", r.event, ("resolutions", n, "event"))
        for n, r in enumerate(record.resolutions)
        if r.event
    ]
    named += [
        ("a treaty names", event, ("treaties", t, "events", n))
        for t, treaty in enumerate(record.treaties)
        for n, event in enumerate(treaty.events)
    ]
    named += [
        ("a step shows", step.event, ("stories", s, "steps", n, "event"))
        for s, story in enumerate(record.stories)
        for n, step in enumerate(story.steps)
        if step.event
    ]
    named += [
        ("a play tells of", play.event, ("plays", n, "event")) for n, play in enumerate(record.plays) if play.event
    ]
    for who, event, path in named:
        if event not in known:
            yield Finding("error", f"{who} unknown event {quoted(event)}", known.hint(event, "add the event"), path)


def _article(record: Record) -> Iterator[Finding]:
    """Report checks of the article under an unknown section or twice, and answers to claims it has not."""
    if record.article is None:
        return
    sections = KnownWords(section.id for section in record.article.sections)
    ids = [check.id for check in record.article.checks]
    known = KnownWords(ids)
    yield from _repeated(((c, ("article", "checks", n, "id")) for n, c in enumerate(ids)), "article checks")
    for n, check in enumerate(record.article.checks):
        if check.section not in sections:
            hint = sections.hint(check.section, "add it under article: sections:")
            yield Finding(
                "error",
                f"unknown section {quoted(check.section)} of the article",
                hint,
                ("article", "checks", n, "section"),
            )
    answers: list[tuple[str, Path]] = [
        (a, ("events", e, "claims", c, "article", n))
        for e, event in enumerate(record.events)
        for c, claim in enumerate(event.claims)
        for n, a in enumerate(claim.article)
    ]
    answers += [
        (a, ("reactions", r, "article", n))
        for r, reaction in enumerate(record.reactions)
        for n, a in enumerate(reaction.article)
    ]
    for answer, where in answers:
        if answer not in known:
            hint = known.hint(answer, "its claims are under article: checks:")
            yield Finding("error", f"answers to unknown claim {quoted(answer)} of the article", hint, where)


def _steps(record: Record) -> Iterator[Finding]:
    """Report views of stories that ask for what the record does not have."""
    known = ids_of(record)
    for s, story in enumerate(record.stories):
        for n, step in enumerate(story.steps):
            if step.view is not None:
                yield from asked_in_vain("the view", step.query, known, ("stories", s, "steps", n, "view"))


def ids_of(record: Record) -> dict[str, Collection[str] | None]:
    """Return the ids that a query may name, by key; ``None`` where the record has no register and any word will do."""
    houses = {source.publisher for source in record.sources}
    return {
        "actor": {actor.id for actor in record.actors} or None,
        "theme": {theme.id for theme in record.themes} or None,
        "publisher": {publisher.id for publisher in record.publishers} or None,
        "country": {house.country for house in record.publishers if house.country and house.id in houses},
        "event": set(event_ids(record.events)),
    }


def asked_in_vain(
    who: str, query: Mapping[str, list[str]], known: Mapping[str, Collection[str] | None], path: Path
) -> Iterator[Finding]:
    """Report what a query asks for and the record does not have: values, and keys that are none."""
    ids = {key: values if values is not None else query.get(key, ()) for key, values in known.items()}
    _, ignored = read(query, ids)
    for value in ignored:
        hint = f"did you mean {quoted(value.near)}?" if value.near else "see the URL keys"
        yield Finding("error", f"{who} asks for unknown {value.key} {quoted(value.value)}", hint, path)
    for key in set(query) - set(KEYS):
        yield Finding("error", f"{who} has unknown key {quoted(key)}", nearest(key, KEYS), path)


def _registers(record: Record) -> Iterator[Finding]:
    """Report ids that stand in no register, for each register that the record has."""
    actors = KnownWords(actor.id for actor in record.actors)
    themes = KnownWords(theme.id for theme in record.themes)
    publishers = KnownWords(publisher.id for publisher in record.publishers)
    sources = KnownWords(source.id for source in record.sources)
    for e, event in enumerate(record.events):
        yield from _unknown(
            "actor", ((part.id, ("events", e, "actors", n)) for n, part in enumerate(event.actors)), actors
        )
        yield from _unknown(
            "theme", ((theme, ("events", e, "themes", n)) for n, theme in enumerate(event.themes)), themes
        )
    plain = ((one, path) for one, path in references.plain_sources(record) if not is_safe_url(one))
    yield from _unknown("source", plain, sources)
    citations = list(references.citations(record))
    cited = ((one.id, path) for one, path in citations if not _says_itself(one))
    yield from _unknown("source", cited, sources, _cites)
    for one, path in citations:
        if one.id in sources and told_of(one):
            hint = "keep what is told of it in the register, or leave the id out here"
            yield Finding(
                "error", f"the source {quoted(one.id)} is told of twice: here, and in the register", hint, path
            )
    yield from _unknown(
        "metric",
        ((e.metric, ("estimates", n, "metric")) for n, e in enumerate(record.estimates)),
        KnownWords(m.id for m in record.metrics),
    )
    yield from _unknown("subject", _subjects(record), KnownWords(subject.id for subject in record.subjects))
    parties = (
        (p, ("treaties", t, "parties", n))
        for t, treaty in enumerate(record.treaties)
        for n, p in enumerate(treaty.parties)
    )
    yield from _unknown("actor", parties, actors)
    reacting: Iterable[tuple[str, Path]] = (
        (reaction.actor, ("reactions", n, "actor")) for n, reaction in enumerate(record.reactions)
    )
    yield from _unknown("actor", reacting, actors)
    for n, source in enumerate(record.sources):
        houses: list[tuple[str, Path]] = [
            (house, ("sources", n, "carried_by", c)) for c, house in enumerate(source.carried_by)
        ]
        if source.publisher:
            houses.append((source.publisher, ("sources", n, "publisher")))
        yield from _unknown("publisher", houses, publishers)
    for n, actor in enumerate(record.actors):
        owners = ((owner, ("actors", n, "part_of", o)) for o, owner in enumerate(actor.part_of))
        yield from _unknown("actor", owners, actors)


def _says_itself(citation: Citation) -> bool:
    """Say whether no register need have what is cited."""
    return is_safe_url(citation.id) or bool(told_of(citation))


def _subjects(record: Record) -> Iterator[tuple[str, Path]]:
    for t, treaty in enumerate(record.treaties):
        for a, article in enumerate(treaty.articles):
            yield article.subject, ("treaties", t, "articles", a, "subject")
    for r, resolution in enumerate(record.resolutions):
        for m, measure in enumerate(resolution.measures):
            yield measure.subject, ("resolutions", r, "measures", m, "subject")


def _cites(path: Path) -> str:
    owners = {
        "reactions": "a reaction",
        "estimates": "an estimate",
        "treaties": "a treaty",
        "resolutions": "a resolution",
        "questions": "an answer",
        "eras": "an era",
        "article": "the article's check",
    }
    of_an_event = path[0] == "events" and "claims" not in path
    return f"{'an event' if of_an_event else owners.get(str(path[0]), 'a claim')} cites"


def _unknown(
    register: str,
    used: Iterable[tuple[str, Path]],
    known: KnownWords,
    who: Callable[[Path], str] | None = None,
) -> Iterator[Finding]:
    if not known:
        return  # a record without this register uses plain text
    for entry_id, path in used:
        if entry_id and entry_id not in known:
            message = f"{who(path) + ' ' if who else ''}unknown {register} {quoted(entry_id)}"
            hint, near = known.offer(entry_id, f"add it under '{register}s:', with this id")
            yield Finding("error", message, hint, path, instead=near)


def _originators(record: Record) -> Iterator[Finding]:
    """Report originators that look like an id and stand in no register; free text has a blank or a capital."""
    if not record.actors and not record.publishers:
        return
    known = KnownWords([*(actor.id for actor in record.actors), *(publisher.id for publisher in record.publishers)])
    for voice, path in references.voices(record):
        if is_slug(voice) and voice not in known:
            hint, near = known.offer(voice, "add it to the actors or publishers, or write it as words")
            key = path[-2] if isinstance(path[-1], int) else path[-1]
            yield Finding("error", f"{key} names unknown {quoted(voice)}", hint, path, instead=near)
