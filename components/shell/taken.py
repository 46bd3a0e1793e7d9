"""Answers for who takes a file away: it is made of the record and the selection that its address names.

No session has a part in it. What it holds is what the data page shows, so its address needs no key of its own.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs

from components.data.take import files
from components.shell import shown
from pactline.query.select import select
from pactline.record.own_words import speech_here
from pactline.wording import spoken


@dataclass(frozen=True, slots=True)
class Taken:
    """A file: what it is called, its media type, and its content."""

    name: str
    kind: str
    content: bytes


def answer(query: str, base: str) -> Taken | None:
    """Return a file; ``None`` where there is no such file, or no such record any more.

    Args:
        query: Of the address, still coded: ``file``, ``of``, and the keys of the selection. A record that a reader has
            brought is found by its name alone; any other name is the server's record as it is now.
        base: The app's address, for addresses in files; a record that has none gets none.
    """
    asked = parse_qs(query, keep_blank_values=True)
    name, of = (asked.pop(key, [""])[0] for key in ("file", "of"))
    (record, _), made = shown.named(of), files().get(name)
    if record is None or made is None:
        return None
    with spoken(speech_here(record.dossier.edition)):
        view = select(record, shown.asked(record, asked)[0])
        return Taken(name, made.kind, made.write(view, base if record.addressed else ""))
