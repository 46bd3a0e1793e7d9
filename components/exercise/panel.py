"""A sourcing exercise for a class: publications without their outlets, votes, and the reveal.

Before the reveal only ``Exercise.blind()`` reaches the browser; whose publications they are is not in the page at all,
since it is never sent.
"""

from collections.abc import Callable, Iterable, Mapping, MutableMapping
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import islice
from typing import Any, ClassVar

import streamlit as st

from components.exercise import making
from components.parts import draw, markup
from components.parts.browser_part import browser_part
from pactline.query.in_words import country_name
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.readings import exercise as domain
from pactline.readings.contradictions import claims_against, disputing
from pactline.readings.exercise import CREDIBILITY, RELIABILITY, BlindWitness, Exercise, Saying, Witness
from pactline.readings.known_estimates import estimates_of
from pactline.tables.kept import kept
from pactline.text.direction import joined
from pactline.wording import Speech, speaking, text

_BALLOTS = browser_part("ballot", isolated=False)
_BALLOTS_KEY = "ballots"
HEADINGS = ("who", "situation", "others", "words")
_SCALES = {"reliability": RELIABILITY, "credibility": CREDIBILITY}
_OFFERED = 12  # events to choose from
_ESTIMATES = 3  # of a figure, at least


@dataclass(frozen=True, slots=True)
class ChooseValues:
    """What there is to judge: title, number, selection; whether the link named a figure that is not there."""

    template: ClassVar = "exercise/choose.html"
    events: list[tuple[str, int, Selection]]
    figures: list[tuple[str, int, Selection]]
    unknown: bool


@dataclass(frozen=True, slots=True)
class NothingToJudgeValues:
    """Why there is nothing to judge, as a key of ``exercise`` in the interface's words."""

    template: ClassVar = "exercise/none.html"
    why: str
    selection: Selection


@dataclass(frozen=True, slots=True)
class HeadValues:
    """What the exercise is about and how it is done.

    Attributes:
        shown: Publications, of ``held`` that there would be; ``left_out``: those whose outlets the words might tell.
        scales: Grades by the name of their scale.
        choice: The selection that leads back to all that can be judged.
    """

    template: ClassVar = "exercise/head.html"
    title: str
    shown: int
    held: int
    left_out: int
    headings: tuple[str, ...]
    scales: dict[str, str]
    choice: Selection


@dataclass(frozen=True, slots=True)
class OpenSaying:
    """What a publication says, unmasked: with status, way and what stands against it."""

    text: str
    status: str
    quote: str | None
    translation: str | None
    chain: list[str]
    against: list[str]


@dataclass(frozen=True, slots=True)
class OpenWitness:
    """What the reveal shows of a publication: its house, and what became of its claims."""

    publisher: str | None
    kind: str | None
    country: str | None
    state_controlled: bool | None
    title: str
    url: str | None
    sayings: list[OpenSaying]


@dataclass(frozen=True, slots=True)
class Bar:
    """Votes for a grade: their number, and their part of the most, 0-100."""

    id: str
    n: int
    part: int


@dataclass(frozen=True, slots=True)
class ScaleBars:
    """The votes on a scale, and whether there are ``any``."""

    name: str
    any: bool
    grades: list[Bar]


@dataclass(frozen=True, slots=True)
class SourceValues:
    """A publication, masked, with what stands beside it.

    Attributes:
        open: What it is, once that is revealed.
        bars: The votes on it, once it is revealed.
        ballot: Whether it has a place for votes.
    """

    template: ClassVar = "exercise/source.html"
    blind: BlindWitness
    open: OpenWitness | None = None
    bars: list[ScaleBars] | None = None
    ballot: bool = False


@dataclass(frozen=True, slots=True)
class ComparedWitness:
    """A publication beside the others; ``whose`` word it has, and the class's ``grade``."""

    letter: str
    publisher: str | None
    kind: str | None
    state_controlled: bool | None
    whose: str
    statuses: list[str]
    grade: str


@dataclass(frozen=True, slots=True)
class ComparedValues:
    """All publications side by side, letters by the one voice that they pass on, and the way back to the event."""

    template: ClassVar = "exercise/compared.html"
    rows: list[ComparedWitness]
    voices: dict[str, list[str]]
    event: str | None
    selection: Selection


@dataclass(frozen=True, slots=True)
class StaysValues:
    """What becomes of the votes."""

    template: ClassVar = "exercise/stays.html"


def exercise(
    view: View, *, held: MutableMapping[str, Any], told: Callable[[str], Mapping[str, Any]], large: bool = False
) -> Exercise | None:
    """Draw the exercise on the event or figure in focus and return it; or draw a choice of what to judge.

    Args:
        view: Its selection names the event or the metric, and the day of ``known``.
        held: What the session holds; each exercise has its votes there, and whether it was revealed.
        told: Returns what a component last told of itself, by its key: ``shell.chart_state``.
        large: In type for the back row, as on a stage.
    """
    focus = view.selection
    made = asked(view)
    with draw.box("exercise-large" if large else "exercise"):
        if made is None:
            draw.html(markup.render(_choice(view)))
        elif why := _hindrance(made, focus):
            draw.html(markup.render(NothingToJudgeValues(why, Selection(known=focus.known))))
        else:
            _draw(view, made, _own(held, f"{focus.event or ''} {focus.metric or ''}"), told)
            return made
    return None


