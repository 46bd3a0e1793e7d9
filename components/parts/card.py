"""An event with its claims, who says them and who disagrees, as values for a template."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

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
from components.parts.rows import day_words, rows
from pactline.query.select import View
from pactline.readings import places
from pactline.readings.contradictions import against
from pactline.readings.evidence import voices
from pactline.record import edtf
from pactline.record.vocabulary import REACTS
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.text.direction import joined
from pactline.wording import text

_OF_PUBLICATION = ("source_id", "title", "publisher", "carried_by", "published_words", "url", "weak_host")
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
    part_of_claims = _part("claims", shown.claims, starts)
    part_of_reactions = _part("reactions", shown.reactions, starts)
    claims = shown.claims.iloc[part_of_claims.start : part_of_claims.after]
    reacted = shown.reactions.iloc[part_of_reactions.start : part_of_reactions.after]
    cited = shown.citations
    if len(claims) + len(reacted) < len(shown.claims) + len(shown.reactions):
        cited = cited[cited["claim"].isin(claims.index) | cited["reaction"].isin(reacted.index)]
    citations = citation_rows(record, cited)
    said = _claims(view, claims, citations)
    if opposed:
        said = [
            replace(one, against=[_other_claim(view, other) for other in against(view, row)[:AGAINST]])
            for one, row in zip(said, claims.index.tolist(), strict=True)
        ]
    event = rows(record.events.take([own]))[0]
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
        reactions=_reactions(view, reacted, citations),
        reactions_part=part_of_reactions,
        independent=int(record.numbers("claims", "independent")[shown.claim_rows].max(initial=0)),
    )


def _part(of: str, shown: pd.DataFrame, starts: Starts | None) -> Portion:
    if starts is None:
        return Portion(of, 0, len(shown), len(shown))
    return portion(of, len(shown), getattr(starts, of))


def _claims(view: View, shown: pd.DataFrame, citations: list[Citation]) -> list[Claim]:
    by_claim = _by_owner(citations)
    histories = _histories(view, shown.index.tolist())
    return [
        _claim(view, number, claim, by_claim.get(claim["claim_id"], []), histories.get(number, []))
        for number, claim in zip(shown.index.tolist(), rows(shown), strict=True)
    ]


def _claim(
    view: View,
    row: int,
    claim: dict[str, Any],
    citations: list[Citation],
    history: list[FormerStatus],
) -> Claim:
    record = view.frames
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
        history=history,
        article=record.cells("answers", "check", record.rows_of("answers", "claim", row)),
        against=[],
    )


def heard(record: Frames, citations: Iterable[Citation]) -> list[Heard]:
    """Return whom the citations of one claim cite, and what each does to it."""
    found = voices((one.part, one.source_id, one.originators) for one in citations)
    return [Heard(one, record.voice(one), does) for one, does in found.items()]


def _histories(view: View, claims: Sequence[int]) -> dict[int, list[FormerStatus]]:
    """Return the statuses that each claim had, up to the day as known on, each with what tells of it."""
    record, known = view.frames, view.selection.known
    changes = np.concatenate([record.rows_of("history", "claim", claim) for claim in claims] or [np.array([], np.intp)])
    names = ("claim", "date", "written", "status", "sources", "note")
    steps = [
        step
        for step in zip(*(record.cells("history", name, changes) for name in names), strict=True)
        if known is None or step[1] <= pd.Timestamp(known)
    ]
    told = sources_by_id(record, {one for *_, ids, _ in steps for one in ids})
    found: dict[int, list[FormerStatus]] = {}
    for claim, _, written, status, ids, note in steps:
        own = [told[one] for one in ids if one in told]
        said = note if isinstance(note, str) else None
        found.setdefault(claim, []).append(FormerStatus(edtf.parse(written).words, status, own, said))
    return found


def sources_by_id(record: Frames, ids: Iterable[str]) -> dict[str, Source]:
    """Return publications by their ids; those that the record does not have are left out."""
    found = {one: row for one in ids if (row := record.source_row_of(one)) is not None}
    return {row["source_id"]: _source(row) for row in _publications(record, list(found.values())).values()}


def _publications(record: Frames, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Return what a citation says of its publication, with names, by the publication's row."""
    at = np.asarray(numbers, dtype=np.intp)
    columns = [record.cells("sources", name, at) for name in _OF_PUBLICATION]
    found = {}
    for number, *values in zip(numbers, *columns, strict=True):
        given = zip(_OF_PUBLICATION, values, strict=True)
        row: dict[str, Any] = {name: None if value != value else value for name, value in given}  # noqa: PLR0124 - NaN
        row["publisher_name"] = record.voice(row["publisher"]) if row["publisher"] else ""
        row["carried_by_names"] = record.called(row["carried_by"])
        found[number] = row
    return found


