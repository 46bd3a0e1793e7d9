"""What sides say, in words: a claim or a publication with who says it, when, and where it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from markupsafe import Markup

from components.parts import markup
from components.parts.ways import waiting_pick
from pactline.readings.disagreement import MEDIA, OTHERS, Pair
from pactline.tables.frames import Frames
from pactline.tables.index import STATUS_CODES
from pactline.tables.kept import kept
from pactline.wording import Speech, speaking, text

_KEPT = 4096  # claims and citations of a record, in words


@dataclass(frozen=True, slots=True)
class Words:
    """One side's words.

    Attributes:
        text: The claim; ``None`` for a publication that disputes one.
        status: The claim's; ``None`` likewise.
        who: Names of those whose word it is.
        quote: Their own words, if the record has any, with language and translation.
        published: When the publication came out, in words.
        where: Publisher and who passed it on, by name.
        event: Id of the event that it is said about; ``title``: its title.
    """

    text: str | None
    status: str | None
    who: tuple[str, ...]
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    published: str | None
    where: tuple[str, ...]
    event: str
    title: str


@dataclass(frozen=True, slots=True)
class _Said:
    """A citation: its part, exact words, the publication's day, and the houses that have it."""

    part: str
    quote: str | None
    lang: str | None
    translation: str | None
    translation_by: str | None
    published: str | None
    where: tuple[str, ...]
    originators: tuple[str, ...]


_NOTHING = _Said("", None, None, None, None, None, (), ())


@dataclass(frozen=True, slots=True)
class SaidValues:
    """A side's words as they are drawn; ``linked``: whether they name their event and lead there, by ``to``."""

    template: ClassVar = "parts/said.html"
    w: Words
    linked: bool
    to: Callable[[str], Markup]


@dataclass(frozen=True, slots=True)
class Told:
    """A side's words as HTML, whose link waits for a selection (``parts/ways.py``), and whose they are."""

    who: tuple[str, ...]
    html: Markup


def told(record: Frames, claim: int, *, beside: int) -> Told:
    """Return a claim in words.

    Args:
        record: All tables.
        claim: Its row.
        beside: The row of the event under which it is told: of another one's claims the event is named.
    """
    return _claim(record, claim, int(record.numbers("claims", "event")[claim]) != beside, speaking())


def told_against(record: Frames, pair: Pair, claim: int, *, beside: int) -> Told:
    """Return what stands against a claim of a pair; ``beside`` as of ``told``."""
    if pair.citation < 0:
        return told(record, pair.other if pair.claim == claim else pair.claim, beside=beside)
    return _objection(record, pair.citation, int(record.numbers("claims", "event")[pair.claim]) != beside, speaking())


@kept(_KEPT)
def _claim(record: Frames, row: int, linked: bool, _: Speech) -> Told:  # noqa: FBT001 - of a key
    best = _best([_said(record, cited) for cited in record.rows_of("citations", "claim", row).tolist()])
    independent = record.cells("voices", "originator", record.rows_of("voices", "claim", row))
    who = record.called(independent or record.cell("claims", "said_by", row))
    status = STATUS_CODES[record.numbers("claims", "status")[row]]
    return _drawn(record, best, str(record.cell("claims", "text", row)), status, who, row, linked=linked)


@kept(_KEPT)
def _objection(record: Frames, row: int, linked: bool, _: Speech) -> Told:  # noqa: FBT001 - of a key
    said, claim = _said(record, row), int(record.numbers("citations", "claim")[row])
    return _drawn(record, said, None, None, record.called(said.originators), claim, linked=linked)


def _drawn(
    record: Frames,
    said: _Said,
    words: str | None,
    status: str | None,
    who: tuple[str, ...],
    claim: int,
    *,
    linked: bool,
) -> Told:
    event = int(record.numbers("claims", "event")[claim])
    own = Words(
        text=words,
        status=status,
        who=who,
        quote=said.quote,
        lang=said.lang,
        translation=said.translation,
        translation_by=said.translation_by,
        published=said.published,
        where=said.where,
        event=str(record.cell("events", "event_id", event)),
        title=str(record.cell("events", "title", event)),
    )
    return Told(who, Markup(markup.render(SaidValues(own, linked, waiting_pick))))  # noqa: S704 - of our template


def side_name(record: Frames, side: str) -> str:
    """Return what a side is called."""
    if side in (MEDIA, OTHERS):
        return text("disagreement.media" if side == MEDIA else "disagreement.others")
    return record.voice(side)


def _best(said: Sequence[_Said]) -> _Said:
    """Return the citation that speaks for a claim: one that supports it and has words, else the first that does."""
    own = [one for one in said if one.part == "supports"]
    return next((one for one in own if one.quote), own[0] if own else _NOTHING)


def _said(record: Frames, row: int) -> _Said:
    columns = ("part", "quote", "lang", "translation", "translation_by", "originators")
    part, quote, lang, translation, by, originators = (record.cell("citations", name, row) for name in columns)
    source = int(record.numbers("citations", "source")[row])
    day, house, carriers = (
        record.cell("sources", name, source) for name in ("published_words", "publisher", "carried_by")
    )
    names = record.called([one for one in (house, *carriers) if one])
    return _Said(part, _given(quote), _given(lang), _given(translation), _given(by), _given(day), names, originators)


def _given(value: object) -> str | None:
    return value if isinstance(value, str) else None
