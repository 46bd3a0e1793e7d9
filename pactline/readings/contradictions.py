"""What stands against a claim: claims that contradict it, in either direction, and publishers that dispute it."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import numpy as np
import pandas as pd

from pactline.query.select import View
from pactline.tables import provenance
from pactline.tables.frames import Frames
from pactline.tables.index import day_number
from pactline.tables.kept import kept


class Quarrel(NamedTuple):
    """A claim, and those against it that no quarrel before has named: rows of ``CLAIMS``."""

    claim: int
    others: tuple[int, ...]


def against(view: View, claim: int) -> list[int]:
    """Return the rows of the claims that stand against one, whichever of the two names the other, each once.

    As far as they could be known on the view's day; those that it names come first.
    """
    record, known = view.frames, view.selection.known
    named = record.cells("against", "other", record.rows_of("against", "claim", claim))
    naming = record.cells("against", "claim", record.rows_of("against", "other", claim))
    found = [other for other in dict.fromkeys([*named, *naming]) if other != claim]
    if known is None or not found:
        return found
    days = record.numbers("claims", "known")
    return [other for other in found if int(days[other]) <= day_number(known)]


def quarrels(view: View, claims: Iterable[int]) -> list[Quarrel]:
    """Return what stands against some claims, each pair once.

    Args:
        view: What is shown.
        claims: Rows, in the order in which they are told: a pair stands under the first of its two.
    """
    told: set[tuple[int, int]] = set()
    found = []
    for claim in claims:
        others = tuple(other for other in against(view, claim) if (min(claim, other), max(claim, other)) not in told)
        told.update((min(claim, other), max(claim, other)) for other in others)
        if others:
            found.append(Quarrel(claim, others))
    return found


def count_pairs(view: View, claims: Iterable[int]) -> int:
    """Return how many pairs ``quarrels`` finds, without telling them apart."""
    record = view.frames
    rows = np.fromiter(claims, dtype=np.intp)
    if not len(rows):
        return 0
    one, other = (record.column("against", name).to_numpy() for name in ("claim", "other"))
    own = np.isin(one, rows) | np.isin(other, rows)
    if view.selection.known is not None:
        days = record.numbers("claims", "known")
        own &= np.maximum(days[one], days[other]) <= day_number(view.selection.known)
    pairs = np.column_stack((np.minimum(one, other), np.maximum(one, other)))[own & (one != other)]
    return len(np.unique(pairs, axis=0))


def claims_against(view: View, claim_ids: Collection[str]) -> Mapping[str, list[str]]:
    """Return the words of the claims that contradict some claims, as far as they could be known on the view's day.

    Returns:
        Per claim that anything contradicts, what does, in reading order, each text once.
    """
    every = _every(view.frames, view.selection.known)
    return {one: list(every[one]) for one in claim_ids if one in every}


@kept(4)
def _every(record: Frames, known: date | None) -> Mapping[str, tuple[str, ...]]:
    """Return what stands against each claim of a record: a sheet asks for one claim after the other."""
    ends = (record.column("against", name).tolist() for name in ("claim", "other"))
    pairs = list(zip(*ends, strict=True))
    rows = sorted({row for pair in pairs for row in pair})
    ids = dict(zip(rows, record.cells("claims", "claim_id", rows), strict=True))
    words = dict(zip(rows, record.cells("claims", "text", rows), strict=True))
    days = dict(zip(rows, record.cells("claims", "known", rows), strict=True))
    found: dict[str, dict[str, None]] = {}
    for claim, other in pairs:
        for one, its in ((claim, other), (other, claim)):
            if known is None or days[its] <= pd.Timestamp(known):
                found.setdefault(ids[one], {})[words[its]] = None
    return {one: tuple(others) for one, others in found.items()}


def disputing(view: View, claim_id: str) -> list[str]:
    """Return the names of the publishers that dispute a claim and had published by the view's day."""
    dossier = view.frames.dossier
    sources = [dossier.sources[source_id] for source_id in _disputes(view.frames).get(claim_id, ())]
    houses = [one.publisher for one in sources if provenance.published_by(one, view.selection.known)]
    return list(dict.fromkeys(dossier.publishers[house].name for house in houses if house))


@kept(4)
def _disputes(record: Frames) -> Mapping[str, tuple[str, ...]]:
    """Return the publications that dispute a claim, by its id."""
    cited = record.citations[record.citations["part"] == "disputes"]
    found: dict[str, tuple[str, ...]] = {}
    for claim, source in zip(cited["claim_id"].tolist(), cited["source_id"].tolist(), strict=True):
        found[claim] = (*found.get(claim, ()), source)
    return found
