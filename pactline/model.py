"""The record's shape: frozen values, validated one by one.

What must hold across entries (ids that point somewhere, contradictions, lint) is in ``checks``.
Text comes from strangers: every value is checked here, nothing is trusted later because it loaded.
"""

import re
from datetime import date
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PlainSerializer, model_validator
from pydantic_core import PydanticCustomError

from pactline import edtf

STATUSES = ("documented", "reported", "alleged", "disputed", "projection")
STANCES = ("endorses", "supports", "neutral", "cautious", "concerned", "condemns")
KINDS = (
    "wire",
    "newspaper",
    "magazine",
    "broadcaster",
    "state_media",
    "government",
    "igo",
    "think_tank",
    "academic",
    "encyclopedia",
    "other",
)
THEMES = (
    "history",
    "diplomacy",
    "military",
    "sanctions",
    "economy",
    "technology",
    "legality",
    "disarmament",
    "outlook",
)
MAX_QUOTE_WORDS = 25
FOUNDING_ARTICLE = "founding-article"  # its words are an attribution: never an independent source

_SLUG = re.compile(r"[a-z0-9]+(?:[-._][a-z0-9]+)*")
_UNSAFE_IN_URL = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")


def is_slug(text: str) -> bool:
    """Say whether a text has the form of an id: lower-case letters, digits, and single - . _ between them."""
    return _SLUG.fullmatch(text) is not None


def is_safe_url(text: str) -> bool:
    """Say whether a text is an absolute http(s) address with a host, no credentials and no odd characters."""
    if _UNSAFE_IN_URL.search(text):
        return False
    try:
        parts = urlsplit(text)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and "@" not in parts.netloc
    except ValueError:
        return False


def _wrong(message: str, hint: str) -> PydanticCustomError:
    # Through a placeholder, since the text comes from strangers and may hold braces.
    return PydanticCustomError("pactline", "{message}", {"message": message, "hint": hint})


def _slug(text: str) -> str:
    if not is_slug(text):
        raise _wrong(f"{text!r} is not an id", "an id has lower-case letters, digits and hyphens: kim-far-east-tour")
    return text


def _date(value: Any) -> edtf.Edtf:
    if isinstance(value, edtf.Edtf):
        return value
    if not isinstance(value, str):
        raise _wrong("a date must be text, not a list or section", edtf.EXPECTED)
    try:
        return edtf.parse(value.strip())
    except edtf.DateError as error:
        raise _wrong(str(error), error.hint) from None


def _day(value: Any) -> date:
    if isinstance(value, date):
        return value
    found = _date(value)
    if found.precision != "day" or found.approximate or found.uncertain or not found.drawable:
        raise _wrong(f"{value!r} is not one certain day", "write a day like 2024-06-19")
    return found.earliest


def _url(text: str) -> str:
    if not is_safe_url(text):
        hint = "an address begins with https:// or http:// and has no spaces"
        raise _wrong(f"the address {text!r} is not safe to open", hint)
    return text


def _quote(text: str) -> str:
    words = len(text.split())
    if words > MAX_QUOTE_WORDS:
        raise _wrong(f"the quotation has {words} words", f"quote at most {MAX_QUOTE_WORDS} words")
    return text


def _truth(value: Any) -> Any:
    if value in ("true", "false") or isinstance(value, bool):
        return value in ("true", True)
    raise _wrong(f"{value!r} is neither true nor false", "write true or false")


def _by_id(value: Any) -> Any:
    return {"id": value} if isinstance(value, str) else value


Id = Annotated[str, AfterValidator(_slug)]
Name = Annotated[str, Field(min_length=1, max_length=300)]
Sentence = Annotated[str, Field(min_length=1, max_length=4000)]
Date = Annotated[edtf.Edtf, BeforeValidator(_date), PlainSerializer(str, return_type=str)]
Day = Annotated[date, BeforeValidator(_day)]
Lang = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]  # BCP 47
Url = Annotated[str, AfterValidator(_url)]
Quote = Annotated[str, Field(min_length=1), AfterValidator(_quote)]
Truth = Annotated[bool, BeforeValidator(_truth)]
Status = Literal["documented", "reported", "alleged", "disputed", "projection"]
Stance = Literal["endorses", "supports", "neutral", "cautious", "concerned", "condemns"]
Kind = Literal[
    "wire",
    "newspaper",
    "magazine",
    "broadcaster",
    "state_media",
    "government",
    "igo",
    "think_tank",
    "academic",
    "encyclopedia",
    "other",
]


class Entry(BaseModel):
    """Base of all entries: frozen, and a key that is not ours is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Edition(Entry):
    """A dated, versioned state of the record.

    Attributes:
        as_of: Last day that the record covers.
        title: What the record is about, for the overview.
        lead: The event that the overview opens with.
    """

    version: Name | None = None
    as_of: Day | None = None
    note: Sentence | None = None
    licence: Name | None = None
    title: Name | None = None
    lead: Id | None = None


class Place(Entry):
    """Where it happened; coordinates in degrees, WGS 84."""

    name: Name
    lat: Annotated[float, Field(ge=-90, le=90)] | None = None
    lon: Annotated[float, Field(ge=-180, le=180)] | None = None
    precision: Literal["site", "city", "region", "country"] | None = None


class Part(Entry):
    """An actor's part in an event."""

    id: Name
    part: Literal["acts", "hosts", "addressed"] = "acts"


