"""The evidence matrix of an event: claims down, publications across, what each does to each, the words on demand."""

from itertools import groupby
from typing import Any

import pandas as pd

from components.parts import markup
from components.parts.card import citation_rows
from components.parts.portion import Portion, portion
from components.parts.rows import named_rows
from pactline.query.select import View
from pactline.readings import evidence
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.vocabulary import CITATION_PARTS


def evidence_matrix(view: View, event_id: str, *, start: int | None = None) -> str:
    """Return the matrix as HTML; empty where no shown claim of the event cites anything.

    Args:
        view: What is shown.
        event_id: An event of the record.
        start: Place of the first claim of the part that is shown of a long list; without, all are.
    """
    values = matrix_values(view, event_id, start=start)
    if not values["columns"]:
        return ""
    return markup.render("event/evidence_matrix.html", selection=view.selection, parts=CITATION_PARTS, **values)


def matrix_values(view: View, event_id: str, *, start: int | None = None) -> dict[str, Any]:
    """Return the matrix for its template; arguments as of ``evidence_matrix``.

    Returns:
        ``houses``: publishers with ``name``, ``state_controlled`` and how many ``columns`` they have; ``columns``:
        publications with ``words`` (publisher and day), ``carried_by_names``, ``founding``; ``rows``: claims with
        ``text``, ``status``, ``independent``, ``outlets`` and ``cells``, one per column: ``parts``, ``quoted`` and
        ``box``, or ``None``; ``boxes``: the citations behind each cell; ``part``: of the claims; ``left_out``: how many
        more publications they cite.
    """
    total = int((view.claims["event_id"] == event_id).sum())
    part = Portion("claims", 0, total, total) if start is None else portion("claims", total, start)
    found = evidence.matrix(view, event_id, start=part.start, after=part.after)
    sources = named_rows(view.frames, found.sources)
    cited = view.citations[view.citations["claim_id"].isin(found.claims)]
    behind: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for citation in citation_rows(view.frames, cited):
        behind.setdefault((citation["claim_id"], citation["source_id"]), []).append(citation)
    outlets: dict[str, set[str]] = {}
    for (claim_id, _), citations in behind.items():
        outlets.setdefault(claim_id, set()).update(house for one in citations for house in one["outlets"])
    box = {key: f"cite-{number}" for number, key in enumerate(behind, start=1) if key in found.cells}
    return {
        "houses": [
            {"name": name, "state_controlled": controlled == "yes", "columns": len(list(own))}
            for (_, name, controlled), own in groupby(
                sources, key=lambda one: (one["publisher"], one["publisher_name"], one["state_controlled"])
            )
        ],
        "columns": [
            {
                "name": one["publisher_name"] or one["title"] or one["source_id"],
                "day": one["published_words"],
                "carried_by_names": one["carried_by_names"],
                "state_controlled": one["state_controlled"] == "yes",
                "founding": one["source_id"] == FOUNDING_ARTICLE,
            }
            for one in sources
        ],
        "rows": [
            claim
            | {
                "outlets": len(outlets.get(claim["claim_id"], ())),
                "cells": [
                    _cell(found.cells, behind, box, (claim["claim_id"], str(one["source_id"]))) for one in sources
                ],
            }
            for claim in _claims(view, found.claims)
        ],
        "boxes": [{"id": name, "citations": behind[key]} for key, name in box.items()],
        "part": part,
        "left_out": found.left_out,
    }


def _claims(view: View, ids: tuple[str, ...]) -> list[dict[str, Any]]:
    own: pd.DataFrame = view.claims[view.claims["claim_id"].isin(ids)]
    return [
        {str(name): value for name, value in row.items()}
        for row in own[["claim_id", "text", "status", "independent", "disputed"]].to_dict("records")
    ]


def _cell(
    cells: dict[tuple[str, str], tuple[str, ...]],
    behind: dict[tuple[str, str], list[dict[str, Any]]],
    box: dict[tuple[str, str], str],
    key: tuple[str, str],
) -> dict[str, Any] | None:
    if key not in cells:
        return None
    return {"parts": cells[key], "quoted": any(one["quote"] for one in behind[key]), "box": box[key]}
