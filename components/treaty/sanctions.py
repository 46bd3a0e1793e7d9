"""What the Security Council's resolutions forbid, beside what is reported to have happened."""

from collections import Counter
from dataclasses import replace
from typing import Any

import pandas as pd

from components.parts.rows import named_rows, rows
from components.treaty.texts import Texts
from pactline.query.select import View
from pactline.record.vocabulary import STATUSES

_ORDER = {status: place for place, status in enumerate((*STATUSES, "none"))}


def resolutions(texts: Texts) -> list[dict[str, Any]]:
    """Return the resolutions by number: day, reason, vote, event, sources."""
    view = texts.view
    titles = dict(zip(view.frames.events["event_id"], view.frames.events["title"], strict=True))
    return [
        {
            "id": one.id,
            "number": str(one.number),
            "adopted": one.adopted.words,
            "after": one.after,
            "votes": one.votes,
            "russia": one.russia,
            "event": one.event,
            "title": titles.get(one.event or ""),
            "note": None if view.selection.known else one.note,
            "citations": texts.cited(f"resolutions/{one.id}"),
        }
        for one in texts.resolutions
    ]


def matrix(texts: Texts) -> list[dict[str, Any]]:
    """Return a row per subject: for each resolution whether it has a measure on it, and the shown claims by status.

    ``forbids`` holds one truth per resolution, ``statuses`` pairs of status and number of claims.
    """
    numbers = [one.id for one in texts.resolutions]
    found = []
    for row in measures(texts):
        forbidding = {measure["id"] for measure in row["measures"]}
        statuses = Counter(claim["status"] for claim in row["claims"])
        found.append(
            {
                "id": row["id"],
                "name": row["name"],
                "forbids": [number in forbidding for number in numbers],
                "statuses": sorted(statuses.items(), key=lambda pair: _ORDER[pair[0]]),
                "named": row["named"],
            }
        )
    return found


def measures(texts: Texts) -> list[dict[str, Any]]:
    """Return the subjects of the known resolutions: what each orders, and the shown claims of conduct.

    Claims that several resolutions name stand once, the documented first. ``named`` counts all that are named and
    could be known on the day, whether the other filters show them or not.
    """
    view = texts.view
    subjects = view.frames.dossier.subjects
    claims, known = _claims(texts), _known(view)
    own: dict[str, dict[str, Any]] = {}
    for resolution in texts.resolutions:
        for measure in resolution.measures:
            row = own.setdefault(measure.subject, {"measures": [], "conduct": {}})
            row["measures"].append(
                {
                    "id": resolution.id,
                    "number": str(resolution.number),
                    "year": resolution.adopted.year_words,
                    "text": measure.text,
                }
            )
            row["conduct"] |= dict.fromkeys(measure.conduct)
    order = [*subjects, *(subject for subject in own if subject not in subjects)]
    return [
        {
            "id": subject,
            "name": subjects[subject].name if subject in subjects else subject,
            "measures": own[subject]["measures"],
            "claims": sorted(
                (claims[claim] for claim in own[subject]["conduct"] if claim in claims),
                key=lambda claim: (_ORDER[claim["status"]], claim["place"]),
            ),
            "named": len(known & own[subject]["conduct"].keys()),
        }
        for subject in order
        if subject in own
    ]


def _claims(texts: Texts) -> dict[str, dict[str, Any]]:
    """Return the shown claims that a measure names, by id, with their event."""
    view = texts.view
    named = {
        claim
        for resolution in view.frames.dossier.resolutions
        for measure in resolution.measures
        for claim in measure.conduct
    }
    events = {event["event_id"]: event for event in rows(view.frames.events[["event_id", "title", "date_words"]])}
    return {
        claim["claim_id"]: claim
        | {
            "place": claim["event"],
            "title": events[claim["event_id"]]["title"],
            "date_words": events[claim["event_id"]]["date_words"],
            "selection": replace(view.selection, event=claim["event_id"]),
        }
        for claim in named_rows(view.frames, view.claims[view.claims["claim_id"].isin(named)])
    }


def _known(view: View) -> set[str]:
    claims = view.frames.claims
    if view.selection.known is not None:
        claims = claims[claims["known"] <= pd.Timestamp(view.selection.known)]
    return set(claims["claim_id"])
