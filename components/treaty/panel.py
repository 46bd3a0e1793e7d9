"""The treaties side by side, their words, what the Security Council forbids, and the legal questions."""

from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from components.parts import markup
from components.parts.rows import day_words, rows
from components.treaty.articles import clauses, official
from components.treaty.sanctions import matrix, measures, resolutions
from components.treaty.texts import Texts
from pactline.query.select import View
from pactline.record.edtf import Edtf
from pactline.record.treaty import Article, Treaty
from pactline.tables import provenance
from pactline.wording import text


def treaty_page(view: View) -> None:
    """Draw the page; a record without treaties, resolutions and questions says so."""
    texts = Texts(view)
    dossier = view.frames.dossier
    st.html(
        markup.render(
            "treaty/treaty.html",
            known=day_words(view.selection.known) if view.selection.known else "",
            today=replace(view.selection, known=None),
            heads=[head(texts, treaty) for treaty in texts.pacts],
            steps=steps(texts),
            clauses=clauses(texts),
            official=official(texts),
            subjects=side_by_side(texts),
            resolutions=resolutions(texts),
            matrix=matrix(texts),
            measures=measures(texts),
            questions=questions(texts),
            empty=not (dossier.treaties or dossier.resolutions or dossier.questions),
            selection_for=lambda event: replace(view.selection, event=event),
        )
    )


def head(texts: Texts, treaty: Treaty) -> dict[str, Any]:
    """Return what is known of a treaty as a whole: names, parties, days, term, sources."""
    view = texts.view
    names = view.frames.names["actor"]
    return {
        "id": treaty.id,
        "year": treaty.signed.year_words,
        "title": treaty.title,
        "official": [(lang, name) for lang, name in treaty.official.items() if lang != "en"],
        "parties": [names.get(party, party) for party in treaty.parties],
        "days": [
            (key, day.words, day.text)
            for key, day in (("signed", treaty.signed), ("in_force", treaty.in_force), ("ended", treaty.ended))
            if day is not None and _past(view, day)
        ],
        "place": treaty.place,
        "term": treaty.term if texts.articles(treaty) else None,
        "recorded": _recorded(texts, treaty),
        "width": 1 + len(texts.articles(treaty)) / max(len(texts.articles(one)) for one in texts.pacts or [treaty]),
        "note": None if view.selection.known else treaty.note,
        "citations": texts.cited(f"treaties/{treaty.id}"),
    }


def _recorded(texts: Texts, treaty: Treaty) -> str:
    number = len(texts.articles(treaty))
    if treaty.articles_count is None:
        return text("treaty.recorded", n=number)
    some = number < len(treaty.articles)
    return text("treaty.articles_known" if some else "treaty.articles", recorded=number, n=treaty.articles_count)


def _past(view: View, day: Edtf) -> bool:
    return view.selection.known is None or day.latest <= view.selection.known


def steps(texts: Texts) -> dict[str, Any] | None:
    """Return the way of the latest treaty that has events, from step to step.

    Each step has ``event_id``, ``title``, ``date_words``, and ``after``: words for the days since the step
    before, empty where one of the two is not one day. Events that could not be known on the day are left out.
    """
    view = texts.view
    for treaty in reversed(texts.pacts):
        events = view.frames.events[view.frames.events["event_id"].isin(treaty.events)]
        if view.selection.known is not None:
            claims = view.frames.claims[view.frames.claims["known"] <= pd.Timestamp(view.selection.known)]
            events = events[events["event_id"].isin(claims["event_id"])]
        if len(events):
            return {"title": treaty.title, "year": treaty.signed.year_words, "steps": _steps(rows(events))}
    return None


def _steps(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found, before = [], None
    for event in events:
        day = event["earliest"] if event["earliest"] == event["latest"] else None
        days = (day - before).days if day is not None and before is not None else 0
        after = text("treaty.days_later", n=days) if days else ""
        found.append({name: event[name] for name in ("event_id", "title", "date_words")} | {"after": after})
        before = day
    return found


def side_by_side(texts: Texts) -> list[dict[str, Any]]:
    """Return the subjects in their order, each with a cell per treaty: its articles, or why there are none."""
    dossier = texts.view.frames.dossier
    articles = {treaty.id: texts.articles(treaty) for treaty in texts.pacts}
    used = {article.subject for own in articles.values() for article in own}
    names = {subject: dossier.subjects[subject].name for subject in dossier.subjects if subject in used}
    names |= {subject: subject for subject in sorted(used - set(names))}
    return [
        {
            "id": subject,
            "name": name,
            "cells": [
                {
                    "treaty": treaty.id,
                    "year": treaty.signed.year_words,
                    "articles": [_article(texts, treaty, one) for one in articles[treaty.id] if one.subject == subject],
                    "none": _why_none(treaty, subject, len(articles[treaty.id])),
                }
                for treaty in texts.pacts
            ],
        }
        for subject, name in names.items()
    ]


def _article(texts: Texts, treaty: Treaty, article: Article) -> dict[str, Any]:
    return {
        "number": article.number,
        "text": article.text,
        "note": None if texts.view.selection.known else article.note,
        "citations": texts.cited(f"treaties/{treaty.id}/{article.number}"),
    }


def _why_none(treaty: Treaty, subject: str, known: int) -> str:
    """Say what an empty cell means: no such article, none that could be known, or none among those recorded."""
    if any(article.subject == subject for article in treaty.articles):
        return text("treaty.none_known")
    whole = treaty.articles_count is not None and len(treaty.articles) >= treaty.articles_count
    return text("treaty.no_article" if whole and known else "treaty.none_recorded")


def questions(texts: Texts) -> list[dict[str, Any]]:
    """Return the legal questions with the answers that could be known on the day; those without one are left out."""
    view = texts.view
    dossier, day = view.frames.dossier, view.selection.known
    found = []
    for question in dossier.questions:
        answers = [
            _split(answer.text)
            | {
                "said_by": [view.frames.voice(one) for one in answer.said_by],
                "citations": texts.cited(f"questions/{question.id}/{number}"),
            }
            for number, answer in enumerate(question.answers)
            if day is None or provenance.known_answer(answer, dossier.sources, dossier.edition.as_of).day <= day
        ]
        if answers:
            note = None if day else question.note
            found.append({"id": question.id, "text": question.text, "answers": answers, "note": note})
    return found


_LEAD = 40  # characters that a first sentence has at most to stand out: "Yes.", "It depends on what is done."


def _split(answer: str) -> dict[str, Any]:
    """Cut an answer after a short first sentence, so that yes and no can be seen at once."""
    lead, stop, rest = answer.partition(". ")
    if stop and len(lead) < _LEAD:
        return {"lead": f"{lead}.", "rest": rest}
    return {"lead": "", "rest": answer}
