"""What is shown of how many, in words, and each filter in force as a chip that takes it away."""

from collections.abc import Iterator
from typing import NamedTuple

from pactline.query.in_words import value_in_words
from pactline.query.select import View
from pactline.query.selection import Selection
from pactline.wording import text


class Chip(NamedTuple):
    """One value in force, and the selection without it."""

    label: str
    selection: Selection


def sentence(view: View) -> str:
    """Return what is shown in words: "23 of 118 events, 41 of 60 claims, 9 publishers"."""
    record = view.frames
    return ", ".join(
        (
            text("count.shown", shown=len(view.event_rows), n=record.size("events")),
            text("count.shown_claims", shown=len(view.claim_rows), n=record.size("claims")),
            text("count.publishers", n=view.publishers),
        )
    )


def chips(view: View) -> Iterator[Chip]:
    """Yield a chip for each value of each filter in force, in the order of the URL keys."""
    selection = view.selection
    for key, values in selection.filters.to_query().items():
        for value in values:
            yield Chip(value_in_words(view.frames, key, value), selection.without(key, value))
