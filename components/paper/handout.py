"""Handouts of an event, of a selection and of a story, as values for ``components/paper/handout.typ``."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pandas as pd

from components.pages import PAGES
from components.paper import handout_step
from components.paper.sheets import Notes, Sheet, published_by_then, quotation, sheet, status
from components.parts.amount_words import figure
from components.parts.card import AGAINST, citation_rows, evidence_of, reactions
from components.parts.card_values import Citation, Reaction
from components.parts.chips import sentence
from components.parts.rows import named_rows, rows
from components.parts.slide import SlideRequest
from components.parts.slide_claims import claims_of
from components.parts.theme import LIGHT
from components.reactions.slide import reactions_of
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.readings.contradictions import claims_against
from pactline.readings.known_estimates import estimates_of
from pactline.readings.stakeholders import Stances
from pactline.readings.story_claims import shows_claims
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.record.story import Step, Story
from pactline.text.direction import isolated, joined, listed
from pactline.wording import text

EVENTS = 24  # of a view: a dozen pages
CLAIMS = 3  # of an event among others
REACTIONS = 8  # to an event
STEP = 6  # events, reactions or figures that a step shows
_QUOTES = 1  # of a claim


def of_event(view: View, event_id: str, *, printed: date) -> dict[str, Any]:
    """Return the handout of one event: its claims, each with status, quotation and notes, and the reactions."""
    notes = Notes()
    event = _events(view)[event_id]
    sections = [_of_event(view, event_id, notes)]
    own = view.reactions[view.reactions["event_id"] == event_id]
    if len(own):
        sections.append(_reactions(view, own.head(REACTIONS), len(own), notes, heading=text("paper.reactions")))
    return _handout(
        sheet(view, "handout", event["title"], printed=printed),
        notes,
        sections,
        dateline=_dateline(event),
        lead=event["summary"],
    )


def of_view(view: View, *, printed: date) -> dict[str, Any]:
    """Return the handout of what is shown: the most important events up to ``EVENTS``, in the order of the view."""
    notes = Notes()
    taken = view.events.sort_values("importance", ascending=False, kind="stable").head(EVENTS)
    ids = view.events["event_id"][view.events["event_id"].isin(taken["event_id"])].tolist()
    own = view.claims[view.claims["event_id"].isin(ids)].groupby("event_id", sort=False).head(CLAIMS)
    own = own.iloc[own["event_id"].map({event_id: place for place, event_id in enumerate(ids)}).argsort(kind="stable")]
    claims: dict[str, list[dict[str, Any]]] = {event_id: [] for event_id in ids}
    for event_id, claim in zip(own["event_id"], _claims(view, own, notes, quotes=0), strict=True):
        claims[event_id].append(claim)
    totals = view.frames.claims["event_id"].value_counts()
    events = _events(view)
    sections = [
        _section(
            heading=events[event_id]["title"],
            dateline=_dateline(events[event_id]),
            claims=claims[event_id],
            more=_of_claims(len(claims[event_id]), int(totals.get(event_id, 0))),
        )
        for event_id in ids
    ]
    remarks = [sentence(view) + "."]
    if len(sections) < len(view.events):
        remarks.append(text("paper.limit", shown=len(sections), n=len(view.events)))
    title = view.frames.dossier.edition.title or text("paper.view")
    return _handout(sheet(view, "handout", title, printed=printed), notes, sections, remarks=remarks)


def of_story(view: View, story: Story, *, printed: date) -> dict[str, Any]:
    """Return the handout of a story: each step with what is said, shown and asked, and the questions at its end."""
    notes = Notes()
    facts = []
    if story.minutes:
        facts.append(text("paper.minutes", n=story.minutes))
    if story.age:
        facts.append(text("paper.age", age=story.age))
    return _handout(
        sheet(view, "handout", story.title, printed=printed),
        notes,
        [_step(view, step, number, notes) for number, step in enumerate(story.steps, start=1)],
        dateline=joined(facts, ", ") or None,
        lead=story.summary,
        goals=list(story.goals),
        questions=list(story.questions),
    )


def title_of(view: View, step: Step) -> str:
    """Return a step's title: its own, or its event's."""
    titles = view.frames.events
    return step.title or next(iter(titles.loc[titles["event_id"] == step.event, "title"]), "")


def view_of(view: View, step: Step) -> View:
    """Return what a step shows; never more than could be known on the day of the whole view."""
    asked = Selection.from_query(step.query)
    known = [day for day in (asked.known, view.selection.known) if day]
    return select(view.frames, replace(asked, known=min(known) if known else None))


def _step(view: View, step: Step, number: int, notes: Notes) -> dict[str, Any]:
    said = {"text": step.say, "notes": _notes_of(view, step.claims, notes)} if step.say else None
    heading = f"{number}. {isolated(title_of(view, step))}"
    return _shown(view_of(view, step), step, notes) | {
        "heading": heading,
        "say": said,
        "look": step.look,
        "ask": step.ask,
    }


def _shown(view: View, step: Step, notes: Notes) -> dict[str, Any]:
    """Return what the step's slide shows: the same claims, reactions, articles, figures or checks, in its order."""
    asked = SlideRequest(view, LIGHT, step.claims, step.place, step.title or "", step.show)
    focus = view.selection.event
    if step.page in _TOLD and view.selection.metric is None:
        return _section(claims=_TOLD[step.page](asked, notes))
    if step.page == "reactions":
        own, groups = reactions_of(view)
        return _section(reactions=[*map(_group, groups)]) if groups else _reactions(view, own, len(own), notes)
    if view.selection.metric in view.frames.dossier.metrics:
        return _section(claims=_figures(view, str(view.selection.metric), notes))
    if shows_claims(step) and (step.event or "claims" in step.show or focus in set(view.events["event_id"])):
        return _of_step(asked, step, notes)
    few = view.events.head(STEP if step.page in PAGES and PAGES[step.page].lists_events else 0)
    if few.empty:
        return _section()
    more = text("paper.events_limit", shown=len(few), n=len(view.events)) if len(few) != len(view.events) else None
    return _section(events=[_entry(view, one) for one in rows(few)], more=more)


