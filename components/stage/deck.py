"""Decks: all that the stage shows of a story, or of one view, as plain values for the browser.

A deck goes to the browser whole, so that a step needs no server: it comes at once, and also when the network
is gone. ``stage.js`` documents what it takes; the names here are the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar
from urllib.parse import urlencode

import numpy as np
from markupsafe import Markup

from components.pages import PAGES, presents
from components.parts import markup, theme
from components.parts.card import citation_rows
from components.parts.chips import chips
from components.parts.rows import named_rows
from components.parts.slide import Picture, SlideBody, SlideRequest
from components.parts.slide_claims import known_claims
from components.parts.theme import SIGNS, Look
from components.stage.qr import qr_code
from components.timeline.marks import marks
from components.timeline.slide_picture import story_picture
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.record import edtf
from pactline.record.story import Step, Story
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined, listed
from pactline.wording import has, text


@dataclass(frozen=True, slots=True)
class CoverValues:
    """What a story opens with; ``facts`` are its minutes and age, in words."""

    template: ClassVar = "stage/cover.html"
    story: Story
    facts: str


@dataclass(frozen=True, slots=True)
class TalkValues:
    """The questions that a story ends with."""

    template: ClassVar = "stage/talk.html"
    story: Story


@dataclass(frozen=True, slots=True)
class SlideValues:
    """A slide: what kind, what it is about, what it shows, what to look at and to ask."""

    template: ClassVar = "stage/slide.html"
    kind: str
    title: str
    when: str
    body: Markup
    look: str | None
    ask: str | None


@dataclass(frozen=True, slots=True)
class ElsewhereValues:
    """The way to a page, by its name, that the stage does not show itself."""

    template: ClassVar = "stage/elsewhere.html"
    page: str
    address: str


Deck = dict[str, Any]  # plain values for the browser
Slide = dict[str, Any]
_NOTED = 3  # claims of an event that the notes hold where the step names none


def find_story(record: Frames, story: str | None) -> Story | None:
    """Return a story by its id."""
    return next((one for one in record.dossier.stories if one.id == story), None)


@kept(32)
def story_deck(record: Frames, story_id: str, *, look: str, room: str | None) -> Deck:
    """Return a story's deck: a cover, a slide a step, and the questions at the end if there are any.

    Args:
        record: The whole record.
        story_id: One of its stories.
        look: The theme's name, for the pictures.
        room: Under which address others reach this app, without a slash at its end; ``None`` if they do not.

    Raises:
        KeyError: There is no such story.
    """
    story = find_story(record, story_id)
    if story is None:
        raise KeyError(story_id)
    way = _Way(record, story, theme.look(look, record.dossier.edition.accent))
    steps = [
        step_slide(record, story, number, look=look) | way.picture(number) for number in range(1, len(story.steps) + 1)
    ]
    slides = [cover_slide(story), *steps]
    if story.questions:
        slides.append(talk_slide(story))
    for number, slide in enumerate(slides):
        link = f"classroom?{urlencode(Selection(story=story.id, step=number).to_query(), doseq=True)}"
        slide |= _code(room, link)  # noqa: PLW2901 - the same slide, now with its code
    return {
        "id": f"story/{story.id}/{look}",
        "story": story.id,
        "title": story.title,
        "minutes": story.minutes,
        "steps": len(story.steps),
        "slides": slides,
    }


def view_deck(view: View, page: str, *, look: str, room: str | None) -> Deck | None:
    """Return the deck of one slide for a page as it is now; ``None`` for a page that the stage does not show."""
    if not presents(page, view):
        return None
    link = markup.href(page, view.selection).removeprefix("./")
    slide = _slide(view, page, Step.model_construct(event=None, view=None), look=look)
    slide |= _code(room, link)
    return {
        "id": f"{page}/{link}/{look}",
        "story": None,
        "title": slide["title"],
        "minutes": None,
        "steps": 1,
        "slides": [slide],
    }


def cover_slide(story: Story) -> Slide:
    """Return the slide that a story opens with."""
    facts = [text("classroom.minutes", n=story.minutes) if story.minutes else "", story.age or ""]
    html = markup.render(CoverValues(story, joined(filter(None, facts), " · ")))
    return _made(story.title, "", html, None, notes={"say": story.summary})


def talk_slide(story: Story) -> Slide:
    """Return the slide with the questions that a story ends with."""
    title = text("classroom.questions")
    return _made(title, "", markup.render(TalkValues(story)), None, notes={})


def step_slide(record: Frames, story: Story, number: int, *, look: str) -> Slide:
    """Return the slide of a story's step, counted from 1; without the way of the story through time."""
    step = story.steps[number - 1]
    view = select(record, Selection.from_query(step.query))
    return _slide(view, step.page, step, look=look)


def has_page(name: str) -> bool:
    """Say whether the app has a page."""
    return name in PAGES


def page_name(name: str) -> str:
    """Return a page's name for readers; its own word where it has none yet."""
    return text(f"nav.{name}") if has(f"nav.{name}") else name.capitalize()


