"""What was known when, as a picture that moves: the steps as pages, the claims' statuses as bars up to the day."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import ClassVar

from components.parts import draw, markup
from components.parts.browser_part import browser_part
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings.plays import Play, Said, Step, as_known, plays
from pactline.record import edtf
from pactline.record.date_words import in_words
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import brief, short_month, text

_ROOM = 84.0  # percent of the picture's width that time has: beside its end stands what a claim is then
_MOST_TICKS = 8
_LONG = 900  # days from which on years are named, not months
_QUOTED = 60  # characters of a denial that stand in the picture
_TURNS = 50.0  # percent from which on words stand left of what they are about

_PLAY = browser_part("play", words={name: text(f"play.{name}") for name in ("play", "pause")}, isolated=False)


@dataclass(frozen=True, slots=True)
class Quote:
    """Somebody's words beside a step; ``apart`` says how long before or after it, and may be empty."""

    said: Said
    who: str
    day: str
    apart: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class StepValues:
    """One step; ``day`` and ``short`` name it in the row of steps, ``x`` is where it lies, in percent."""

    date_words: str
    day: str
    text: str
    short: str
    who: str
    chips: list[str]
    said: Quote | None
    against: Quote | None
    caption: str
    x: float
    beat: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class Stretch:
    """A claim's status over a stretch of time, in percent of the picture's width."""

    status: str
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class LineValues:
    """A claim's bar.

    Attributes:
        short: Its label; ``text``: what it says.
        at: Its status at each step, empty before it was known; ``words``: the same as it is said.
        changed: Numbers of the steps at which it changed.
    """

    text: str
    short: str
    event: str
    selection: Selection
    x: float
    stretches: list[Stretch]
    at: list[str]
    words: list[str]
    changed: list[int]


@dataclass(frozen=True, slots=True)
class DenialValues:
    """A denial in the picture: where its day lies, at which step it is there, its words if they are short."""

    x: float
    since: int
    words: str
    who: str
    left: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A day named on the axis, in percent of the picture's width."""

    x: float
    words: str


@dataclass(frozen=True, slots=True)
class PlayValues:
    """A play, and the others that there are, each with its title and the selection that opens it."""

    template: ClassVar = "play/play.html"
    id: str
    steps: list[StepValues]
    lines: list[LineValues]
    denials: list[DenialValues]
    ticks: list[Tick]
    others: list[tuple[str, Selection]]


def chosen(view: View) -> tuple[Play, int] | None:
    """Return the play of the view's selection and its step, from 0; ``None`` if there is nothing to play.

    A play or a step that is not there is the first one.
    """
    told = _told(view)
    if not told:
        return None
    name, _, number = (view.selection.beat or "").rpartition(".")
    play = next((one for one in told if one.id == name), told[0])
    at = int(number) - 1 if play.id == name and number.isdecimal() else 0
    return play, min(max(at, 0), len(play.steps) - 1)


def title(view: View) -> str:
    """Return what the page is called."""
    found = chosen(view)
    return (found and found[0].title) or text("play.title")


def play_stage(view: View, *, key: str) -> None:
    """Mount the play of the view's selection at its step; a sentence where there is nothing to play."""
    found = chosen(view)
    if found is None:
        draw.say(text("play.none"))
        return
    play, at = found
    if draw.baking():
        draw.html(html(view, play))
    _PLAY(key=key, data={"id": play.id, "at": at, "html": html(view, play)})


def html(view: View, play: Play) -> str:
    """Return a play's markup, whole: the browser steps through it without a server."""
    return _html(view.frames, play, tuple(_told(view)), replace(view.selection, beat=None, event=None))


def _told(view: View) -> list[Play]:
    known = view.selection.known
    return [play for one in plays(view.frames) if (play := as_known(one, known))]


@kept(32)
def _html(_: Frames, play: Play, told: tuple[Play, ...], selection: Selection) -> str:
    first, last = _span(play)
    days = max((last - first).days, 1)

    def x(day: date) -> float:
        return round(_ROOM * min(max((day - first).days / days, 0), 1), 2)

    return markup.render(
        PlayValues(
            id=play.id,
            steps=[_step(play, n, x, selection) for n in range(len(play.steps))],
            lines=[_line(play, n, x, selection) for n in range(len(play.lines))],
            denials=[_denial(play, one, x) for one in play.denials],
            ticks=[Tick(x(day), words) for day, words in _ticks(first, last)],
            others=[
                (one.title or text("play.title"), replace(selection, beat=f"{one.id}.1"))
                for one in told
                if one is not play
            ],
        )
    )


