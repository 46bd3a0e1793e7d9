"""Buttons that make a sheet of paper when they are pressed: handout, exercise, answer key."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from typing import Any, Literal, TypeAlias

import streamlit as st

from components.exercise import making
from components.paper import exercise_sheet, handout, press
from components.parts import draw
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.readings import exercise
from pactline.readings.exercise import Exercise
from pactline.record.story import Story
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import text

Kind: TypeAlias = Literal["handout", "exercise", "key"]
_Make: TypeAlias = Callable[[date], Mapping[str, Any]]


def event_paper(view: View) -> None:
    """Draw the buttons of the event in focus; without sources, no exercise."""
    event = str(view.selection.event)
    # A viewer shows a file's name above the sheet.
    told = making.tells(view.frames, event)
    _buttons(
        event,
        lambda day: handout.of_event(view, event, printed=day),
        *(event_exercise(view, event) if _sourced(view, event) else ()),
        judged="event" if told else event,
    )


def can_be_judged(view: View) -> bool:
    """Say whether the event in focus has an exercise on screen: it has sources, and its id tells none of them."""
    event = str(view.selection.event)
    return _sourced(view, event) and not making.tells(view.frames, event)


def _sourced(view: View, event: str) -> bool:
    """Say whether an event cites something on the view's day, whatever the view filters."""
    return event in _all_sourced(view.frames, view.selection.known)


@kept(8)
def _all_sourced(record: Frames, known: date | None) -> frozenset[str]:
    return frozenset(select(record, Selection(known=known)).citations["event_id"])


def event_exercise(view: View, event: str) -> tuple[_Make, _Make]:
    """Return what makes an event's exercise and its answer key: those of its page, whatever the view filters."""
    return _exercise(exercise.unfiltered(view), partial(making.of_event, view, event))


def story_paper(view: View, story: Story) -> None:
    """Draw the buttons of a story."""
    made = partial(exercise_sheet.of_story, view, story)
    _buttons(
        f"story-{story.id}",
        lambda day: handout.of_story(view, story, printed=day),
        lambda day: exercise_sheet.sheet_of(view, made(), printed=day, questions=story.questions),
        lambda day: exercise_sheet.key_of(view, made(), printed=day, story=story),
    )


def view_paper(view: View) -> None:
    """Draw the buttons of whatever is shown."""
    made = partial(exercise_sheet.of_view, view)
    _buttons("record", lambda day: handout.of_view(view, printed=day), *_exercise(view, made))


def blind_paper(view: View, made: Exercise) -> None:
    """Draw the buttons of an exercise that is being done: what they are called tells no outlet either."""
    _buttons("sources", None, *_exercise(view, lambda: made))


def _exercise(view: View, made: Callable[[], Exercise]) -> tuple[_Make, _Make]:
    return (
        lambda day: exercise_sheet.sheet_of(view, made(), printed=day),
        lambda day: exercise_sheet.key_of(view, made(), printed=day),
    )


def _buttons(name: str, *makes: _Make | None, judged: str | None = None) -> None:
    """Draw one button per kind of sheet in the order of ``Kind``; nothing is made before it is pressed.

    Args:
        name: Of the files.
        makes: What makes each sheet.
        judged: Of the exercise's and its key's files, where their name would tell what is hidden.
    """
    if draw.baking():
        return
    kinds: tuple[Kind, ...] = ("handout", "exercise", "key")
    with st.container(key=f"paper-{name}", horizontal=True):
        for kind, make in zip(kinds, makes, strict=False):
            if make is not None:
                st.download_button(
                    text("paper.button", what=text(f"paper.{kind}")),
                    partial(_made, kind, make),
                    file_name=f"pactline-{kind}-{name if kind == 'handout' else judged or name}.pdf",
                    mime="application/pdf",
                    help=text(f"paper.help.{kind}"),
                    on_click="ignore",
                    key=f"{kind}-{name}",
                )


def _made(kind: Kind, make: _Make) -> bytes:
    day = date.today()  # noqa: DTZ011 - the reader's own day is what a sheet states
    return press.pdf(kind, make(day), on=day)
