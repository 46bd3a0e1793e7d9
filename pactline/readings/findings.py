"""What a record says first: its editor's findings with their numbers filled in, or honest ones made by rule."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, NamedTuple, Protocol, TypeAlias
from urllib.parse import parse_qs

import numpy as np
import pandas as pd

from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings.counts import busiest_months
from pactline.record import date_words, edtf, telling
from pactline.record.telling import Countable, Figure, Picture
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

FEW = 6  # bearers that a sentence made by rule names; the link leads to all of them
_LEAST = 2  # events of a month, or claims of a voice, that are worth a finding
_EPOCH = date(1970, 1, 1).toordinal()
_SCALES = (10**9, 10**6)
Kind: TypeAlias = Literal["claim", "reaction", "estimate"]


class Say(Protocol):
    """The words of whoever shows a finding, as ``pactline.wording.text``."""

    def __call__(self, key: str, **values: object) -> str:
        """Return a sentence by its key, with its values filled in."""
        ...


class Bearer(NamedTuple):
    """What bears a sentence.

    Attributes:
        event: The id of the event that it belongs to; an estimate may belong to none.
        text: Its words; of an estimate those of its metric.
        voices: Names of those whose word it is.
        status: Of a claim its status, of a reaction its stance or act; empty for an estimate.
    """

    kind: Kind
    id: str
    event: str | None
    text: str
    voices: tuple[str, ...]
    status: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its numbers filled in, and what bears it."""

    text: str
    bearers: tuple[Bearer, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """A finding, ready to be shown.

    Attributes:
        numbers: The numbers in words, by name, for the picture.
        page: Where its link leads; empty where it has none.
        query: The URL keys of that link.
        made: It was made by rule, since the record has none of its own.
    """

    id: str
    kicker: str
    headline: str
    sentences: tuple[Sentence, ...]
    numbers: Mapping[str, str]
    picture: Picture | None
    caption: str
    page: str
    query: Mapping[str, list[str]]
    made: bool = False


@kept(4)
def findings(record: Frames, say: Say) -> tuple[Told, ...]:
    """Return a record's findings, in the editor's order; without any of its own those that a rule finds.

    A finding of which a number cannot be computed, or that names what is not there, is left out: ``pactline check``
    says so to its editor.

    Args:
        record: All tables.
        say: The words for numbers and for what is found by rule.
    """
    own = record.dossier.findings
    return tuple(_own(record, own, say) if own else _by_rule(whole(record), say))


def in_words(number: float, say: Say) -> str:
    """Return a number as it stands in a sentence: "198", "12,000", "4.2 million"."""
    for scale in _SCALES:
        if abs(number) >= scale and round(number / scale, 3) * scale == number:
            return say("finding.large", n=int(number))
    return f"{number:,.0f}" if number == int(number) else f"{number:,}"


def _own(record: Frames, own: Iterable[telling.Finding], say: Say) -> Iterator[Told]:
    things = _Things(record)
    for finding in own:
        try:
            yield _told(things, finding, say)
        except _NotThereError:
            continue


class _NotThereError(LookupError):
    """A finding names what the record does not have, or a number that cannot be computed."""


def _told(things: "_Things", finding: telling.Finding, say: Say) -> Told:
    """Return a finding with its numbers.

    Raises:
        _NotThereError: It names what is not there, or a number cannot be computed.
    """
    numbers = {}
    for name, figure in finding.numbers.items():
        number = things.number(figure)
        if number is None:
            raise _NotThereError(name)
        numbers[name] = in_words(number, say)
    for sentence in (finding.headline, *(one.text for one in finding.sentences)):
        if strange := set(telling.placeholders(sentence)) - numbers.keys():
            raise _NotThereError(*strange)
    return Told(
        id=finding.id,
        kicker=finding.kicker or "",
        headline=telling.filled(finding.headline, numbers),
        sentences=tuple(
            Sentence(telling.filled(one.text, numbers), tuple(things.bearers(one))) for one in finding.sentences
        ),
        numbers=numbers,
        picture=finding.picture,
        caption=telling.filled(finding.caption or "", numbers),
        page=finding.see.page if finding.see else "",
        query=parse_qs(finding.see.query) if finding.see else {},
    )


class _Things:
    """A record's claims, reactions, estimates and events by id."""

    def __init__(self, record: Frames) -> None:
        self._record = record
        self._rows: dict[str, dict[str, int]] = {}

    def _row(self, table: str, column: str, one: str) -> int:
        if table not in self._rows:
            ids = self._record.stored.column(table, column).tolist()
            self._rows[table] = {name: row for row, name in enumerate(ids)}
        if one not in self._rows[table]:
            raise _NotThereError(one)
        return self._rows[table][one]

    def bearers(self, sentence: telling.FindingSentence) -> Iterator[Bearer]:
        """Yield what bears a sentence.

        Raises:
            _NotThereError: The record does not have it.
        """
        for one in sentence.claims:
            yield claim_bearer(self._record, self._row("claims", "claim_id", one))
        for one in sentence.reactions:
            row = self._cells("reactions", "reaction_id", one)
            status = row["act"] if row["stance"] == "none" else row["stance"]
            who = self._record.names["actor"].get(row["actor"], row["actor"])
            voices = tuple(filter(None, (who, _plain(row["speaker"]))))
            yield Bearer("reaction", one, row["event_id"], _plain(row["summary"]) or "", voices, status)
        for one in sentence.estimates:
            row = self._cells("estimates", "estimate_id", one)
            metric = self._record.dossier.metrics[row["metric"]].label
            estimator = _plain(row["estimator"])
            voices = (self._record.voice(estimator),) if estimator else ()
            yield Bearer("estimate", one, _plain(row["event_id"]), metric, voices, "")

    def _cells(self, table: str, column: str, one: str) -> Mapping[str, Any]:
        (cells,) = self._record.rows(table, [self._row(table, column, one)])
        return cells

    def number(self, figure: Figure) -> float | None:
        """Return a number, ``None`` if it cannot be computed."""
        if figure.count:
            return count(self._record, figure.count, figure.where)
        try:
            if figure.estimate and figure.value:
                value = self._cells("estimates", "estimate_id", figure.estimate)[figure.value]
                return None if value is None else float(value)
            one, other = (self._day(name) for name in figure.days)
        except _NotThereError:
            return None
        return abs((other - one).days) if one is not None and other is not None else None

    def _day(self, one: str) -> date | None:
        """Return the day of an event or a reaction, or since when a claim was known; ``None`` if it is no one day."""
        for table, column, day in (
            ("events", "event_id", "earliest"),
            ("claims", "claim_id", "known"),
            ("reactions", "reaction_id", "day"),
        ):
            try:
                row = self._row(table, column, one)
            except _NotThereError:
                continue
            found = self._record.cell(table, day, row)
            written = None if table == "claims" else _plain(self._record.cell(table, "date", row))
            if pd.isna(found) or (written is not None and edtf.parse(written).precision != "day"):
                return None
            known: date = pd.Timestamp(found).date()
            return known
        raise _NotThereError(one)


def count(record: Frames, what: Countable, where: str = "") -> int:
    """Return how many events, claims, sources, estimates or reactions the query of a link leaves."""
    view = select(record, Selection.from_query(parse_qs(where)))
    rows = {"events": view.event_rows, "claims": view.claim_rows, "reactions": view.reaction_rows}
    return len(rows[what]) if what in rows else len(getattr(view, what))


def claim_bearer(record: Frames, row: int) -> Bearer:
    """Return the claim of a row as what bears a sentence."""
    voices = record.called(record.cells("voices", "originator", record.rows_of("voices", "claim", row)))
    return Bearer(
        kind="claim",
        id=str(record.cell("claims", "claim_id", row)),
        event=str(record.cell("claims", "event_id", row)),
        text=str(record.cell("claims", "text", row)),
        voices=voices or record.called(record.cell("claims", "said_by", row)),
        status=str(record.cell("claims", "status", row)),
    )


def _plain(value: Any) -> str | None:
    return value if isinstance(value, str) else None  # what is missing is no number


# By rule -----------------------------------------------------------------------------------------


def _by_rule(view: View, say: Say) -> Iterator[Told]:
    for rule in (_span, _month, _disputed, _voice):
        told = rule(view, say)
        if told:
            yield told


def _made(
    say: Say,
    name: str,
    headline: str,
    sentences: Iterable[tuple[str, Iterable[Bearer]]],
    page: str,
    query: dict[str, list[str]],
) -> Told:
    return Told(
        id=name,
        kicker=say(f"finding.{name}_kicker"),
        headline=headline,
        sentences=tuple(Sentence(words, tuple(bearers)) for words, bearers in sentences),
        numbers={},
        picture=Picture(kind="whole") if name == "span" else Picture(kind="voices") if name == "voice" else None,
        caption="",
        page=page,
        query=query,
        made=True,
    )


def _first_claims(record: Frames, events: Iterable[int]) -> list[Bearer]:
    """Return the first claim of each of a few events, which says what happened."""
    begins = record.index.claims_from
    own = [int(begins[event]) for event in events if begins[event] < begins[event + 1]]
    return [claim_bearer(record, row) for row in own[:FEW]]


def _span(view: View, say: Say) -> Told | None:
    record, rows, when = view.frames, view.event_rows, view.frames.moments
    if not len(rows):
        return None
    ends = (int(rows[0]), int(rows[-1]))
    first, last = record.cells("events", "date_words", ends)
    begin, end = int(when.first[rows].min()), int(when.last[rows].max())
    if begin == end and not (record.numbers("events", "undrawn") | when.old)[rows].any():
        day = date.fromordinal(begin + _EPOCH)
        told = say("finding.day", n=len(rows), first=date_words.in_words(("day", day.year, day.month, day.day)))
    else:
        told = say("finding.span", n=len(rows), first=first, last=last)
    sentences: list[tuple[str, Iterable[Bearer]]] = []
    if len(view.claim_rows) and len(view.sources):  # plain dates have neither
        claims = say("finding.span_claims", n=len(view.claim_rows), sources=len(view.sources))
        sentences = [(claims, _first_claims(record, dict.fromkeys(ends)))]
    return _made(say, "span", told, sentences, "timeline", {})


def _month(view: View, say: Say) -> Told | None:
    busiest = busiest_months(view)
    if not busiest or busiest[0].events < _LEAST:
        return None
    month, others = busiest[0], len(busiest) - 1
    query = {"from": [month.first.isoformat()], "to": [month.last.isoformat()]}
    own = select(view.frames, Selection.from_query({**query, "dates": "certain"}))
    told = say("finding.month", n=month.events, month=edtf.parse(f"{month.first:%Y-%m}".rjust(7, "0")).words)
    rest = say("finding.month_shared", n=others) if others else say("finding.month_alone")
    return _made(
        say,
        "month",
        told,
        [(rest, _first_claims(view.frames, own.event_rows.tolist()))],
        "timeline",
        {**query, "dates": ["certain"]},
    )


def _disputed(view: View, say: Say) -> Told | None:
    index = view.frames.index
    counts = np.bincount(index.event_of[view.claim_rows[index.disputed[view.claim_rows]]], minlength=index.events)
    most = int(counts.max(initial=0))
    if not most:
        return None
    event, others = int(np.argmax(counts)), int(np.count_nonzero(counts == most)) - 1
    begin, end = (int(index.claims_from[at]) for at in (event, event + 1))
    bearers = [claim_bearer(view.frames, row) for row in range(begin, end) if index.disputed[row]][:FEW]
    own, title = (str(view.frames.cell("events", name, event)) for name in ("event_id", "title"))
    told = [(say("finding.disputed_claims", n=most, all=end - begin), bearers)]
    if others:
        told.append((say("finding.disputed_shared", n=others), []))
    return _made(say, "disputed", say("finding.disputed", title=title), told, "event", {"event": [own]})


def _voice(view: View, say: Say) -> Told | None:
    record = view.frames
    voices = record.voices[["claim", "originator"]]
    counts = voices["originator"].value_counts()
    if counts.empty or counts.iloc[0] < _LEAST:
        return None
    most = int(counts.iloc[0])
    equal = sorted(counts.index[counts == most].tolist(), key=record.voice)
    own = voices.loc[voices["originator"] == equal[0], "claim"].to_numpy()
    alone = int(np.count_nonzero(record.index.independent[own] == 1))
    rest = say("finding.voice_alone", n=alone) if alone else say("finding.voice_never_alone")
    told = [(rest, [claim_bearer(record, row) for row in own[:FEW].tolist()])]
    if len(equal) > 1:
        told.append((say("finding.voice_shared", n=len(equal) - 1), []))
    headline = say("finding.voice", who=record.voice(equal[0]), n=most, all=len(view.claim_rows))
    key = next((name for name in ("actor", "publisher") if equal[0] in record.names[name]), "")
    page = {"actor": "actor", "publisher": "sources"}.get(key, "sources")
    return _made(say, "voice", headline, told, page, {key: [equal[0]]} if key else {})
