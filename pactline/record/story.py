"""Stories: ordered steps through a record, for somebody who tells it to others."""

from typing import Annotated, Literal, Self, TypeAlias
from urllib.parse import parse_qs, urlsplit

from pydantic import Field, model_validator

from pactline.record.values import Entry, Id, Name, Sentence, wrong
from pactline.text.nearest import quoted

VIEWS = ("timeline", "event", "reactions", "sources", "numbers", "map", "treaty", "article", "findings")

_NOW_CALLED = {"overview": "findings"}  # stories are kept for years

# Parts of a card, or of a check of the article, that the stage can show beside what is claimed.
Part: TypeAlias = Literal["claims", "quotes", "against", "history", "sources"]


class Step(Entry):
    """One step: an event or a view, what to say, what to ask, and what to look at.

    Attributes:
        title: What the stage shows in large type; default: the event's own title.
        event: The event whose card it shows.
        view: A page and its URL keys, as ``timeline?theme=sanctions&known=2024-06-20``; behind ``#`` the part of
            the page that is meant, as ``article#S33``.
        claims: Claims that bear out what is said; the stage shows them first, in this order.
        show: What of the claims the stage shows, and nothing else: ``quotes``, what stands ``against`` them, their
            ``history`` of statuses, all their ``sources``; ``claims``: those of other events too, and of a check of
            the article the claim without its verdict. Default: what there is room for.
        say: For the teller's notes.
        ask: A question to the room; the stage shows it.
        look: What to look at; the stage shows it.
    """

    title: Name | None = None
    event: Id | None = None
    view: Name | None = None
    claims: tuple[Id, ...] = ()
    show: tuple[Part, ...] = ()
    say: Sentence | None = None
    ask: Sentence | None = None
    look: Sentence | None = None

    @model_validator(mode="after")
    def _leads_somewhere(self) -> Self:
        if (self.event is None) == (self.view is None):
            raise wrong("a step shows an event or a view", "add 'event: id' or 'view: timeline?...', not both")
        if self.view is not None and self.page not in VIEWS:
            raise wrong(f"the view {quoted(self.view)} names no page", "one of: " + ", ".join(VIEWS))
        return self

    @property
    def page(self) -> str:
        """The page that the step shows."""
        path = urlsplit(self.view).path if self.view else "event"
        return _NOW_CALLED.get(path, path)

    @property
    def place(self) -> str:
        """The part of the page that is meant: what stands behind ``#`` in ``view``; may be empty."""
        return urlsplit(self.view).fragment if self.view else ""

    @property
    def query(self) -> dict[str, list[str]]:
        """The URL keys of what the step shows."""
        return parse_qs(urlsplit(self.view).query) if self.view else {"event": [str(self.event)]}


class Story(Entry):
    """A way through the record, ready to be told.

    Attributes:
        summary: What it is about, in one or two sentences.
        minutes: How long it takes.
        age: For whom, in words: "from 15".
        goals: What those who hear it can do afterwards.
        questions: For the discussion at the end.
    """

    id: Id
    title: Name
    summary: Sentence | None = None
    minutes: Annotated[int, Field(ge=1, le=600)] | None = None
    age: Name | None = None
    goals: tuple[Sentence, ...] = ()
    questions: tuple[Sentence, ...] = ()
    steps: tuple[Step, ...] = ()
