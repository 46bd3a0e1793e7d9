"""The sourcing exercise on paper, inside the sealed edition: a sheet and an answer key per event, as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from components.exercise import making
from components.paper.exercise_sheet import (
    AnswerKey,
    ExerciseSheet,
    Heading,
    KeyWitness,
    Scale,
    SheetWitness,
    key_of,
    sheet_of,
)
from components.paper.sheets import Explained, Stated
from components.parts import markup
from pactline.query.select import View
from pactline.readings import exercise


@dataclass(frozen=True, slots=True)
class SheetValues:
    """The sheet for a class, as ``ExerciseSheet``; of an event, by its id."""

    template: ClassVar = "sealed/sheet.html"
    event: str
    kind: str
    title: str
    stated: Stated
    words: dict[str, str]
    lead: str
    left_out: str | None
    headings: list[Heading]
    scales: list[Scale]
    witnesses: list[SheetWitness]


@dataclass(frozen=True, slots=True)
class KeyValues:
    """The answer key, as ``AnswerKey``; of an event, by its id."""

    template: ClassVar = "sealed/key.html"
    event: str
    kind: str
    title: str
    stated: Stated
    words: dict[str, str]
    lead: str
    witnesses: list[KeyWitness]
    voices: list[str]
    legend: list[Explained]


@dataclass(frozen=True, slots=True)
class ChoiceValues:
    """Events to choose from: id, title without outlets, number of publishers."""

    template: ClassVar = "sealed/choice.html"
    events: list[tuple[str, str, int]]


@dataclass(frozen=True)
class Sheets:
    """What the file has of the exercise, by event id, the events with most publishers first.

    Attributes:
        blind: What a class sees; under no id, the choice of events. Nothing in it names an outlet.
        keys: Whose words they are.
    """

    blind: Mapping[str, str]
    keys: Mapping[str, str]

    @property
    def events(self) -> list[str]:
        """The events that have a sheet."""
        return list(self.keys)


def sheets(view: View) -> Sheets:
    """Return sheets and keys of all shown events that make an exercise.

    They are the page's and the PDF's: the same publications under the same letters, as known on the view's day. An
    event whose own id tells an outlet has none: its address would stand above the sheet.
    """
    everything = exercise.unfiltered(view)
    listed, blind, keys = [], {}, {}
    for event, publishers in exercise.suitable(view):
        made = making.of_event(view, event)
        if made.mask.tells(event) or not made.witnesses:
            continue
        values = sheet_of(everything, made, printed=None)
        blind[event] = markup.render(_sheet(event, values))
        keys[event] = markup.render(_key(event, key_of(everything, made, printed=None)))
        listed.append((event, values["title"], publishers))
    choice = {"": markup.render(ChoiceValues(listed))} if listed else {}
    return Sheets(choice | blind, keys)


def _sheet(event: str, values: ExerciseSheet) -> SheetValues:
    return SheetValues(
        event=event,
        kind=values["kind"],
        title=values["title"],
        stated=values["stated"],
        words=values["words"],
        lead=values["lead"],
        left_out=values["left_out"],
        headings=values["headings"],
        scales=values["scales"],
        witnesses=values["witnesses"],
    )


def _key(event: str, values: AnswerKey) -> KeyValues:
    return KeyValues(
        event=event,
        kind=values["kind"],
        title=values["title"],
        stated=values["stated"],
        words=values["words"],
        lead=values["lead"],
        witnesses=values["witnesses"],
        voices=values["voices"],
        legend=values["legend"],
    )
