"""Proposals: drafts of events that wait beside a record until somebody accepts them.

They stand in ``inbox.yaml`` of the record's folder, or in ``name.inbox.yaml`` beside a record of one file. That file is
no part of the record: whatever reads, shows, seals or exports one passes it over.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from ruamel.yaml import YAML

from pactline.files import regular_files
from pactline.files.error_words import error_words
from pactline.files.formatting import formatted
from pactline.files.writing import write_whole
from pactline.problem import Problem, RecordError
from pactline.record import edtf
from pactline.record.addresses import host_of, plain
from pactline.record.dossier import Dossier
from pactline.record.values import Day, Entry, Id, Sentence
from pactline.text import strict_yaml
from pactline.text.strict_yaml import MAX_BYTES, YamlError

SECTION = "inbox"
_HEAD = "# Proposals; no part of the record. 'pactline proposals' lists them, 'pactline accept ID' takes one over.\n"


class Proposal(Entry):
    """A draft of an event, as far as it is known.

    Attributes:
        proposed: The day on which it came.
        already: What of it the record seemed to have that day, in words.
        event: The draft, in the form of an event; it need not be whole.
        sources: Publications that it cites and the record does not have, likewise.
        publishers: Their houses, likewise.
    """

    id: Id
    proposed: Day
    already: tuple[Sentence, ...] = ()
    event: dict[str, Any] = Field(default_factory=dict)
    sources: tuple[dict[str, Any], ...] = ()
    publishers: tuple[dict[str, Any], ...] = ()


class _Inbox(Entry):
    inbox: tuple[Proposal, ...] = ()


def inbox_of(record: Path) -> Path:
    """Return the file of a record's proposals; it need not exist."""
    return record / regular_files.INBOX if record.is_dir() else record.with_suffix(f".{regular_files.INBOX}")


def waiting(record: Path) -> tuple[Proposal, ...]:
    """Return the proposals beside a record, in the order of the file.

    Raises:
        RecordError: The file is not as we write it; with what is wrong.
    """
    file = inbox_of(record)
    if not file.exists():
        return ()
    name = regular_files.shown(file)
    try:
        return _Inbox.model_validate(strict_yaml.read(regular_files.text(file, most=MAX_BYTES)) or {}).inbox
    except YamlError as error:
        raise RecordError([Problem("error", str(error), error.hint, name, error.line, error.column)]) from None
    except ValidationError as error:
        raise RecordError([Problem("error", *words, name) for words in error_words(error)]) from None


def keep(record: Path, proposals: tuple[Proposal, ...]) -> None:
    """Write the proposals beside a record, whole or not at all; an ``OSError`` where that cannot be done."""
    plain = [_to_fill_in(one.model_dump(mode="json", exclude_defaults=True)) for one in proposals]
    write_whole(inbox_of(record), _HEAD + formatted_section(SECTION, plain))


def _to_fill_in(plain: dict[str, Any]) -> dict[str, Any]:
    """Return a proposal with a key for what it needs and does not have yet."""
    event = {"date": None, "title": None, "claims": [{}], **plain.get("event", {})}
    event["claims"] = [{"text": None, "status": None, **claim} for claim in event["claims"]]
    return {**plain, "event": event}


def formatted_section(name: str, entries: list[Any]) -> str:
    """Return a section with some entries as YAML; a key without a value stays, to be filled in."""
    return "".join((f"{name}:\n", *map(entry_text, entries))) if entries else f"{name}: []\n"


def entry_text(entry: Any) -> str:
    """Return one entry as the lines of a list in YAML that our own reader reads back as it was."""
    out = _Lines()
    yaml = YAML()
    yaml.default_flow_style = False
    yaml.width = 110
    yaml.allow_unicode = True
    yaml.dump([_texts(entry)], out)
    return out.text


class _Lines:
    def __init__(self) -> None:
        self.text = ""

    def write(self, part: Any) -> None:
        self.text += part.decode() if isinstance(part, bytes) else str(part)