def _hindrance(made: Exercise, focus: Selection) -> str | None:
    """Return why there is nothing to judge, as a key of ``exercise`` in the interface's words."""
    if focus.event and made.mask.tells(focus.event):
        return "told_by_address"
    if not made.witnesses:
        return "refused" if made.left_out else "no_source"
    return None


def _own(held: MutableMapping[str, Any], name: str) -> dict[str, Any]:
    """Return what the session holds of one exercise; its round is a number that no other exercise ever had."""
    own: dict[str, Any] = held.setdefault(name, {})
    if not own:
        own["round"] = held["rounds"] = held.get("rounds", 0) + 1
    return own


def asked(view: View) -> Exercise | None:
    """Return the exercise on the event or figure in focus; ``None`` without one."""
    focus, dossier = view.selection, view.frames.dossier
    if focus.event:
        return making.of_event(view, focus.event)
    if focus.metric in dossier.metrics:
        return making.of_metric(view, str(focus.metric))
    return None


def _choice(view: View) -> ChooseValues:
    """Return the events and figures that make an exercise, each with the selection that opens it."""
    record, known = view.frames, Selection(known=view.selection.known)
    offered = ((event, n) for event, n in domain.suitable(view) if not making.tells(record, event))
    return ChooseValues(
        events=[
            (
                making.hidden(record, str(record.cell("events", "title", record.row_of(event)))),
                n,
                replace(known, event=event),
            )
            for event, n in islice(offered, _OFFERED)
        ],
        figures=[
            (making.hidden(record, record.dossier.metrics[metric].label), n, replace(known, metric=metric))
            for metric, n in _figures(domain.unfiltered(view))
        ],
        unknown=view.selection.metric is not None,
    )


@kept(8)
def _figures(view: View) -> tuple[tuple[str, int], ...]:
    """Return the figures that make an exercise on a view's day, with how many estimates each has, most first."""
    held = ((metric, len(estimates_of(view, metric))) for metric in view.frames.dossier.metrics)
    return tuple(sorted((one for one in held if one[1] >= _ESTIMATES), key=lambda one: -one[1])[:_OFFERED])


def _draw(view: View, made: Exercise, own: dict[str, Any], told: Callable[[str], Mapping[str, Any]]) -> None:
    focus = view.selection
    if draw.baking():  # votes are a session's
        _each(_masked(view, made, ballot=False))
    elif own.get("revealed"):
        _each(_opened(view, made, own.get("votes", {})))
        st.button(text("exercise.again"), help=text("exercise.again_hint"), on_click=own.clear)
    else:
        _each(_to_judge(domain.unfiltered(view), focus.event, focus.metric))
        _ballots(made, own, told, asked=f"{focus.event or ''} {focus.metric or ''} {focus.known or ''}")
        st.button(text("exercise.reveal"), type="primary", on_click=own.update, kwargs={"revealed": True})
        draw.html(markup.render(StaysValues()))


def _each(parts: Iterable[str]) -> None:
    """Draw each part by itself: what stands in the window stays there while those above it are revealed."""
    for part in parts:
        draw.html(part)


@kept(32)
def _to_judge(view: View, event: str | None, metric: str | None) -> list[str]:
    """Return an exercise before the reveal, made once: each vote asks for it again."""
    made = making.of_event(view, event) if event else making.of_metric(view, str(metric))
    return _masked(view, made, ballot=True)


def _masked(view: View, made: Exercise, *, ballot: bool) -> list[str]:
    """Return an exercise as it stands before the reveal: its head, and each publication."""
    blind = made.blind()
    sources = [markup.render(SourceValues(one, ballot=ballot)) for one in blind.witnesses]
    return [_head(view, made, blind.title), *sources]


def _opened(view: View, made: Exercise, votes: dict[str, dict[str, int]]) -> list[str]:
    """Return an exercise as it stands after the reveal: its head, each publication, all compared."""
    sources = [
        markup.render(SourceValues(masked, unmasked(view, made, witness), bars(votes, witness.letter)))
        for witness, masked in zip(made.witnesses, made.blind().witnesses, strict=True)
    ]
    return [_head(view, made, made.title), *sources, markup.render(compared(view, made, votes))]


def _head(view: View, made: Exercise, title: str) -> str:
    return markup.render(
        HeadValues(
            title=title,
            shown=len(made.witnesses),
            held=made.held,
            left_out=made.left_out,
            headings=HEADINGS,
            scales=_SCALES,
            choice=Selection(known=view.selection.known),
        )
    )


