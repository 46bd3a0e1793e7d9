"""An event with its claims, who says them and who disagrees, as values for a template."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from components.parts import markup
from components.parts.portion import Portion, Starts, portion, runs
from components.parts.rows import day_words, rows
from components.parts.word_paths import ways_of
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import actor_profile, places
from pactline.record import edtf
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES, day_number
from pactline.tables.postings import Rows
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
        "parts/event_card.html",
        card=values,
        level=level,
        brief=brief,
        ways=ways_of(view, [claim["claim_id"] for claim in values["claims"]]) if drawn_ways else {},
        matrix=Markup(evidence_at_a_glance),  # noqa: S704 - a template of ours has escaped it
        selection=view.selection,
        selection_for=lambda event: replace(view.selection, event=event),
        at=lambda place: replace(view.selection, event=None, places=(place,)),
        filtered=lambda key, value: Selection.from_query({key: [value]}),
    )


def card(view: View, event_id: str, *, brief: bool = False, starts: Starts | None = None) -> dict[str, Any]:
    """Return what is known of an event under a view: dates, place, actors, claims, reactions, links.

    Args:
        view: What is shown.
        event_id: An event of the record; it need not be among the shown.
        brief: Only the first claims, without reactions and links.
        starts: Where the parts of long lists begin that are shown; without, all is.
    """
    record, own = view.frames, view.frames.row_of(event_id)
    index, shown = record.index, view.of([own])
    parts = index.rows_of("event_actors", "event", own)
    part_of_claims = _part("claims", shown.claims, starts)
    part_of_reactions = _part("reactions", shown.reactions, starts)
    claims = shown.claims.iloc[part_of_claims.start : _BRIEF if brief else part_of_claims.after]
    reacted = shown.reactions.iloc[part_of_reactions.start : 0 if brief else part_of_reactions.after]
    cited = shown.citations
    if len(claims) + len(reacted) < len(shown.claims) + len(shown.reactions):
        cited = cited[cited["claim"].isin(claims.index) | cited["reaction"].isin(reacted.index)]
    citations = citation_rows(record, cited)
    said = _claims(view, claims, citations)
    return rows(record.events.take([own]))[0] | {
        "shown": view.shows(own),
        "place_id": places.of_row(record, own),
        "actors": [
            {"id": actor, "name": record.names["actor"][actor], "part": part}
            for actor, part in zip(
                _values(record, "event_actors", "actor", parts),
                _values(record, "event_actors", "part", parts),
                strict=True,
            )
            if part != "reacts"
        ],
        "themes": [
            {"id": theme, "name": record.names["theme"][theme]}
            for theme in _values(record, "event_themes", "theme", index.rows_of("event_themes", "event", own))
        ],
        "claims": said,
        "claims_part": part_of_claims,
        "numbered": not part_of_claims.whole or any(one["against_more"] for one in said),
        "shown_claims": len(shown.claim_rows),
        "all_claims": int(index.claims_from[own + 1] - index.claims_from[own]),
        "reactions": _reactions(view, reacted, citations),
        "reactions_part": part_of_reactions,
        "links": [] if brief else _links(view, own),
        "independent": int(index.independent[shown.claim_rows].max(initial=0)),
    }


def _part(of: str, shown: pd.DataFrame, starts: Starts | None) -> Portion:
    if starts is None:
        return Portion(of, 0, len(shown), len(shown))
    return portion(of, len(shown), getattr(starts, of))


def _values(record: Frames, name: str, column: str, some: Rows) -> list[Any]:
    """Return some rows of a column; most events have none of most things, which should cost nothing."""
    return record.stored.column(name, column).take(some).tolist() if len(some) else []


def _claims(view: View, shown: pd.DataFrame, citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_claim = _grouped(citations, "claim")
    told: set[int] = set()
    return [
        _claim(view, number, claim, by_claim.get(number, [])) | _against(view, number, told)
        for number, claim in zip(shown.index.tolist(), rows(shown), strict=True)
    ]


def _claim(view: View, number: int, claim: dict[str, Any], citations: list[dict[str, Any]]) -> dict[str, Any]:
    record, index = view.frames, view.frames.index
    return claim | {
        "number": number - int(index.claims_from[claim["event"]]) + 1,
        "known_words": day_words(claim["known"]),
        "voice_of": _voices(view.frames, claim["said_by"]),
        "citations": citations,
        "outlets": len({house for citation in citations for house in citation["houses"]}),
        "history": _history(view, number),
        "article": _values(record, "answers", "check", index.rows_of("answers", "claim", number)),
    }


def _against(view: View, claim: int, told: set[int]) -> dict[str, Any]:
    """Return the claims that stand against one, whichever of the two names the other, each once.

    Args:
        view: What is shown.
        claim: Row of the claim.
        told: Rows of the claims whose sentences stand on the card already, which is noted as ``again``; those of
            this claim are added.

    Returns:
        ``against``: the first ``AGAINST`` in words; ``against_more``: the others, counted, or ``None``.
    """
    record, index = view.frames, view.frames.index
    named = _values(record, "against", "other", index.rows_of("against", "claim", claim))
    naming = _values(record, "against", "claim", index.rows_of("against", "other", claim))
    found = [other for other in dict.fromkeys([*named, *naming]) if _visible(view, other)]
    lines = [_other_claim(view, other) | {"again": other in told} for other in found[:AGAINST]]
    told.update(found[:AGAINST])
    rest: Rows = np.array(found[AGAINST:], dtype=np.intp)
    return {"against": lines, "against_more": _more_against(view, int(index.event_of[claim]), rest)}


def _more_against(view: View, event: int, others: Rows) -> dict[str, Any] | None:
    """Return in few words which claims are against one besides those that are named: by number, and by event."""
    if not len(others):
        return None
    index = view.frames.index
    events, counts = np.unique(index.event_of[others], return_counts=True)
    here = np.sort(others[index.event_of[others] == event]) - index.claims_from[event] + 1
    there = [(one, n) for one, n in zip(events.tolist(), counts.tolist(), strict=True) if one != event]
    return {
        "n": len(others),
        "here": runs(here.tolist()),
        "there": [_event_link(view, one) | {"n": n} for one, n in there[:AGAINST]],
        "events": len(there[AGAINST:]),
    }


def _history(view: View, claim: int) -> list[dict[str, Any]]:
    """Return the statuses that a claim had, up to the day as known on, each with what tells of it."""
    record, known = view.frames, view.selection.known
    changes = record.index.rows_of("history", "claim", claim)
    columns = (_values(record, "history", name, changes) for name in ("date", "written", "status", "sources", "note"))
    return [
        {"day": edtf.parse(written).words, "status": status, "sources": _named(record, ids), "note": _text(note)}
        for day, written, status, ids, note in zip(*columns, strict=True)
        if known is None or day <= pd.Timestamp(known)
    ]


def _named(record: Frames, ids: Any) -> list[dict[str, Any]]:
    """Return the publications of some ids, as one column names them."""
    found = (record.source_row_of(one) for one in (_text(ids) or "").split("; "))
    numbers = [row for row in found if row is not None]
    return rows(record.sources.take(numbers)) if numbers else []


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) else None  # what is missing is no number


def _voices(record: Frames, said_by: str | None) -> list[dict[str, str | None]]:
    """Return whose word a claim is: names, and the ids of those that are actors."""
    actors = actor_profile.by_name(record)
    return [{"name": name, "actor": actors.get(name)} for name in (said_by or "").split("; ") if name]


def citation_rows(record: Frames, cited: pd.DataFrame) -> list[dict[str, Any]]:
    """Return citations with their publication and its chain: originator, publisher, carriers."""
    numbers = cited["source"].unique()
    by_row = dict(zip(numbers.tolist(), rows(record.sources.take(numbers)), strict=True))
    found = []
    for citation in rows(cited):
        source = by_row[citation["source"]]
        carriers = [name for name in source["carried_by"].split("; ") if name]
        own = source["publisher_name"]
        way = [name for name in citation["via"].split("; ") if name]
        chain = [name for name in dict.fromkeys([citation["originators"], *way, own, *carriers]) if name]
        found.append(citation | {"source": source, "chain": chain, "houses": [*([own] if own else []), *carriers]})
    return found


def reactions(view: View, shown: pd.DataFrame) -> list[dict[str, Any]]:
    """Return reactions with their actor's name and citations."""
    cited = view.citations[view.citations["reaction"] >= 0]
    if len(shown) < len(view.reaction_rows):
        cited = cited[cited["reaction"].isin(shown.index)]
    return _reactions(view, shown, citation_rows(view.frames, cited))


