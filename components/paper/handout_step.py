"""What a step's slide shows of treaties, figures and checks, on paper: in the form of claims, with numbered notes."""

from collections.abc import Sequence
from typing import Any

from components.article.slide import checks_of
from components.numbers.shown import figures
from components.numbers.slide import figures_content
from components.paper.sheets import Notes, published_by_then
from components.parts.card import evidence_of
from components.parts.card_values import Citation
from components.parts.slide import SlideRequest
from components.treaty.panel import AnswerGiven
from components.treaty.slide import StageArticle, treaty_content
from pactline.wording import text

Entry = dict[str, Any]


def of_treaty(asked: SlideRequest, notes: Notes) -> list[Entry]:
    """Return the articles, answers or steps that the slide shows, each with whose words it has."""
    told = treaty_content(asked)
    if told.question:
        lead = _entry(told.question.text)
        return [lead, *(_answer(asked, answer, notes) for answer in told.question.answers)]
    if told.steps:
        return [_entry(step.title, step.date_words, step.after) for step in told.steps]
    found = []
    for column in told.columns:
        head = " ".join(filter(None, (column.year, column.name)))
        found += [_article(asked, head, article, notes) for article in column.articles] or [_entry(column.none, head)]
    return found


def of_numbers(asked: SlideRequest, notes: Notes) -> list[Entry]:
    """Return the estimates that the slide shows, under what they are figures of."""
    record, found = asked.view.frames, []
    for told in figures_content(asked, figures(asked.view)):
        counts = text(f"numbers.counts.{told.counts}") if told.counts else ""
        found.append(_entry(f"{told.label}, {counts}" if counts else told.label, told.words))
        for row in told.rows:
            cited = evidence_of(record, f"estimates/{row.id}")
            since = text("numbers.since", day=row.since) if row.since else ""
            found.append(
                _entry(
                    f"{row.who}: {row.amount}",
                    row.day,
                    since,
                    notes=_notes(asked, cited, notes),
                )
            )
    return found


def of_article(asked: SlideRequest, notes: Notes) -> list[Entry]:
    """Return the checks that the slide shows; with the verdict, unless the class judges first."""
    judged = "claims" not in asked.show
    found = []
    for check in checks_of(asked):
        given = " → ".join(check.attributed_to)
        facts = [check.id, f"{text('article.given_to')} {given}" if given else ""]
        facts += [f"{text('verdict.' + check.verdict)}: {check.why}"] if judged else []
        cited = check.citations if judged else []
        found.append(_entry(check.says, *facts, notes=_notes(asked, cited, notes)))
    return found


def _article(asked: SlideRequest, head: str, article: StageArticle, notes: Notes) -> Entry:
    number = text("treaty.article", number=article.number) if article.number else ""
    words = "".join(part for part, _ in article.words)
    facts = (head, number, article.whose)
    return _entry(words, *facts, notes=_notes(asked, article.cited, notes))


def _answer(asked: SlideRequest, answer: AnswerGiven, notes: Notes) -> Entry:
    words = " ".join(filter(None, (answer.lead, answer.rest)))
    return _entry(words, "; ".join(answer.said_by), notes=_notes(asked, answer.citations[:1], notes))


def _notes(asked: SlideRequest, cited: Sequence[Citation], notes: Notes) -> list[int]:
    return notes.numbers(published_by_then(asked.view, cited))


def _entry(words: str, *facts: str | None, notes: Sequence[int] = ()) -> Entry:
    """Return a text in the form of a claim, without a status of its own."""
    said = " · ".join(filter(None, facts))
    return {"text": words, "status": None, "facts": said or None, "notes": list(notes), "quotes": [], "against": []}
