"""The article that a record grew from, checked claim by claim."""

from typing import Literal, get_args

from pactline.record.citation import Citations
from pactline.record.values import Entry, Id, Name, Sentence

Verdict = Literal["borne-out", "by-others", "in-part", "strained", "not-found"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


class Section(Entry):
    """A part of the article."""

    id: Id
    title: Name


class Check(Entry):
    """What the article says in one place, to whom it gives it, and what the sources say.

    Attributes:
        id: The article's claim, as ``article`` of claims and reactions names it.
        says: What the article says, in our words.
        attributed_to: The article's own chain, nearest to the originator first.
        scope: "paragraph": the outlet is named elsewhere in the paragraph only.
        why: Two sentences.
        instead: What the sources say instead.
    """

    id: Name
    section: Id
    says: Sentence
    attributed_to: tuple[Name, ...] = ()
    scope: Literal["sentence", "paragraph"] = "sentence"
    verdict: Verdict
    why: Sentence
    instead: Sentence | None = None
    sources: Citations = ()


class ArticleCheck(Entry):
    """The article and all its checks.

    Attributes:
        discussion: What became of its readers' discussion.
    """

    title: Name
    note: Sentence | None = None
    discussion: Sentence | None = None
    sections: tuple[Section, ...] = ()
    checks: tuple[Check, ...] = ()
