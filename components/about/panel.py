"""The method: how to read the record, what its words mean, what it covers, under which licence."""

from dataclasses import dataclass
from typing import ClassVar

from components.parts import draw, markup
from components.parts.rows import day_words
from pactline.query.select import View
from pactline.record.model import Edition
from pactline.record.own_words import paragraphs
from pactline.record.vocabulary import STATUSES
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

_PARTS = (
    "read", "statuses", "chain", "control", "dates", "truth", "figures", "coverage", "corrections", "keys", "licence",
    "comments",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class MethodValues:
    """The method.

    Attributes:
        titled: Whether it has its own title.
        own: What the record says of itself, by paragraphs.
        parts: Names of the parts that there is something to say of.
        as_of: Until which day the edition goes, in words.
    """

    template: ClassVar = "about/about.html"
    titled: bool
    own: list[str]
    parts: list[str]
    statuses: tuple[str, ...]
    edition: Edition
    as_of: str | None


def about(view: View) -> None:
    """Draw the method page."""
    draw.html(method(view, titled=True))


def method(view: View, *, titled: bool) -> str:
    """Return the method as HTML, with its title or under one."""
    return _method(view.frames, titled=titled)


@kept(4)
def _method(record: Frames, *, titled: bool) -> str:
    edition = record.dossier.edition
    parts = [
        part
        for part in _PARTS
        if not (part == "coverage" and not edition.as_of) and not (part == "licence" and not edition.licence)
    ]
    as_of = day_words(edition.as_of) if edition.as_of else None
    return markup.render(MethodValues(titled, paragraphs(edition.about), parts, STATUSES, edition, as_of))
