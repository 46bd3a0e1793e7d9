"""The article that a record grew from, checked: what it says, to whom it gives it, what the sources say."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import ClassVar

from components.parts import draw, markup
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.record.article import VERDICTS, ArticleCheck, Check
from pactline.tables.kept import kept


@dataclass(frozen=True, slots=True)
class Answer:
    """An event under which the record answers to a claim of the article."""

    title: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Checked:
    """A claim of the article and what came of it; ``attributed_to`` and ``scope`` as of ``Check``, names for ids."""

    id: str
    says: str
    attributed_to: list[str]
    scope: str
    verdict: str
    why: str
    instead: str | None
    citations: list[Citation]
    answers: list[Answer]


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the article with its checks."""

    title: str
    checks: list[Checked]


@dataclass(frozen=True, slots=True)
class ArticleValues:
    """The whole check; ``tally`` has each verdict with its number."""

    template: ClassVar = "article/article.html"
    article: ArticleCheck
    tally: list[tuple[str, int]]
    sections: list[Section]


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
        draw.html(_html(view))


@kept(32)
def _html(view: View) -> str:
    article = view.frames.dossier.article
    return article_html(view, article) if article else ""


def article_html(view: View, article: ArticleCheck) -> str:
    """Return the whole check as HTML."""
    return markup.render(ArticleValues(article, tally(article), sections(view, article)))


def tally(article: ArticleCheck) -> list[tuple[str, int]]:
    """Return each verdict with how many claims of the article got it, none left out."""
    found = Counter(check.verdict for check in article.checks)
    return [(verdict, found[verdict]) for verdict in VERDICTS]


def sections(view: View, article: ArticleCheck) -> list[Section]:
    """Return the article's sections in its order, each with its checks: verdict, why, sources, answering claims."""
    answers = _answers(view)
    return [
        Section(
            section.title,
            [
                _checked(view, check, answers.get(check.id, []), evidence_of(view.frames, f"article/{check.id}"))
                for check in article.checks
                if check.section == section.id
            ],
        )
        for section in article.sections
    ]


def _checked(view: View, check: Check, answers: list[Answer], cited: list[Citation]) -> Checked:
    return Checked(
        id=check.id,
        says=check.says,
        attributed_to=[view.frames.voice(one) for one in check.attributed_to],
        scope=check.scope,
        verdict=check.verdict,
        why=check.why,
        instead=check.instead,
        citations=cited,
        answers=answers,
    )


def _answers(view: View) -> dict[str, list[Answer]]:
    """Return, for each claim of the article, the events under which the record answers to it."""
    record = view.frames
    found: dict[str, dict[str, Answer]] = {}
    named = [(claim.article, event.id) for event in record.dossier.events for claim in event.claims]
    named += [(reaction.article, reaction.event) for reaction in record.dossier.reactions]
    for ids, event in named:
        for one in ids:
            found.setdefault(one, {})[str(event)] = Answer(
                record.title(str(event)), replace(view.selection, event=event)
            )
    return {one: list(events.values()) for one, events in found.items()}