def _span(play: Play) -> tuple[date, date]:
    """Return the days that the picture spans: a little more than the steps."""
    days = [step.day for step in play.steps]
    early = [line.statuses[0][0] for line in play.lines] + [one.day for one in play.denials]
    first = max(min([*days, *early]), min(days) - (max(days) - min(days)) / 4)
    return first - (max(days) - first) / 40, max(days)


def _step(play: Play, number: int, x: Callable[[date], float], selection: Selection) -> StepValues:
    step = play.steps[number]
    counts = Counter(status for _, status in step.moved)
    chips = [text("play.moved", n=n, status=text(f"status.{status}")) for status, n in counts.items()]
    if step.begun and number:
        chips.append(text("play.begun", n=len(step.begun)))
    return StepValues(
        date_words=step.date_words,
        day=brief(step.date_words),
        text=step.text,
        short=step.short,
        who=joined(step.who, ", "),
        chips=chips,
        said=_quote(step, step.said, selection) if step.said else None,
        against=_quote(step, step.against, selection) if step.against else None,
        caption=text("play.caption", day=step.date_words, text=" ".join([step.text, *(f"{chip}." for chip in chips)])),
        x=x(step.day),
        beat=f"{play.id}.{number + 1}",
        selection=replace(selection, beat=f"{play.id}.{number + 1}"),
    )


def _quote(step: Step, said: Said, selection: Selection) -> Quote:
    apart = (said.day - step.day).days
    key = "same" if not apart else "after" if apart > 0 else "before"
    return Quote(
        said=said,
        who=joined(said.who, ", "),
        day=edtf.parse(said.day.isoformat()).words,
        apart=text(f"play.{key}", n=abs(apart)) if apart else text("play.same"),
        selection=selection,
    )


def _line(play: Play, number: int, x: Callable[[date], float], selection: Selection) -> LineValues:
    line = play.lines[number]
    at = [line.on(step.day) or "" for step in play.steps]
    merged = [one for n, one in enumerate(line.statuses) if not n or line.statuses[n - 1][1] != one[1]]
    ends = [day for day, _ in merged[1:]]
    starts = [x(day) for day, _ in merged]
    stretches = [
        Stretch(status, start, round((x(end) if end else _ROOM) - start, 2))
        for (_, status), start, end in zip(merged, starts, [*ends, None], strict=True)
    ]
    return LineValues(
        text=line.text,
        short=line.short,
        event=line.event,
        selection=selection,
        x=starts[0],
        stretches=stretches,
        at=at,
        words=[_stands(at, n) for n in range(len(at))],
        changed=[n for n, step in enumerate(play.steps) if number in {one for one, _ in step.moved}],
    )


def _stands(at: list[str], number: int) -> str:
    """Say what a claim is at a step: since then, or still."""
    if not at[number]:
        return ""
    status = text(f"status.{at[number]}")
    return text("play.still", status=status) if number and at[number - 1] == at[number] else status


def _denial(play: Play, said: Said, x: Callable[[date], float]) -> DenialValues:
    since = next((n for n, step in enumerate(play.steps) if step.day >= said.day), len(play.steps))
    words = said.translation or said.text
    at = x(said.day)
    return DenialValues(
        x=at,
        since=since,
        words=words if said.quoted and len(words) <= _QUOTED else "",
        who=joined(said.who, ", "),
        left=at > _TURNS,
    )


def _ticks(first: date, last: date) -> list[tuple[date, str]]:
    """Return the days that the axis names: years, or the months of some."""
    if (last - first).days > _LONG:
        years = range(first.year + 1, last.year + 1)
        every = max(1, -(-len(years) // _MOST_TICKS))
        return [(date(year, 1, 1), str(year)) for year in years[::every]]
    months = range(first.year * 12 + first.month, last.year * 12 + last.month)
    every = max(1, -(-len(months) // _MOST_TICKS))
    days = [date(month // 12, month % 12 + 1, 1) for month in months[::every]]
    return [
        (day, brief(in_words(("month", day.year, day.month))) if not n or day.month == 1 else short_month(day.month))
        for n, day in enumerate(days)
    ]
