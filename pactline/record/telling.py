"""What a record tells by itself: digests of events, plays step by step, findings for its front page.

Each sentence names what bears it: claims, reactions or estimates of the same record. Numbers stand in it as
``{name}`` and are computed, so that they are never older than the record.
"""

import re
from typing import Annotated, Any, Literal, Self, TypeAlias, get_args

from pydantic import BeforeValidator, Field, model_validator

from pactline.record.values import Date, Day, Entry, Id, Lang, Name, Sentence, wrong
from pactline.text.amounts import counted

Page: TypeAlias = Literal[
    "timeline",
    "event",
    "reactions",
    "compare",
    "sources",
    "numbers",
    "map",
    "actor",
    "treaty",
    "article",
    "classroom",
    "exercise",
    "data",
]
Countable: TypeAlias = Literal["events", "claims", "sources", "estimates", "reactions"]
PictureKind: TypeAlias = Literal["whole", "wordings", "says", "estimates", "stances", "voices"]
_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def placeholders(sentence: str) -> tuple[str, ...]:
    """Return the names in braces in a sentence, in order, each once."""
    return tuple(dict.fromkeys(_PLACEHOLDER.findall(sentence)))


def filled(sentence: str, numbers: dict[str, str]) -> str:
    """Return a sentence with the names in braces replaced; one that has no number stays as it stands."""
    return _PLACEHOLDER.sub(lambda found: numbers.get(found[1], found[0]), sentence)


class DigestSentence(Entry):
    """One sentence of the few that tell an event, and the event's claims that bear it."""

    text: Sentence
    claims: tuple[Id, ...] = ()


class Beat(Entry):
    """One step of a play: what was said or done on a day, and what it moved.

    Attributes:
        short: Its label in the row of steps; without one the text stands there.
        claims: Claims that were moved or made by it.
        against: Claims or reactions that stand against it.
    """

    date: Date
    text: Sentence
    short: Annotated[str, Field(min_length=1, max_length=28)] | None = None
    said_by: tuple[Name, ...] = ()
    claims: tuple[Id, ...] = ()
    against: tuple[Id, ...] = ()


class Play(Entry):
    """A quarrel told beat by beat, in the order of days.

    Attributes:
        event: The event that it belongs to.
    """

    id: Id
    title: Name
    event: Id | None = None
    beats: tuple[Beat, ...] = ()


class Figure(Entry):
    """How one number of a finding comes about; exactly one of ``days``, ``count`` and ``estimate``.

    Attributes:
        days: Two of the record's events, claims or reactions: the days between them.
        count: What is counted, narrowed by ``where``.
        where: The query of a link: ``status=disputed&from=2024``; empty for the whole record.
        estimate: An estimate, of which ``value`` says what is taken, as it stands.
    """

    days: tuple[Id, ...] = ()
    count: Countable | None = None
    where: str = ""
    estimate: Id | None = None
    value: Literal["low", "high", "value"] | None = None

    @model_validator(mode="after")
    def _is_one_number(self) -> Self:
        given = [name for name in ("days", "count", "estimate") if getattr(self, name)]
        if len(given) != 1:
            raise wrong("the number is told in no way, or in several", "give one of: days, count, estimate")
        if self.days and len(self.days) != len(("from", "to")):
            things = counted(len(self.days), "thing has", "things have")
            raise wrong(f"{things} no days between them", "name two: days: [one, other]")
        if bool(self.estimate) != bool(self.value):
            raise wrong("an estimate's number needs both", "write {estimate: id, value: low}, or high, or value")
        if self.where and not self.count:
            raise wrong("'where' narrows a count alone", "add count: claims, or take 'where' out")
        return self


class FindingSentence(Entry):
    """One sentence of a finding, and what bears it."""

    text: Sentence
    claims: tuple[Id, ...] = ()
    reactions: tuple[Id, ...] = ()
    estimates: tuple[Id, ...] = ()


class Mark(Entry):
    """A point that the picture of the whole names: an event, and the claim whose words stand beside it."""

    label: Name
    event: Id
    claim: Id | None = None


