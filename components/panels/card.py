"""An event with its claims, who says them and who disagrees, as values for a template."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from components import markup
from components.panels.rows import day_words, rows
from pactline import people, places
from pactline.frames import Frames
from pactline.select import View
from pactline.selection import Selection
from pactline.wording import text


def event_card(view: View, event_id: str, *, level: int = 2, brief: bool = False) -> str:
    """Return the card of an event as HTML.

    Args:
        view: What is shown; claims that it hides are counted, not drawn.
        event_id: An event of the record; it need not be among the shown.
        level: Of its heading, 1-3.
        brief: Leave out links, reactions and notes, and show three claims.
    """
    return markup.render(
        "event_card.html",
        card=card(view, event_id),
        level=level,
        brief=brief,
        selection=view.selection,
        selection_for=lambda event: replace(view.selection, event=event),
        at=lambda place: replace(view.selection, event=None, places=(place,)),
        filtered=lambda key, value: Selection.from_query({key: [value]}),
    )


def card(view: View, event_id: str) -> dict[str, Any]:
    """Return what is known of an event under a view: dates, place, actors, claims, reactions, links."""
    record = view.frames
    events = record.events
    event = rows(events[events["event_id"] == event_id])[0]
    claims = view.claims[view.claims["event_id"] == event_id]
    everything = record.claims[record.claims["event_id"] == event_id]
    part = record.event_actors[
        (record.event_actors["event_id"] == event_id) & (record.event_actors["part"] != "reacts")
    ]
    themes = record.event_themes.loc[record.event_themes["event_id"] == event_id, "theme"]
    return event | {
        "shown": bool((view.events["event_id"] == event_id).any()),
        "place_id": places.of_event(record, event_id),
        "actors": [
            {"id": a, "name": record.names["actor"][a], "part": p}
            for a, p in zip(part["actor"], part["part"], strict=True)
        ],
        "themes": [{"id": theme, "name": record.names["theme"][theme]} for theme in themes],
        "claims": _claims(view, claims),
        "all_claims": len(everything),
        "reactions": reactions(view, view.reactions[view.reactions["event_id"] == event_id]),
        "links": _links(view, event_id),
        "independent": int(claims["independent"].max()) if len(claims) else 0,
    }


def _claims(view: View, shown: pd.DataFrame) -> list[dict[str, Any]]:
    cited = view.citations[view.citations["claim_id"].isin(shown["claim_id"])]
    by_claim = _grouped(citation_rows(view.frames, cited), "claim_id")
    return [_claim(view, claim, by_claim.get(claim["claim_id"], [])) for claim in rows(shown)]


def _claim(view: View, claim: dict[str, Any], citations: list[dict[str, Any]]) -> dict[str, Any]:
    model = next(
        c
        for e in view.frames.dossier.events
        if e.id == claim["event_id"]
        for c in e.claims
        if c.id == claim["claim_id"]
    )
    return claim | {
        "known_words": day_words(claim["known"]),
        "voice_of": _voices(view.frames, claim["said_by"]),
        "citations": citations,
        "outlets": len({house for citation in citations for house in citation["houses"]}),
        "history": [
            {"day": change.date.words, "status": change.status}
            for change in model.history
            if view.selection.known is None or change.date.latest <= view.selection.known
        ],
        "contradicts": [_other_claim(view, other) for other in model.contradicts if _visible(view, other)],
        "contradicted_by": [
            _other_claim(view, other) for other in _against(view.frames, claim["claim_id"]) if _visible(view, other)
        ],
        "article": model.article,
    }


def _voices(record: Frames, said_by: str | None) -> list[dict[str, str | None]]:
    """Return whose word a claim is: names, and the ids of those that are actors."""
    actors = people.by_name(record)
    return [{"name": name, "actor": actors.get(name)} for name in (said_by or "").split("; ") if name]


def citation_rows(record: Frames, cited: pd.DataFrame) -> list[dict[str, Any]]:
    """Return citations with their publication and its chain: originator, publisher, carriers."""
    sources = rows(record.sources[record.sources["source_id"].isin(cited["source_id"])])
    by_id = {source["source_id"]: source for source in sources}
    found = []
    for citation in rows(cited):
        source = by_id[citation["source_id"]]
        carriers = [name for name in source["carried_by"].split("; ") if name]
        own = source["publisher_name"]
        way = [name for name in citation["via"].split("; ") if name]
        chain = [name for name in dict.fromkeys([citation["originators"], *way, own, *carriers]) if name]
        found.append(citation | {"source": source, "chain": chain, "houses": [*([own] if own else []), *carriers]})
    return found


def reactions(view: View, shown: pd.DataFrame) -> list[dict[str, Any]]:
    """Return reactions with their actor's name and citations."""
    cited = view.citations[view.citations["reaction_id"].isin(shown["reaction_id"])]
    by_reaction = _grouped(citation_rows(view.frames, cited), "reaction_id")
    return [
        reaction
        | {
            "actor_name": view.frames.names["actor"][reaction["actor"]],
            "citations": by_reaction.get(reaction["reaction_id"], []),
            "silence_words": day_words(reaction["silence"]) if reaction["silence"] is not None else None,
            "after": _after(reaction["days_after"]),
        }
        for reaction in rows(shown)
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
    among = view.events if (view.events["event_id"] == event_id).any() else view.frames.events
    ids = among["event_id"].tolist()
    place = ids.index(event_id)
    before = _event_link(view, ids[place - 1]) if place > 0 else None
    after = _event_link(view, ids[place + 1]) if place + 1 < len(ids) else None
    return before, after


def _event_link(view: View, event_id: str) -> dict[str, Any]:
    event = view.frames.events.loc[view.frames.events["event_id"] == event_id].iloc[0]
    return {
        "id": event_id,
        "title": event["title"],
        "date_words": event["date_words"],
        "selection": replace(view.selection, event=event_id),
    }


def _links(view: View, event_id: str) -> list[dict[str, Any]]:
    found = []
    for event in view.frames.dossier.events:
        for link in event.links:
            if event.id == event_id and _event_known(view, link.to):
                found.append({"type": link.type, "way": "to", **_event_link(view, link.to)})
            elif link.to == event_id and event.id and _event_known(view, event.id):
                found.append({"type": link.type, "way": "from", **_event_link(view, event.id)})
    return found


def _event_known(view: View, event_id: str) -> bool:
    """Say whether an event may be named: as known on a day, one without a known claim may not."""
    if view.selection.known is None:
        return True
    claims = view.frames.claims[view.frames.claims["event_id"] == event_id]
    return bool((claims["known"] <= pd.Timestamp(view.selection.known)).any())


def _visible(view: View, claim_id: str) -> bool:
    if view.selection.known is None:
        return True
    claims = view.frames.claims
    return bool((claims.loc[claims["claim_id"] == claim_id, "known"] <= pd.Timestamp(view.selection.known)).all())


def _against(record: Frames, claim_id: str) -> Sequence[str]:
    return [
        claim.id or "" for event in record.dossier.events for claim in event.claims if claim_id in claim.contradicts
    ]


def _other_claim(view: View, claim_id: str) -> dict[str, Any]:
    claims = view.frames.claims
    row = claims.loc[claims["claim_id"] == claim_id].iloc[0]
    return {
        "id": claim_id,
        "text": row["text"],
        "status": row["status"],
        "event": _event_link(view, row["event_id"]),
    }