class Translation(Entry):
    """A quotation in the record's language; ``by`` says whose translation it is."""

    text: Quote
    by: Literal["us", "outlet"]


class Citation(Entry):
    """One publication's part in a claim or reaction.

    Attributes:
        id: The source's id, or, in a record without a register of sources, plain text.
        said_by: Originators as this publication gives them; they take precedence over the claim's.
        via: Who passed the originator's word on before this publication had it, nearest to the originator first.
    """

    id: Name
    part: Literal["supports", "repeats", "disputes"] = "supports"
    said_by: tuple[Name, ...] = ()
    via: tuple[Name, ...] = ()
    quote: Quote | None = None
    lang: Lang | None = None
    translation: Translation | None = None


class StatusChange(Entry):
    """The status that a claim took on a day; a month or year counts from its last day."""

    date: Date
    status: Status


class Link(Entry):
    """A typed link from one event to another."""

    to: Id
    type: Literal["part-of", "responds-to", "leads-to"]
    sources: tuple[Name, ...] = ()


Parts = tuple[Annotated[Part, BeforeValidator(_by_id)], ...]
Citations = tuple[Annotated[Citation, BeforeValidator(_by_id)], ...]


class Claim(Entry):
    """One checkable sentence, who said it, and where that can be read.

    Attributes:
        id: Made from the event's id and the claim's position where an editor left it out.
        known: When it became public, if earlier than the earliest dated citation.
        history: Its statuses by day, oldest first; the last one is ``status``.
        article: Claims of the founding article that it answers to.
    """

    id: Id | None = None
    text: Sentence
    status: Status | None = None
    said_by: tuple[Name, ...] = ()
    sources: Citations = ()
    known: Date | None = None
    contradicts: tuple[Id, ...] = ()
    history: tuple[StatusChange, ...] = ()
    article: tuple[Name, ...] = ()
    note: Sentence | None = None

    @model_validator(mode="after")
    def _history_ends_in_status(self) -> Self:
        if self.history:
            days = [change.date.latest for change in self.history]
            if days != sorted(days):
                raise _wrong("the history is not in order", "oldest entry first")
            if self.history[-1].status != self.status:
                last = self.history[-1].status
                raise _wrong(f"the history ends in {last!r}, the status is {self.status!r}", "make the two the same")
        return self


class Event(Entry):
    """What happened on dated days; never an opinion."""

    id: Id | None = None
    date: Date
    tz: Name | None = None
    title: Name
    summary: Sentence | None = None
    place: Place | None = None
    actors: Parts = ()
    themes: tuple[Name, ...] = ()
    importance: Annotated[int, Field(ge=1, le=3)] = 2
    order: int = 0
    links: tuple[Link, ...] = ()
    claims: tuple[Claim, ...] = ()


class Reaction(Entry):
    """What an actor said, denied or did about an event, or its silence.

    Attributes:
        silence: The day until which a reaction was looked for and none was found.
    """

    id: Id | None = None
    event: Id
    actor: Name
    speaker: Name | None = None
    speaker_role: Name | None = None
    date: Date | None = None
    act: Literal["says", "denies", "does"] | None = None
    stance: Stance | None = None
    summary: Sentence | None = None
    sources: Citations = ()
    silence: Day | None = None
    article: tuple[Name, ...] = ()
    note: Sentence | None = None

    @model_validator(mode="after")
    def _speaks_or_is_silent(self) -> Self:
        spoken = [name for name in ("act", "stance", "summary", "speaker", "date") if getattr(self, name) is not None]
        if self.silence is not None and spoken:
            raise _wrong(f"a silence has {spoken[0]!r}", "keep either 'silence' or what was said")
        if self.silence is None and self.summary is None:
            raise _wrong("the reaction says nothing", "add 'summary', or 'silence' with the day until which you looked")
        return self


class Read(Entry):
    """When a copy of a publication was read, and how much of it."""

    on: Day
    extent: Literal["page", "excerpt", "none"]


class Source(Entry):
    """A publication: what can be opened, or was.

    Attributes:
        carried_by: Publishers that pass the publisher's text on.
        url: Stands in a curated record only if somebody read a copy of that page.
    """

    id: Id
    publisher: Name | None = None
    carried_by: tuple[Name, ...] = ()
    title: Name | None = None
    url: Url | None = None
    archived_url: Url | None = None
    published: Date | None = None
    language: Lang | None = None
    read: Read | None = None
    note: Sentence | None = None


class Publisher(Entry):
    """A house that publishes."""

    id: Id
    name: Name
    kind: Kind | None = None
    country: Name | None = None
    state_controlled: Truth | None = None
    note: Sentence | None = None


class Actor(Entry):
    """A state, body, alliance or person; ``part_of`` names what it belongs to.

    Attributes:
        group: Where a newsroom would list it, for the order of panels.
    """

    id: Id
    name: Name
    kind: Literal["state", "body", "alliance", "person"] | None = None
    part_of: tuple[Id, ...] = ()
    group: Literal["principals", "neighbours", "parties-to-the-war", "blocs-and-bodies", "others"] | None = None
    note: Sentence | None = None


class Theme(Entry):
    """A subject that events share."""

    id: Id
    name: Name


class Record(Entry):
    """All sections of one file, or of one folder's files together."""

    edition: Edition | None = None
    events: tuple[Event, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    sources: tuple[Source, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    actors: tuple[Actor, ...] = ()
    themes: tuple[Theme, ...] = ()
