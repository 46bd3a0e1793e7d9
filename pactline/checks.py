"""What must hold across a record's entries, and what its editor should look at.

An error keeps the record from loading: an id that points nowhere, an id that stands twice.
A warning is the lint that our own record must pass and that a stranger's record only hears of.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pactline.dossier import event_ids
from pactline.model import STATUSES, Citation, Record, is_slug
from pactline.problem import Path, Severity, nearest


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem, placed by keys and positions instead of a line.

    Attributes:
        path: Where, from the top of the record.
        at_key: The key is wrong, not its value.
    """

    severity: Severity
    message: str
    hint: str
    path: Path = ()
    at_key: bool = False


def errors(record: Record) -> list[Finding]:
    """Return what keeps a record from loading although each of its entries is well formed."""
    found: list[Finding] = []
    for check in (_twice, _lead, _contradictions, _links, _reactions, _registers, _originators):
        found += check(record)
    return found


def warnings(record: Record) -> list[Finding]:
    """Return what an editor should look at in a record that loads."""
    found: list[Finding] = []
    for check in (_events, _unsourced_reactions, _unread, _publishers):
        found += check(record)
    return found


# Errors


def _twice(record: Record) -> Iterator[Finding]:
    for section in ("events", "reactions", "sources", "publishers", "actors", "themes"):
        entries = getattr(record, section)
        yield from _repeated(((entry.id, (section, number, "id")) for number, entry in enumerate(entries)), section)
    claims = (
        (claim.id, ("events", e, "claims", c, "id"))
        for e, event in enumerate(record.events)
        for c, claim in enumerate(event.claims)
    )
    yield from _repeated(claims, "claims")


def _repeated(ids: Iterable[tuple[str | None, Path]], section: str) -> Iterator[Finding]:
    seen: set[str] = set()
    for entry_id, path in ids:
        if entry_id is None:
            continue
        if entry_id in seen:
            yield Finding(
                "error", f"the id {entry_id!r} stands twice under {section}", "give one of the two another id", path
            )
        seen.add(entry_id)


def _lead(record: Record) -> Iterator[Finding]:
    lead = record.edition.lead if record.edition else None
    known = set(event_ids(record.events))
    if lead is not None and lead not in known:
        message = f"the edition's lead is unknown event {lead!r}"
        yield Finding("error", message, nearest(lead, known, "name an event's id"), ("edition", "lead"))


def _contradictions(record: Record) -> Iterator[Finding]:
    known = {
        claim.id or f"{event_id}.{number}"
        for event, event_id in zip(record.events, event_ids(record.events), strict=True)
        for number, claim in enumerate(event.claims, start=1)
    }
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            for number, other in enumerate(claim.contradicts):
                path: Path = ("events", e, "claims", c, "contradicts", number)
                if other == claim.id:
                    yield Finding("error", f"claim {other!r} contradicts itself", "name the other claim", path)
                elif other not in known:
                    message = f"contradicts names unknown claim {other!r}"
                    yield Finding("error", message, nearest(other, known, "a claim's id is event-id.number"), path)


def _links(record: Record) -> Iterator[Finding]:
    known = set(event_ids(record.events))
    for e, event in enumerate(record.events):
        for number, link in enumerate(event.links):
            path: Path = ("events", e, "links", number)
            if link.to not in known:
                message = f"a link leads to unknown event {link.to!r}"
                yield Finding("error", message, nearest(link.to, known, "name an event's id"), (*path, "to"))
            elif link.to == event.id:
                yield Finding("error", "a link leads to its own event", "name the other event", (*path, "to"))
            if link.type != "part-of" and not link.sources:
                hint = "add sources: [...] to the link, or make it part-of"
                yield Finding("error", f"a link of type {link.type!r} needs sources that say so", hint, path)


def _reactions(record: Record) -> Iterator[Finding]:
    known = set(event_ids(record.events))
    for number, reaction in enumerate(record.reactions):
        if reaction.event not in known:
            message = f"a reaction to unknown event {reaction.event!r}"
            yield Finding(
                "error", message, nearest(reaction.event, known, "add the event"), ("reactions", number, "event")
            )


def _registers(record: Record) -> Iterator[Finding]:
    """Report ids that stand in no register, for each register that the record has."""
    actors = {actor.id for actor in record.actors}
    themes = {theme.id for theme in record.themes}
    publishers = {publisher.id for publisher in record.publishers}
    sources = {source.id for source in record.sources}
    for e, event in enumerate(record.events):
        yield from _unknown(
            "actor", ((part.id, ("events", e, "actors", n)) for n, part in enumerate(event.actors)), actors
        )
        yield from _unknown(
            "theme", ((theme, ("events", e, "themes", n)) for n, theme in enumerate(event.themes)), themes
        )
        for n, link in enumerate(event.links):
            cited = ((source, ("events", e, "links", n, "sources", s)) for s, source in enumerate(link.sources))
            yield from _unknown("source", cited, sources)
    yield from _unknown("source", ((cited.id, path) for cited, path in _citations(record)), sources, _cites)
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


