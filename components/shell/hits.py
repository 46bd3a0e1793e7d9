"""Answers for the field in the head of every page: the first hits of what is being typed, without a run of a page."""

from typing import Final
from urllib.parse import parse_qs

from components.search.options import options_html
from components.shell import shown
from pactline.query.selection import Selection
from pactline.record.own_words import speech_here
from pactline.tables.frames import Frames
from pactline.tables.kept import kept
from pactline.wording import spoken

_ENOUGH: Final = 256  # answers of some 3 kB


def answer(query: str) -> str:
    """Return the options of the field's list; an empty text where there is no record, or nothing is asked.

    Args:
        query: Of the address, still coded; its ``q`` is read as the key of the selection is, at most so long; ``of``
            names a record that a reader has brought.
    """
    asked = parse_qs(query)
    record, _ = shown.named(asked.get("of", [""])[0])
    words = Selection.from_query({"q": asked.get("q", [])}).words
    if record is None or not words:
        return ""
    with spoken(speech_here(record.dossier.edition)):
        return _options(record, words)


@kept(_ENOUGH)
def _options(record: Frames, words: str) -> str:
    return options_html(record, words)
