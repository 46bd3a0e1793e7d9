"""An event with its claims, who says them and who disagrees, as values for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from components.parts.card_values import (
    Card,
    Citation,
    Claim,
    EventLink,
    FormerStatus,
    Heard,
    OtherClaim,
    Participant,
    Reaction,
    Source,
    Theme,
    Voice,
)
from components.parts.portion import Portion, Starts, portion
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.readings import places
from pactline.readings.contradictions import against
from pactline.readings.evidence import rows_of_owner, voices
from pactline.record import edtf
from pactline.record.vocabulary import REACTS
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.kept import kept
from pactline.tables.postings import Rows
from pactline.text.direction import joined
from pactline.wording import text

_OF_PUBLICATION = ("source_id", "title", "publisher", "carried_by", "published_words", "url", "weak_host")
_KEPT = 8192  # claims, reactions, citations of a record: on whichever page and for whichever selection they stand
AGAINST = 10  # claims against one that are named


def card(view: View, event_id: str, *, opposed: bool = True, starts: Starts | None = None) -> Card:
    """Return what is known of an event under a view: dates, place, actors, claims, reactions, links.

    Args:
        view: What is shown.
        event_id: An event of the record; it need not be among the shown.
        opposed: Whether each claim has those against it; who tells the pairs elsewhere needs none.
        starts: Where the parts of long lists begin that are shown; without, all is.
    """
    record, own = view.frames, view.frames.row_of(event_id)
    shown = view.of([own])
    parts = record.rows_of("event_actors", "event", own)
    part_of_claims = _part("claims", len(shown.claim_rows), starts)
    part_of_reactions = _part("reactions", len(shown.reaction_rows), starts)
    claims = shown.claim_rows[part_of_claims.start : part_of_claims.after].tolist()
    reacted = shown.reaction_rows[part_of_reactions.start : part_of_reactions.after].tolist()
    said = [_claim(record, row) for row in claims]
    if opposed:
        said = [
            replace(one, against=[_other_claim(view, other) for other in against(view, row)[:AGAINST]])
            for one, row in zip(said, claims, strict=True)
        ]
    (event,) = record.rows("events", [own])
    return Card(
        event_id=event["event_id"],
        title=event["title"],
        summary=event["summary"],
        date_words=event["date_words"],
        tz=event["tz"],
        place=event["place"],
        place_precision=event["place_precision"],
        place_id=places.of_row(record, own),
        shown=view.shows(own),
        actors=[
            Participant(actor, record.names["actor"][actor], part)
            for actor, part in zip(
                record.cells("event_actors", "actor", parts),
                record.cells("event_actors", "part", parts),
                strict=True,
            )
            if part != REACTS
        ],
        themes=[
            Theme(theme, record.names["theme"][theme])
            for theme in record.cells("event_themes", "theme", record.rows_of("event_themes", "event", own))
        ],
        claims=said,
        claims_part=part_of_claims,
        numbered=not part_of_claims.whole,
        shown_claims=len(shown.claim_rows),
        all_claims=len(record.claims_of(own)),
        reactions=reactions(record, reacted),
        reactions_part=part_of_reactions,
        independent=int(record.numbers("claims", "independent")[shown.claim_rows].max(initial=0)),
    )


def _part(of: str, number: int, starts: Starts | None) -> Portion:
    if starts is None:
        return Portion(of, 0, number, number)
    return portion(of, number, getattr(starts, of))


@kept(_KEPT)
def _claim(record: Frames, row: int) -> Claim:
    (claim,) = record.rows("claims", [row])
    citations = citation_rows(record, record.rows_of("citations", "claim", row))
    return Claim(
        claim_id=claim["claim_id"],
        event_id=claim["event_id"],
        text=claim["text"],
        short=claim["short"],
        status=claim["status"],
        said_by=claim["said_by"],
        said_by_names=record.called(claim["said_by"]),
        known_assumed=claim["known_assumed"],
        known_words=day_words(claim["known"]),
        independent=claim["independent"],
        note=claim["note"],
        number=row - record.claims_of(claim["event"]).start + 1,
        voice_of=_voices(record, claim["said_by"]),
        heard=heard(record, citations),
        citations=citations,
        outlets=len({house for citation in citations for house in citation.outlets}),
        history=_history(record, row),
        article=record.cells("answers", "check", record.rows_of("answers", "claim", row)),
        against=[],
    )


def heard(record: Frames, citations: Iterable[Citation]) -> list[Heard]:
    """Return whom the citations of one claim cite, and what each does to it."""
    found = voices((one.part, one.source_id, one.originators) for one in citations)
    return [Heard(one, record.voice(one), does) for one, does in found.items()]


def _history(record: Frames, claim: int) -> list[FormerStatus]:
    """Return the statuses that a claim had, up to the day as known on, each with what tells of it."""
    return [
        FormerStatus(
            day=edtf.parse(step["written"]).words,
            status=step["status"],
            sources=list(sources_by_id(record, step["sources"]).values()),
            note=step["note"],
        )
        for step in record.rows("history", record.rows_of("history", "claim", claim))
    ]


def sources_by_id(record: Frames, ids: Iterable[str]) -> dict[str, Source]:
    """Return publications by their ids; those that the record does not have are left out."""
    return {one: _source(record, row) for one in ids if (row := record.source_row_of(one)) is not None}


@kept(_KEPT)
def _source(record: Frames, row: int) -> Source:
    cells = {name: _plain(record.cell("sources", name, row)) for name in _OF_PUBLICATION}
    return Source(
        source_id=cells["source_id"],
        title=cells["title"],
        publisher_name=record.voice(cells["publisher"]) if cells["publisher"] else "",
        published_words=cells["published_words"],
        url=cells["url"],
        weak_host=cells["weak_host"],
    )


def _plain(cell: Any) -> Any:
    return None if cell != cell else cell  # noqa: PLR0124 - what is missing alone is not itself


def _voices(record: Frames, said_by: tuple[str, ...]) -> list[Voice]:
    """Return whose word a claim is: names, and the ids of those that are actors."""
    actors = record.names["actor"]
    return [Voice(record.voice(one), one if one in actors else None) for one in said_by]


def citation_rows(record: Frames, rows: Rows | Sequence[int], table: str = "citations") -> list[Citation]:
    """Return citations with their publication and its chain.

    Args:
        record: All tables.
        rows: Numbers of rows.
        table: ``citations`` or ``evidence``.
    """
    return [_citation(record, table, row) for row in _numbers(rows)]


def _numbers(rows: Rows | Sequence[int]) -> Sequence[int]:
    numbers: Sequence[int] = rows.tolist() if isinstance(rows, np.ndarray) else rows
    return numbers


def evidence_of(record: Frames, owner: str) -> list[Citation]:
    """Return the citations of what is no claim and no reaction, as ``EVIDENCE`` names it: ``eras/...``."""
    return citation_rows(record, rows_of_owner(record, owner), "evidence")


@kept(_KEPT)
def _citation(record: Frames, table: str, row: int) -> Citation:
    (cited,) = record.rows(table, [row])
    source = _source(record, cited["source"])
    publisher, carriers = (record.cell("sources", name, cited["source"]) for name in ("publisher", "carried_by"))
    own, names = source.publisher_name, record.called(carriers)
    whose = joined(record.called(cited["originators"]), "; ")
    return Citation(
        owner=cited["owner"] if "owner" in cited else cited["claim_id"] or cited["reaction_id"],
        source_id=cited["source_id"],
        part=cited["part"],
        state_controlled=cited["state_controlled"],
        originators=cited["originators"],
        quote=cited["quote"],
        lang=cited["lang"],
        translation=cited["translation"],
        translation_by=cited["translation_by"],
        source=source,
        chain=tuple(name for name in dict.fromkeys([whose, *record.called(cited["via"]), own, *names]) if name),
        outlets=tuple(house for house in dict.fromkeys([publisher, *carriers]) if house),
        houses=(*([own] if own else []), *names),
    )


def reactions(record: Frames, rows: Rows | Sequence[int]) -> list[Reaction]:
    """Return the reactions of some rows with their actor's name and citations."""
    return [_reaction(record, row) for row in _numbers(rows)]


