"""Treaties article by article, and the resolutions of the Security Council."""

from typing import Annotated, Literal

from pydantic import Field

from pactline.record.citation import Citations
from pactline.record.values import Date, Entry, Id, Lang, Name, Sentence, Whole


class Subject(Entry):
    """What articles and measures are about, so that texts can be laid side by side."""

    id: Id
    name: Name


class Wording(Entry):
    """The words of an article in one language; official texts are free of copyright.

    Attributes:
        whose: Whose text it is: "KCNA's English dispatch".
        source: The publication in which it was read.
    """

    lang: Lang
    whose: Name
    text: Sentence
    source: Name


class Article(Entry):
    """What an article says, in our words; its wordings; and how these differ."""

    number: Name
    subject: Id
    text: Sentence
    sources: Citations = ()
    wordings: tuple[Wording, ...] = ()
    differs: Sentence | None = None
    note: Sentence | None = None


class Treaty(Entry):
    """A treaty and its articles.

    Attributes:
        official: Its name as printed, by language.
        known: Since when its whole text is public, where no dated source of the record says so.
        term: How long it holds, in our words.
        articles_count: How many articles it has, of which ``articles`` may hold a part.
        events: Events about it.
    """

    id: Id
    title: Name
    official: dict[str, Name] = Field(default_factory=dict)
    parties: tuple[Name, ...] = ()
    signed: Date
    place: Name | None = None
    in_force: Date | None = None
    ended: Date | None = None
    known: Date | None = None
    term: Sentence | None = None
    articles_count: Whole | None = None
    events: tuple[Id, ...] = ()
    sources: Citations = ()
    note: Sentence | None = None
    articles: tuple[Article, ...] = ()


class Votes(Entry):
    """How the Security Council voted; its members are fifteen."""

    for_: Annotated[int, Field(alias="for", ge=0, le=15)]
    against: Annotated[int, Field(ge=0, le=15)] = 0
    abstained: Annotated[int, Field(ge=0, le=15)] = 0


class Measure(Entry):
    """What a resolution orders on one subject, in our words.

    Attributes:
        conduct: Claims of the record that report what the measure forbids, or deny it.
    """

    subject: Name
    text: Sentence
    conduct: tuple[Id, ...] = ()


class Resolution(Entry):
    """A resolution of the UN Security Council.

    Attributes:
        after: What it answered.
        russia: Russia's vote.
    """

    id: Id
    number: Whole
    adopted: Date
    after: Sentence | None = None
    votes: Votes | None = None
    russia: Literal["for", "against", "abstained"] | None = None
    measures: tuple[Measure, ...] = ()
    event: Id | None = None
    sources: Citations = ()
    note: Sentence | None = None


class Answer(Entry):
    """One way to answer a legal question, in our words, and who answers so."""

    text: Sentence
    said_by: tuple[Name, ...] = ()
    sources: Citations = ()


class Question(Entry):
    """A legal question and how scholars and states answer it, each way beside the others.

    Attributes:
        claims: Claims that contradict each other about it: an event's page names it above them.
    """

    id: Id
    text: Sentence
    answers: tuple[Answer, ...] = ()
    claims: tuple[Id, ...] = ()
    note: Sentence | None = None
