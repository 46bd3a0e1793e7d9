"""What was known when, told step by step: a quarrel's days, what each moved, and what stands against it.

An editor's plays are told as they stand; for a record without any the steps are found by rule, from the days on which
claims changed their status or were contradicted. No sentence is made here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from pactline.record import edtf, telling
from pactline.tables.frames import Frames
from pactline.tables.kept import kept

LEAST, MOST = 3, 12  # steps of a play that is found by rule
_LINES = 7  # claims whose status is drawn
RULE = "statuses"  # the id of the play that is found by rule
_SOON = timedelta(days=2)  # within which an answer belongs to the same step


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody's words: verbatim if ``quoted``, else as the record tells them.

    Attributes:
        lang: Of the words; empty where it is not told.
        translation: Into English; empty where there is none.
        who: Whose words.
        where: Who published them.
        day: Since when they were known.
        event: Id of the event that has them.
    """

    text: str
    quoted: bool
    lang: str
    translation: str
    who: tuple[str, ...]
    where: str
    day: date
    event: str


@dataclass(frozen=True, slots=True)
class Line:
    """A claim whose status is drawn; ``statuses`` are its days and what it was from then on, oldest first.

    ``short`` is its label, for where there is no room for its text; without one it is the text.
    """

    claim: str
    text: str
    short: str
    event: str
    statuses: tuple[tuple[date, str], ...]

    def on(self, day: date) -> str | None:
        """Return its status on a day; ``None`` before the first."""
        found = None
        for since, status in self.statuses:
            found = status if since <= day else found
        return found


@dataclass(frozen=True, slots=True)
class Step:
    """One step.

    Attributes:
        day: The last day that it may be.
        date_words: The date as it is written.
        text: What was said or done.
        short: Its label, for where there is no room for its text; without one it is the text.
        who: By whom.
        said: The words themselves, if the record has them.
        against: What stood against it by then, or answered at once.
        moved: Numbers of the lines whose status changed since the step before, with the new one.
        begun: Likewise of the lines that had none before.
    """

    day: date
    date_words: str
    text: str
    short: str
    who: tuple[str, ...]
    said: Said | None
    against: Said | None
    moved: tuple[tuple[int, str], ...] = ()
    begun: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Play:
    """A play; ``title`` is empty where it was found by rule. ``denials`` are in the order of their days."""

    id: str
    title: str
    steps: tuple[Step, ...]
    lines: tuple[Line, ...]
    denials: tuple[Said, ...]


@kept(4)
def plays(record: Frames) -> tuple[Play, ...]:
    """Return what a record can play, the editor's plays or the one found by rule; none where nothing changed."""
    things = _Things(record)
    own = [made for play in record.dossier.plays if (made := _own(things, play))]
    if not own and (made := _by_rule(things)):
        own.append(made)
    return tuple(own)


def played(record: Frames) -> bool:
    """Say whether a record has anything to play; an editor's plays, for which every page's menu asks, are not made."""
    return any(play.beats for play in record.dossier.plays) or bool(plays(record))


def as_known(play: Play, day: date | None) -> Play | None:
    """Return a play up to a day, for those who look at the record as it was then; ``None`` before its first step."""
    if day is None:
        return play
    steps = tuple(step for step in play.steps if step.day <= day)
    return replace(play, steps=steps, denials=tuple(one for one in play.denials if one.day <= day)) if steps else None


