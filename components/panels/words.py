"""The words behind the marks of a page: one box per stakeholder and event, opened from wherever its mark stands."""

from dataclasses import replace
from typing import Any

import pandas as pd

from components import markup
from components.panels.card import reactions
from pactline.select import View


class Words:
    """Numbers the boxes that a page asks for, and draws each once, however many marks open it.

    Attributes:
        view: What is shown.
        titles: Each event's title by its id.
        dates: Each event's date in words by its id.
        reactions: The reactions with their citations, by stakeholder, in order of time.
    """

    def __init__(self, view: View, said: pd.DataFrame) -> None:
        """Take the reactions that may be asked for, as ``pactline.reacting.spoken`` returns them."""
        self.view = view
        events = view.frames.events
        self.titles: dict[str, str] = dict(zip(events["event_id"], events["title"], strict=True))
        self.dates: dict[str, str] = dict(zip(events["event_id"], events["date_words"], strict=True))
        self.reactions: dict[str, list[dict[str, Any]]] = {}
        for reaction in reactions(view, said):
            self.reactions.setdefault(reaction["stakeholder"], []).append(reaction)
        self._boxes: dict[tuple[str, str], str] = {}

    def box(self, stakeholder: str, event_id: str) -> str:
        """Return the id of the box with what a stakeholder said about an event."""
        return self._boxes.setdefault((stakeholder, event_id), f"words-{len(self._boxes) + 1}")

    def event(self, event_id: str) -> dict[str, Any]:
        """Return an event's ``id``, ``title``, ``date_words``, and the ``selection`` that puts it into focus."""
        return {
            "id": event_id,
            "title": self.titles[event_id],
            "date_words": self.dates[event_id],
            "selection": replace(self.view.selection, event=event_id),
        }

    def values(self) -> list[dict[str, Any]]:
        """Return the boxes asked for: ``id``, the stakeholder's ``name``, its ``event``, its ``reactions`` to it."""
        names = self.view.frames.names["actor"]
        return [
            {
                "id": box,
                "name": names[stakeholder],
                "event": self.event(event_id),
                "reactions": [one for one in self.reactions[stakeholder] if one["event_id"] == event_id],
            }
            for (stakeholder, event_id), box in self._boxes.items()
        ]

    def html(self) -> str:
        """Return all boxes asked for so far as HTML; they are drawn once, after what opens them."""
        return markup.render("words.html", boxes=self.values(), selection=self.view.selection)
