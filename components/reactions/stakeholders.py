"""A stakeholder's own panel: its stance over time as a line of steps, each step with its words, and its silences."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from secrets import token_hex
from typing import ClassVar, Final

import pandas as pd
from markupsafe import Markup

from components.parts import markup
from components.parts.card_values import Citation, EventLink, Reaction
from components.parts.rows import day_words
from components.parts.ways import Ways, waiting
from components.parts.word_boxes import Spoken, WordBoxes
from components.reactions.stance_line import Span, StanceLine, span, stance_line, ticks
from pactline.query.select import View
from pactline.readings import stakeholders
from pactline.readings.stakeholders import Said
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import Speech, month, speaking, text

_STRIP = 60  # reactions in the small strip beside a name
_BITS: Final = {mark: Markup('<i class="bit bit-{}"></i>').format(mark) for mark in stakeholders.MARKS}
_PANELS = 300  # stakeholders on one page; a chosen one has its panel in any case
_BOX: Final = f"box-{token_hex(16)}"  # stands for a box in HTML that is made for all selections: nobody's text has it


@dataclass(frozen=True, slots=True)
class StepSaid:
    """A reaction in a stakeholder's own panel, but for what a selection changes.

    Attributes:
        spoke: Who spoke, where it was a person or body of the stakeholder.
        quoted: The citation with a quotation, if there is one.
        chain: The way of the words: who spoke, whose word a publication passes on, who published and carried it.
        cited: How many citations it has.
    """

    mark: str
    stance: str
    deed: bool
    date_words: str | None
    after: str | None
    speaker: str | None
    spoke: str | None
    speaker_role: str | None
    summary: str | None
    silence_words: str | None
    note: str | None
    quoted: Citation | None
    chain: tuple[str, ...]
    cited: int


@dataclass(frozen=True, slots=True)
class StepValues:
    """A step as it is drawn.

    Attributes:
        event: Title of what it answers; ``link``: the attributes of the link there.
        box: The box that it opens.
        then: Whether it is told as known on a day.
    """

    template: ClassVar = "reactions/step.html"
    s: StepSaid
    event: str
    link: Markup
    box: str
    then: bool


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of a line: what was said, to what, and as HTML, whose link waits for the selection (``parts/ways.py``)."""

    said: StepSaid
    event: EventLink
    html: Markup


@dataclass(frozen=True, slots=True)
class Panel:
    """A stakeholder's own panel.

    Attributes:
        id: Its place on the page.
        reactions: How many are its own.
        tally: Each mark that there is, and how often.
        strip: Marks in order of time, as HTML.
        open: Whether it was chosen.
        whole: Whether it is written out.
        older: How many reactions are not.
        only: The attributes of a link to it alone; ``events``: of one to its events.
        rows: What each row of its line stands for, as of ``StanceLine``.
        plot: Its line as HTML; empty where none of its reactions has a day.
        line_words: The line in one sentence.
        silences: Reactions that there were not.
        pivot: Where the marked event stands, in percent, if on the axis.
    """

    id: str
    name: str
    group: str
    reactions: int
    tally: list[tuple[str, int]]
    strip: Markup
    open: bool
    whole: bool
    older: int
    only: Markup
    events: Markup
    rows: tuple[str, ...]
    plot: Markup
    line_words: str
    steps: list[StepTaken]
    silences: list[StepTaken]
    pivot: float | None


@dataclass(frozen=True, slots=True)
class StakeholderValues:
    """All panels; how many stakeholders have none (``others``); the title of the event that the lines mark."""

    template: ClassVar = "reactions/stakeholders.html"
    panels: list[Panel]
    others: int
    pivot: str


def panels(view: View, said: pd.DataFrame, words: WordBoxes, *, pivot: str) -> list[Panel]:
    """Return one panel per stakeholder, in a newsroom's order.

    Args:
        view: What is shown.
        said: Rows of ``pactline.readings.stakeholders.spoken``.
        words: Has the reactions, and numbers the boxes that the steps open.
        pivot: The event that a line over all panels marks.

    Returns:
        Where very many reactions are shown, only a chosen stakeholder's panel is ``whole``.
    """
    chosen = set(view.selection.actors)
    written = said[said["stakeholder"].isin(chosen)] if words.brief else said
    by_actor = stakeholders.of_stakeholders(written)
    axis = span(said["at"])
    at, ways = _pivot(view, pivot, axis), Ways(view.selection)
    ground = _ground(axis, at) if axis else ""
    tally = Counter(zip(said["stakeholder"].tolist(), said["mark"].tolist(), strict=True))
    found = []
    for number, actor in enumerate(stakeholders.stakeholders(view, said), start=1):
        if number > _PANELS and actor.id not in chosen:
            continue
        own = by_actor.get(actor.id, [])
        steps = [_step(words, one) for one in words.reactions[actor.id]] if own else []
        line = stance_line(own, axis) if axis and own else None
        marks = [(mark, tally[actor.id, mark]) for mark in stakeholders.MARKS]
        found.append(
            Panel(
                id=f"actor-{number}",
                name=actor.name,
                group=actor.group,
                reactions=actor.reactions,
                tally=[(mark, number) for mark, number in marks if number],
                strip=Markup("").join(_BITS[one.mark] for one in own[:_STRIP]),
                open=actor.id in chosen,
                whole=bool(own),
                older=max(len(own) - len(steps), 0),
                only=ways.go("reactions", actors=(actor.id,)),
                events=ways.go("timeline", actors=(actor.id,)),
                rows=line.rows if line else (),
                plot=_plot(line, ground) if line and line.marks else Markup(),
                line_words=line_words(own, actor.name),
                steps=[step for step in steps if step.said.mark != "silent"],
                silences=[step for step in steps if step.said.mark == "silent"],
                pivot=at,
            )
        )
    return found