class _Things:
    """A record's claims and reactions by id, and what stands against them."""

    def __init__(self, record: Frames) -> None:
        self.record = record

    @cached_property
    def claims(self) -> dict[str, int]:
        """Rows of the claims by their ids."""
        return {str(one): row for row, one in enumerate(self.record.column("claims", "claim_id").tolist())}

    @cached_property
    def _reactions(self) -> dict[str, int]:
        return {str(one): row for row, one in enumerate(self.record.column("reactions", "reaction_id").tolist())}

    def line(self, row: int) -> Line:
        column, history = self.record.column, self.record.rows_of("history", "claim", row)
        days = [_day(one) for one in self.record.cells("history", "date", history)]
        told = list(zip(days, self.record.cells("history", "status", history), strict=True))
        statuses = told or [(self.known(row), str(column("claims", "status").iloc[row]))]
        return Line(
            claim=str(column("claims", "claim_id").iloc[row]),
            text=str(column("claims", "text").iloc[row]),
            short=_words(column("claims", "short").iloc[row]) or str(column("claims", "text").iloc[row]),
            event=str(column("claims", "event_id").iloc[row]),
            statuses=tuple(sorted((day, str(status)) for day, status in statuses)),
        )

    def known(self, row: int) -> date:
        return _day(self.record.column("claims", "known").iloc[row])

    def against(self, row: int) -> list[int]:
        """Return the claims that contradict one, in either direction."""
        record = self.record
        ways = (("claim", "other"), ("other", "claim"))
        return [
            int(one)
            for here, there in ways
            for one in record.cells("against", there, record.rows_of("against", here, row))
        ]

    def said(self, one: str) -> Said | None:
        """Return the words of a claim or a reaction; ``None`` if there is no such one, or nobody knows its day."""
        if one in self.claims:
            return self._said_of_claim(self.claims[one])
        row = self._reactions.get(one)
        return None if row is None else self._said_of_reaction(row)

    def _said_of_claim(self, row: int) -> Said:
        record = self.record
        said_by = record.called(record.cell("claims", "said_by", row))
        cited = record.citations.take(record.rows_of("citations", "claim", row))
        return self._said(
            str(record.cell("claims", "text", row)),
            said_by,
            self.known(row),
            str(record.cell("claims", "event_id", row)),
            cited[cited["part"] != "disputes"],
        )

    def _said_of_reaction(self, row: int) -> Said | None:
        record = self.record
        summary, known = record.cell("reactions", "summary", row), record.cell("reactions", "day", row)
        if not isinstance(summary, str) or pd.isna(known):
            return None
        speaker = record.cell("reactions", "speaker", row)
        who = speaker if isinstance(speaker, str) else record.voice(str(record.cell("reactions", "actor", row)))
        cited = record.citations.take(record.rows_of("citations", "reaction", row))
        return self._said(summary, (who,), _day(known), str(record.cell("reactions", "event_id", row)), cited)

    def _said(self, text: str, who: tuple[str, ...], day: date, event: str, cited: pd.DataFrame) -> Said:
        names = self.record.names["publisher"]
        sources = self.record.sources["publisher"]
        quotes = cited[cited["quote"].notna()]
        # English first: most readers can check it at once.
        quotes = quotes.iloc[np.argsort(quotes["lang"].fillna("en").ne("en").to_numpy(), kind="stable")]
        first = (quotes if len(quotes) else cited).head(1)
        publisher = _words(sources.iloc[int(first["source"].iloc[0])]) if len(first) else ""
        where = names.get(publisher, "")
        if not len(quotes):
            return Said(text, False, "", "", who, where, day, event)
        quote = first.iloc[0]
        return Said(
            str(quote["quote"]), True, _words(quote["lang"]), _words(quote["translation"]), who, where, day, event
        )


def _own(things: _Things, play: telling.Play) -> Play | None:
    """Return an editor's play; ``None`` if it has no step."""
    beats = sorted(play.beats, key=lambda beat: beat.date.latest)
    if not beats:
        return None
    told = [one for beat in beats for one in beat.claims]
    objections = dict.fromkeys(one for beat in beats for one in beat.against)
    rows = [things.claims[one] for one in dict.fromkeys(told) if one in things.claims]
    lines = _lines(things, rows, told, beats[-1].date.latest)
    drawn = {line.claim for line in lines}
    denied = {other for line in lines for other in things.against(things.claims[line.claim])}
    denials = [
        things.said(one) for one in (*objections, *told) if one not in drawn and things.claims.get(one, -1) in denied
    ]
    steps = []
    for beat in beats:
        day = beat.date.latest
        against = (things.said(one) for one in beat.against)
        steps.append(
            Step(
                day=day,
                date_words=beat.date.words,
                text=beat.text,
                short=beat.short or beat.text,
                who=things.record.called(beat.said_by),
                said=_quotation(things, beat.claims, day),
                against=next((one for one in against if one and one.day <= day + _SOON), None),
            )
        )
    return _made(play.id, play.title, steps, lines, [one for one in denials if one])


