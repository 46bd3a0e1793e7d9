"""Who disagrees about an event: each pair of claims once, both words beside each other."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.parts.card import citation_rows, heard
from components.parts.card_values import Citation, Claim, EventLink
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.readings import contradictions
from pactline.readings.contradictions import Quarrel
from pactline.tables.index import STATUS_CODES

MOST = 10  # against one claim that are written out


@dataclass(frozen=True, slots=True)
class Word:
    """One side: what it says, who says so, when and where it stands.

    Attributes:
        claim_id: Of the claim; ``None`` for a publication that disputes one.
        text: What the record says of it; ``quote`` has exact words, where it holds some, in ``lang``.
        who: Names of its voices; may be none.
        where: Publishers of its first citation.
        event: Its event, if that is another one.
        source_id: Of the publication that disputes.
        again: Whether its words stand above already.
    """

    claim_id: str | None
    text: str | None
    quote: str | None
    lang: str | None
    status: str | None
    who: tuple[str, ...]
    when: str | None
    where: tuple[str, ...]
    event: EventLink | None
    source_id: str | None = None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A claim of the event, and the words against it that stand nowhere before.

    Attributes:
        question: What they disagree about, where the record asks it.
        more: How many more claims are against it.
    """

    question: str | None
    one: Word
    others: list[Word]
    more: int


@dataclass(frozen=True, slots=True)
class Disagreements:
    """All of them; ``total`` counts the pairs."""

    total: int
    each: list[Disagreement]


def disagreements(view: View, event: int, claims: Sequence[Claim], rows: Sequence[int]) -> Disagreements | None:
    """Return what stands against some claims of an event, each pair once; nothing where nobody disagrees.

    Args:
        view: What is shown.
        event: Row of the event.
        claims: The claims that are told.
        rows: Their rows, in the same order.
    """
    quarrels = {one.claim: one for one in contradictions.quarrels(view, rows)}
    others = {row for one in quarrels.values() for row in one.others[:MOST]}
    words = _claims(view, event, sorted(others.union(quarrels)))
    found = []
    total = 0
    for row, claim in zip(rows, claims, strict=True):
        quarrel = quarrels.get(row, Quarrel(row, ()))
        disputed = [_disputed(one) for one in claim.citations if one.part == "disputes"]
        total += len(quarrel.others) + len(disputed)
        if quarrel.others or disputed:
            own = words.get(row) or _claims(view, event, [row])[row]
            against = [*(words[other] for other in quarrel.others[:MOST]), *disputed[:MOST]]
            more = len(quarrel.others) + len(disputed) - len(against)
            found.append(Disagreement(_question(view, claim, against), own, against, more))
    return Disagreements(total, _told_once(_by_question(found))) if found else None


def _told_once(found: Sequence[Disagreement]) -> list[Disagreement]:
    """Mark the claims whose words stand further above already: a claim may be against several."""
    told: set[str] = set()

    def word(one: Word) -> Word:
        again = one.claim_id in told
        if one.claim_id:
            told.add(one.claim_id)
        return replace(one, again=again)

    return [replace(each, one=word(each.one), others=[word(other) for other in each.others]) for each in found]


def _by_question(found: list[Disagreement]) -> list[Disagreement]:
    """Put those about one question behind each other, where the first of them stands."""
    first = {one.question: at for at, one in reversed(list(enumerate(found))) if one.question}

    def place(at: int) -> tuple[int, int]:
        question = found[at].question
        return (first[question] if question else at), at

    asked = [found[at] for at in sorted(range(len(found)), key=place)]
    return [
        replace(one, question=None) if at and one.question == asked[at - 1].question else one
        for at, one in enumerate(asked)
    ]


def _question(view: View, claim: Claim, against: Sequence[Word]) -> str | None:
    """Return the record's question that names a claim and one of those against it."""
    others = {one.claim_id for one in against}
    for question in view.frames.dossier.questions:
        if claim.claim_id in question.claims and not others.isdisjoint(question.claims):
            return question.text
    return None


def _claims(view: View, event: int, rows: Sequence[int]) -> dict[int, Word]:
    """Return some claims as words, by their rows."""
    record = view.frames
    cited = record.rows_of_each("citations", "claim", rows)
    by_claim: dict[str, list[Citation]] = {}
    for citation in citation_rows(record, cited):
        by_claim.setdefault(citation.owner, []).append(citation)
    names = ("claim_id", "text", "known", "known_assumed", "said_by")
    found = {}
    for row, claim_id, words, known, assumed, said_by in zip(
        rows, *(record.cells("claims", name, rows) for name in names), strict=True
    ):
        citations = by_claim.get(str(claim_id), [])
        own = int(record.numbers("claims", "event")[row])
        quoted = next((one for one in citations if one.quote and one.part == "supports"), None)
        voices = [voice.name for voice in heard(record, citations) if voice.does == "supports"]
        found[row] = Word(
            claim_id=claim_id,
            text=words,
            quote=quoted.translation or quoted.quote if quoted else None,
            lang=("en" if quoted.translation else quoted.lang) if quoted else None,
            status=STATUS_CODES[record.numbers("claims", "status")[row]],
            who=record.called(said_by) if isinstance(said_by, tuple) and said_by else tuple(voices),
            when=None if assumed else day_words(known),
            where=tuple(citations[0].houses) if citations else (),
            event=None if own == event else _event(view, own),
        )
    return found


def _disputed(citation: Citation) -> Word:
    """Return a publication that disputes a claim: its words where they are held, else its title."""
    return Word(
        claim_id=None,
        text=None if citation.quote else citation.source.title or citation.source_id,
        quote=citation.translation or citation.quote,
        lang="en" if citation.translation else citation.lang,
        status=None,
        who=tuple(citation.chain[:1]),
        when=citation.source.published_words,
        where=tuple(house for house in citation.houses if house not in citation.chain[:1]),
        event=None,
        source_id=citation.source_id,
    )


def _event(view: View, event: int) -> EventLink:
    own, title, words = (str(view.frames.cell("events", name, event)) for name in ("event_id", "title", "date_words"))
    return EventLink(own, title, words, view.selection)