@kept(_KEPT)
def _reaction(record: Frames, row: int) -> Reaction:
    (said,) = record.rows("reactions", [row])
    return Reaction(
        reaction_id=said["reaction_id"],
        event_id=said["event_id"],
        actor=said["actor"],
        actor_name=record.names["actor"][said["actor"]],
        act=said["act"],
        stance=said["stance"],
        speaker=said["speaker"],
        speaker_role=said["speaker_role"],
        date_words=said["date_words"],
        day=said["day"].date() if said["day"] is not None else None,
        summary=said["summary"],
        note=said["note"],
        silence_words=day_words(said["silence"]) if said["silence"] is not None else None,
        after=_after(said["days_after"]),
        citations=tuple(citation_rows(record, record.rows_of("citations", "reaction", row))),
    )


def _after(days: float | None) -> str | None:
    if days is None:
        return None
    number = int(days)
    if number == 0:
        return text("reaction.same_day")
    if number < 0:
        return text("reaction.before", n=-number)
    return text("reaction.after", n=number)


def neighbours(view: View, event_id: str) -> tuple[EventLink | None, EventLink | None]:
    """Return the shown events before and after one in reading order; the record's, if it is not shown."""
    own = view.frames.row_of(event_id)
    among = view.event_rows if view.shows(own) else np.arange(view.frames.size("events"))
    place = int(np.searchsorted(among, own))
    earlier = _event_link(view, int(among[place - 1])) if place > 0 else None
    later = _event_link(view, int(among[place + 1])) if place + 1 < len(among) else None
    return (later, earlier) if view.selection.newest_first and view.shows(own) else (earlier, later)


def _event_link(view: View, event: int) -> EventLink:
    own, title, words = (str(view.frames.cell("events", name, event)) for name in ("event_id", "title", "date_words"))
    return EventLink(own, title, words, view.selection)


def _other_claim(view: View, claim: int) -> OtherClaim:
    record = view.frames
    own, words = (str(record.cell("claims", name, claim)) for name in ("claim_id", "text"))
    return OtherClaim(
        id=own,
        text=words,
        status=STATUS_CODES[record.numbers("claims", "status")[claim]],
        event=_event_link(view, int(record.numbers("claims", "event")[claim])),
    )