class Saying(Entry):
    """What somebody said on a day, in a row of a picture: for the thing, against it, or neither.

    Attributes:
        claim: A claim, or a reaction, that holds the words.
    """

    claim: Id
    day: Date
    act: Literal["denies", "neither", "confirms"]


class Row(Entry):
    """Those who speak in one row of a picture."""

    label: Name
    items: tuple[Saying, ...] = ()


def _several(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Ids = Annotated[tuple[Id, ...], BeforeValidator(_several)]


class Picture(Entry):
    """What is drawn beside a finding; each kind has keys of its own.

    Attributes:
        marks: Of the whole: points with words.
        span: Of the whole: the number, by name, that stands between the last two marks.
        events: Of the whole: further events with their labels.
        article: Of wordings: "treaty-number".
        languages: Of wordings: the two that stand side by side.
        mark: Of wordings: the words that differ, one for each language.
        both: Of wordings: a claim that tells what both have.
        claim: Of sayings: the claim that they are about.
        first: Of sayings: the first day that is drawn; in YAML ``from``.
        last: Of sayings: the last one; in YAML ``to``.
        rows: Of sayings.
        metric: Of estimates: what is drawn.
        label: Of estimates: those that are named.
        against: Of estimates: claims or reactions that deny any.
        event: Of stances: the event that they are about.
        arrow: Of stances: two reactions of one actor.
    """

    kind: PictureKind
    marks: tuple[Mark, ...] = ()
    span: Name | None = None
    events: tuple[Id, ...] = ()
    article: Name | None = None
    languages: tuple[Lang, ...] = ()
    mark: tuple[Name, ...] = ()
    both: Id | None = None
    claim: Id | None = None
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None
    rows: tuple[Row, ...] = ()
    metric: Name | None = None
    label: tuple[Id, ...] = ()
    against: Ids = ()
    event: Id | None = None
    arrow: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _has_its_own_keys(self) -> Self:
        own = {"kind", *DRAWN[self.kind]}
        if strange := [name for name in type(self).model_fields if name not in own and getattr(self, name)]:
            known = ", ".join(_written(name) for name in DRAWN[self.kind]) or "none"
            raise wrong(f"a picture of {self.kind!r} has no {_written(strange[0])!r}", f"its keys: {known}")
        if lacking := [name for name in NEEDED[self.kind] if not getattr(self, name)]:
            raise wrong(f"a picture of {self.kind!r} lacks {_written(lacking[0])!r}", f"add {_written(lacking[0])}")
        return self


def _written(name: str) -> str:
    return Picture.model_fields[name].alias or name


DRAWN: dict[PictureKind, tuple[str, ...]] = {
    "whole": ("marks", "span", "events"),
    "wordings": ("article", "languages", "mark", "both"),
    "says": ("claim", "first", "last", "rows"),
    "estimates": ("metric", "label", "against"),
    "stances": ("event", "arrow"),
    "voices": (),
}
NEEDED: dict[PictureKind, tuple[str, ...]] = {
    "whole": (),
    "wordings": ("article", "languages"),
    "says": ("rows",),
    "estimates": ("metric",),
    "stances": ("event",),
    "voices": (),
}
PICTURES: tuple[PictureKind, ...] = get_args(PictureKind)


class See(Entry):
    """Where the link of a finding leads: a page, and its URL keys."""

    page: Page
    query: str = ""


class Finding(Entry):
    """What the front page says in one place: a finding, two or three sentences, a picture.

    Attributes:
        kicker: Two or three words above the headline.
        headline: The finding itself; numbers as ``{name}``.
        numbers: By name, how each comes about.
        caption: Who says it, in a line.
        stale: What would make it untrue; for the editor of the next edition.
    """

    id: Id
    kicker: Name | None = None
    headline: Name
    sentences: tuple[FindingSentence, ...] = ()
    numbers: dict[str, Figure] = Field(default_factory=dict)
    picture: Picture | None = None
    caption: Sentence | None = None
    see: See | None = None
    stale: Sentence | None = None
