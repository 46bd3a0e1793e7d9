"""Contested figures in words, as far as they could be known."""

from pactline.record.estimate import Estimate, Metric
from pactline.wording import number, text


def figure(estimate: Estimate, metric: Metric, *, labelled: bool = True) -> str:
    """Return an estimate in words: how much of what (its label left out where it stands above), counted how, when."""
    if estimate.value is not None:
        amount = text("figure.about" if estimate.approximate else "figure.value", value=number(estimate.value))
    elif estimate.low is not None and estimate.high is not None:
        amount = text("figure.between", low=number(estimate.low), high=number(estimate.high))
    elif estimate.low is not None:
        amount = text("figure.least", low=number(estimate.low))
    elif estimate.high is not None:
        amount = text("figure.most", high=number(estimate.high))
    else:
        amount = f"“{estimate.text}”"
    amount = f"{amount} {metric.unit}".rstrip()
    words = [f"{metric.label}: {amount}" if labelled else amount[:1].upper() + amount[1:]]
    if estimate.counts:
        words.append(text(f"figure.counts.{estimate.counts}"))
    day = text("figure.as_of", day=estimate.as_of.words)
    if estimate.since:
        day = text("figure.since", first=estimate.since.words, last=estimate.as_of.words)
    return f"{', '.join(words)}; {day}."