_TOLD: Mapping[str, Callable[[SlideRequest, Notes], list[dict[str, Any]]]] = {
    "treaty": handout_step.of_treaty,
    "numbers": handout_step.of_numbers,
    "article": handout_step.of_article,
}


def _group(group: Stances) -> dict[str, Any]:
    """Return who took a stance, in the form of a reaction."""
    silent = group.act in ("denies", "silent")
    stance = text(f"act.{group.act}") if silent else text(f"stance.{group.stance}")
    return {"who": stance, "facts": "", "text": ", ".join(group.names), "notes": []}


def _of_step(asked: SlideRequest, step: Step, notes: Notes) -> dict[str, Any]:
    """Return the claims of the step's slide, those of other events with their day and title."""
    view, focus = asked.view, asked.view.selection.event
    focused = focus is not None and (step.event or view.shows(view.frames.row_of(focus)))
    told = claims_of(asked, focus if focused else None)
    places = {one.claim.claim_id: place for place, one in enumerate(told)}
    own = view.frames.claims[view.frames.claims["claim_id"].isin(places)]
    own = own.iloc[own["claim_id"].map(places).argsort(kind="stable")]
    claims = _claims(view, own, notes, quotes=None if "quotes" in step.show else _QUOTES)
    for claim, one in zip(claims, told, strict=True):
        where = [one.elsewhere.day, one.elsewhere.title] if one.elsewhere else []
        claim["facts"] = " · ".join([*where, claim["facts"]])
    if not focused:
        return _section(claims=claims)
    event = _events(view)[str(focus)]
    total = int((view.frames.claims["event_id"] == focus).sum())
    shown = sum(one.claim.event_id == focus for one in told)
    titled = step.title not in (None, event["title"])
    return _section(
        claims=claims,
        more=_of_claims(shown, total),
        dateline=" · ".join([_dateline(event), *([event["title"]] if titled else [])]),
    )


def _of_event(view: View, event_id: str, notes: Notes) -> dict[str, Any]:
    """Return the section of an event: its shown claims, and how many more it has."""
    shown = view.claims[view.claims["event_id"] == event_id]
    total = int((view.frames.claims["event_id"] == event_id).sum())
    return _section(
        claims=_claims(view, shown, notes, quotes=_QUOTES),
        more=_of_claims(len(shown), total),
    )


def _of_claims(shown: int, total: int) -> str | None:
    return text("paper.claims_limit", shown=shown, n=total) if shown != total else None


def _section(**given: Any) -> dict[str, Any]:
    """Return a section with everything that its template asks for."""
    bare: dict[str, Any] = dict.fromkeys(("heading", "dateline", "say", "more", "look", "ask"))
    return bare | {"claims": [], "events": [], "reactions": []} | given


def _handout(values: Sheet, notes: Notes, sections: Sequence[dict[str, Any]], **given: Any) -> dict[str, Any]:
    bare: dict[str, Any] = {"dateline": None, "lead": None, "remarks": [], "goals": [], "questions": []}
    return dict(values) | bare | given | {"sections": list(sections), "notes": notes.all}


def _events(view: View) -> dict[str, dict[str, Any]]:
    return {event["event_id"]: event for event in rows(view.frames.events)}


def _dateline(event: dict[str, Any]) -> str:
    return joined(filter(None, (event["date_words"], event["place"])), " · ")


