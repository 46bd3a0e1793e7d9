"""What a card holds, as values for its templates: an event, its claims, citations, reactions and links."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from components.parts.portion import Portion
from pactline.query.selection import Selection
from pactline.readings.evidence import Part
from pactline.readings.stakeholders import Streak


@dataclass(frozen=True, slots=True)
class EventLink:
    """An event by its title and date in words; ``selection``: what a link to it carries along beside it."""

    id: str
    title: str
    date_words: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Source:
    """A publication; ``weak_host`` says what kind of copy it is, if it is one (``provenance.weak_host``)."""

    source_id: str
    title: str | None
    publisher_name: str
    published_words: str | None
    url: str | None
    weak_host: str | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A citation with its publication and the way of the words.

    Attributes:
        owner: Id of the claim or reaction that cites, or as ``EVIDENCE`` says.
        part: ``supports``, ``repeats`` or ``disputes``.
        originators: Ids, or words as written.
        outlets: Ids of publisher and carriers, to be counted.
        chain: Originator, those between, publisher, carriers: names, each once.
        houses: Publisher and carriers.
    """

    owner: str
    source_id: str
    part: str
    state_controlled: bool
    originators: tuple[str, ...]
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    source: Source
    chain: tuple[str, ...]
    outlets: tuple[str, ...]
    houses: tuple[str, ...]

    @property
    def apart(self) -> list[str]:
        """Names of the chain that the title beside it does not say already: a page's host, plain words."""
        title = self.source.title or ""
        return [name for name in self.chain if name != title and not title.startswith(f"{name}/")]


@dataclass(frozen=True, slots=True)
class StatusValues:
    """A status in a word."""

    template: ClassVar = "parts/status.html"
    name: str


@dataclass(frozen=True, slots=True)
class StanceValues:
    """A stance in a word; ``act`` says whether it is one that was taken at all."""

    template: ClassVar = "parts/stance.html"
    name: str
    act: str


@dataclass(frozen=True, slots=True)
class MarkValues:
    """What a stakeholder did, in a word: one of ``pactline.readings.stakeholders.MARKS``."""

    template: ClassVar = "parts/mark.html"
    name: str


@dataclass(frozen=True, slots=True)
class RunsValues:
    """What a stakeholder did in a row, equal marks joined; ``quiet``: bodies of it that were silent meanwhile."""

    template: ClassVar = "parts/runs.html"
    runs: tuple[Streak, ...]
    quiet: int


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word a claim is: a name, and the id where it is an actor's."""

    name: str
    actor: str | None


@dataclass(frozen=True, slots=True)
class Heard:
    """A voice that a claim cites, by id (or words) and name, and what it does to it: see ``readings.evidence``."""

    id: str
    name: str
    does: Part


@dataclass(frozen=True, slots=True)
class FormerStatus:
    """A status that a claim had, since which day in words, and what tells of it."""

    day: str
    status: str
    sources: list[Source]
    note: str | None


@dataclass(frozen=True, slots=True)
class OtherClaim:
    """A claim that stands against one."""

    id: str
    text: str
    status: str
    event: EventLink


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim with whose word it is, who passes it on, and what stands against it.

    Attributes:
        short: A label that is whole by itself; ``None`` where the record has none.
        said_by: Originators: ids, or words as written.
        known_words: Since when it can have been known.
        heard: Whom it cites, in the order of citing.
        number: Its place among all claims of its event, from 1.
        outlets: Publishers and carriers that cite it.
        history: Statuses that it had, up to the day as known on.
        against: The first claims against it.
        article: Ids of the founding article's claims that it answers.
    """

    claim_id: str
    event_id: str
    text: str
    short: str | None
    status: str
    said_by: tuple[str, ...]
    said_by_names: tuple[str, ...]
    known_assumed: bool
    known_words: str
    independent: int
    note: str | None
    number: int
    voice_of: list[Voice]
    heard: list[Heard]
    citations: list[Citation]
    outlets: int
    history: list[FormerStatus]
    article: list[str]
    against: list[OtherClaim]


@dataclass(frozen=True, slots=True)
class Reaction:
    """A reaction with its actor's name and citations.

    Attributes:
        act: ``says``, ``denies``, ``does`` or ``silent``.
        stance: ``none`` where not given.
        day: First day on which it may have been said; ``None`` where that is not known, and of silences.
        silence_words: Until when a statement was looked for; of silences alone.
        after: How long after the event, in words.
    """

    reaction_id: str
    event_id: str
    actor: str
    actor_name: str
    act: str
    stance: str
    speaker: str | None
    speaker_role: str | None
    date_words: str | None
    day: date | None
    summary: str | None
    note: str | None
    silence_words: str | None
    after: str | None
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class CitationValues:
    """A citation as it is drawn."""

    template: ClassVar = "parts/citation.html"
    c: Citation


@dataclass(frozen=True, slots=True)
class ReactionWordsValues:
    """A reaction below its head; ``then``: it is told as known on a day."""

    template: ClassVar = "parts/reaction_words.html"
    r: Reaction
    then: bool


@dataclass(frozen=True, slots=True)
class Participant:
    """An actor of an event, and its part in it; ``acts``, ``hosts`` or ``addressed``."""

    id: str
    name: str
    part: str


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of an event."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Card:
    """What is known of an event under a view.

    Attributes:
        shown: Whether the selection shows it.
        place_id: Of its place on the map, if it has one there.
        claims_part: The part of its shown claims that ``claims`` are; likewise ``reactions_part``.
        numbered: Whether the claims' numbers are named.
        shown_claims: How many of ``all_claims`` the selection shows.
        independent: The highest number of independent sources among its shown claims.
    """

    event_id: str
    title: str
    summary: str | None
    date_words: str
    tz: str | None
    place: str | None
    place_precision: str | None
    place_id: str | None
    shown: bool
    actors: list[Participant]
    themes: list[Theme]
    claims: list[Claim]
    claims_part: Portion
    numbered: bool
    shown_claims: int
    all_claims: int
    reactions: list[Reaction]
    reactions_part: Portion
    independent: int
