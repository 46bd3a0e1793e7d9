"""What a record says in words of its own where the interface has words for any record."""

import re
from functools import lru_cache

from pactline.record.model import Edition
from pactline.wording import Speech, speech, text

_ROOM = 28  # characters of a title that serves as the name in the head of each page


def site_name(edition: Edition) -> str:
    """Return what stands in the head of each page and in a browser's tab: the record's name, else the program's."""
    if edition.short:
        return edition.short
    return edition.title if edition.title and len(edition.title) <= _ROOM else text("app.name")


def paragraphs(words: str | None) -> list[str]:
    """Return a longer text by its paragraphs, which an empty line parts."""
    return [" ".join(part.split()) for part in re.split(r"\n\s*\n", words or "") if part.strip()]


def speech_of(edition: Edition) -> Speech:
    """Return what is spoken of a record."""
    return _speech(site_name(edition), tuple(edition.kinds.items()))


@lru_cache(maxsize=16)
def _speech(name: str, kinds: tuple[tuple[str, str], ...]) -> Speech:
    return speech((("site.name", name), *((f"kind.{kind}", called) for kind, called in kinds)))
