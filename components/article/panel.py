"""The article that a record grew from, checked: what it says, to whom it gives it, what the sources say."""

from collections import Counter
from dataclasses import replace
from typing import Any

import streamlit as st

from components.parts import markup
from components.parts.card import citation_rows
from pactline.query.select import View
from pactline.record.article import VERDICTS, ArticleCheck, Check


def article_check(view: View) -> None:
    """Draw the whole check in the article's own order; a record without one says so.

    The check knows everything up to its edition, so that it is not shown *as known on* an earlier day.
    """
    article = view.frames.dossier.article
    if article is None:
        st.html(markup.render("article/none.html", reason="none"))
    elif view.selection.known is not None:
        today = replace(view.selection, known=None)
        st.html(markup.render("article/none.html", reason="known", selection=today))
    else:
        st.html(
            markup.render(
                "article/article.html",
                article=article,
                tally=tally(article),
                sections=sections(view, article),
                selection=view.selection,
            )
        )


def tally(article: ArticleCheck) -> list[tuple[str, int]]:
    """Return each verdict with how many claims of the article got it, none left out."""
    found = Counter(check.verdict for check in article.checks)
    return [(verdict, found[verdict]) for verdict in VERDICTS]


def sections(view: View, article: ArticleCheck) -> list[dict[str, Any]]:
    """Return the article's sections in its order, each with its checks: verdict, why, sources, answering claims."""
    answers = _answers(view)
    evidence = view.frames.evidence
    rows = citation_rows(view.frames, evidence[evidence["owner"].str.startswith("article/")])
    return [
        {
            "title": section.title,
            "checks": [
                _check(view, check, answers.get(check.id, []), rows)
                for check in article.checks
                if check.section == section.id
            ],
        }
        for section in article.sections
    ]


def _check(view: View, check: Check, answers: list[dict[str, Any]], rows: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "id": check.id,
        "says": check.says,
        "attributed_to": [view.frames.voice(one) for one in check.attributed_to],
        "scope": check.scope,
        "verdict": check.verdict,
        "why": check.why,
        "instead": check.instead,
        "citations": [row for row in rows if row["owner"] == f"article/{check.id}"],
        "answers": answers,
    }


def _answers(view: View) -> dict[str, list[dict[str, Any]]]:
    """Return, for each claim of the article, the events under which the record answers to it."""
    record = view.frames
    found: dict[str, dict[str, dict[str, Any]]] = {}
    named = [(claim.article, event.id) for event in record.dossier.events for claim in event.claims]
    named += [(reaction.article, reaction.event) for reaction in record.dossier.reactions]
    titles = dict(zip(record.events["event_id"], record.events["title"], strict=True))
    for ids, event in named:
        for one in ids:
            found.setdefault(one, {})[str(event)] = {
                "title": titles[event],
                "selection": replace(view.selection, event=event),
            }
    return {one: list(events.values()) for one, events in found.items()}
