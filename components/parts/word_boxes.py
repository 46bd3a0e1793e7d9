"""The words behind the marks of a page: one box per stakeholder and event, opened from wherever its mark stands."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import pandas as pd

from components.parts import markup
from components.parts.card import reactions
from pactline.query.select import View

MOST = 600  # reactions written out on one page
_FIRST = 3  # of very many, so many to one event by one stakeholder


class Words:
    """Numbers the boxes that a page asks for, and draws each once, however many marks open it.

    Of more than ``MOST`` reactions those are written out that a reader of the page can reach: the latest of the
    chosen actors, and the first to the events that the page is about.

    Attributes:
        view: What is shown.
        titles: Each event's title by its id.
        dates: Each event's date in words by its id.
        brief: Whether some are not written out.
        reactions: Those written out, with their citations, by stakeholder, in order of time.
    """

    def __init__(
        self, view: View, said: pd.DataFrame, *, events: Collection[str] = (), also: Collection[str] = ()
    ) -> None:
        """Take the reactions that may be asked for.

        Args:
            view: What is shown.
            said: Rows of ``pactline.readings.stakeholders.spoken``.
            events: The events that the page is about.
            also: Ids of reactions to write out in any case.
        """
        self.view = view
        table = view.frames.events
        self.titles: dict[str, str] = dict(zip(table["event_id"], table["title"], strict=True))
        self.dates: dict[str, str] = dict(zip(table["event_id"], table["date_words"], strict=True))
        self.brief = len(said) > MOST
        pairs = said.groupby(["stakeholder", "event_id"], sort=False)
        self._all = pairs.size() if self.brief else None
        if self.brief:
            chosen = said["stakeholder"].isin(view.selection.actors)
            near = said["event_id"].isin(events) & (pairs.cumcount() < _FIRST)
            said = said[near | said.index.isin(said.index[chosen][-MOST:]) | said["reaction_id"].isin(also)]
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
        """Return the boxes asked for.

        Each has ``id``, the stakeholder's ``name``, its ``event``, ``reactions``, and how many ``more`` there are.
        """
        names = self.view.frames.names["actor"]
        found = []
        for (stakeholder, event_id), box in self._boxes.items():
            own = [one for one in self.reactions[stakeholder] if one["event_id"] == event_id]
            more = 0 if self._all is None else int(self._all[stakeholder, event_id]) - len(own)
            values = {"id": box, "name": names[stakeholder], "event": self.event(event_id)}
            found.append(values | {"reactions": own, "more": more})
        return found

    def html(self) -> str:
        """Return all boxes asked for so far as HTML; they are drawn once, after what opens them."""
        return markup.render("parts/word_boxes.html", boxes=self.values(), selection=self.view.selection)
