"""The classroom: the stories as cards, one story's outline, and one of its steps as a page for phones."""

from dataclasses import dataclass, replace
from typing import ClassVar

from markupsafe import Markup

from components.parts import draw, markup
from components.parts.event_list import group_list
from components.stage.deck import find_story, has_page, page_name, step_slide, talk_slide
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.record.story import Step, Story
from pactline.tables.frames import Frames
from pactline.text.direction import joined
from pactline.wording import text

_LISTED = 60  # events of a step that shows a timeline


@dataclass(frozen=True, slots=True)
class NoStoriesValues:
    """A record without stories."""

    template: ClassVar = "classroom/none.html"


@dataclass(frozen=True, slots=True)
class KnownValues:
    """As known on an earlier day there are no stories; the selection that has them."""

    template: ClassVar = "classroom/known.html"
    selection: Selection


@dataclass(frozen=True, slots=True)
class StoriesValues:
    """All stories, each with the selection that opens it, and an id of the link that no story has."""

    template: ClassVar = "classroom/stories.html"
    stories: list[tuple[Story, Selection]]
    unknown: str | None


@dataclass(frozen=True, slots=True)
class JudgeValues:
    """The way to the exercises; a sealed edition names them in its head."""

    template: ClassVar = "classroom/judge.html"
    selection: Selection


@dataclass(frozen=True, slots=True)
class OutlinedStep:
    """A step of a story in its outline.

    Attributes:
        n: Its number, from 1.
        when: Its event's date in words; may be empty.
        here: The selection of the step itself.
        page: The page that it shows, ``page_name`` for readers, ``view`` with which selection, ``None`` if there is
            no such page; ``place``: where on it, may be empty.
    """

    n: int
    title: str
    when: str
    look: str | None
    ask: str | None
    say: str | None
    here: Selection
    page: str
    page_name: str
    view: Selection | None
    place: str


@dataclass(frozen=True, slots=True)
class OutlineValues:
    """One story's outline; ``back`` leads to all; ``beyond``: whether the link asked for a step that it lacks."""

    template: ClassVar = "classroom/outline.html"
    story: Story
    steps: list[OutlinedStep]
    back: Selection
    beyond: bool


@dataclass(frozen=True, slots=True)
class StepValues:
    """One step as a page.

    Attributes:
        number: Of the slide, from 1; of ``total`` steps.
        slide: What the stage shows.
        events: The list in place of a picture; may be empty.
        here: The selection of the story; ``before`` and ``after``: of the slides beside this one.
        page: The page that it shows, if there is one, ``shown`` with which selection, ``place`` where on it.
    """

    template: ClassVar = "classroom/step.html"
    story: Story
    number: int
    total: int
    slide: Markup
    events: str
    here: Selection
    before: Selection
    after: Selection | None
    page: str | None
    page_name: str
    shown: Selection | None
    place: str


def classroom(view: View) -> str:
    """Draw what the address asks for, and return its title: all stories, one story, or one of its steps.

    A story is told with all that this edition knows, so that there is none *as known on* an earlier day.
    """
    record, selection = view.frames, view.selection
    story = find_story(record, selection.story)
    if not record.dossier.stories:
        return _drawn(text("classroom.title"), NoStoriesValues())
    if selection.known is not None:
        return _drawn(text("classroom.title"), KnownValues(replace(selection, known=None)))
    if story is None:
        stories = [(one, replace(_bare(selection), story=one.id)) for one in record.dossier.stories]
        _drawn(text("classroom.title"), StoriesValues(stories, selection.story))
        return _drawn(text("classroom.title"), JudgeValues(Selection()))
    if selection.step is None or not 0 < selection.step <= last(story):
        return _outline(view, story)
    return _step(view, story, selection.step)


def last(story: Story) -> int:
    """Return the number of a story's last slide: the questions come after the last step."""
    return len(story.steps) + bool(story.questions)


def outline(record: Frames, story: Story, selection: Selection) -> list[OutlinedStep]:
    """Return a story's steps: number, title, date, what to look at, to ask and to say, and the ways to it."""
    return [
        OutlinedStep(
            n=number,
            title=step.title or _told(record, step, "title") or page_name(step.page),
            when=_told(record, step, "date_words"),
            look=step.look,
            ask=step.ask,
            say=step.say,
            here=replace(selection, story=story.id, step=number),
            page=step.page,
            page_name=page_name(step.page),
            view=_shown(step) if has_page(step.page) else None,
            place=jump(step),
        )
        for number, step in enumerate(story.steps, start=1)
    ]


def _told(record: Frames, step: Step, column: str) -> str:
    """Return what a column says of the step's event; empty where it has none that the record knows."""
    event = step.event
    return str(record.cell("events", column, record.row_of(event))) if event in record.values("event") and event else ""


def jump(step: Step) -> str:
    """Return the first of the places of its page that a step means; may be empty."""
    return step.place.split(",")[0]


def _outline(view: View, story: Story) -> str:
    selection = _bare(view.selection)
    asked = view.selection.step
    steps = outline(view.frames, story, selection)
    return _drawn(story.title, OutlineValues(story, steps, selection, asked is not None and asked > last(story)))


def _step(view: View, story: Story, number: int) -> str:
    """Draw one step as a page: what the stage shows of it, the list of a picture's events in its place."""
    record = view.frames
    inside = number <= len(story.steps)
    slide = step_slide(record, story, number, look="light") if inside else talk_slide(story)
    step = story.steps[number - 1] if inside else None
    here = replace(_bare(view.selection), story=story.id)
    with draw.box("story-step"):
        draw.html(
            markup.render(
                StepValues(
                    story=story,
                    number=number,
                    total=len(story.steps),
                    slide=Markup(slide["html"]),  # noqa: S704 - made by our own templates
                    events=_events(record, step),
                    here=here,
                    before=replace(here, step=number - 1 or None),
                    after=replace(here, step=number + 1) if number < last(story) else None,
                    page=step.page if step and has_page(step.page) else None,
                    page_name=page_name(step.page) if step else "",
                    shown=_shown(step) if step else None,
                    place=jump(step) if step else "",
                )
            )
        )
    return joined((slide["title"], story.title), " · ")


def _events(record: Frames, step: Step | None) -> str:
    """Return the list of the events that a step's timeline draws, for a page that has no picture."""
    if step is None or step.page != "timeline":
        return ""
    view = select(record, _shown(step))
    return Markup(group_list(view, page="event", most=_LISTED, level=2))  # noqa: S704 - made by our own template


def _shown(step: Step) -> Selection:
    return Selection.from_query(step.query)


def _bare(selection: Selection) -> Selection:
    return replace(selection, story=None, step=None)


def _drawn(title: str, values: markup.Values) -> str:
    draw.html(markup.render(values))
    return title
