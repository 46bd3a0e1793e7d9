"""Rows of a record's tables that need its registers: who published, who said it, since when it is known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pactline.record.citation import Citation
from pactline.record.dossier import Dossier
from pactline.record.model import Claim, Event, Reaction
from pactline.record.vocabulary import NONE, NOT_GIVEN, SILENT
from pactline.tables import provenance
from pactline.tables.disputed import disputed

_NOBODY = {"claim_id": None, "reaction_id": None, "claim": -1, "reaction": -1}


class Speech:
    """Rows that need the registers: who published, who said, since when known."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._cited = {source: self._publication(row, source) for row, source in enumerate(dossier.sources)}

    def _state_only(self, citations: Sequence[Citation]) -> bool:
        controlled = [self._cited[one.id]["state_controlled"] for one in citations if one.part == "supports"]
        return bool(controlled) and all(controlled)

    def claim(self, event: Event, claim: Claim, row: int, independent: int, *, contradicted: bool) -> dict[str, Any]:
        """Return a claim's row, given that of its event, how many voices support it, and if a claim is against it."""
        known = provenance.known_claim(claim, event, self._dossier.sources)
        return {
            "claim_id": claim.id,
            "event_id": event.id,
            "event": row,
            "text": claim.text,
            "status": claim.status or NONE,
            "said_by": claim.said_by,
            "known": known.day,
            "known_assumed": known.assumed,
            "independent": independent,
            "citations": len(claim.sources),
            "disputed": disputed(
                claim.status, contradicted or any(citation.part == "disputes" for citation in claim.sources)
            ),
            "state_only": self._state_only(claim.sources),
            "note": claim.note,
            "short": claim.short,
        }

    def reaction(self, reaction: Reaction, row: int, event: Event) -> dict[str, Any]:
        """Return a reaction's row, given its event and that one's row."""
        said = reaction.date
        days = None
        if said and said.precision == "day" and event.date.precision == "day" and event.date.drawable and said.drawable:
            days = (said.earliest - event.date.earliest).days
        return {
            "reaction_id": reaction.id,
            "event_id": reaction.event,
            "event": row,
            "actor": reaction.actor,
            "speaker": reaction.speaker,
            "speaker_role": reaction.speaker_role,
            "date": said.text if said else None,
            "date_words": said.words if said else None,
            "day": said.earliest if said and said.drawable else None,
            "days_after": days,
            "act": SILENT if reaction.silence else reaction.act or "says",
            "stance": reaction.stance or NONE,
            "summary": reaction.summary,
            "known": reaction.silence or (said.latest if said and not said.open_end else event.date.latest),
            "state_only": self._state_only(reaction.sources),
            "silence": reaction.silence,
            "note": reaction.note,
        }

    def citation(self, citation: Citation, said_by: tuple[str, ...], owner: Mapping[str, Any]) -> dict[str, Any]:
        """Return a citation's row; ``owner`` says of which claim or reaction, and of which event."""
        source = self._dossier.sources[citation.id]
        return {
            **_NOBODY,
            **owner,
            **self._cited[citation.id],
            "part": citation.part,
            "originators": provenance.originators(citation, said_by, source),
            "via": citation.via,
            "quote": citation.quote,
            "lang": citation.lang,
            "translation": citation.translation.text if citation.translation else None,
            "translation_by": citation.translation.by if citation.translation else None,
        }

    def _publication(self, row: int, source_id: str) -> dict[str, Any]:
        """Return what all citations of a publication have in common."""
        source = self._dossier.sources[source_id]
        house = self._dossier.publishers.get(source.publisher or "")
        return {
            "source": row,
            "source_id": source_id,
            "publisher": source.publisher or "",
            "kind": source.kind or (house.kind if house else None) or "",
            "country": house.country if house else None,
            "state_controlled": house is not None and house.state_controlled is True,
        }

    def source(self, source_id: str) -> dict[str, Any]:
        """Return a publication's row."""
        source = self._dossier.sources[source_id]
        house = self._dossier.publishers.get(source.publisher or "")
        controlled = house.state_controlled if house else None
        return {
            "source_id": source_id,
            "title": source.title,
            "publisher": source.publisher or "",
            "carried_by": source.carried_by,
            "kind": source.kind or (house.kind if house else None) or "",
            "country": house.country if house else None,
            "state_controlled": {True: "yes", False: "no", None: NOT_GIVEN}[controlled],
            "published": source.published.text if source.published else None,
            "published_words": source.published.words if source.published else None,
            "language": source.language,
            "url": source.url,
            "archived_url": source.archived_url,
            "read": source.read.extent if source.read else "none",
            "note": source.note,
            "archived_reason": source.archived_reason,
            "weak_host": provenance.weak_host(source, self._dossier.publishers),
        }


def evidence(dossier: Dossier) -> Iterator[tuple[str, Citation, tuple[str, ...]]]:
    """Yield what cites besides claims and reactions: its name, the citation, and whose word it is."""
    for event in dossier.events:
        yield from _cites(f"events/{event.id}", event.sources)
    for estimate in dossier.estimates:
        yield from _cites(f"estimates/{estimate.id}", estimate.sources, estimate.estimator)
    for era in dossier.eras:
        yield from _cites(f"eras/{era.id}", era.sources)
    for treaty in dossier.treaties:
        yield from _cites(f"treaties/{treaty.id}", treaty.sources)
        for article in treaty.articles:
            yield from _cites(f"treaties/{treaty.id}/{article.number}", article.sources)
    for resolution in dossier.resolutions:
        yield from _cites(f"resolutions/{resolution.id}", resolution.sources)
    for question in dossier.questions:
        for number, answer in enumerate(question.answers):
            yield from _cites(f"questions/{question.id}/{number}", answer.sources, *answer.said_by)
    for check in dossier.article.checks if dossier.article else ():
        yield from _cites(f"article/{check.id}", check.sources)


def _cites(
    owner: str, citations: tuple[Citation, ...], *said_by: str | None
) -> Iterator[tuple[str, Citation, tuple[str, ...]]]:
    for citation in citations:
        yield owner, citation, tuple(filter(None, said_by))
