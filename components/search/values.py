"""What fills the templates of the search page and of the field's list."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from markupsafe import Markup

from pactline.query.selection import Selection
from pactline.search.documents import Kind


class Hit(NamedTuple):
    """One thing that was found.

    Attributes:
        link: The attributes of the link to it; nothing where it leads nowhere.
        head: What is linked, its found words marked; ``body``: more of it.
        aside: Whose it is, and when, a line each.
        status: Of an event or claim.
        quoted: Whether ``head`` is words as they were said; ``lang``: their language.
    """

    link: Markup
    head: Markup
    body: Markup | None = None
    aside: tuple[str, ...] = ()
    status: str | None = None
    quoted: bool = False
    lang: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of a kind, of ``total``; ``all`` is the address of the rest, where there is one."""

    kind: Kind
    total: int
    hits: Sequence[Hit]
    all: Markup | None = None


class Bar(NamedTuple):
    """A month's bar, in parts of a hundred of the picture's width and height."""

    x: float
    width: float
    height: float
    words: str


class Tick(NamedTuple):
    """A year under the bars."""

    x: float
    year: str


class Row(NamedTuple):
    """A line beside the hits: a name, where it leads, and a number in words."""

    link: Markup
    name: str
    number: str


@dataclass(frozen=True, slots=True)
class FieldValues:
    """The page's large field; it is filled by its script, so that typing is never overwritten."""

    template: ClassVar = "search/field.html"


@dataclass(frozen=True, slots=True)
class FoundValues:
    """What was found.

    Attributes:
        headline: A finding in a sentence.
        disputed: Found claims that somebody disagrees with; ``disputes``: the selection that shows who.
        groups: Of each kind of which something was found.
        total: All hits.
        bars: Months or years (``unit``), ``ticks`` under them; ``by_claim``: whether claims are counted, else events.
        voices, figures: Beside the hits.
    """

    template: ClassVar = "search/found.html"
    headline: str
    disputed: int
    disputes: Selection
    groups: Sequence[Group]
    total: int
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    by_claim: bool
    unit: str
    voices: Sequence[Row]
    figures: Sequence[Row]


@dataclass(frozen=True, slots=True)
class NothingValues:
    """No hit.

    Attributes:
        words: What was searched for.
        near: The same with what the record has instead, and ``link`` to its hits.
        apart: Each of several terms with how many hits it has by itself.
        narrowed: The selection without its filters, if it has some.
        searched: What was searched, in a sentence.
    """

    template: ClassVar = "search/nothing.html"
    words: str
    near: str
    link: Markup
    apart: Sequence[tuple[Markup, str, int]]
    narrowed: Selection | None
    words_only: Selection
    searched: str


@dataclass(frozen=True, slots=True)
class ExamplesValues:
    """Nothing asked for yet: what the record has."""

    template: ClassVar = "search/examples.html"
    searched: str
    columns: Sequence[tuple[str, Sequence[Row]]]


class Option(NamedTuple):
    """A hit in the list below the field: its kind in words."""

    link: Markup
    head: Markup
    kind: str
    aside: str


@dataclass(frozen=True, slots=True)
class OptionsValues:
    """The first hits as options of the field's list, of ``total``; ``near`` is offered where there is none."""

    template: ClassVar = "search/options.html"
    options: Sequence[Option]
    total: int
    words: str
    near: str
    all: Markup
    meant: Markup