def _slide(view: View, page: str, step: Step, *, look: str) -> Slide:
    colours = theme.look(look, view.frames.dossier.edition.accent)
    asked = SlideRequest(view, colours, step.claims, step.place, step.title or "", step.show)
    hidden = view.selection.known is not None and _hidden(view)
    slide = PAGES[page].slide if page in PAGES else None
    body = SlideBody() if hidden else slide(asked) if slide else _elsewhere(view, page, step)
    title = step.title or ("" if hidden else _title(view, page)) or page_name(page)
    when = joined(filter(None, [body.when, *_in_force(view)]), " · ")
    html = markup.render(
        SlideValues(
            kind=page,
            title=title,
            when=when,
            body=Markup(body.html),  # noqa: S704 - made by our own templates
            look=step.look,
            ask=step.ask,
        )
    )
    return _made(title, when, html, body.picture, notes=_notes(view, step))


def _made(title: str, when: str, html: str, picture: Picture | None, *, notes: Mapping[str, Any]) -> Slide:
    return {
        "title": title,
        "when": when,
        "html": html,
        "picture": picture,
        "notes": {"say": None, "ask": None, "look": None, "claims": []} | dict(notes),
    }


def _title(view: View, page: str) -> str:
    event = view.selection.event
    if page == "event" and event:
        return str(view.frames.cell("events", "title", view.frames.row_of(event)))
    return (view.frames.dossier.edition.title or "") if page == "findings" else ""


def _in_force(view: View) -> list[str]:
    """Return the filters in force in few words: a range of dates as one."""
    selection = view.selection
    days = []
    if selection.first and selection.last and selection.first <= selection.last:
        first, last = selection.first, selection.last
        days = [edtf.parse(f"{first}/{last}" if first < last else f"{first}").words]
        view = replace(view, selection=replace(selection, first=None, last=None))
    view = replace(view, selection=replace(view.selection, certain=False))
    return [*days, *(chip.label for chip in chips(view))]


def _hidden(view: View) -> bool:
    event = view.selection.event
    return event is not None and not view.shows(view.frames.row_of(event))


def _elsewhere(view: View, page: str, step: Step) -> SlideBody:
    """Point to a page that the stage does not show itself."""
    if not has_page(page):
        return SlideBody()
    address = markup.href(page, view.selection) + (f"#{step.place}" if step.place else "")
    return SlideBody(markup.render(ElsewhereValues(page_name(page), address)))


class _Way:
    """The way of a story through time, up to each of its steps."""

    def __init__(self, record: Frames, story: Story, look: Look) -> None:
        self._events = [step.event for step in story.steps]
        self._low = [bool(step.show) for step in story.steps]
        everything = marks(whole(record))
        own = [record.row_of(event) for event in self._events if event]
        self._marks = everything.take(np.isin(everything.event, own))
        self._look = look

    def picture(self, number: int) -> dict[str, Picture]:
        """Return the ``picture`` of a step that shows an event; nothing for one that shows a view."""
        here = self._events[number - 1]
        if here is None:
            return {}
        seen = frozenset(event for event in self._events[:number] if event)
        return {"picture": story_picture(self._marks, seen=seen, here=here, look=self._look, low=self._low[number - 1])}


def _code(room: str | None, link: str) -> dict[str, Any]:
    if room is None:
        return {"link": None, "code": None}
    address = f"{room}/{link}"
    return {"link": address, "code": list(qr_code(address))}


def _notes(view: View, step: Step) -> dict[str, Any]:
    """Return what the teller's window holds of a step: what to say, and what bears it out, with sources."""
    every = view.frames.claims
    asked = every[every["claim_id"].isin(step.claims) | (every["event_id"] == (step.event or ""))]
    known = known_claims(view, set(asked["claim_id"]))
    claims = {str(claim["claim_id"]): claim for claim in named_rows(view.frames, asked[asked["claim_id"].isin(known)])}
    named = [claim for claim in step.claims if claim in claims] or list(claims)[:_NOTED]
    cited = _sources(view, named)
    return {
        "say": step.say,
        "ask": step.ask,
        "look": step.look,
        "claims": [
            {
                "text": claims[name]["text"],
                "status": text(f"status.{claims[name]['status']}"),
                "sign": SIGNS[claims[name]["status"]],
                "said_by": text("card.said_by", who=listed(claims[name]["said_by_names"]))
                if claims[name]["said_by"]
                else "",
                "sources": cited.get(name, []) or [text("card.no_source")],
            }
            for name in named
        ],
    }


def _sources(view: View, claims: list[str]) -> dict[str, list[str]]:
    """Return each claim's citations as lines to read: the chain, the publication, its date, what to know of it."""
    own = np.flatnonzero(view.frames.column("citations", "claim_id").isin(claims))
    found: dict[str, list[str]] = {}
    for one in citation_rows(view.frames, own):
        source = one.source
        parts = [joined(one.apart, " → "), source.title or source.source_id, source.published_words or ""]
        parts += [text("card.state_media")] if one.state_controlled else []
        parts += [text(f"part.{one.part}")] if one.part != "supports" else []
        found.setdefault(one.owner, []).append(joined(filter(None, parts), " · "))
    return found
