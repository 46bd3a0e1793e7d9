"""The estimates as rows for a table: who estimates, whether that is a party, and since when it can have been known."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pactline.record.dossier import Dossier
from pactline.record.estimate import Estimate
from pactline.record.vocabulary import NONE, Side
from pactline.tables import provenance

_PARTIES: Mapping[str, Side] = {"principals": "pact", "parties-to-the-war": "war"}  # groups of the actors


def estimate_rows(
    dossier: Dossier, event_row: Mapping[str | None, int], membership: Iterable[tuple[str, str]]
) -> Iterator[dict[str, Any]]:
    """Yield a row per estimate, with the columns of ``pactline.tables.columns.ESTIMATES``, in the dossier's order.

    Args:
        dossier: All of a record.
        event_row: The row of each event by its id.
        membership: Pairs of an actor and something it belongs to, itself included.
    """
    sides = _Sides(dossier, membership)
    for estimate in dossier.estimates:
        day = estimate.as_of
        known = known_estimate(estimate, dossier)
        yield {
            "estimate_id": estimate.id,
            "metric": estimate.metric,
            "counts": estimate.counts or NONE,
            "since": estimate.since.text if estimate.since else None,
            "since_words": estimate.since.words if estimate.since else None,
            "since_day": estimate.since.earliest if estimate.since and estimate.since.drawable else None,
            "as_of": day.text,
            "as_of_words": day.words,
            "earliest": day.earliest,
            "latest": day.latest,
            "open_start": day.open_start,
            "open_end": day.open_end,
            "drawable": day.drawable,
            "cumulative": {True: "yes", False: "no", None: NONE}[estimate.cumulative],
            "low": estimate.low,
            "high": estimate.high,
            "value": estimate.value,
            "approximate": estimate.approximate,
            "words": estimate.text,
            "estimator": estimate.estimator or "",
            "side": sides.of(estimate.estimator),
            "basis": estimate.basis,
            "event_id": estimate.event,
            "event": event_row[estimate.event] if estimate.event else -1,
            "known": known.day,
            "known_assumed": known.assumed,
            "state_only": provenance.state_only(estimate.sources, dossier.sources, dossier.publishers),
            "citations": len(estimate.sources),
            "note": estimate.note,
        }


def known_estimate(estimate: Estimate, dossier: Dossier) -> provenance.FirstKnown:
    """Return since when an estimate can have been known: its earliest dated citation, else its last day, assumed."""
    day = estimate.as_of
    settled = day.earliest if day.open_end else day.latest
    return provenance.earliest(estimate.sources, dossier.sources) or provenance.FirstKnown(settled, assumed=True)


class _Sides:
    """Which estimators are a party to the pact or to the war, by the groups that the record gives its actors."""

    def __init__(self, dossier: Dossier, membership: Iterable[tuple[str, str]]) -> None:
        self._houses = dossier.publishers
        groups: dict[str, set[str | None]] = {}
        for actor, whole in membership:
            groups.setdefault(actor, set()).add(dossier.actors[whole].group if whole in dossier.actors else None)
        self._actors: dict[str, Side] = {
            actor: next((side for group, side in _PARTIES.items() if group in own), "no")
            for actor, own in groups.items()
        }
        if not {"pact", "war"} & set(self._actors.values()):
            self._actors = {}  # a record that names no parties says of nobody that it is none

    def of(self, estimator: str | None) -> Side:
        """Return an estimator's side; a body or person has that of what it belongs to.

        A publisher that a state controls has the side of its country. Words that stand in no register cannot
        be placed.
        """
        if not self._actors or estimator is None:
            return "unknown"
        house = self._houses.get(estimator)
        if estimator in self._actors or house is None or house.state_controlled is None:
            return self._actors.get(estimator, "unknown")
        return self._actors.get(house.country or "", "unknown") if house.state_controlled else "no"
