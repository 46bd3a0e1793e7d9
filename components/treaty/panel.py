"""The treaties side by side, their words, what the Security Council forbids, and the legal questions."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.card_values import Citation
from components.parts.rows import day_words
from components.parts.ways import filled, waiting
from components.treaty.articles import Clause, OfficialArticle, clauses, official
from components.treaty.sanctions import matrix, sanctions
from components.treaty.texts import Texts
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.record.edtf import Edtf
from pactline.record.treaty import Article, Treaty
from pactline.tables import provenance
from pactline.tables.frames import Frames
from pactline.tables.index import day_number
from pactline.tables.kept import kept
from pactline.wording import text


@dataclass(frozen=True, slots=True)
class TreatyHead:
    """What is known of a treaty as a whole.

    Attributes:
        official: Its other names, with their language.
        days: ``signed``, ``in_force``, ``ended``: the day in words.
        recorded: How many articles are recorded, in words.
        width: Of its column, against the others'.
    """

    id: str
    year: str
    title: str
    official: list[tuple[str, str]]
    parties: list[str]
    days: list[tuple[str, str]]
    place: str | None
    term: str | None
    recorded: str
    width: float
    note: str | None
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class Ratifying:
    """An event on the way of a treaty; ``after`` says how long after the one before, where both are one day."""

    event_id: str
    title: str
    date_words: str
    after: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way of a treaty from step to step."""

    title: str
    year: str
    steps: list[Ratifying]


