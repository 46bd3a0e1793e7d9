"""The record's shape: frozen values, validated one by one.

What must hold across entries (ids that point somewhere, contradictions, lint) is in ``checks``.
"""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from pactline.record.article import ArticleCheck
from pactline.record.citation import Citations
from pactline.record.estimate import Estimate, Metric
from pactline.record.look import Colours, MapWindow, PictureFile, by_light
from pactline.record.story import Story
from pactline.record.telling import DigestSentence, Finding, Play
from pactline.record.treaty import Question, Resolution, Subject, Treaty
from pactline.record.values import Date, Day, Entry, Id, Lang, Name, Number, Sentence, Truth, Url, Whole, by_id, wrong
from pactline.record.vocabulary import (
    Act,
    ActorGroup,
    ActorKind,
    ChangeKind,
    EventPart,
    Extent,
    Kind,
    LinkType,
    Precision,
    Stance,
    Status,
)


class Preset(Entry):
    """A stretch of time that readers can go to at once; both days count, an open side has none."""

    name: Name
    first: Annotated[Day | None, Field(alias="from")] = None
    last: Annotated[Day | None, Field(alias="to")] = None


class Edition(Entry):
    """A dated, versioned state of the record, and how it is presented.

    Attributes:
        as_of: Last day that the record covers.
        title: What the record is about, for the front page.
        short: Its name where there is no room for the title: head of each page, browser's tab, foot of a sheet.
        logo: A PNG or SVG beside the record's files, which stands before that name.
        accent: Its colour, of links and of what is chosen.
        language: That of the interface.
        start: What its first page says before all else.
        about: What its page about itself begins with; an empty line parts paragraphs.
        map: The part of the earth that its map shows, if not the one around its places.
        kinds: What kinds of source are called in it.
        lead: The event that its slide opens with.
        presets: Stretches of time to go to on the timeline, besides the whole.
    """

    version: Name | None = None
    as_of: Day | None = None
    note: Sentence | None = None
    licence: Name | None = None
    title: Name | None = None
    short: Annotated[str, Field(min_length=1, max_length=28)] | None = None
    logo: PictureFile | None = None
    accent: Annotated[Colours, BeforeValidator(by_light)] | None = None
    language: Lang | None = None
    start: Sentence | None = None
    about: Sentence | None = None
    map: MapWindow | None = None
    kinds: dict[Kind, Name] = Field(default_factory=dict)
    lead: Id | None = None
    presets: tuple[Preset, ...] = ()


class Era(Entry):
    """A stretch of history with a name, for orientation; ``date`` is an EDTF interval."""

    id: Id
    name: Name
    date: Date
    sources: Citations = ()
    note: Sentence | None = None


class Place(Entry):
    """Where it happened; coordinates in degrees, WGS 84."""

    name: Name
    lat: Annotated[Number, Field(ge=-90, le=90)] | None = None
    lon: Annotated[Number, Field(ge=-180, le=180)] | None = None
    precision: Precision | None = None


