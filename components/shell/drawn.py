"""Answers for the timeline: what the browser draws, of a record, a selection and a theme.

No session has a part in it: all stands in the address, and the answer is the same for all readers.
"""

import gzip
from dataclasses import replace
from typing import Final
from urllib.parse import parse_qs

from components.parts.theme import DARK, LIGHT
from components.shell import shown
from components.shell.cards import FRESH, KEPT, Answer
from components.timeline.chart import picture
from pactline.query.select import View, select
from pactline.record.own_words import speech_here
from pactline.tables.kept import kept
from pactline.wording import spoken

_ENOUGH: Final = 48  # pictures, each of some 20 kB as it is sent
_FAST: Final = 3  # gzip's level: whoever filters waits for it


def answer(query: str) -> Answer:
    """Return a picture, packed, as ``components/timeline/wire.js`` reads it; 404 without such a record or theme.

    Args:
        query: Of the address, still coded: ``of``, the record's name as a page told it, ``look``, the theme's name, and
            the keys of the selection.
    """
    asked = parse_qs(query, keep_blank_values=True)
    of, look = (asked.pop(name, [""])[0] for name in ("of", "look"))
    record, keeps = shown.named(of)
    if record is None or look not in (LIGHT.name, DARK.name):
        return Answer(404, gzip.compress(b""), FRESH)
    with spoken(speech_here(record.dossier.edition)):
        selection, _ = shown.asked(record, asked)
        view = select(record, replace(selection.filters, lanes=selection.lanes))
        return Answer(200, _packed(view, look), KEPT if keeps else FRESH)


@kept(_ENOUGH)
def _packed(view: View, look: str) -> bytes:
    return gzip.compress(picture(view, look=look), _FAST, mtime=0)