def _ballots(made: Exercise, own: dict[str, Any], told: Callable[[str], Mapping[str, Any]], *, asked: str) -> None:
    """Mount the votes on all sources, each in its place beside what it is on; ``asked``: what names the exercise."""

    def take() -> None:
        """Keep what the ballots say; votes of an earlier round are no longer this exercise's."""
        sent = told(_BALLOTS_KEY).get("votes")
        if isinstance(sent, Mapping) and sent.get("round") == own.get("round"):
            own["votes"] = {one.letter: domain.counted(sent.get(one.letter)) for one in made.witnesses}

    take()
    _BALLOTS(
        key=_BALLOTS_KEY,
        data={
            "asked": asked,
            "round": own["round"],
            "votes": own.get("votes", {}),
            "scales": _scales(speaking()),
        },
        # Called even where the run that a vote asked for is overtaken by one that mounts no ballot: the reveal, or
        # another page.
        on_votes_change=take,
    )


@lru_cache(maxsize=4)
def _scales(_: Speech) -> list[dict[str, Any]]:
    return [
        {
            "name": text(f"exercise.{scale}"),
            "hint": text(f"exercise.{scale}_ends"),
            "grades": [_grade(grade) for grade in grades],
        }
        for scale, grades in _SCALES.items()
    ]


def _grade(grade: str) -> dict[str, str]:
    named = f"{grade}, {text(f'grade.{grade}.name')}"
    return {
        "id": grade,
        "name": text(f"grade.{grade}.name"),
        "more": text("exercise.more", grade=named),
        "votes": text("exercise.votes", grade=named),
    }


def bars(votes: dict[str, dict[str, int]], letter: str) -> list[ScaleBars]:
    """Return the votes on a source as bars, per scale."""
    own = votes.get(letter, {})
    found = []
    for scale, grades in _SCALES.items():
        most = max((own.get(grade, 0) for grade in grades), default=0)
        each = [Bar(grade, own.get(grade, 0), round(100 * own.get(grade, 0) / (most or 1))) for grade in grades]
        found.append(ScaleBars(text(f"exercise.{scale}"), most > 0, each))
    return found


def unmasked(view: View, made: Exercise, witness: Witness) -> OpenWitness:
    """Return what the reveal shows of a publication: its house, its chain, what became of its claims, who disagrees."""
    dossier, source = made.dossier, witness.source
    house = dossier.publishers.get(source.publisher or "")
    return OpenWitness(
        publisher=house.name if house else None,
        kind=house.kind if house else None,
        country=country_name(view.frames, house.country) if house and house.country else None,
        state_controlled=house.state_controlled if house else None,
        title=source.title or str(source.id),
        url=source.url,
        sayings=[
            OpenSaying(
                text=one.text,
                status=one.status,
                quote=one.quote,
                translation=one.translation,
                chain=chain(made, witness, one),
                against=against(view, made, witness, one),
            )
            for one in witness.sayings
        ],
    )


def chain(made: Exercise, witness: Witness, saying: Saying) -> list[str]:
    """Return the way of the words: originator, those between, publisher, carriers."""
    house = witness.source.publisher
    way = [joined((domain.name_of(made.dossier, voice) for voice in saying.originators), "; ")]
    way += [domain.name_of(made.dossier, one) for one in (*saying.via, *([house] if house else []))]
    return list(dict.fromkeys([*way, *(domain.name_of(made.dossier, one) for one in witness.source.carried_by)]))


def against(view: View, made: Exercise, witness: Witness, saying: Saying) -> list[str]:
    """Return what stands against a saying: claims that contradict it, publishers that dispute it, other figures."""
    if saying.owner.startswith("estimates/"):
        others = {
            one.text: None for other in made.witnesses if other != witness for one in other.sayings if one != saying
        }
        return [words for words in others if words != saying.text]
    found = claims_against(view, [saying.owner]).get(saying.owner, [])
    return [*found, *(text("exercise.disputed_by", who=house) for house in disputing(view, saying.owner))]


def compared(view: View, made: Exercise, votes: dict[str, dict[str, int]]) -> ComparedValues:
    """Return all sources side by side with the class's grades, and who passes on one voice."""
    rows = []
    for witness in made.witnesses:
        house = made.dossier.publishers.get(witness.source.publisher or "")
        own = votes.get(witness.letter, {})
        voices = [domain.name_of(made.dossier, voice) for one in witness.sayings for voice in one.originators]
        rows.append(
            ComparedWitness(
                letter=witness.letter,
                publisher=house.name if house else None,
                kind=house.kind if house else None,
                state_controlled=house.state_controlled if house else None,
                whose=joined(dict.fromkeys(voices), "; "),
                statuses=list(dict.fromkeys(one.status for one in witness.sayings if one.status)),
                grade=" ".join(filter(None, (domain.chosen(own, RELIABILITY), domain.chosen(own, CREDIBILITY)))),
            )
        )
    return ComparedValues(rows, made.voices(), view.selection.event, replace(view.selection, metric=None))
