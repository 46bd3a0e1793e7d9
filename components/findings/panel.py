"""The first page: what the record says first with a picture of every event, then the other findings with theirs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import ClassVar, NamedTuple

import pandas as pd
from markupsafe import Markup

from components.findings.layers import Layers
from components.findings.pictures import DRAWN_KINDS, FINDING_CHART, picture_of
from components.findings.placing import Box
from components.findings.whole import Moment, whole_picture
from components.findings.whole_layout import MIDDLE, NARROW, WIDE, whole_drawing
from components.findings.whole_words import MAP_HEAD
from components.parts import markup
from components.parts.small_map import small_map
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.query.view import Shown
from pactline.readings.findings import Told, findings
from pactline.readings.plays import as_known, plays
from pactline.record.own_words import paragraphs
from pactline.record.vocabulary import NONE
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import listed
from pactline.wording import text

_VOICES = 6  # named below a finding that has no caption of its editor


@dataclass(frozen=True, slots=True)
class HeroValues:
    """The headline, its sentences, what links carry along, and whether there is something to play."""

    template: ClassVar = "findings/hero.html"
    title: str
    sentences: tuple[str, ...]
    selection: Selection
    played: bool


@dataclass(frozen=True, slots=True)
class WholeValues:
    """The picture of every event.

    Attributes:
        pictures: The widest with words in it; the others have none, and ``moments`` stand above them.
        key: What a mark is; ``undrawn`` says how many events have none; ``statuses`` are those that marks have.
        caption: Whose words the moments are.
        place: Where in the wide picture the map stands, in percent from the left, and how wide it is.
    """

    template: ClassVar = "findings/whole.html"
    pictures: Layers
    moments: tuple[Moment, ...]
    key: str
    undrawn: str
    caption: str
    statuses: tuple[str, ...]
    selection: Selection
    map: Markup
    place: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding beside its picture.

    Attributes:
        caption: Who says so; may be empty.
        chart: What its picture is called where it can be saved; empty where it cannot.
        picture: Drawn; may be empty.
        page: Where its link leads with ``selection``; empty without one.
    """

    id: str
    kicker: str
    headline: str
    sentences: tuple[str, ...]
    caption: str
    chart: str
    picture: Markup
    page: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Door:
    """A way on: a page, and what is behind it."""

    page: str
    words: str


@dataclass(frozen=True, slots=True)
class RowsValues:
    """The further findings; ``of_whole`` if they are about more than is shown, and have to say so.

    ``selection`` is the day alone: nothing else narrows them.
    """

    template: ClassVar = "findings/rows.html"
    findings: tuple[Finding, ...]
    of_whole: bool
    selection: Selection


@dataclass(frozen=True, slots=True)
class DoorsValues:
    """The ways on, and what they carry along."""

    template: ClassVar = "findings/doors.html"
    doors: tuple[Door, ...]
    selection: Selection


class Page(NamedTuple):
    """The first page as HTML, in three parts: the selection's bar stands after the first or the second."""

    hero: str
    whole: str
    rows: str


def first_page(view: View) -> Page:
    """Return the first page of what is shown; made once for all who ask for the same."""
    return _page(view.shown, replace(view.selection, event=None))


@kept(64)
def _page(shown: Shown, selection: Selection) -> Page:
    view = View(selection, shown)
    record = shown.frames
    lead, day = lead_of(record, selection), Selection(known=selection.known)
    return Page(
        hero=markup.render(_hero(record, lead, selection)),
        whole=_whole(view, lead),
        rows=_further(record, day, of_whole=selection.filters != day)
        + markup.render(DoorsValues(tuple(_doors(record)), selection)),
    )


@kept(16)
def _further(record: Frames, day: Selection, *, of_whole: bool) -> str:
    """Return the findings but the first, as known on a day; made once for all that readers narrow by."""
    lead = lead_of(record, day)
    others = [one for one in findings(record, text) if is_out(record, one, day) and one is not lead]
    return markup.render(RowsValues(tuple(_finding(record, one, day) for one in others), of_whole, day))


def lead_of(record: Frames, selection: Selection) -> Told | None:
    """Return the finding that every event is drawn for; ``None`` where the record has none, or not yet on that day."""
    told = (one for one in findings(record, text) if one.picture and one.picture.kind == "whole")
    return next((one for one in told if is_out(record, one, selection)), None)


