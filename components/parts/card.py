"""An event with its claims, who says them and who disagrees, as values for a template."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from components.parts import markup
from components.parts.card_values import (
    Card,
    CardValues,
    Citation,
    Claim,
    EventAgainst,
    EventLink,
    FormerStatus,
    Link,
    MoreAgainst,
    OtherClaim,
    Participant,
    Reaction,
    Source,
    Theme,
    Voice,
)
from components.parts.portion import Portion, Starts, portion, runs
from components.parts.rows import day_words, named_rows, rows
from components.parts.word_paths import ways_of
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import places
from pactline.record import edtf
from pactline.record.vocabulary import REACTS
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, day_number
from pactline.tables.postings import Rows
from pactline.text.direction import joined
from pactline.wording import text

_BRIEF = 3  # claims of a short card
AGAINST = 10  # claims against one that are named, and further events that have some


def event_card(
    view: View,
    event_id: str,
    *,
    level: int = 2,
    brief: bool = False,
    evidence_at_a_glance: str = "",
    drawn_ways: bool = True,
    starts: Starts | None = None,
) -> str:
    """Return the card of an event as HTML.

    Args:
        view: What is shown; claims that it hides are counted, not drawn.
        event_id: An event of the record; it need not be among the shown.
        level: Of its heading, 1-3.
        brief: Leave out links, reactions and notes, and show three claims.
        evidence_at_a_glance: HTML of the evidence matrix, to stand between claims and links; may be empty.
        drawn_ways: Draw the ways of each claim's words; else say in words how many voices and outlets it has.
        starts: Where the parts of long lists begin that are shown; without, all is.
    """
    values = card(view, event_id, brief=brief, starts=starts)
    return markup.render(
        CardValues(
            card=values,
            level=level,
            brief=brief,
            ways=ways_of(view, [claim.claim_id for claim in values.claims]) if drawn_ways else {},
            matrix=Markup(evidence_at_a_glance),  # noqa: S704 - a template of ours has escaped it
            selection=view.selection,
            selection_for=lambda event: replace(view.selection, event=event),
            at=lambda place: replace(view.selection, event=None, places=(place,)),
            filtered=lambda key, value: Selection.from_query({key: [value]}),
        )
    )


def card(view: View, event_id: str, *, brief: bool = False, starts: Starts | None = None) -> Card:
    """Return what is known of an event under a view: dates, place, actors, claims, reactions, links.

    Args:
        view: What is shown.
        event_id: An event of the record; it need not be among the shown.
        brief: Only the first claims, without reactions and links.
        starts: Where the parts of long lists begin that are shown; without, all is.
    """
    record, own = view.frames, view.frames.row_of(event_id)
    shown = view.of([own])
    parts = record.rows_of("event_actors", "event", own)
    part_of_claims = _part("claims", shown.claims, starts)
    part_of_reactions = _part("reactions", shown.reactions, starts)
    claims = shown.claims.iloc[part_of_claims.start : _BRIEF if brief else part_of_claims.after]
    reacted = shown.reactions.iloc[part_of_reactions.start : 0 if brief else part_of_reactions.after]
    cited = shown.citations
    if len(claims) + len(reacted) < len(shown.claims) + len(shown.reactions):
        cited = cited[cited["claim"].isin(claims.index) | cited["reaction"].isin(reacted.index)]
    citations = citation_rows(record, cited)
    said = _claims(view, claims, citations)
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
        numbered=not part_of_claims.whole or any(one.against_more for one in said),
        shown_claims=len(shown.claim_rows),
        all_claims=len(record.claims_of(own)),
        reactions=_reactions(view, reacted, citations),
        reactions_part=part_of_reactions,
        links=[] if brief else _links(view, own),
        independent=int(record.numbers("claims", "independent")[shown.claim_rows].max(initial=0)),
    )


def _part(of: str, shown: pd.DataFrame, starts: Starts | None) -> Portion:
    if starts is None:
        return Portion(of, 0, len(shown), len(shown))
    return portion(of, len(shown), getattr(starts, of))


def _claims(view: View, shown: pd.DataFrame, citations: list[Citation]) -> list[Claim]:
    by_claim = _by_owner(citations)
    told: set[int] = set()
    return [
        _claim(view, number, claim, by_claim.get(claim["claim_id"], []), told)
        for number, claim in zip(shown.index.tolist(), rows(shown), strict=True)
    ]


def _claim(view: View, row: int, claim: dict[str, Any], citations: list[Citation], told: set[int]) -> Claim:
    record = view.frames
    against, against_more = _against(view, row, told)
    return Claim(
        claim_id=claim["claim_id"],
        event_id=claim["event_id"],
        text=claim["text"],
        status=claim["status"],
        said_by=claim["said_by"],
        said_by_names=record.called(claim["said_by"]),
        known_assumed=claim["known_assumed"],
        known_words=day_words(claim["known"]),
        independent=claim["independent"],
        note=claim["note"],
        number=row - record.claims_of(claim["event"]).start + 1,
        voice_of=_voices(record, claim["said_by"]),
        citations=citations,
        outlets=len({house for citation in citations for house in citation.outlets}),
        history=_history(view, row),
        article=record.cells("answers", "check", record.rows_of("answers", "claim", row)),
        against=against,
        against_more=against_more,
    )


def _against(view: View, claim: int, told: set[int]) -> tuple[list[OtherClaim], MoreAgainst | None]:
    """Return the claims that stand against one, whichever of the two names the other, each once.

    Args:
        view: What is shown.
        claim: Row of the claim.
        told: Rows of the claims whose sentences stand on the card already, which is noted as ``again``; those of
            this claim are added.

    Returns:
        The first ``AGAINST`` in words; the others, counted, or ``None``.
    """
    record = view.frames
    named = record.cells("against", "other", record.rows_of("against", "claim", claim))
    naming = record.cells("against", "claim", record.rows_of("against", "other", claim))
    found = [other for other in dict.fromkeys([*named, *naming]) if _visible(view, other)]
    lines = [_other_claim(view, other, again=other in told) for other in found[:AGAINST]]
    told.update(found[:AGAINST])
    rest: Rows = np.array(found[AGAINST:], dtype=np.intp)
    return lines, _more_against(view, int(record.numbers("claims", "event")[claim]), rest)


def _more_against(view: View, event: int, others: Rows) -> MoreAgainst | None:
    """Return in few words which claims are against one besides those that are named: by number, and by event."""
    if not len(others):
        return None
    event_of = view.frames.numbers("claims", "event")[others]
    events, counts = np.unique(event_of, return_counts=True)
    here = np.sort(others[event_of == event]) - view.frames.claims_of(event).start + 1
    there = [(one, n) for one, n in zip(events.tolist(), counts.tolist(), strict=True) if one != event]
    return MoreAgainst(
        n=len(others),
        here=runs(here.tolist()),
        there=[_event_against(view, one, n) for one, n in there[:AGAINST]],
        events=len(there[AGAINST:]),
    )


def _event_against(view: View, event: int, n: int) -> EventAgainst:
    link = _event_link(view, event)
    return EventAgainst(link.title, link.selection, n)


def _history(view: View, claim: int) -> list[FormerStatus]:
    """Return the statuses that a claim had, up to the day as known on, each with what tells of it."""
    record, known = view.frames, view.selection.known
    changes = record.rows_of("history", "claim", claim)
    columns = (record.cells("history", name, changes) for name in ("date", "written", "status", "sources", "note"))
    return [
        FormerStatus(edtf.parse(written).words, status, _sources(record, ids), note)
        for day, written, status, ids, note in zip(*columns, strict=True)
        if known is None or day <= pd.Timestamp(known)
    ]


def _sources(record: Frames, ids: Iterable[str]) -> list[Source]:
    """Return the publications of some ids."""
    found = (record.source_row_of(one) for one in ids)
    numbers = [row for row in found if row is not None]
    return [_source(row) for row in named_rows(record, record.sources.take(numbers))] if numbers else []


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
    numbers = cited["source"].unique()
    by_row = dict(zip(numbers.tolist(), named_rows(record, record.sources.take(numbers)), strict=True))
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
        chain=[name for name in dict.fromkeys([whose, *record.called(row["via"]), own, *carriers]) if name],
        outlets=tuple(house for house in dict.fromkeys([source["publisher"], *source["carried_by"]]) if house),
        houses=[*([own] if own else []), *carriers],
    )


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


def _links(view: View, event: int) -> list[Link]:
    record, found = view.frames, []
    for way, own, other in (("to", "event", "to"), ("from", "to", "event")):
        linked = record.rows_of("links", own, event)
        kinds, targets = (record.cells("links", column, linked) for column in ("type", other))
        found += [
            (number, Link(kind, way, link.title, link.date_words, link.selection))
            for number, kind, target in zip(linked.tolist(), kinds, targets, strict=True)
            if _event_known(view, target)
            for link in (_event_link(view, target),)
        ]
    return [link for _, link in sorted(found, key=lambda pair: pair[0])]


def _event_known(view: View, event: int) -> bool:
    """Say whether an event may be named: as known on a day, one without a known claim may not."""
    if view.selection.known is None:
        return True
    own = view.frames.claims_of(event)
    known = view.frames.numbers("claims", "known")[own.start : own.stop]
    return bool((known <= day_number(view.selection.known)).any())


def _visible(view: View, claim: int) -> bool:
    known = view.selection.known
    return known is None or int(view.frames.numbers("claims", "known")[claim]) <= day_number(known)


def _other_claim(view: View, claim: int, *, again: bool) -> OtherClaim:
    record = view.frames
    own, words = (str(record.cell("claims", name, claim)) for name in ("claim_id", "text"))
    return OtherClaim(
        id=own,
        text=words,
        status=STATUS_CODES[record.numbers("claims", "status")[claim]],
        event=_event_link(view, int(record.numbers("claims", "event")[claim])),
        again=again,
    )
