"""What is shown as a record of its own: what a selection leaves, whole in itself, so that it loads again."""

from collections.abc import Iterable, Mapping
from typing import Any, TypeVar

from pactline.export.about import narrowed, selection_in_words, stated
from pactline.files.from_tables import Restorer
from pactline.query.view import View
from pactline.record import references
from pactline.record.dossier import Dossier
from pactline.record.estimate import Estimate
from pactline.record.model import Actor, Edition, Event, Reaction, Record, Source
from pactline.record.values import Entry
from pactline.wording import text

E = TypeVar("E", bound=Entry)


def record_of(view: View, base: str = "") -> Record:
    """Return what is shown as a record.

    The whole record is all of it. A part has the shown events, claims, reactions and estimates, and of the registers
    what they name; its edition's note says that it is a part, and of what. What else the record tells (eras, treaties,
    stories, findings ...) rests on more than a part has, and stays out of it. As known on a day, entries are what
    tables of that day tell.

    Args:
        view: What is shown.
        base: Where the app is served, for the note of a part.
    """
    dossier = view.frames.dossier
    return _part(view, base) if narrowed(view) else Record.model_construct(**_sections(dossier))


def _sections(dossier: Dossier) -> dict[str, Any]:
    """Return all sections of a record; what stands in no register is made anew when it is read."""
    found: dict[str, Any] = {}
    for section in Record.model_fields:
        value = getattr(dossier, section)
        if isinstance(value, Mapping):
            value = tuple(entry for one, entry in value.items() if (section, one) not in dossier.implied)
        found[section] = tuple(value) if isinstance(value, list) else value
    found["events"], found["reactions"] = tuple(dossier.events), tuple(dossier.reactions)
    return found


def _part(view: View, base: str) -> Record:
    dossier = view.frames.dossier
    events, reactions = _told(view)
    part = Record.model_construct(
        edition=_edition(view, base),
        events=tuple(events),
        reactions=tuple(reactions),
        estimates=tuple(_estimates(view)),
    )
    metrics = {one.metric for one in part.estimates}
    cited = {citation.id for citation, _ in references.citations(part)}
    cited |= {source for source, _ in references.plain_sources(part)}
    sources = [_without_note(one, view) for one in _own(dossier, "sources", dossier.sources, cited)]
    voices = {voice for voice, _ in references.voices(part)}
    houses = {one.publisher for one in sources} | {carrier for one in sources for carrier in one.carried_by} | voices
    publishers = _own(dossier, "publishers", dossier.publishers, houses)
    named = voices | {actor.id for event in events for actor in event.actors} | {one.actor for one in reactions}
    named |= {house.country for house in publishers if house.country}
    return part.model_copy(
        update={
            "metrics": tuple(_own(dossier, "metrics", dossier.metrics, metrics)),
            "sources": tuple(sources),
            "publishers": tuple(publishers),
            "actors": tuple(_own(dossier, "actors", dossier.actors, _with_wholes(dossier.actors, named))),
            "themes": tuple(_own(dossier, "themes", dossier.themes, {one for e in events for one in e.themes})),
        }
    )


def _edition(view: View, base: str) -> Edition:
    edition, about = view.frames.dossier.edition, stated(view, base)
    index = view.frames.index
    events = text("count.shown", shown=len(view.event_rows), n=index.events)
    claims = text("count.shown_claims", shown=len(view.claim_rows), n=index.claims)
    said = text("taken.part", selection=selection_in_words(view), events=events, claims=claims)
    at = text("taken.at", address=about["address"]) if "address" in about else ""
    note = " ".join(filter(None, [said, at, edition.note]))[:_MOST_NOTE]
    lead = edition.lead if edition.lead in set(view.events["event_id"]) else None
    return edition.model_copy(update={"note": note, "lead": lead})


_MOST_NOTE = 4000  # letters, as of ``Sentence``


def _told(view: View) -> tuple[list[Event], list[Reaction]]:
    """Return the shown events with their shown claims, and the shown reactions."""
    frames, dossier = view.frames, view.frames.dossier
    then = Restorer(frames.stored) if frames.day else None
    events, reactions = (then.events(), then.reactions()) if then else (dossier.events, dossier.reactions)
    shown, claims = set(view.events["event_id"]), set(view.claims["claim_id"])
    return (
        [_event(events[row], shown, claims) for row in view.event_rows.tolist()],
        [reactions[row].model_copy(update={"article": ()}) for row in view.reaction_rows.tolist()],
    )


def _event(event: Event, shown: set[str], claims: set[str]) -> Event:
    """Return an event without what leads to something that is not shown."""
    own = tuple(
        claim.model_copy(
            update={"contradicts": tuple(one for one in claim.contradicts if one in claims), "article": ()}
        )
        for claim in event.claims
        if claim.id in claims
    )
    return event.model_copy(
        update={
            "claims": own,
            "links": tuple(link for link in event.links if link.to in shown),
            "digest": tuple(one for one in event.digest if one.claims and claims.issuperset(one.claims)),
        }
    )


def _estimates(view: View) -> Iterable[Estimate]:
    """Yield the shown estimates; as known on a day, without notes and what was published later."""
    ids, day = set(view.estimates["estimate_id"]), view.frames.day
    evidence = view.frames.evidence
    for one in view.frames.dossier.estimates:
        if one.id not in ids:
            continue
        if day is None:
            yield one
            continue
        then = set(evidence["source_id"][evidence["owner"] == f"estimates/{one.id}"])
        kept = tuple(citation for citation in one.sources if citation.id in then)
        yield one.model_copy(update={"note": None, "sources": kept})


def _without_note(source: Source, view: View) -> Source:
    return source.model_copy(update={"note": None}) if view.frames.day else source


def _own(dossier: Dossier, section: str, register: Mapping[str, E], wanted: Iterable[str | None]) -> list[E]:
    """Return the entries of a register that are wanted, in its order; those that it implies are made anew."""
    ids = set(wanted)
    return [entry for one, entry in register.items() if one in ids and (section, one) not in dossier.implied]


def _with_wholes(actors: Mapping[str, Actor], named: Iterable[str | None]) -> set[str]:
    """Return actors with all that they belong to."""
    found, waiting = set[str](), [one for one in named if one]
    while waiting:
        one = waiting.pop()
        if one in actors and one not in found:
            found.add(one)
            waiting += actors[one].part_of
    return found
