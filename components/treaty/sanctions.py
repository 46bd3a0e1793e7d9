"""What the Security Council's resolutions forbid, beside what is reported to have happened."""

from collections import Counter
from dataclasses import dataclass

from components.parts.card_values import Citation
from components.parts.told_claims import ToldClaim, claims_in_words
from components.treaty.texts import Texts
from pactline.query.select import View
from pactline.query.view import marked
from pactline.record.treaty import Votes
from pactline.record.vocabulary import STATUSES
from pactline.tables.disputed import DISPUTED
from pactline.tables.index import day_number
from pactline.tables.kept import kept

_ORDER = {status: place for place, status in enumerate((*STATUSES, "none"))}


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """A resolution: day, reason, vote, Russia's vote, event with its title, sources."""

    id: str
    number: str
    adopted: str
    after: str | None
    votes: Votes | None
    russia: str | None
    event: str | None
    title: str | None
    note: str | None
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A subject of the measures.

    Attributes:
        forbids: For each resolution whether it has a measure on it.
        statuses: The shown claims by status, those that somebody disagrees with among the disputed.
        named: As of ``SubjectMeasures``.
    """

    id: str
    name: str
    forbids: list[bool]
    statuses: list[tuple[str, int]]
    named: int


@dataclass(frozen=True, slots=True)
class Order:
    """What a resolution orders on a subject."""

    id: str
    number: str
    year: str
    text: str


@dataclass(frozen=True, slots=True)
class SubjectMeasures:
    """A subject: what each resolution orders, and the shown claims of conduct, the documented first.

    Attributes:
        named: How many claims are named and could be known on the day, whether the other filters show them or not.
    """

    id: str
    name: str
    measures: list[Order]
    claims: list[ToldClaim]
    named: int


def resolutions(texts: Texts) -> list[ResolutionRow]:
    """Return the resolutions by number: day, reason, vote, event, sources."""
    view = texts.view
    events = view.frames.values("event")
    return [
        ResolutionRow(
            id=one.id,
            number=str(one.number),
            adopted=one.adopted.words,
            after=one.after,
            votes=one.votes,
            russia=one.russia,
            event=one.event,
            title=view.frames.title(one.event) if one.event in events and one.event else None,
            note=None if view.selection.known else one.note,
            citations=texts.cited(f"resolutions/{one.id}"),
        )
        for one in texts.resolutions
    ]


def matrix(texts: Texts) -> list[MatrixRow]:
    """Return a row per subject: for each resolution whether it has a measure on it, and how the shown claims stand."""
    numbers = [one.id for one in texts.resolutions]
    found = []
    for row in measures(texts):
        forbidding = {measure.id for measure in row.measures}
        statuses = Counter(DISPUTED if claim.disputed else claim.status for claim in row.claims)
        found.append(
            MatrixRow(
                id=row.id,
                name=row.name,
                forbids=[number in forbidding for number in numbers],
                statuses=sorted(statuses.items(), key=lambda pair: _ORDER[pair[0]]),
                named=row.named,
            )
        )
    return found


@kept(8)
def measures(texts: Texts) -> list[SubjectMeasures]:
    """Return the subjects of the known resolutions; claims that several resolutions name stand once."""
    view = texts.view
    subjects = view.frames.dossier.subjects
    claims = conduct_claims(texts)
    orders: dict[str, list[Order]] = {}
    conduct: dict[str, dict[str, None]] = {}
    for resolution in texts.resolutions:
        for measure in resolution.measures:
            order = Order(resolution.id, str(resolution.number), resolution.adopted.year_words, measure.text)
            orders.setdefault(measure.subject, []).append(order)
            conduct.setdefault(measure.subject, {}).update(dict.fromkeys(measure.conduct))
    return [
        SubjectMeasures(
            id=subject,
            name=subjects[subject].name if subject in subjects else subject,
            measures=orders[subject],
            claims=sorted(
                (claims[claim] for claim in conduct[subject] if claim in claims),
                key=lambda claim: (_ORDER[claim.status], claim.event_row),
            ),
            named=sum(_known(view, claim) for claim in conduct[subject]),
        )
        for subject in [*subjects, *(subject for subject in orders if subject not in subjects)]
        if subject in orders
    ]


@kept(8)
def conduct_claims(texts: Texts) -> dict[str, ToldClaim]:
    """Return the shown claims that a measure names, by id, with their event."""
    view = texts.view
    named = {
        claim
        for resolution in view.frames.dossier.resolutions
        for measure in resolution.measures
        for claim in measure.conduct
    }
    record = view.frames
    found = sorted(row for one in named if (row := record.claim_row_of(one)) is not None)
    shown = marked(view.claim_rows, record.size("claims"))
    rows = [row for row in found if shown[row]]
    return dict(zip(record.cells("claims", "claim_id", rows), claims_in_words(view, rows), strict=True))


def _known(view: View, claim: str) -> bool:
    """Say whether the record has a claim that could be known on the day."""
    row, day = view.frames.claim_row_of(claim), view.selection.known
    if row is None or day is None:
        return row is not None
    return int(view.frames.numbers("claims", "known")[row]) <= day_number(day)