@dataclass(frozen=True, slots=True)
class CellArticle:
    """An article of a treaty in our words."""

    number: str
    text: str
    note: str | None
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class Cell:
    """A treaty's articles on a subject, or why there are none (``none``)."""

    treaty: str
    year: str
    articles: list[CellArticle]
    none: str


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A subject with a cell per treaty."""

    id: str
    name: str
    cells: list[Cell]


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """An answer: ``lead`` is a short first sentence, if it has one, ``rest`` all else; who gave it."""

    lead: str
    rest: str
    said_by: list[str]
    citations: list[Citation]


@dataclass(frozen=True, slots=True)
class LegalQuestion:
    """A legal question with the answers to it."""

    id: str
    text: str
    answers: list[AnswerGiven]
    note: str | None


@dataclass(frozen=True, slots=True)
class TextsValues:
    """The treaties themselves; ``to`` returns the attributes of a link to an event."""

    template: ClassVar = "treaty/texts.html"
    heads: list[TreatyHead]
    steps: Way | None
    clauses: list[Clause]
    official: list[OfficialArticle]
    subjects: list[SubjectRow]
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class QuestionsValues:
    """The legal questions."""

    template: ClassVar = "treaty/questions.html"
    questions: list[LegalQuestion]


@dataclass(frozen=True, slots=True)
class TreatyValues:
    """The whole page.

    Attributes:
        known: The day as known on, in words; ``today``: the selection without it.
        parts: Those that there are.
        texts: The treaties, as HTML; so are ``sanctions`` and ``questions``.
        empty: Whether the record has nothing of all this.
    """

    template: ClassVar = "treaty/treaty.html"
    known: str
    today: Selection
    parts: tuple[str, ...]
    texts: Markup
    sanctions: Markup
    questions: Markup
    empty: bool


@dataclass(frozen=True, slots=True)
class _Unfiltered:
    """What no filter touches: which parts there are, and the HTML of two of them, whose links are waiting."""

    parts: tuple[str, ...]
    texts: Markup
    questions: Markup


def treaty_page(view: View) -> None:
    """Draw the page; a record without treaties, resolutions and questions says so."""
    draw.html(_html(view))


@kept(32)
def _html(view: View) -> str:
    dossier, known, fixed = view.frames.dossier, view.selection.known, _unfiltered(view.frames)
    made = markup.render(
        TreatyValues(
            known=day_words(known) if known else "",
            today=replace(view.selection, known=None),
            parts=fixed.parts,
            texts=fixed.texts,
            sanctions=sanctions(view),
            questions=fixed.questions,
            empty=not (dossier.treaties or dossier.resolutions or dossier.questions),
        )
    )
    return filled(made, view.selection)


@kept(2)
def _unfiltered(record: Frames) -> _Unfiltered:
    texts = Texts(select(record, Selection(known=record.day)))
    told = TextsValues(
        heads=[head(texts, treaty) for treaty in texts.pacts],
        steps=steps(texts),
        clauses=clauses(texts),
        official=official(texts),
        subjects=side_by_side(texts),
        to=waiting,
    )
    asked = questions(texts)
    parts = {
        "steps": told.steps,
        "texts": told.heads,
        "clauses": told.clauses,
        "official": told.official,
        "subjects": told.subjects,
        "sanctions": matrix(texts),
        "questions": asked,
    }
    # Templates of ours have escaped all of it.
    html, answers = (Markup(markup.render(values)) for values in (told, QuestionsValues(asked)))  # noqa: S704
    return _Unfiltered(tuple(part for part, own in parts.items() if own), html, answers)


def head(texts: Texts, treaty: Treaty) -> TreatyHead:
    """Return what is known of a treaty as a whole: names, parties, days, term, sources."""
    view = texts.view
    names = view.frames.names["actor"]
    return TreatyHead(
        id=treaty.id,
        year=treaty.signed.year_words,
        title=treaty.title,
        official=[(lang, name) for lang, name in treaty.official.items() if lang != "en"],
        parties=[names.get(party, party) for party in treaty.parties],
        days=[
            (key, day.words)
            for key, day in (("signed", treaty.signed), ("in_force", treaty.in_force), ("ended", treaty.ended))
            if day is not None and _past(view, day)
        ],
        place=treaty.place,
        term=treaty.term if texts.articles(treaty) else None,
        recorded=_recorded(texts, treaty),
        width=1 + len(texts.articles(treaty)) / max(len(texts.articles(one)) for one in texts.pacts or [treaty]),
        note=None if view.selection.known else treaty.note,
        citations=texts.cited(f"treaties/{treaty.id}"),
    )


def _recorded(texts: Texts, treaty: Treaty) -> str:
    number = len(texts.articles(treaty))
    if treaty.articles_count is None:
        return text("treaty.recorded", n=number)
    some = number < len(treaty.articles)
    return text("treaty.articles_known" if some else "treaty.articles", recorded=number, n=treaty.articles_count)


def _past(view: View, day: Edtf) -> bool:
    return view.selection.known is None or day.latest <= view.selection.known


def steps(texts: Texts) -> Way | None:
    """Return the way of the latest treaty that has events, without those that could not be known on the day."""
    record, known = texts.view.frames, texts.view.selection.known
    events = record.values("event")
    for treaty in reversed(texts.pacts):
        rows = sorted({record.row_of(event) for event in treaty.events if event in events})
        own = [row for row in rows if known is None or _was_known(record, row, known)]
        if own:
            return Way(treaty.title, treaty.signed.year_words, _steps(record.rows("events", own)))
    return None


def _was_known(record: Frames, event: int, day: date) -> bool:
    """Say whether a claim of an event was known on a day."""
    claims = record.claims_of(event)
    return bool((record.numbers("claims", "known")[claims.start : claims.stop] <= day_number(day)).any())


def _steps(events: list[dict[str, Any]]) -> list[Ratifying]:
    found, before = [], None
    for event in events:
        day = event["earliest"] if event["earliest"] == event["latest"] else None
        days = (day - before).days if day is not None and before is not None else 0
        after = text("treaty.days_later", n=days) if days else ""
        found.append(Ratifying(event["event_id"], event["title"], event["date_words"], after))
        before = day
    return found


def side_by_side(texts: Texts) -> list[SubjectRow]:
    """Return the subjects in their order, each with a cell per treaty: its articles, or why there are none."""
    dossier = texts.view.frames.dossier
    articles = {treaty.id: texts.articles(treaty) for treaty in texts.pacts}
    used = {article.subject for own in articles.values() for article in own}
    names = {subject: dossier.subjects[subject].name for subject in dossier.subjects if subject in used}
    names |= {subject: subject for subject in sorted(used - set(names))}
    return [
        SubjectRow(
            id=subject,
            name=name,
            cells=[
                Cell(
                    treaty=treaty.id,
                    year=treaty.signed.year_words,
                    articles=[_article(texts, treaty, one) for one in articles[treaty.id] if one.subject == subject],
                    none=_why_none(treaty, subject, len(articles[treaty.id])),
                )
                for treaty in texts.pacts
            ],
        )
        for subject, name in names.items()
    ]


def _article(texts: Texts, treaty: Treaty, article: Article) -> CellArticle:
    return CellArticle(
        number=article.number,
        text=article.text,
        note=None if texts.view.selection.known else article.note,
        citations=texts.cited(f"treaties/{treaty.id}/{article.number}"),
    )


def _why_none(treaty: Treaty, subject: str, known: int) -> str:
    """Say what an empty cell means: no such article, none that could be known, or none among those recorded."""
    if any(article.subject == subject for article in treaty.articles):
        return text("treaty.none_known")
    whole = treaty.articles_count is not None and len(treaty.articles) >= treaty.articles_count
    return text("treaty.no_article" if whole and known else "treaty.none_recorded")


def questions(texts: Texts) -> list[LegalQuestion]:
    """Return the legal questions with the answers that could be known on the day; those without one are left out."""
    view = texts.view
    dossier, day = view.frames.dossier, view.selection.known
    found = []
    for question in dossier.questions:
        answers = [
            AnswerGiven(
                *_split(answer.text),
                said_by=[view.frames.voice(one) for one in answer.said_by],
                citations=texts.cited(f"questions/{question.id}/{number}"),
            )
            for number, answer in enumerate(question.answers)
            if day is None or provenance.known_answer(answer, dossier.sources, dossier.edition.as_of).day <= day
        ]
        if answers:
            note = None if day else question.note
            found.append(LegalQuestion(question.id, question.text, answers, note))
    return found


_LEAD = 40  # characters that a first sentence has at most to stand out: "Yes.", "It depends on what is done."


def _split(answer: str) -> tuple[str, str]:
    """Cut an answer after a short first sentence, so that yes and no can be seen at once."""
    lead, stop, rest = answer.partition(". ")
    if stop and len(lead) < _LEAD:
        return f"{lead}.", rest
    return "", answer
