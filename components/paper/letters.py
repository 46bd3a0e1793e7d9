"""Letters that no font can print: in their place stands what they are, and the sheet names them at its end."""

import re
import unicodedata
from collections.abc import Collection

from pactline.wording import text

_FEW = 3  # characters in a row that are named one by one
_LISTED = 60  # characters that the note lists


def with_letters_named(words: str, lacking: Collection[str]) -> tuple[str, set[str]]:
    """Return words with what cannot be printed named: "[U+1F680]", "[12 characters: Thai]"; and what that is.

    Args:
        words: A text.
        lacking: The characters that no font has.
    """
    own = {letter for letter in words if letter in lacking}
    if not own:
        return words, own
    one = f"[{''.join(map(re.escape, sorted(own)))}]"
    # Blanks, joiners, variation selectors and skin tones between two such letters go with them.
    between = "[\\s\u200b-\u200d\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]*"
    return re.sub(f"{one}(?:{between}{one})*", lambda run: _named(run[0], own), words), own


def note(absent: Collection[str]) -> str | None:
    """Return the sentence that lists what a sheet could not print; nothing where it prints all."""
    if not absent:
        return None
    listed = sorted(absent)
    more = f" … (+{len(listed) - _LISTED})" if len(listed) > _LISTED else ""
    return text("paper.unprinted", n=len(listed), letters=", ".join(map(_point, listed[:_LISTED])) + more)


def _named(run: str, lacking: Collection[str]) -> str:
    letters = [letter for letter in run if letter in lacking]
    if len(letters) <= _FEW:
        return f"[{' '.join(map(_point, letters))}]"
    scripts = dict.fromkeys(map(_script, letters))
    return f"[{text('paper.letters', n=len(letters), scripts=', '.join(scripts))}]"


def _point(letter: str) -> str:
    return f"U+{ord(letter):04X}"


def _script(letter: str) -> str:
    """Return the first word of a letter's name, which is its script's: "Thai"; of a sign, that it is one."""
    if unicodedata.category(letter)[0] not in "LMN":
        return text("paper.signs")
    return unicodedata.name(letter, "?").split(" ", 1)[0].split("-", 1)[0].capitalize()