def _texts(value: Any) -> Any:
    """Return values as texts where our reader has texts; what is not given stays nothing."""
    if isinstance(value, Mapping):
        return {str(key): _texts(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_texts(one) for one in value]
    return value if value is None or isinstance(value, bool | int | float) else str(value)


# Making one -------------------------------------------------------------------------------------


def of_address(dossier: Dossier, address: str, *, day: str | None, title: str | None, today: date) -> Proposal:
    """Return a draft from an address: its publisher if the host is known, its day if one is given.

    Args:
        dossier: The record, for its publishers.
        address: Of a page; safe to open.
        day: As EDTF writes it, checked.
        title: Of the event, if it is known.
        today: The day of the proposal.
    """
    house = publisher_of(dossier, address)
    name = f"{house or host_of(address).replace('.', '-')}-{day or today.isoformat()}"
    source_id = next(one for one in _numbered(name) if one not in dossier.sources)
    source: dict[str, Any] = {"id": source_id, "publisher": house, "title": None, "url": address}
    source |= {"published": day, "read": {"on": today.isoformat(), "extent": None}}
    claim = {"text": None, "status": None, "sources": [source_id]}
    event = {"date": day, "title": title, "claims": [claim]}
    return Proposal.model_construct(id="p", proposed=today, event=event, sources=(source,))


def _numbered(name: str) -> Iterator[str]:
    plain = "".join(one if one.isascii() and (one.isalnum() or one in "-._") else "-" for one in name.lower())
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1


def publisher_of(dossier: Dossier, address: str) -> str | None:
    """Return the publisher whose pages lie on the host of an address, that of most if of several."""
    counts: dict[str, int] = {}
    for source in dossier.sources.values():
        if source.url and host_of(source.url) == host_of(address):
            house = source.carried_by[0] if source.carried_by else source.publisher
            if house:
                counts[house] = counts.get(house, 0) + 1
    return max(counts, key=lambda house: (counts[house], house)) if counts else None


def already(dossier: Dossier, proposal: Proposal, others: tuple[Proposal, ...]) -> tuple[str, ...]:
    """Say what of a proposal the record, or another proposal, seems to have: its address; its day and its actors."""
    own = {plain(str(source["url"])) for source in proposal.sources if source.get("url")}
    found = [
        f"the address is that of source {source.id}"
        for source in dossier.sources.values()
        if source.url and plain(source.url) in own
    ]
    found += [
        f"the address is that of proposal {other.id}"
        for other in others
        if own & {plain(str(source["url"])) for source in other.sources if source.get("url")}
    ]
    try:
        day = edtf.parse(str(proposal.event["date"]))
    except (KeyError, edtf.DateError):
        return tuple(found)
    acting = {str(one.get("id") if isinstance(one, Mapping) else one) for one in proposal.event.get("actors") or ()}
    for event in dossier.events:
        if (event.date.begins, event.date.ends) == (day.begins, day.ends):
            parts = {part.id for part in event.actors}
            if acting and acting <= parts:
                found.append(f"day and actors are those of event {event.id}: {event.title}")
            elif not acting:
                found.append(f"the day is that of event {event.id}: {event.title}")
    return tuple(found)


def next_id(proposals: tuple[Proposal, ...]) -> str:
    """Return an id that no proposal of these has: p1, p2 ..."""
    taken = {one.id for one in proposals}
    return next(f"p{number}" for number in range(1, len(taken) + 2) if f"p{number}" not in taken)


# Taking one over --------------------------------------------------------------------------------


def with_entry(text: str, section: str, entry: Any) -> str:
    """Return a file's text with one entry more in a section, in the one style; nothing else changes but by style.

    Raises:
        YamlError: The text, or what it would become, cannot be read.
    """
    text = formatted(text) if text.strip() else ""
    before = strict_yaml.read(text) or {}
    if not before.get(section):
        bare = "\n".join(line for line in text.split("\n") if line.rstrip() not in (f"{section}:", f"{section}: []"))
        return formatted(f"{bare.rstrip()}\n\n{formatted_section(section, [entry])}".lstrip("\n"))
    lines = text.split("\n")
    begins = sorted(strict_yaml.Places(text).of((name,), key=True)[0] for name in before)
    own = strict_yaml.Places(text).of((section,), key=True)[0]
    end = next((line - 1 for line in begins if line > own), len(lines))
    while end > own and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
        end -= 1  # a comment before the next section stays with it
    return formatted("\n".join([*lines[:end], entry_text(entry).rstrip("\n"), *lines[end:]]))
