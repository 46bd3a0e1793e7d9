"""Contested figures and what they measure: never one line for what is not one measure."""

from typing import Self

from pydantic import model_validator

from pactline.record.citation import Citations
from pactline.record.values import Date, Entry, Id, Name, Number, Sentence, Truth, wrong
from pactline.record.vocabulary import Counts


class Metric(Entry):
    """What is measured, in one unit."""

    id: Id
    unit: Name
    label: Name
    note: Sentence | None = None


class Estimate(Entry):
    """One estimator's figure for one metric on one day.

    Attributes:
        counts: What it counts: room in containers (capacity) is not what arrived (delivery).
        since: From when it counts, for a figure that adds up.
        as_of: Until when it counts.
        low: Alone: at least. In the metric's unit, like ``high`` and ``value``.
        high: Alone: up to.
        value: A point; not beside ``low`` or ``high``.
        text: The words, where no number was given ("millions").
        estimator: Whose figure it is: an actor or publisher id, or free text.
        basis: What it rests on, in few words.
        event: The event that it belongs to.
    """

    id: Id
    metric: Name
    counts: Counts | None = None
    since: Date | None = None
    as_of: Date
    cumulative: Truth | None = None
    low: Number | None = None
    high: Number | None = None
    value: Number | None = None
    approximate: Truth = False
    text: Name | None = None
    estimator: Name | None = None
    basis: Name | None = None
    event: Id | None = None
    sources: Citations = ()
    note: Sentence | None = None

    @model_validator(mode="after")
    def _says_how_much(self) -> Self:
        ends = (self.low, self.high)
        if self.value is None and ends == (None, None) and self.text is None:
            raise wrong("the estimate has no figure", "add 'value', or 'low' and 'high', or 'text'")
        if self.value is not None and ends != (None, None):
            raise wrong("the estimate has a value and a range", "keep 'value', or 'low' and 'high'")
        if self.low is not None and self.high is not None and self.low > self.high:
            raise wrong(f"low {self.low:g} is above high {self.high:g}", "swap the two")
        return self
