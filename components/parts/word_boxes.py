"""The words behind the marks of a page: one box per stakeholder and event, opened from wherever its mark stands."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import ClassVar, Final
from urllib.parse import urlencode

import pandas as pd

from components.parts import draw, markup
from components.parts.card import reactions
from components.parts.card_values import EventLink, Reaction
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

MOST = 600  # reactions written out on one page
WORDS: Final = "words"  # the address of a page's boxes; its keys ``page`` and ``of`` say which page, of which record
_FIRST = 3  # of very many, so many to one event by one stakeholder


@dataclass(frozen=True, slots=True, eq=False)
class Spoken:
    """A reaction as it stands under its stakeholder; made once a record, so that what is made of it can be kept.

    Attributes:
        stakeholder: Id of the one under which it stands; the actor itself or what that belongs to (``by_part``).
        mark: Its stance, or ``denies`` or ``silent``.
        deed: Whether it was a deed, not words alone.
        reaction: What was said, by whom, and who passes it on.
    """

    stakeholder: str
    by_part: bool
    mark: str
    deed: bool
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Box:
    """What a stakeholder said about an event, and how many reactions are not written out (``more``)."""

    id: str
    name: str
    event: EventLink
    reactions: list[Spoken]
    more: int


@dataclass(frozen=True, slots=True)
class BoxesValues:
    """All boxes of a page."""

    template: ClassVar = "parts/word_boxes.html"
    boxes: list[Box]
    selection: Selection


@dataclass(frozen=True, slots=True)
class FetchedValues:
    """The place of all boxes of a page, which its browser fetches."""

    template: ClassVar = "parts/word_boxes_fetched.html"
    address: str


def draw_boxes(view: View, page: str, of: str, html: Callable[[View], str]) -> None:
    """Draw a page's boxes: where the page is baked, whole, so that no script is needed; in a session their place alone.

    Most of a page's bytes are in them, and a reader opens few: fetched beside the page they are packed once for all,
    and kept by the browser. Nothing of them is seen, printed or searched before it is opened.

    Args:
        view: What is shown.
        page: The page that they are of, by which their address leads to ``html``.
        of: What names the record in addresses.
        html: Returns the boxes of what is shown.
    """
    if draw.baking():
        draw.html(html(view))
    else:
        asked = {"page": page, "of": of, **view.selection.to_query()}
        draw.html(markup.render(FetchedValues(f"{WORDS}?{urlencode(asked, doseq=True)}")))


class WordBoxes:
    """Numbers the boxes that a page asks for, and draws each once, however many marks open it.

    Of more than ``MOST`` reactions those are written out that a reader of the page can reach: the latest of the
    chosen actors, and the first to the events that the page is about.

    Attributes:
        view: What is shown.
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
        self.brief = len(said) > MOST
        self._all = None
        if self.brief:
            pairs = said.groupby(["stakeholder", "event_id"], sort=False)
            self._all = pairs.size()
            chosen = said["stakeholder"].isin(view.selection.actors)
            near = said["event_id"].isin(events) & (pairs.cumcount() < _FIRST)
            said = said[near | said.index.isin(said.index[chosen][-MOST:]) | said["reaction_id"].isin(also)]
        self.reactions: dict[str, list[Spoken]] = {}
        columns = (said[name].tolist() for name in ("stakeholder", "by_part", "mark", "deed"))
        for row, stakeholder, by_part, mark, deed in zip(said.index.tolist(), *columns, strict=True):
            spoken = _spoken(view.frames, row, stakeholder, by_part, mark, deed)
            self.reactions.setdefault(stakeholder, []).append(spoken)
        self._boxes: dict[tuple[str, str], str] = {}
        self._events: dict[str, EventLink] = {}

    def box(self, stakeholder: str, event_id: str) -> str:
        """Return the id of the box with what a stakeholder said about an event."""
        return self._boxes.setdefault((stakeholder, event_id), f"words-{len(self._boxes) + 1}")

    def event(self, event_id: str) -> EventLink:
        """Return an event by its title and date."""
        if event_id not in self._events:
            record = self.view.frames
            when = str(record.cell("events", "date_words", record.row_of(event_id)))
            self._events[event_id] = EventLink(event_id, record.title(event_id), when, self.view.selection)
        return self._events[event_id]

    def values(self) -> list[Box]:
        """Return the boxes asked for."""
        names = self.view.frames.names["actor"]
        found = []
        for (stakeholder, event_id), box in self._boxes.items():
            own = [one for one in self.reactions[stakeholder] if one.reaction.event_id == event_id]
            more = 0 if self._all is None else int(self._all[stakeholder, event_id]) - len(own)
            found.append(Box(box, names[stakeholder], self.event(event_id), own, more))
        return found

    def html(self) -> str:
        """Return all boxes asked for so far as HTML; they are drawn once, after what opens them."""
        return markup.render(BoxesValues(self.values(), self.view.selection))


@kept(8192)
def _spoken(record: Frames, row: int, stakeholder: str, by_part: bool, mark: str, deed: bool) -> Spoken:  # noqa: FBT001 - a key
    (reaction,) = reactions(record, [row])
    return Spoken(stakeholder, by_part, mark, deed, reaction)
