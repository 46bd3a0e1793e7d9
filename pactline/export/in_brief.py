"""What a record, or a part of it, is and holds, in brief: for a terminal and for a notebook."""

import textwrap
from dataclasses import dataclass

import numpy as np

from pactline.export.about import selection_in_words
from pactline.export.told import edition_words, status_words
from pactline.query.selection import clean
from pactline.query.table_rows import number_of
from pactline.query.view import View
from pactline.tables.columns import TAKEN
from pactline.tables.index import STATUS_CODES

WIDTH = 77  # columns of a line: two are for what a terminal writes before it
_LONGEST = 2 * WIDTH  # characters of a title or a selection in words


@dataclass(frozen=True, slots=True)
class Brief:
    """A record in brief.

    Attributes:
        title: What it is called, which edition it is, as of which day.
        selection: Which part of it, in words.
        tables: How many rows each of the tables of ``TAKEN`` has.
        statuses: How many claims have each status that some have, by its words, in the order of statuses.
    """

    title: str
    selection: str
    tables: tuple[tuple[str, int], ...]
    statuses: tuple[tuple[str, int], ...]


def in_brief(view: View) -> Brief:
    """Return what is shown in brief; long words are cut, and what no terminal should get is replaced."""
    codes = np.bincount(view.frames.numbers("claims", "status")[view.claim_rows], minlength=len(STATUS_CODES))
    return Brief(
        title=_cut(edition_words(view.frames)),
        selection=_cut(selection_in_words(view)),
        tables=tuple((name, number_of(view, name)) for name in TAKEN),
        statuses=tuple(
            (status_words(status), number)
            for status, number in zip(STATUS_CODES, codes.tolist(), strict=True)
            if number
        ),
    )


def in_lines(brief: Brief) -> str:
    """Return it as lines that fit a terminal of 80 columns."""
    lines = [brief.title, brief.selection[:1].upper() + brief.selection[1:]]
    lines.append(", ".join(f"{name} {number:,}" for name, number in brief.tables))
    if brief.statuses:
        lines.append("claims: " + ", ".join(f"{number:,} {words.lower()}" for words, number in brief.statuses))
    return "\n".join(textwrap.fill(line, WIDTH) for line in lines)


def _cut(words: str) -> str:
    return textwrap.shorten(clean(words), _LONGEST, placeholder=" …")
