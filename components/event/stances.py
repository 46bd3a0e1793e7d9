"""Who reacted how to an event: stakeholders by stances, each dot a reaction with its words, silences by name."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from components.parts.card_values import Reaction
from pactline.readings.stakeholders import stakeholder_of
from pactline.record.vocabulary import NONE, SILENT, STANCES
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import listed
from pactline.wording import text

_DENIES = "denies"


@dataclass(frozen=True, slots=True)
class Dot:
    """A reaction and the box with its words; ``mark`` is its stance, ``denies``, ``none`` or ``silent``."""

    box: str
    mark: str
    reaction: Reaction


@dataclass(frozen=True, slots=True)
class Move:
    """From which stance to which somebody moved, as columns, and how long that took, in words."""

    start: int
    end: int
    took: str | None

    @property
    def steps(self) -> int:
        """How many columns it crosses."""
        return abs(self.end - self.start)


@dataclass(frozen=True, slots=True)
class Standing:
    """A stakeholder with its dots in each column, in order of time."""

    name: str
    cells: list[list[Dot]]
    moved: Move | None


@dataclass(frozen=True, slots=True)
class Silence:
    """Who was looked for until a day and not found."""

    day: str
    who: list[Dot]


@dataclass(frozen=True, slots=True)
class Stances:
    """The scale.

    Attributes:
        columns: Stances from endorsing to condemning; then denials and words without a stance, where there are any.
        sentences: What it shows, in words.
    """

    columns: tuple[str, ...]
    rows: list[Standing]
    silences: list[Silence]
    sentences: list[str]
    reactions: int
    silent: int

    def dots(self) -> list[Dot]:
        """Return every reaction once."""
        return [
            *(dot for row in self.rows for cell in row.cells for dot in cell),
            *(dot for one in self.silences for dot in one.who),
        ]


def stances(record: Frames, event_id: str, reactions: Sequence[Reaction]) -> Stances | None:
    """Return who stands where; nothing where nobody reacted.

    Args:
        record: Has the actors.
        event_id: Begins the ids of the boxes.
        reactions: Those to the event that are drawn.
    """
    if not reactions:
        return None
    dots = [Dot(f"said-{event_id}-{n}", _mark(one), one) for n, one in enumerate(reactions, start=1)]
    there = {dot.mark for dot in dots}
    columns = (*STANCES, *(one for one in (_DENIES, NONE) if one in there))
    spoken: dict[str, list[Dot]] = {}
    quiet: dict[str, list[Dot]] = {}
    whose = _stakeholders(record)
    for dot in dots:
        if dot.mark == SILENT:
            quiet.setdefault(dot.reaction.silence_words or "", []).append(dot)
        else:
            spoken.setdefault(whose.get(dot.reaction.actor, dot.reaction.actor), []).append(dot)
    rows = [_standing(record.voice(actor), sorted(own, key=_when), columns) for actor, own in spoken.items()]
    rows.sort(key=lambda row: (_place(row), row.name.casefold()))
    silences = [Silence(day, sorted(own, key=lambda dot: dot.reaction.actor_name)) for day, own in quiet.items()]
    silent = sum(len(one.who) for one in silences)
    return Stances(columns, rows, silences, _sentences(rows), len(dots) - silent, silent)


@kept(4)
def _stakeholders(record: Frames) -> dict[str, str]:
    return stakeholder_of(record.dossier)


def _mark(reaction: Reaction) -> str:
    return reaction.act if reaction.act in (SILENT, _DENIES) else reaction.stance


def _when(dot: Dot) -> tuple[bool, date]:
    return dot.reaction.day is None, dot.reaction.day or date.max


def _standing(name: str, dots: Sequence[Dot], columns: Sequence[str]) -> Standing:
    cells: list[list[Dot]] = [[] for _ in columns]
    for dot in dots:
        cells[columns.index(dot.mark)].append(dot)
    return Standing(name, cells, _move(dots))


def _move(dots: Sequence[Dot]) -> Move | None:
    """Return the way from the first stance to the last one, if they are two and days tell which came first."""
    told = [dot for dot in dots if dot.mark in STANCES and dot.reaction.day]
    if not told or told[0].mark == told[-1].mark:
        return None
    first, last = told[0].reaction.day, told[-1].reaction.day
    days = (last - first).days if first and last else 0
    took = text("count.days", n=days) if days else None
    return Move(STANCES.index(told[0].mark), STANCES.index(told[-1].mark), took)


def _place(row: Standing) -> float:
    """Return where the middle of somebody's words lies on the scale."""
    counts = [len(cell) for cell in row.cells]
    return sum(at * n for at, n in enumerate(counts)) / max(sum(counts), 1)


def _sentences(rows: Sequence[Standing]) -> list[str]:
    """Return who stands at either end of the scale, and who moved."""
    found = []
    for stance in (STANCES[0], STANCES[-1]):
        at = STANCES.index(stance)
        who = Counter({row.name: len(row.cells[at]) for row in rows if row.cells[at]})
        if who:
            named = [name for name, _ in who.most_common(4)]
            more = len(who) - len(named)
            names = text("event.and_more", names=listed(named), n=more) if more else listed(named)
            found.append(text(f"event.at_end.{stance}", n=len(who), who=names))
    for row in rows:
        if row.moved:
            start, end = (text(f"stance.{STANCES[at]}") for at in (row.moved.start, row.moved.end))
            key = "event.moved_in" if row.moved.took else "event.moved"
            found.append(text(key, who=row.name, start=start, end=end, time=row.moved.took or ""))
    return found
