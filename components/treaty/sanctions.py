"""What the Security Council's resolutions forbid, beside what is reported to have happened."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from components.parts import markup
from components.parts.card_values import Citation
from components.parts.told_claims import ToldClaim, claims_in_words
from components.parts.ways import waiting
from components.treaty.texts import Texts
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.query.view import marked
from pactline.record.treaty import Votes
from pactline.record.vocabulary import STATUSES
from pactline.tables.disputed import DISPUTED
from pactline.tables.frames import Frames
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


@dataclass(frozen=True, slots=True)
class VotesValues:
    """The resolutions; ``to`` returns the attributes of a link to an event."""

    template: ClassVar = "treaty/votes.html"
    resolutions: list[ResolutionRow]
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class ConductValues:
    """A claim of conduct; ``to`` returns the attributes of a link to an event."""

    template: ClassVar = "treaty/conduct.html"
    c: ToldClaim
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class SanctionsValues:
    """What is ordered beside what is reported.

    Attributes:
        resolutions: Id and number of each.
        votes: The resolutions, as HTML.
        disputes: The selection of the page of who disagrees.
        conduct: Returns a claim as HTML.
    """

    template: ClassVar = "treaty/sanctions.html"
    resolutions: list[tuple[str, str]]
    votes: Markup
    matrix: list[MatrixRow]
    measures: list[SubjectMeasures]
    disputes: Selection
    conduct: Callable[[ToldClaim], Markup]


def sanctions(view: View) -> Markup:
    """Return what is ordered beside what is reported as HTML; its links wait for the selection."""
    record, texts = view.frames, Texts(view)
    table = matrix(texts)
    if not table:
        return Markup()
    values = SanctionsValues(
        resolutions=[(one.id, str(one.number)) for one in texts.resolutions],
        votes=_votes(record),
        matrix=table,
        measures=measures(texts),
        disputes=replace(view.selection, event=None),
        conduct=lambda claim: _conduct(record, claim),
    )
    return Markup(markup.render(values))  # noqa: S704 - a template of ours has escaped it


def _unfiltered(record: Frames) -> View:
    return select(record, Selection(known=record.day))


@kept(2)
def _votes(record: Frames) -> Markup:
    return Markup(markup.render(VotesValues(resolutions(Texts(_unfiltered(record))), waiting)))  # noqa: S704 - likewise


@kept(512)
def _conduct(_: Frames, claim: ToldClaim) -> Markup:
    return Markup(markup.render(ConductValues(claim, waiting)))  # noqa: S704 - likewise


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
    """Return the shown claims that a measure names, by id, as they are told whatever is selected."""
    record, view = texts.view.frames, texts.view
    shown = marked(view.claim_rows, record.size("claims"))
    return {one: claim for row, (one, claim) in _every_conduct(record).items() if shown[row]}


@kept(2)
def _every_conduct(record: Frames) -> dict[int, tuple[str, ToldClaim]]:
    """Return the claims that a measure names, by row, each with its id."""
    resolutions = record.dossier.resolutions
    named = {claim for resolution in resolutions for measure in resolution.measures for claim in measure.conduct}
    rows = sorted(row for one in named if (row := record.claim_row_of(one)) is not None)
    told = zip(record.cells("claims", "claim_id", rows), claims_in_words(_unfiltered(record), rows), strict=True)
    return dict(zip(rows, told, strict=True))


def _known(view: View, claim: str) -> bool:
    """Say whether the record has a claim that could be known on the day."""
    row, day = view.frames.claim_row_of(claim), view.selection.known
    if row is None or day is None:
        return row is not None
    return int(view.frames.numbers("claims", "known")[row]) <= day_number(day)
