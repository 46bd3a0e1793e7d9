"""What the stage shows of the treaties: the part of the page that a step names, with article and source at each text.

The parts are named as the page's anchors: ``subject-defence`` (a row of the table), ``article-treaty-2024-4`` (an
article; several stand side by side), ``words-treaty-2024-4`` (one article's wordings), ``question-treaty-lawful``,
``treaty-steps`` (from signature to entry into force). Without one it is the clause that most treaties have.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from components.parts import markup
from components.parts.card_values import Citation
from components.parts.packing import text_width
from components.parts.slide import SlideBody, SlideRequest
from components.treaty.articles import clauses, official, wordings
from components.treaty.panel import LegalQuestion, Ratifying, head, questions, side_by_side, steps
from components.treaty.texts import Texts
from components.treaty.wording_marks import Segments, shared
from pactline.record.treaty import Article, Treaty, Wording
from pactline.wording import text

_SENTENCE = re.compile(r"(?<=\.)\s+(?=[A-Z])")
_CUT = "[…]"
_ROOM = 600  # characters that three texts or more have side by side, in type for the last row
_HEAD = 32  # px, at 2 px a letter, that a column's head and source are worth beside its text
_LINE = 80  # letters of two lines
_NARROW = 132  # px of the narrowest column


@dataclass(frozen=True, slots=True)
class StageArticle:
    """An article on the stage.

    Attributes:
        number: May be empty, where the title names it.
        words: Its text, some of it marked; in the language ``lang``.
        whose: Whose wording it is; may be empty.
        cited: The first citation, if there is one.
    """

    number: str
    words: Segments
    lang: str | None
    whose: str
    cited: list[Citation]


@dataclass(frozen=True, slots=True)
class Column:
    """A treaty on the stage: year and name, articles or why there are none; as ``wide`` as it is long."""

    year: str
    name: str
    articles: list[StageArticle]
    none: str
    wide: int


@dataclass(frozen=True, slots=True)
class QuestionSlideValues:
    """A legal question on the stage."""

    template: ClassVar = "treaty/slide_question.html"
    question: LegalQuestion


@dataclass(frozen=True, slots=True)
class StepsSlideValues:
    """The steps into force on the stage."""

    template: ClassVar = "treaty/slide_steps.html"
    steps: Sequence[Ratifying]


@dataclass(frozen=True, slots=True)
class ColumnsSlideValues:
    """Treaties side by side on the stage; ``widths`` are those of a grid, in CSS."""

    template: ClassVar = "treaty/slide.html"
    columns: Sequence[Column]
    widths: str


def treaty_slide(asked: SlideRequest) -> SlideBody:
    """Show the parts of the treaty page that a step names; else the clause that most treaties have."""
    told = treaty_content(asked)
    if told.question:
        return SlideBody(markup.render(QuestionSlideValues(told.question)))
    if told.steps:
        return SlideBody(markup.render(StepsSlideValues(told.steps)))
    return SlideBody(_side_by_side(told.columns))


@dataclass(frozen=True, slots=True)
class TreatyContent:
    """What a step shows of the treaties: one of a legal question, columns of articles, the steps into force."""

    question: LegalQuestion | None = None
    columns: Sequence[Column] = ()
    steps: Sequence[Ratifying] = ()


def treaty_content(asked: SlideRequest) -> TreatyContent:
    """Return what a step names of the treaties; else the clause that most of them have."""
    texts, places = Texts(asked.view), asked.places
    question = next((one for one in questions(texts) if f"question-{one.id}" in places), None)
    if question:
        return TreatyContent(question)
    for part in (_official, _subjects, _articles):
        columns = part(texts, places)
        if columns:
            return TreatyContent(columns=columns)
    found = steps(texts) if "treaty-steps" in places else None
    if found:
        return TreatyContent(steps=found.steps)
    first = clauses(texts)
    return TreatyContent(
        columns=_articles(texts, [f"article-{one.treaty}-{one.number}" for one in first[0].texts]) if first else ()
    )


def _official(texts: Texts, places: Sequence[str]) -> list[Column]:
    """Return one article's wordings side by side, with the phrases marked by which they differ."""
    for treaty in texts.treaties:
        for article in texts.articles(treaty):
            if f"words-{treaty.id}-{article.number}" not in places:
                continue
            marked = next((one.wordings for one in official(texts) if one.id in places), [])
            own = zip(wordings(texts, article), marked, strict=True)
            # One article of one treaty, which the title names.
            return [_unnamed(_worded(texts, treaty, article, w, one.segments)) for w, one in own]
    return []