def _source(row: dict[str, Any]) -> Source:
    return Source(
        source_id=row["source_id"],
        title=row["title"],
        publisher_name=row["publisher_name"],
        published_words=row["published_words"],
        url=row["url"],
        weak_host=row["weak_host"],
    )


def _voices(record: Frames, said_by: tuple[str, ...]) -> list[Voice]:
    """Return whose word a claim is: names, and the ids of those that are actors."""
    actors = record.names["actor"]
    return [Voice(record.voice(one), one if one in actors else None) for one in said_by]


def citation_rows(record: Frames, cited: pd.DataFrame) -> list[Citation]:
    """Return citations with their publication and its chain.

    Args:
        record: All tables.
        cited: Rows of ``CITATIONS`` or ``EVIDENCE``.
    """
    by_row = _publications(record, cited["source"].unique().tolist())
    return [_citation(record, citation, by_row[citation["source"]]) for citation in rows(cited)]


def _citation(record: Frames, row: dict[str, Any], source: dict[str, Any]) -> Citation:
    own, carriers = source["publisher_name"], source["carried_by_names"]
    whose = joined(record.called(row["originators"]), "; ")
    return Citation(
        owner=row["owner"] if "owner" in row else row["claim_id"] or row["reaction_id"],
        source_id=row["source_id"],
        part=row["part"],
        state_controlled=row["state_controlled"],
        originators=row["originators"],
        quote=row["quote"],
        lang=row["lang"],
        translation=row["translation"],
        translation_by=row["translation_by"],
        source=_source(source),
        chain=_chain([whose, *record.called(row["via"]), own, *carriers], source["title"] or ""),
        outlets=tuple(house for house in dict.fromkeys([source["publisher"], *source["carried_by"]]) if house),
        houses=[*([own] if own else []), *carriers],
    )


def _chain(names: Iterable[str], title: str) -> list[str]:
    """Return names, each once; what the title says already, a page's host or plain words, is left out."""
    return [name for name in dict.fromkeys(names) if name and name != title and not title.startswith(f"{name}/")]


def reactions(view: View, shown: pd.DataFrame) -> list[Reaction]:
    """Return reactions with their actor's name and citations."""
    cited = view.citations[view.citations["reaction"] >= 0]
    if len(shown) < len(view.reaction_rows):
        cited = cited[cited["reaction"].isin(shown.index)]
    return _reactions(view, shown, citation_rows(view.frames, cited))


def _reactions(view: View, shown: pd.DataFrame, citations: list[Citation]) -> list[Reaction]:
    by_reaction = _by_owner(citations)
    return [_reaction(view, one, by_reaction.get(one["reaction_id"], [])) for one in rows(shown)]


def _reaction(view: View, row: dict[str, Any], citations: list[Citation]) -> Reaction:
    return Reaction(
        reaction_id=row["reaction_id"],
        event_id=row["event_id"],
        actor=row["actor"],
        actor_name=view.frames.names["actor"][row["actor"]],
        act=row["act"],
        stance=row["stance"],
        speaker=row["speaker"],
        speaker_role=row["speaker_role"],
        date_words=row["date_words"],
        day=row["day"].date() if row["day"] is not None else None,
        summary=row["summary"],
        note=row["note"],
        silence_words=day_words(row["silence"]) if row["silence"] is not None else None,
        after=_after(row["days_after"]),
        citations=citations,
    )


def _by_owner(citations: Iterable[Citation]) -> dict[str, list[Citation]]:
    """Return citations by what cites."""
    found: dict[str, list[Citation]] = {}
    for citation in citations:
        found.setdefault(citation.owner, []).append(citation)
    return found


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
    return EventLink(own, title, words, replace(view.selection, event=own))


def _other_claim(view: View, claim: int) -> OtherClaim:
    record = view.frames
    own, words = (str(record.cell("claims", name, claim)) for name in ("claim_id", "text"))
    return OtherClaim(
        id=own,
        text=words,
        status=STATUS_CODES[record.numbers("claims", "status")[claim]],
        event=_event_link(view, int(record.numbers("claims", "event")[claim])),
    )
