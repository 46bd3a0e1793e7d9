"""What an event's short card holds, as values for its template."""

from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from pactline.query.selection import Selection


@dataclass(frozen=True, slots=True)
class Step:
    """A status that the first claim has had since a day.

    Attributes:
        day: In words; empty where none is given.
        at: Where on the strip it begins, in per cent of its width.
        wide: How much of the width it takes, in per cent.
    """

    status: str
    day: str
    at: float
    wide: float


@dataclass(frozen=True, slots=True)
class Strip:
    """How the first claim's status moved, from left to right.

    Attributes:
        steps: Oldest first; at least one.
        before: How much of the width lies before the first, in per cent: denials that came earlier.
        denials: Where on the strip somebody denied it, in per cent, far enough from each other to be told apart.
        deniers: Their names, joined in words; empty if nobody did.
        told_left: Whether the names stand left of the denials; else right of them.
        told_at: How far from that side's end the names keep away, in per cent.
    """

    steps: list[Step]
    before: float
    denials: list[float]
    deniers: str
    told_left: bool
    told_at: float


@dataclass(frozen=True, slots=True)
class Voice:
    """Who says it, and the way on which the word came.

    Attributes:
        who: Originators by name.
        way: Those who passed it on, in order; empty where the originator published itself.
        day: When it was published, in few words; empty if not known.
        counts: Whether the word is one that counts; else it repeats another.
        url: Of the publication; ``None`` if it has no address that may be followed.
    """

    who: str
    way: tuple[str, ...]
    day: str
    counts: bool
    url: str | None


@dataclass(frozen=True, slots=True)
class Dissent:
    """Who disagrees, in their own words where the record has them.

    Attributes:
        words: What is said; a quotation where ``quoted``.
        lang: Language of the words; ``None`` for the record's own.
        who: Whose word it is; may be empty.
        beside: Office and day in few words; may be empty.
        status: Of the claim that stands against it; ``None`` for a denial.
    """

    words: str
    quoted: bool
    lang: str | None
    who: str
    beside: str
    status: str | None


@dataclass(frozen=True, slots=True)
class Stances:
    """Reactions in one bar.

    Attributes:
        total: How many are recorded, silences too.
        parts: Stance, how many, in the order of the scale; none where all are silences.
        told: The same in words.
    """

    total: int
    parts: list[tuple[str, int]]
    told: str


@dataclass(frozen=True, slots=True)
class Further:
    """Another claim of the event, by its short label if it has one.

    ``sole`` names its only voice, empty where there are more or none; ``fresh`` and ``was`` are as of ``Lead``.
    """

    text: str
    status: str
    sole: str
    fresh: str
    was: str


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An event to step to: its day in few words; ``selection`` puts it into focus."""

    id: str
    title: str
    day: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Lead:
    """The first claim, and all that is told of it.

    Attributes:
        independent: Voices that count.
        publications: That are cited for it.
        voices: Who says so; ``more_voices`` further ones are not named.
        dissent: Who disagrees; ``more_dissent`` further ones are not told.
        side_by_side: Whether their words are short enough for two in a row.
        fresh: ``new`` or ``changed`` since the stop before, in a record that is looked back at; else empty.
        was: The status that it had then, of a changed one.
    """

    text: str
    status: str
    known: str
    strip: Strip | None
    independent: int
    publications: int
    voices: list[Voice]
    more_voices: int
    dissent: list[Dissent]
    more_dissent: int
    side_by_side: bool
    fresh: str
    was: str


@dataclass(frozen=True, slots=True)
class DrawerCard:
    """An event's short card under a selection.

    Attributes:
        map: The small map of its place; empty without a place.
        shown: Whether the selection shows the event; else it is told.
        fresh: ``new`` or ``changed`` in a record that is looked back at, else empty; ``since`` says since which day.
        place_of: Its place in the selection, from 1; 0 where it is not shown. ``total``: how many are.
        hidden_claims: Whether it has claims, all of which the selection hides.
        has_reactions: Whether the record has any reaction at all.
        further: Other claims that are shown; ``more_claims`` more are not listed.
        before, after: Events beside it in the selection; ``first``, ``last``: its ends.
        selection: With the event in focus.
        link: Its short link, relative to the app's address.
    """

    template: ClassVar = "drawer/card.html"
    title: str
    summary: str | None
    date_words: str
    place: str | None
    map: Markup
    shown: bool
    fresh: str
    since: str
    place_of: int
    total: int
    lead: Lead | None
    hidden_claims: bool
    has_reactions: bool
    stances: Stances | None
    further: list[Further]
    more_claims: int
    before: Neighbour | None
    after: Neighbour | None
    first: Neighbour | None
    last: Neighbour | None
    selection: Selection
    link: str


@dataclass(frozen=True, slots=True)
class NotYetKnown:
    """Stands for an event of which nothing was known on the day that is looked back from."""

    template: ClassVar = "drawer/missing.html"
    day: str


@dataclass(frozen=True, slots=True)
class ListedEvent:
    """An event of a list in the drawer."""

    id: str
    title: str
    date_words: str
    status: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class ListedEvents:
    """A part of a list in the drawer."""

    template: ClassVar = "drawer/list.html"
    events: list[ListedEvent]
