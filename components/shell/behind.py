"""Answers with what buttons of a page open and no page shows by itself: its boxes of words.

No session has a part in it: the record and the selection stand in the address, and the answer is the same for all.
"""

import gzip
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qs

from components.compare import panel as compare
from components.reactions import board as reactions
from components.shell import own_records, shown
from components.shell.cards import FRESH, KEPT, Answer
from pactline.query.select import View, select
from pactline.record.own_words import speech_here
from pactline.tables.kept import kept
from pactline.wording import spoken

_OF: Final[Mapping[str, Callable[[View], str]]] = {"compare": compare.words_html, "reactions": reactions.words_html}


def answer(query: str) -> Answer:
    """Return the boxes of a page, packed; 404 where it has none, and where another record is shown by now.

    Args:
        query: Of the address, still coded: ``page``, ``of``, the record's name as the page told it, and the keys of
            the page's selection. The boxes of another record would be numbered otherwise: none of them is given.
    """
    asked = parse_qs(query, keep_blank_values=True)
    page, of = (asked.pop(key, [""])[0] for key in ("page", "of"))
    record, keeps = shown.named(of)
    if record is None or page not in _OF or not (keeps or own_records.is_own(of)):
        return Answer(404, gzip.compress(b""), FRESH)
    with spoken(speech_here(record.dossier.edition)):
        view = select(record, shown.asked(record, asked)[0])
        return Answer(200, _packed(view, page), KEPT if keeps else FRESH)


@kept(32)
def _packed(view: View, page: str) -> bytes:
    return gzip.compress(_OF[page](view).encode(), 6, mtime=0)
