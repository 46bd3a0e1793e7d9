"""An event in at most five sentences, each with how far it is established and whose word it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from components.parts.card_values import Claim
from pactline.query.select import View
from pactline.text.direction import joined
from pactline.wording import text

MOST = 5  # sentences


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence of a digest.

    Attributes:
        claims: Ids of the claims that bear it.
        statuses: Theirs, each once.
        says: Their statuses and voices in words.
    """

    text: str
    claims: tuple[str, ...]
    statuses: tuple[str, ...]
    says: str


def digest(view: View, event: int, claims: Sequence[Claim]) -> list[Line]:
    """Return the event's digest, as far as the claims that bear its sentences are shown; else its first claims.

    Args:
        view: What is shown; a digest is written today, so that on an earlier day the claims alone are told.
        event: Row of the event.
        claims: Those of its claims that are shown, the first ones.
    """
    record, known = view.frames, {claim.claim_id: claim for claim in claims}
    rows = record.rows_of("digest", "event", event)[: MOST if view.selection.known is None else 0]
    told = [
        (sentence, tuple(borne))
        for sentence, borne in zip(*(record.cells("digest", name, rows) for name in ("text", "claims")), strict=True)
        if borne and known.keys() >= set(borne)
    ]
    told = told or [(claim.text, (claim.claim_id,)) for claim in claims]
    return [_line(sentence, [known[one] for one in borne]) for sentence, borne in told[:MOST]]


def _line(sentence: str, claims: Sequence[Claim]) -> Line:
    statuses = tuple(dict.fromkeys(claim.status for claim in claims))
    established = joined((text(f"status.{status}") for status in statuses), text("event.and"))
    return Line(sentence, tuple(claim.claim_id for claim in claims), statuses, f"{established}, {_whose(claims)}")


def _whose(claims: Sequence[Claim]) -> str:
    if len(claims) == 1:
        return whose(claims[0])
    behind = {voice.id for claim in claims for voice in claim.heard if voice.does == "supports"}
    if all(claim.independent == 1 for claim in claims) and len(behind) == len(claims):
        return text("event.each_alone")
    return text("event.voices", n=len(behind)) if behind else text("event.no_voice")


def whose(claim: Claim) -> str:
    """Return in a few words how many stand behind a claim, and who, if it is one alone."""
    if not claim.citations:
        return text("event.no_source")
    behind = [voice.name for voice in claim.heard if voice.does == "supports"]
    if len(behind) == 1:
        return text("event.alone", who=behind[0])
    return text("event.voices", n=len(behind)) if behind else text("event.no_voice")