def _unnamed(column: Column) -> Column:
    return replace(column, year="", articles=[replace(one, number="") for one in column.articles])


def _subjects(texts: Texts, places: Sequence[str]) -> list[Column]:
    """Return rows of the table: each treaty's articles on the subjects in its column, or why there are none."""
    found = [one for one in side_by_side(texts) if f"subject-{one.id}" in places]
    columns = []
    for place, treaty in enumerate(texts.pacts):
        cells = [subject.cells[place] for subject in found]
        articles = [
            StageArticle(number=one.number, words=[(one.text, False)], lang=None, whose="", cited=one.citations[:1])
            for cell in cells
            for one in cell.articles
        ]
        name, none = head(texts, treaty).recorded, "" if articles or not cells else cells[0].none
        columns.append(_column(treaty, articles, name=name, none=none))
    return columns if found else []


def _articles(texts: Texts, places: Sequence[str]) -> list[Column]:
    """Return articles side by side, word for word where they can be read in one language, else in our words."""
    own = [
        (treaty, article)
        for place in places
        for treaty in texts.treaties
        for article in texts.articles(treaty)
        if place == f"article-{treaty.id}-{article.number}"
    ]
    read = [wordings(texts, article) for _, article in own]
    counted = Counter(lang for some in read for lang in sorted({wording.lang for wording in some}))
    lang = min(counted, key=lambda one: (-counted[one], one), default=None)
    chosen = [next((wording for wording in some if wording.lang == lang), None) for some in read]
    marked = iter(_marked([wording.text for wording in chosen if wording], cut=len(own) > 2))  # noqa: PLR2004 - two have room
    return [
        _worded(texts, treaty, article, wording, next(marked) if wording else [(article.text, False)])
        for (treaty, article), wording in zip(own, chosen, strict=True)
    ]


def _marked(words: Sequence[str], *, cut: bool) -> list[Segments]:
    """Mark what texts share; where they are too long to stand side by side, each is cut to its nearest sentence."""
    if cut and sum(map(len, words)) > _ROOM:
        words = [_cut(one, [other for other in words if other is not one]) for one in words]
    return shared(words)


def _cut(words: str, others: Sequence[str]) -> str:
    """Return the sentence that has most in a row with another text, and marks for what was left out."""
    sentences = _SENTENCE.split(words)
    if not others or len(sentences) == 1:
        return words

    def nearness(place: int) -> int:
        return max((len(part) for part, mark in shared([sentences[place], *others])[0] if mark), default=0)

    best = max(range(len(sentences)), key=nearness)
    parts = [_CUT if best else "", sentences[best], _CUT if best < len(sentences) - 1 else ""]
    return " ".join(filter(None, parts))


def _worded(texts: Texts, treaty: Treaty, article: Article, wording: Wording | None, words: Segments) -> Column:
    cited = texts.cited(f"treaties/{treaty.id}/{article.number}")
    if wording:
        cited = [one for one in cited if one.source_id == wording.source] or cited
    shown = StageArticle(
        number=article.number,
        words=words,
        lang=wording.lang if wording else None,
        whose=wording.whose if wording else text("treaty.our_words"),
        cited=cited[:1],
    )
    return _column(treaty, [shown])


def _column(treaty: Treaty, articles: list[StageArticle], *, name: str = "", none: str = "") -> Column:
    """Return a column, as wide as what stands in it is long, so that all are about as high."""
    words = ["".join(part for part, _ in one.words) + one.whose for one in articles]
    long = sum(_HEAD + round(text_width(one, 2) * (1 + _word(one) / _LINE)) for one in words)
    return Column(
        year=treaty.signed.year_words,
        name=name or ("" if treaty.parties else treaty.title),
        articles=articles,
        none=none,
        wide=max(long, _NARROW),
    )


def _word(words: str) -> float:
    """Return the letters of an average word: each line ends about half of one early."""
    return len(words) / len(words.split())


def _side_by_side(columns: Sequence[Column]) -> str:
    if not columns:
        return ""
    widths = " ".join(f"minmax(0, {column.wide}fr)" for column in columns)
    return markup.render(ColumnsSlideValues(columns, widths))