def _reactions(view: View, shown: pd.DataFrame, citations: list[dict[str, Any]]) -> list[dict[str, Any]]:
    by_reaction = _grouped(citations, "reaction")
    return [
        reaction
        | {
            "actor_name": view.frames.names["actor"][reaction["actor"]],
            "citations": by_reaction.get(number, []),
            "silence_words": day_words(reaction["silence"]) if reaction["silence"] is not None else None,
            "after": _after(reaction["days_after"]),
        }
        for number, reaction in zip(shown.index.tolist(), rows(shown), strict=True)
    ]


def _grouped(found: list[dict[str, Any]], key: str) -> dict[Any, list[dict[str, Any]]]:
    groups: dict[Any, list[dict[str, Any]]] = {}
    for row in found:
        groups.setdefault(row[key], []).append(row)
    return groups


def _after(days: float | None) -> str | None:
    if days is None:
        return None
    number = int(days)
    if number == 0:
        return text("reaction.same_day")
    if number < 0:
        return text("reaction.before", n=-number)
    return text("reaction.after", n=number)


def neighbours(view: View, event_id: str) -> tuple[dict[str, Any] | None, dict[str, Any] | None]:
    """Return the shown events before and after one in reading order; the record's, if it is not shown."""
    own = view.frames.row_of(event_id)
    among = view.event_rows if view.shows(own) else np.arange(view.frames.index.events)
    place = int(np.searchsorted(among, own))
    earlier = _event_link(view, int(among[place - 1])) if place > 0 else None
    later = _event_link(view, int(among[place + 1])) if place + 1 < len(among) else None
    return (later, earlier) if view.selection.newest_first and view.shows(own) else (earlier, later)


