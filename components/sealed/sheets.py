"""The sourcing exercise on paper, inside the sealed edition: a sheet and an answer key per event, as HTML."""

from collections.abc import Mapping
from dataclasses import dataclass

from components.paper.exercise_sheet import key_of, sheet_of
from components.parts import markup
from pactline.query.select import View
from pactline.readings import exercise


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
        made = exercise.of_event(view, event)
        if made.mask.tells(event) or not made.witnesses:
            continue
        values = sheet_of(everything, made, printed=None)
        blind[event] = markup.render("sealed/sheet.html", **values, event=event)
        keys[event] = markup.render(
            "sealed/key.html", **key_of(everything, made, printed=None), event=event, selection=view.selection
        )
        listed.append((event, values["title"], publishers))
    choice = {"": markup.render("sealed/choice.html", events=listed)} if listed else {}
    return Sheets(choice | blind, keys)
