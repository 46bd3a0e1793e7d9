"""What the stage shows of contested figures: one line an estimate, with its mark beside the others' and its amount.

No axis and no plot: from the last row only large type can be read, and each mark has its estimator's name. The
marks of a figure stand on one scale, from zero, and only those that count the same.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from components.numbers.shown import Figure, estimator_name, figures
from components.numbers.spread import Spread, amount, numeric
from components.parts import markup
from components.parts.slide import SlideBody, SlideRequest

_ROWS = 10  # estimates of a slide
_PARTIES = ("pact", "war")
_DETAILED = 4  # up to so many estimates say from when they count


@dataclass(frozen=True, slots=True)
class Strip:
    """An estimate as a line.

    Attributes:
        party: Whether its estimator is a party.
        low: Where its mark begins, as a share of the scale, and ``high`` where it ends; ``None`` without an amount.
        open: ``up``, ``down`` or nothing.
    """

    id: str
    who: str
    side: str
    party: bool
    amount: str
    day: str
    since: str | None
    low: float | None
    high: float | None
    open: str


@dataclass(frozen=True, slots=True)
class FigureContent:
    """A figure on the stage.

    Attributes:
        counts: What its estimates count; may be empty.
        words: How far apart they lie, as a sentence; may be empty.
        parties: Whether one of the estimators is a party.
        others: Estimates that are left out.
    """

    label: str
    counts: str
    words: str
    rows: list[Strip]
    parties: bool
    others: int


@dataclass(frozen=True, slots=True)
class SlideValues:
    """Figures on the stage; how many ``more`` there are; whether each says from when it counts (``detailed``)."""

    template: ClassVar = "numbers/slide.html"
    figures: list[FigureContent]
    detailed: bool
    more: int


def numbers_slide(asked: SlideRequest) -> SlideBody:
    """Show the figures that a step names, ``figure-containers`` in ``numbers#figure-containers``; else the first.

    Of a figure it shows what its sentence is about: the estimates of its largest group that counts the same, or
    where these are too many those that the sentence sets side by side. What is left out is counted.
    """
    shown = figures(asked.view)
    told = figures_content(asked, shown)
    if not told:
        return SlideBody()
    detailed = sum(len(one.rows) for one in told) <= _DETAILED
    more = 0 if asked.places else len(shown) - len(told)
    return SlideBody(markup.render(SlideValues(told, detailed, more)))


def figures_content(asked: SlideRequest, shown: Sequence[Figure]) -> list[FigureContent]:
    """Return the figures that a step names, else the first, as many as a slide has rows for."""
    chosen = [figure for place in asked.places for figure in shown if figure.anchor == place] or shown
    told: list[FigureContent] = []
    free = _ROWS
    for figure in chosen:
        one = _content(figure)
        if told and len(one.rows) > free:
            break
        told.append(one)
        free -= len(one.rows)
    return told


def _content(figure: Figure) -> FigureContent:
    first = figure.spreads[0] if figure.spreads else None
    own = _counted(figure, first)
    return FigureContent(
        label=figure.metric.label,
        counts=first.counts if first else "",
        words=first.words if first else "",
        rows=_placed(own),
        parties=any(row["side"] in _PARTIES for row in own),
        others=len(figure.rows) - len(own),
    )


def _counted(figure: Figure, first: Spread | None) -> list[dict[str, Any]]:
    if first is None:  # all in words
        return list(figure.rows[:_ROWS])
    group = [row for row in figure.rows if (row["counts"], row["cumulative"]) == (first.counts, first.cumulative)]
    group = [row for row in group if numeric(row)]
    if len(group) > _ROWS:
        group = [row for row in group if row["estimate_id"] in first.used]
    return group[-_ROWS:]


def _placed(own: Sequence[Mapping[str, Any]]) -> list[Strip]:
    """Return estimates as lines on one scale."""
    given = [row[end] for row in own for end in ("low", "high", "value") if row[end] is not None]
    bottom, top = min([0.0, *given]), max([0.0, *given])

    def share(number: float) -> float:
        return round((number - bottom) / (top - bottom), 3) if top > bottom else 0.0

    found = []
    for row in own:
        ends = [row[end] for end in ("value", "low", "high") if row[end] is not None]
        alone = row["value"] is None and len(ends) == 1
        found.append(
            Strip(
                id=row["estimate_id"],
                who=estimator_name(row),
                side=row["side"],
                party=row["side"] in _PARTIES,
                amount=amount(row),
                day=row["as_of_words"],
                since=row["since_words"],
                low=share(min(ends)) if ends else None,
                high=share(max(ends)) if ends else None,
                open="" if not alone else "up" if row["low"] is not None else "down",
            )
        )
    return found