def _ground(axis: Span, pivot: float | None) -> str:
    """Return what all lines stand on as HTML: the labels of the axis, and the marked event."""
    labels = [(one.x, f"{month(one.day.month)} {one.day.year}" if one.months else one.day.year) for one in ticks(axis)]
    drawn = "".join(f'<span class="tick" style="--x:{x}">{words}</span>' for x, words in labels)
    return drawn + ("" if pivot is None else f'<span class="pivot" style="--x:{pivot}"></span>')


def _plot(line: StanceLine, ground: str) -> Markup:
    """Return a line as HTML: numbers and names of ours alone, of which a page has a thousand."""
    level = (
        f'<i class="level" style="--x:{one.x};--w:{one.width};--y:{one.row}"></i>'
        + (
            ""
            if one.row == one.to_row
            else f'<i class="rise" style="--x:{one.x + one.width};--y:{min(one.row, one.to_row)};'
            f'--h:{abs(one.row - one.to_row)}"></i>'
        )
        for one in line.stretches
    )
    dots = (f'<b class="dot bit-{one.mark}" style="--x:{one.x};--y:{one.row}"></b>' for one in line.marks)
    return Markup("".join((ground, *level, *dots)))  # noqa: S704 - see above


def line_words(said: Iterable[Said], name: str) -> str:
    """Return a stakeholder's line in one sentence: how many reactions, from when to when, which stances in a row."""
    dated = [(one.at, one.mark) for one in said if one.at and one.mark != "silent"]
    if not dated:
        return text("panel.line_none", name=name)
    return text(
        "panel.line",
        name=name,
        reactions=text("count.reactions", n=len(dated)),
        first=day_words(dated[0][0]),
        last=day_words(dated[-1][0]),
        marks=", ".join(text(f"mark.{mark}") for mark, _ in groupby(mark for _, mark in dated)),
    )


def _step(words: WordBoxes, told: Spoken) -> StepTaken:
    event = words.event(told.reaction.event_id)
    said, html = _drawn(words.view.frames, told, event.title, speaking())
    return StepTaken(said, event, Markup(html.replace(_BOX, words.box(told.stakeholder, event.id))))  # noqa: S704 - a number


@kept(4096)
def _drawn(record: Frames, told: Spoken, event: str, _: Speech) -> tuple[StepSaid, str]:
    """Return a step, and as HTML in which its box has no number yet; no selection changes either."""
    reaction = told.reaction
    said = StepSaid(
        mark=told.mark,
        stance=reaction.stance,
        deed=told.deed,
        date_words=reaction.date_words,
        after=reaction.after,
        speaker=reaction.speaker,
        spoke=reaction.actor_name if told.by_part else None,
        speaker_role=reaction.speaker_role,
        summary=reaction.summary,
        silence_words=reaction.silence_words,
        note=reaction.note,
        quoted=next((one for one in reaction.citations if one.quote), None),
        chain=_chain(reaction),
        cited=len(reaction.citations),
    )
    return said, markup.render(StepValues(said, event, waiting(reaction.event_id), _BOX, record.day is not None))


def _chain(reaction: Reaction) -> tuple[str, ...]:
    citations = reaction.citations
    if not citations:
        return ()
    first = next((one for one in citations if one.quote), citations[0])
    return tuple(dict.fromkeys(filter(None, [reaction.speaker, *first.chain])))


def _pivot(view: View, event_id: str, axis: Span | None) -> float | None:
    record = view.frames
    row = record.row_of(event_id)
    if axis is None or not record.cell("events", "drawable", row):
        return None
    day = record.cell("events", "earliest", row).date()
    return axis.place(day) if axis.first <= day <= axis.last else None