def _event_link(view: View, event: int) -> dict[str, Any]:
    own, title, words = (
        str(view.frames.stored.column("events", name).iloc[event]) for name in ("event_id", "title", "date_words")
    )
    return {"id": own, "title": title, "date_words": words, "selection": replace(view.selection, event=own)}


def _links(view: View, event: int) -> list[dict[str, Any]]:
    record, found = view.frames, []
    for way, own, other in (("to", "event", "to"), ("from", "to", "event")):
        linked = record.index.rows_of("links", own, event)
        kinds, targets = (_values(record, "links", column, linked) for column in ("type", other))
        found += [
            (number, {"type": kind, "way": way, **_event_link(view, target)})
            for number, kind, target in zip(linked.tolist(), kinds, targets, strict=True)
            if _event_known(view, target)
        ]
    return [link for _, link in sorted(found, key=lambda pair: pair[0])]


def _event_known(view: View, event: int) -> bool:
    """Say whether an event may be named: as known on a day, one without a known claim may not."""
    if view.selection.known is None:
        return True
    index = view.frames.index
    known = index.known[index.claims_from[event] : index.claims_from[event + 1]]
    return bool((known <= day_number(view.selection.known)).any())


def _visible(view: View, claim: int) -> bool:
    known = view.selection.known
    return known is None or int(view.frames.index.known[claim]) <= day_number(known)


def _other_claim(view: View, claim: int) -> dict[str, Any]:
    index = view.frames.index
    own, words = (str(view.frames.stored.column("claims", name).iloc[claim]) for name in ("claim_id", "text"))
    return {
        "id": own,
        "text": words,
        "status": STATUS_CODES[index.status[claim]],
        "event": _event_link(view, int(index.event_of[claim])),
    }