def _claims(view: View, shown: pd.DataFrame, notes: Notes, *, quotes: int | None) -> list[dict[str, Any]]:
    """Return claims with up to ``quotes`` of their quotations each; ``None``: all."""
    own = view.frames.rows_of_each("citations", "claim", shown.index.to_numpy())
    cited: dict[str, list[Citation]] = {}
    for one in published_by_then(view, citation_rows(view.frames, own)):
        cited.setdefault(one.owner, []).append(one)
    against = claims_against(view, shown["claim_id"])
    return [
        _claim(one, cited.get(one["claim_id"], []), against.get(one["claim_id"], []), notes, quotes=quotes)
        for one in named_rows(view.frames, shown)
    ]


def _claim(
    claim: dict[str, Any], cited: list[Citation], contradicting: list[str], notes: Notes, *, quotes: int | None
) -> dict[str, Any]:
    for_it = [one for one in cited if one.part != "disputes"]
    facts = [text("card.said_by", who=listed(claim["said_by_names"]))] if claim["said_by"] else []
    if for_it:
        # Counted anew, since publications of after the day of ``known`` are not among them.
        voices = {
            voice
            for one in for_it
            if one.part == "supports" and one.source_id != FOUNDING_ARTICLE
            for voice in one.originators
        }
        outlets = {house for one in for_it for house in one.outlets}
        facts.append(text("count.independent", n=len(voices)))
        if outlets:
            facts.append(text("count.outlets", n=len(outlets)))
    else:
        facts.append(text("card.no_source"))
    quoted = [one for one in for_it if one.quote][:quotes]
    return {
        "text": claim["text"],
        "status": status(claim["status"]),
        "facts": " · ".join(facts),
        "notes": notes.numbers(for_it),
        "quotes": [
            dict(quotation(one.quote or "", one.lang, one.translation, one.translation_by))
            | {"notes": notes.numbers([one])}
            for one in quoted
        ],
        "against": [{"text": words, "notes": []} for words in _few(contradicting)]
        + [_disputed(one, notes) for one in cited if one.part == "disputes"],
    }


def _few(contradicting: list[str]) -> list[str]:
    """Return the first of many words against a claim, and how many more there are."""
    more = len(contradicting) - AGAINST
    return [*contradicting[:AGAINST], text("card.against_more", n=more)] if more > 0 else contradicting


def _disputed(citation: Citation, notes: Notes) -> dict[str, Any]:
    """Return what a publication that disputes a claim has against it: its own words where we hold them."""
    house = citation.source.publisher_name or citation.source.source_id
    words = text("exercise.disputed_by", who=house)
    return {
        "text": f"{words} “{isolated(citation.quote)}”" if citation.quote else words,
        "notes": notes.numbers([citation]),
    }


def _reactions(
    view: View, few: pd.DataFrame, total: int, notes: Notes, *, heading: str | None = None
) -> dict[str, Any]:
    return _section(
        heading=heading,
        reactions=[_reaction(view, one, notes) for one in reactions(view.frames, few.index.to_numpy())],
        more=text("paper.reactions_limit", shown=len(few), n=total) if len(few) != total else None,
    )


def _reaction(view: View, reaction: Reaction, notes: Notes) -> dict[str, Any]:
    if reaction.act == "silent":
        silence = text("reaction.silence", day=reaction.silence_words)
        return {"who": reaction.actor_name, "facts": "", "text": silence, "notes": []}
    stance = text("act.denies") if reaction.act == "denies" else text(f"stance.{reaction.stance}")
    facts = [stance, reaction.speaker, reaction.date_words or text("reaction.undated")]
    return {
        "who": reaction.actor_name,
        "facts": joined(filter(None, facts), " · "),
        "text": reaction.summary,
        "notes": notes.numbers(published_by_then(view, reaction.citations)),
    }


def _entry(view: View, event: dict[str, Any]) -> dict[str, Any]:
    own = view.claims.loc[view.claims["event_id"] == event["event_id"], "status"]
    return {
        "dateline": event["date_words"],
        "title": event["title"],
        "status": status(own.iloc[0] if len(own) else "none"),
    }


def _figures(view: View, metric_id: str, notes: Notes) -> list[dict[str, Any]]:
    """Return a metric's estimates in the form of claims."""
    record = view.frames
    found = []
    for estimate in estimates_of(view, metric_id)[:STEP]:
        cited = evidence_of(record, f"estimates/{estimate.id}")
        who = exercise.name_of(record.dossier, estimate.estimator) if estimate.estimator else None
        found.append(
            {
                "text": figure(estimate, record.dossier.metrics[metric_id], labelled=False),
                "status": None,
                "facts": text("card.said_by", who=who) if who else None,
                "notes": notes.numbers(published_by_then(view, cited)),
                "quotes": [],
                "against": [],
            }
        )
    return found


def _notes_of(view: View, claim_ids: Sequence[str], notes: Notes) -> list[int]:
    """Return the numbers of the notes that bear out what is said: those of the claims named."""
    cited = view.citations[view.citations["claim_id"].isin(claim_ids)]
    return notes.numbers(published_by_then(view, citation_rows(view.frames, cited.index.to_numpy())))
