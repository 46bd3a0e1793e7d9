"""What a record says in words of its own where the interface has words for any record."""

import os
import re
from functools import lru_cache

from pactline.home import LANGUAGE_VARIABLE
from pactline.record.model import Edition
from pactline.wording import Speech, known_language, speaking, speech, text

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
    """Return what is spoken of the record that a process serves: in its own language, or in the one asked for."""
    return _speech(own_language(edition), site_name(edition), tuple(edition.kinds.items()))


def speech_here(edition: Edition) -> Speech:
    """Return the same of another record, which is shown in the language that the process speaks."""
    return _speech(speaking().language, site_name(edition), tuple(edition.kinds.items()))


def own_language(edition: Edition) -> str:
    """Return the language of the interface for a record."""
    return known_language(os.environ.get(LANGUAGE_VARIABLE) or edition.language)


@lru_cache(maxsize=16)
def _speech(language: str, name: str, kinds: tuple[tuple[str, str], ...]) -> Speech:
    return speech(language, (("site.name", name), *((f"kind.{kind}", called) for kind, called in kinds)))
