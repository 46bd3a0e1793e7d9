"""The evidence matrix of an event: claims down, publications across, what each does to each, the words on demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from components.parts import markup
from components.parts.card import citation_rows
from components.parts.card_values import Citation
from components.parts.portion import Portion, portion
from components.parts.rows import named_rows, rows
from pactline.query.select import View
from pactline.readings import evidence
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.vocabulary import CITATION_PARTS


@dataclass(frozen=True, slots=True)
class House:
    """A publisher, and how many of the columns are its own."""

    name: str
    state_controlled: bool
    columns: int


@dataclass(frozen=True, slots=True)
class Column:
    """A publication.

    Attributes:
        name: Of its publisher; its title or id where that is not known.
        founding: Whether it is the founding article.
    """

    name: str
    day: str | None
    carried_by_names: tuple[str, ...]
    state_controlled: bool
    founding: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """What a publication does to a claim, whether its words are held, and the box with the citations."""

    parts: tuple[str, ...]
    quoted: bool
    box: str


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with a cell per column; ``None`` where the publication is not cited."""

    claim_id: str
    text: str
    status: str
    independent: int
    outlets: int
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class CellBox:
    """The citations behind a cell."""

    id: str
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class MatrixValues:
    """The matrix.

    Attributes:
        houses: Publishers, from left to right; ``columns``: their publications.
        part: The part of the event's claims that ``rows`` are.
        left_out: How many more publications they cite.
        parts: What a publication may do to a claim, for the legend.
    """

    template: ClassVar = "event/evidence_matrix.html"
    houses: list[House]
    columns: list[Column]
    rows: list[ClaimRow]
    boxes: list[CellBox]
    part: Portion
    left_out: int
    parts: tuple[str, ...] = CITATION_PARTS


def evidence_matrix(view: View, event_id: str, *, start: int | None = None) -> str:
    """Return the matrix as HTML; empty where no shown claim of the event cites anything.

    Args:
        view: What is shown.
        event_id: An event of the record.
        start: Place of the first claim of the part that is shown of a long list; without, all are.
    """
    values = matrix_values(view, event_id, start=start)
    return markup.render(values) if values.columns else ""


def matrix_values(view: View, event_id: str, *, start: int | None = None) -> MatrixValues:
    """Return the matrix for its template; arguments as of ``evidence_matrix``."""
    total = int((view.claims["event_id"] == event_id).sum())
    part = Portion("claims", 0, total, total) if start is None else portion("claims", total, start)
    found = evidence.matrix(view, event_id, start=part.start, after=part.after)
    sources = named_rows(view.frames, found.sources)
    cited = view.citations[view.citations["claim_id"].isin(found.claims)]
    behind: dict[tuple[str, str], list[Citation]] = {}
    for citation in citation_rows(view.frames, cited):
        behind.setdefault((citation.owner, citation.source_id), []).append(citation)
    outlets: dict[str, set[str]] = {}
    for (claim_id, _), citations in behind.items():
        outlets.setdefault(claim_id, set()).update(house for one in citations for house in one.outlets)
    boxes = {key: f"cite-{number}" for number, key in enumerate(behind, start=1) if key in found.cells}
    cells = {key: Cell(found.cells[key], any(one.quote for one in behind[key]), box) for key, box in boxes.items()}
    ids = [str(one["source_id"]) for one in sources]
    return MatrixValues(
        houses=[
            House(name=name, state_controlled=controlled == "yes", columns=len(list(own)))
            for (_, name, controlled), own in groupby(
                sources, key=lambda one: (one["publisher"], one["publisher_name"], one["state_controlled"])
            )
        ],
        columns=[
            Column(
                name=one["publisher_name"] or one["title"] or one["source_id"],
                day=one["published_words"],
                carried_by_names=one["carried_by_names"],
                state_controlled=one["state_controlled"] == "yes",
                founding=one["source_id"] == FOUNDING_ARTICLE,
            )
            for one in sources
        ],
        rows=_rows(view, found.claims, ids, outlets, cells),
        boxes=[CellBox(box, behind[key]) for key, box in boxes.items()],
        part=part,
        left_out=found.left_out,
    )


def _rows(
    view: View,
    claims: tuple[str, ...],
    sources: list[str],
    outlets: Mapping[str, set[str]],
    cells: Mapping[tuple[str, str], Cell],
) -> list[ClaimRow]:
    return [
        ClaimRow(
            claim_id=claim["claim_id"],
            text=claim["text"],
            status=claim["status"],
            independent=claim["independent"],
            outlets=len(outlets.get(claim["claim_id"], ())),
            cells=[cells.get((claim["claim_id"], source)) for source in sources],
        )
        for claim in rows(view.claims[view.claims["claim_id"].isin(claims)])
    ]