def _lines(things: _Things, rows: Sequence[int], told: Sequence[str], last: date) -> list[Line]:
    """Return the claims whose status is drawn: those that changed, then those that are told most often."""
    lines = [things.line(row) for row in rows]
    against = {one: len(things.against(things.claims[one])) for one in dict.fromkeys(told) if one in things.claims}
    ranked = sorted(
        (line for line in lines if line.statuses[0][0] <= last),
        key=lambda line: (-len(line.statuses), -told.count(line.claim), -against[line.claim]),
    )
    kept: list[Line] = []
    drawn: set[int] = set()
    for line in ranked:
        row = things.claims[line.claim]
        # Of two claims that contradict each other one is drawn; the other stands among the denials.
        if len(kept) < _LINES and drawn.isdisjoint(things.against(row)):
            kept.append(line)
            drawn.add(row)
    return sorted(kept, key=lambda line: line.statuses[0][0])


def _quotation(things: _Things, claims: Iterable[str], day: date) -> Said | None:
    """Return the first words verbatim among some claims of a step, of those that were known by then."""
    found = [one for claim in claims if (one := things.said(claim)) and one.quoted and one.day <= day + _SOON]
    return max(found, key=lambda one: one.day, default=None)


def _made(id_: str, title: str, steps: list[Step], lines: list[Line], denials: list[Said]) -> Play:
    """Return a play whose steps know what moved since the one before."""
    told, before = [], date.min
    for step in steps:
        moved, begun = [], []
        for number, line in enumerate(lines):
            was, now = line.on(before), line.on(step.day)
            if was is None and now is not None:
                begun.append(number)
            elif was != now and now is not None:
                moved.append((number, now))
        told.append(replace(step, moved=tuple(moved), begun=tuple(begun)))
        before = step.day
    days = sorted(dict.fromkeys(denials), key=lambda one: one.day)
    return Play(id_, title, tuple(told), tuple(lines), tuple(days))


def _by_rule(things: _Things) -> Play | None:
    """Return the days on which statuses changed or claims were contradicted; ``None`` if they are too few."""
    record = things.record
    history = record.history
    if len(history) < LEAST:
        return None
    changes = history.groupby("claim").size()
    changed = changes.index[changes > 1].to_numpy()
    if not len(changed):
        return None
    importance = record.numbers("events", "importance")[record.numbers("claims", "event")[changed]]
    top = changed[np.argsort(-importance, kind="stable")][:_LINES].tolist()
    lines = sorted((things.line(int(row)) for row in top), key=lambda line: line.statuses[0][0])
    at: dict[date, tuple[int, str]] = {}  # how much happened on a day, and the claim that tells it
    for line in lines:
        for number, (day, _) in enumerate(line.statuses):
            at[day] = (at.get(day, (0, ""))[0] + (2 if number else 1), at.get(day, (0, line.claim))[1])
    denials = []
    for line in lines:
        for row in things.against(things.claims[line.claim]):
            one = things.said(str(record.cell("claims", "claim_id", row)))
            if one and row not in top:
                denials.append(one)
                at.setdefault(one.day, (1, str(record.cell("claims", "claim_id", row))))
    days = sorted(sorted(at, key=lambda day: -at[day][0])[:MOST])
    if len(days) < LEAST:
        return None
    steps = []
    for day in days:
        claim = at[day][1]
        row = things.claims[claim]
        others = (things.said(str(record.cell("claims", "claim_id", other))) for other in things.against(row))
        against = [one for one in others if one and one.day <= day]
        steps.append(
            Step(
                day=day,
                date_words=edtf.parse(day.isoformat()).words,
                text=str(record.cell("claims", "text", row)),
                short=things.line(row).short,
                who=record.called(record.cell("claims", "said_by", row)),
                said=_quotation(things, [claim], day),
                against=against[0] if against else None,
            )
        )
    return _made(RULE, "", steps, lines, denials)


def _day(value: Any) -> date:
    found: date = pd.Timestamp(value).date()
    return found


def _words(value: Any) -> str:
    return value if isinstance(value, str) else ""
