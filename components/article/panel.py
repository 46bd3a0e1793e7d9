"""The article that a record grew from, checked: what it says, to whom it gives it, what the sources say."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from components.parts.ways import Ways, filled, waiting
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.article import VERDICTS, ArticleCheck, Check
from pactline.tables.frames import Frames
from pactline.tables.kept import kept


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of the article and what came of it; ``attributed_to`` and ``scope`` as of ``Check``, names for ids.

    ``answers`` are the events under which the record answers to it: id and title of each.
    """

    id: str
    says: str
    attributed_to: list[str]
    scope: str
    verdict: str
    why: str
    instead: str | None
    citations: list[Citation]
    answers: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article with its checks."""

    title: str
    checks: list[Checked]


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """The whole check.

    Attributes:
        tally: Each verdict with its number.
        to: Returns the attributes of a link to an event.
    """

    template: ClassVar = "article/article.html"
    article: ArticleCheck
    tally: list[tuple[str, int]]
    sections: list[Section]
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class NoArticleValues:
    """Why there is no check: ``none`` or ``known``, and the selection that has one."""

    template: ClassVar = "article/none.html"
    reason: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class ArticleSlideValues:
    """A few checks on the stage, or the tally.

    Attributes:
        n: Checks of the whole article.
        judged: Whether the verdicts are told.
    """

    template: ClassVar = "article/slide.html"
    checks: list[Checked]
    tally: list[tuple[str, int]]
    n: int
    judged: bool


def article_check(view: View) -> None:
    """Draw the whole check in the article's own order; a record without one says so.

    The check knows everything up to its edition, so that it is not shown *as known on* an earlier day.
    """
    article = view.frames.dossier.article
    today = replace(view.selection, known=None)
    if article is None:
        draw.html(markup.render(NoArticleValues("none", today)))
    elif view.selection.known is not None:
        draw.html(markup.render(NoArticleValues("known", today)))
    else:
        draw.html(filled(_check(view.frames), view.selection))


@kept(1)
def _check(record: Frames) -> str:
    article = record.dossier.article
    return _html(record, article, waiting) if article else ""


def article_html(view: View, article: ArticleCheck) -> str:
    """Return the whole check as HTML."""
    return _html(view.frames, article, Ways(view.selection).event)


def _html(record: Frames, article: ArticleCheck, to: Callable[[str], Markup]) -> str:
    return markup.render(ArticleValues(article, tally(article), sections(record, article), to))


def tally(article: ArticleCheck) -> list[tuple[str, int]]:
    """Return each verdict with how many claims of the article got it, none left out."""
    found = Counter(check.verdict for check in article.checks)
    return [(verdict, found[verdict]) for verdict in VERDICTS]


def sections(record: Frames, article: ArticleCheck) -> list[Section]:
    """Return the article's sections in its order, each with its checks: verdict, why, sources, answering claims."""
    answers = _answers(record)
    return [
        Section(
            section.title,
            [
                _checked(record, check, answers.get(check.id, []), evidence_of(record, f"article/{check.id}"))
                for check in article.checks
                if check.section == section.id
            ],
        )
        for section in article.sections
    ]


def _checked(record: Frames, check: Check, answers: list[tuple[str, str]], cited: list[Citation]) -> Checked:
    return Checked(
        id=check.id,
        says=check.says,
        attributed_to=[record.voice(one) for one in check.attributed_to],
        scope=check.scope,
        verdict=check.verdict,
        why=check.why,
        instead=check.instead,
        citations=cited,
        answers=answers,
    )


def _answers(record: Frames) -> dict[str, list[tuple[str, str]]]:
    """Return, for each claim of the article, the events under which the record answers to it."""
    found: dict[str, dict[str, str]] = {}
    checks, rows = (record.column("answers", name).tolist() for name in ("check", "event"))
    for check, event in zip(checks, record.cells("events", "event_id", rows), strict=True):
        found.setdefault(check, {})[event] = record.title(event)
    return {one: list(events.items()) for one, events in found.items()}