def _by_name(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


class Part(Entry):
    """An actor's part in an event."""

    id: Name
    part: EventPart = "acts"


class StatusChange(Entry):
    """The status that a claim took on a day; a month or year counts from its last day.

    Attributes:
        sources: Publications that tell of the step and its day.
        note: What happened to it, in a sentence.
    """

    date: Date
    status: Status
    sources: tuple[Name, ...] = ()
    note: Sentence | None = None


class Link(Entry):
    """A typed link from one event to another."""

    to: Id
    type: LinkType
    sources: tuple[Name, ...] = ()


Parts = tuple[Annotated[Part, BeforeValidator(by_id)], ...]


class Claim(Entry):
    """One checkable sentence, who said it, and where that can be read.

    Attributes:
        id: Made from the event's id and the claim's position where an editor left it out.
        short: A label that is whole by itself, for where there is no room for the text; it says no more than that.
        known: When it became public, if earlier than the earliest dated citation.
        history: Its statuses by day, oldest first; the last one is ``status``.
        article: Claims of the founding article that it answers to.
    """

    id: Id | None = None
    text: Sentence
    short: Name | None = None
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
                raise wrong("the history is not in order", "oldest entry first")
            if self.history[-1].status != self.status:
                last = self.history[-1].status
                raise wrong(f"the history ends in {last!r}, the status is {self.status!r}", "make the two the same")
        return self


class Event(Entry):
    """What happened on dated days; never an opinion.

    Attributes:
        short: A label that is whole by itself, for where there is no room for the title.
        main_theme: The one of its themes whose lane it belongs in.
        sources: Publications that tell of it as a whole. They bear no claim, and count as nobody's word for one.
        digest: The event in a few sentences, each with the claims that bear it.
    """

    id: Id | None = None
    date: Date
    tz: Name | None = None
    title: Name
    short: Name | None = None
    summary: Sentence | None = None
    place: Annotated[Place | None, BeforeValidator(_by_name)] = None
    actors: Parts = ()
    themes: tuple[Name, ...] = ()
    main_theme: Name | None = None
    importance: Annotated[int, Field(ge=1, le=3)] = 2
    order: Whole = 0
    links: tuple[Link, ...] = ()
    sources: Citations = ()
    digest: tuple[DigestSentence, ...] = ()
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
    act: Act | None = None
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
            raise wrong(f"a silence has {spoken[0]!r}", "keep either 'silence' or what was said")
        if self.silence is None and self.summary is None:
            raise wrong("the reaction says nothing", "add 'summary', or 'silence' with the day until which you looked")
        return self


class Read(Entry):
    """When a copy of a publication was read, and how much of it."""

    on: Day
    extent: Extent


class Source(Entry):
    """A publication: what can be opened, or was.

    Attributes:
        carried_by: Publishers that pass the publisher's text on.
        url: Stands in a curated record only if somebody read a copy of that page.
        archived_url: A copy that an archive keeps; only if somebody saw it named.
        kind: What it is, where it is not what its publisher is; without a publisher, what it is.
        archived: "none" where a copy was looked for and not found; ``archived_reason`` then says why.
    """

    id: Id
    publisher: Name | None = None
    carried_by: tuple[Name, ...] = ()
    title: Name | None = None
    kind: Kind | None = None
    url: Url | None = None
    archived_url: Url | None = None
    archived: Literal["none"] | None = None
    archived_reason: Name | None = None
    published: Date | None = None
    language: Lang | None = None
    read: Read | None = None
    note: Sentence | None = None

    @model_validator(mode="after")
    def _archived_or_not(self) -> Self:
        if self.archived and self.archived_url:
            raise wrong("the source has an archived copy and none", "keep 'archived_url' or 'archived: none'")
        if bool(self.archived) != bool(self.archived_reason):
            raise wrong("'archived: none' and its reason stand together", "write both, or neither")
        return self


class Publisher(Entry):
    """A house that publishes.

    Attributes:
        also: Other names under which texts speak of it: short forms, other scripts. Exercises hide them as well.
    """

    id: Id
    name: Name
    also: tuple[Name, ...] = ()
    kind: Kind | None = None
    country: Name | None = None
    state_controlled: Truth | None = None
    note: Sentence | None = None


class Actor(Entry):
    """A state, body, alliance or person; ``part_of`` names what it belongs to.

    Attributes:
        also: Other names under which a search finds it: short forms, other scripts.
        group: Where a newsroom would list it, for the order of panels.
    """

    id: Id
    name: Name
    also: tuple[Name, ...] = ()
    kind: ActorKind | None = None
    part_of: tuple[Id, ...] = ()
    group: ActorGroup | None = None
    note: Sentence | None = None


class Theme(Entry):
    """A subject that events share."""

    id: Id
    name: Name


class Change(Entry):
    """One line of the ledger of editions: what was added, corrected or withdrawn, in words.

    Attributes:
        edition: The version that it came with.
        ids: Events, claims, reactions, sources that it touches.
    """

    edition: Name
    date: Day
    kind: ChangeKind
    text: Sentence
    ids: tuple[Id, ...] = ()


class Record(Entry):
    """All sections of one file, or of one folder's files together."""

    edition: Edition | None = None
    eras: tuple[Era, ...] = ()
    events: tuple[Event, ...] = ()
    reactions: tuple[Reaction, ...] = ()
    metrics: tuple[Metric, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    subjects: tuple[Subject, ...] = ()
    treaties: tuple[Treaty, ...] = ()
    resolutions: tuple[Resolution, ...] = ()
    questions: tuple[Question, ...] = ()
    article: ArticleCheck | None = None
    stories: tuple[Story, ...] = ()
    plays: tuple[Play, ...] = ()
    findings: tuple[Finding, ...] = ()
    sources: tuple[Source, ...] = ()
    publishers: tuple[Publisher, ...] = ()
    actors: tuple[Actor, ...] = ()
    themes: tuple[Theme, ...] = ()
    changes: tuple[Change, ...] = ()