def headline(record: Frames, lead: Told | None) -> tuple[str, tuple[str, ...]]:
    """Return what the first page says first, and the sentences below it."""
    edition = record.dossier.edition
    title, start = edition.title or text("findings.lead"), tuple(paragraphs(edition.start))
    if lead is None:
        return title, start
    sentences = tuple(sentence.text for sentence in lead.sentences)
    if lead.made:  # its headline is a count, and the record has a name
        return title, (*start, text("findings.sentence", words=lead.headline), *sentences)
    return lead.headline, (*start, *sentences)


def _hero(record: Frames, lead: Told | None, selection: Selection) -> HeroValues:
    title, sentences = headline(record, lead)
    return HeroValues(title, sentences, selection, any(as_known(one, selection.known) for one in plays(record)))


def _whole(view: View, lead: Told | None) -> str:
    own = lead.picture if lead and not lead.made else None
    whole = whole_picture(view, own, lead.numbers if lead else {})
    if not whole.dots:
        return ""
    wide = whole_drawing(whole, WIDE)
    place = wide.place
    statuses = whole.statuses if whole.statuses != (NONE,) else ()
    key = text("findings.key_counted" if wide.stacks else "findings.key", n=len(whole.dots))
    return markup.render(
        WholeValues(
            pictures=Layers(wide, (whole_drawing(whole, MIDDLE), whole_drawing(whole, NARROW))),
            moments=whole.moments,
            key=key if statuses else key.removesuffix(":"),
            undrawn=text("findings.undrawn", n=whole.undrawn) if whole.undrawn else "",
            caption=lead.caption if lead else "",
            statuses=statuses,
            selection=view.selection,
            map=small_map(whole.spots, width=round(place.right - place.left), height=_high(place))
            if place
            else Markup(),
            place=(100 * place.left / wide.width, 100 * (place.right - place.left) / wide.width)
            if place
            else (0.0, 0.0),
        )
    )


def _high(place: Box) -> int:
    """Return the px that a map has of its place, less its head."""
    return round(place.bottom - place.top - MAP_HEAD)


def caption_of(told: Told) -> str:
    """Return who says so, in the editor's words or by name; empty where nobody is named."""
    voices = dict.fromkeys(voice for one in told.sentences for bearer in one.bearers for voice in bearer.voices)
    return told.caption or (text("findings.by", who=listed(list(voices)[:_VOICES])) if voices else "")


def _finding(record: Frames, told: Told, selection: Selection) -> Finding:
    return Finding(
        id=told.id,
        kicker=told.kicker,
        headline=told.headline,
        sentences=tuple(sentence.text for sentence in told.sentences),
        caption=caption_of(told),
        chart=_chart(record, told),
        picture=picture_of(record, told, selection),
        page=told.page,
        selection=Selection.from_query({**told.query, **selection.to_query()}),
    )


def _chart(record: Frames, told: Told) -> str:
    """Return the name of a finding's picture as a file; a record for a visit has no address to fetch it at."""
    drawn = record.addressed and told.picture and told.picture.kind in DRAWN_KINDS
    return f"{FINDING_CHART}{told.id}" if drawn else ""


def _doors(record: Frames) -> Iterator[Door]:
    explored = "words" if record.size("claims") else "plain"
    yield Door("timeline", text(f"findings.door.timeline.{explored}", n=record.size("events")))
    if stories := record.dossier.stories:
        yield Door("classroom", text("findings.door.classroom.words", n=len(stories)))
    licence = record.dossier.edition.licence
    yield Door("data", text("findings.door.data.licensed" if licence else "findings.door.data.words", licence=licence))


def is_out(record: Frames, told: Told, selection: Selection) -> bool:
    """Say whether all that bears a finding was public on the selection's day."""
    day = selection.known
    if day is None or told.made:
        return True
    for table, column, kind in (
        ("claims", "claim_id", "claim"),
        ("reactions", "reaction_id", "reaction"),
        ("estimates", "estimate_id", "estimate"),
    ):
        wanted = {bearer.id for sentence in told.sentences for bearer in sentence.bearers if bearer.kind == kind}
        if wanted:
            ids, known = record.column(table, column), record.column(table, "known")
            own = known[ids.isin(wanted)]
            if len(own) < len(wanted) or (own.isna() | (own > pd.Timestamp(day))).any():
                return False
    return True