def _cites(path: Path) -> str:
    owner = "a reaction" if path[0] == "reactions" else "a claim"
    return f"{owner} cites"


def _unknown(
    register: str,
    used: Iterable[tuple[str, Path]],
    known: set[str],
    who: Callable[[Path], str] | None = None,
) -> Iterator[Finding]:
    if not known:
        return  # a record without this register uses plain text
    for entry_id, path in used:
        if entry_id not in known:
            message = f"{who(path) + ' ' if who else ''}unknown {register} {entry_id!r}"
            yield Finding("error", message, nearest(entry_id, known, f"add it under '{register}s:'"), path)


def _originators(record: Record) -> Iterator[Finding]:
    """Report originators that look like an id and stand in no register; free text has a blank or a capital."""
    if not record.actors and not record.publishers:
        return
    known = {actor.id for actor in record.actors} | {publisher.id for publisher in record.publishers}
    for voice, path in _voices(record):
        if is_slug(voice) and voice not in known:
            hint = nearest(voice, known, "add it to the actors or publishers, or write it as words")
            yield Finding("error", f"{path[-2]} names unknown {voice!r}", hint, path)


def _voices(record: Record) -> Iterator[tuple[str, Path]]:
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            for number, voice in enumerate(claim.said_by):
                yield voice, ("events", e, "claims", c, "said_by", number)
    for citation, path in _citations(record):
        for key in ("said_by", "via"):
            for number, voice in enumerate(getattr(citation, key)):
                yield voice, (*path, key, number)


def _citations(record: Record) -> Iterator[tuple[Citation, Path]]:
    for e, event in enumerate(record.events):
        for c, claim in enumerate(event.claims):
            for number, citation in enumerate(claim.sources):
                yield citation, ("events", e, "claims", c, "sources", number)
    for r, reaction in enumerate(record.reactions):
        for number, citation in enumerate(reaction.sources):
            yield citation, ("reactions", r, "sources", number)


# Warnings


def _events(record: Record) -> Iterator[Finding]:
    ids = event_ids(record.events)
    for number, event in enumerate(record.events):
        path: Path = ("events", number)
        if event.id is None:
            message = f"event {event.title!r} has no id"
            yield Finding(
                "warning", message, f"it goes by {ids[number]!r}; write 'id: {ids[number]}' to keep links stable", path
            )
        if not event.claims:
            hint = "add claims: each a sentence with its status and sources"
            yield Finding("warning", f"event {event.title!r} has no claims", hint, path)
        for c, claim in enumerate(event.claims):
            here: Path = (*path, "claims", c)
            name = claim.id or f"{ids[number]}.{c + 1}"
            if not claim.sources:
                hint = "add sources: [...]; until then readers see 'no source given'"
                yield Finding("warning", f"claim {name!r} has no source", hint, here)
            if claim.status is None:
                yield Finding("warning", f"claim {name!r} has no status", "one of: " + ", ".join(STATUSES), here)


def _unsourced_reactions(record: Record) -> Iterator[Finding]:
    for number, reaction in enumerate(record.reactions):
        if not reaction.sources and reaction.silence is None:
            message = f"the reaction of {reaction.actor!r} has no source"
            yield Finding("warning", message, "add sources: [...]", ("reactions", number))


def _unread(record: Record) -> Iterator[Finding]:
    """A link or a quotation promises that somebody opened the page."""
    read = {source.id for source in record.sources if source.read and source.read.extent != "none"}
    for number, source in enumerate(record.sources):
        if source.url and source.id not in read:
            hint = "add read: {on: day, extent: page or excerpt}, or drop the url"
            yield Finding(
                "warning", f"source {source.id!r} has a url that nobody read", hint, ("sources", number, "url")
            )
    registered = {source.id for source in record.sources}
    for citation, path in _citations(record):
        if citation.quote and citation.id in registered - read:
            hint = "quote only a page that somebody read"
            yield Finding("warning", f"a quotation from {citation.id!r}, which nobody read", hint, (*path, "quote"))
        if citation.quote and citation.lang is None:
            hint = "add lang: en (or the language it is in)"
            yield Finding("warning", f"a quotation from {citation.id!r} without a language", hint, (*path, "quote"))


def _publishers(record: Record) -> Iterator[Finding]:
    for number, publisher in enumerate(record.publishers):
        for key in ("kind", "state_controlled"):
            if getattr(publisher, key) is None:
                message = f"publisher {publisher.id!r} lacks {key!r}"
                yield Finding(
                    "warning", message, "readers see 'not given', filters pass it over", ("publishers", number)
                )
