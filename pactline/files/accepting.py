"""A proposal becomes a part of its record: an event, its sources, and a line of the ledger of changes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pactline.files import inbox, load, regular_files
from pactline.files.inbox import Proposal
from pactline.files.writing import write_whole
from pactline.problem import Problem, RecordError
from pactline.record.dossier import Dossier
from pactline.text import strict_yaml
from pactline.text.strict_yaml import MAX_BYTES, YamlError

_SECTIONS = ("publishers", "sources", "events", "changes")  # in the order of writing: nothing leads nowhere in between


@dataclass(frozen=True, slots=True)
class Taken:
    """What accepting a proposal makes of a record, before anything is written.

    Attributes:
        event: The id of the new event.
        files: New texts of the files that change, in the order of writing.
        before: Their texts as they were read; empty for a new one.
        warnings: What the editor should look at in the new record, at places of the changed files.
    """

    event: str
    files: Mapping[Path, str]
    before: Mapping[Path, str]
    warnings: tuple[Problem, ...]


def accepted(record: Path, dossier: Dossier, proposal: Proposal, *, today: date, edition: str | None) -> Taken:
    """Return what a record becomes with a proposal taken over.

    Args:
        record: A YAML file or a folder of them.
        dossier: The record as it is.
        proposal: One of its inbox.
        today: The day of the change.
        edition: The edition that the change comes with; ``None`` for that of the record.

    Raises:
        RecordError: The record would not load: the draft is not whole, or names what is not there.
    """
    texts = {file: regular_files.text(file, most=MAX_BYTES) for file in regular_files.yaml_files(record)}
    before, event = dict(texts), dict(proposal.event)
    event.setdefault("id", _free_id(dossier, event))
    claims = [{"id": f"{event['id']}.{n}", **one} for n, one in enumerate(event.get("claims") or (), start=1)]
    event |= {"claims": claims} if claims else {}
    change: dict[str, Any] = {
        "edition": edition or dossier.edition.version or "1",
        "date": today.isoformat(),
        "kind": "added",
    }
    change |= {"text": str(event.get("title") or event["id"]), "ids": [event["id"]]}
    for section, entries in zip(_SECTIONS, (proposal.publishers, proposal.sources, [event], [change]), strict=True):
        for entry in entries:
            file = _file_of(record, texts, section)
            try:
                texts[file] = inbox.with_entry(texts.get(file, ""), section, entry)
            except YamlError as error:
                name = regular_files.shown(file)
                raise RecordError([Problem("error", str(error), error.hint, name, error.line, error.column)]) from None
    changed = {file: text for file, text in texts.items() if text != before.get(file)}
    loaded = load.load_texts([(regular_files.shown(file), text) for file, text in texts.items()])
    names = {regular_files.shown(file) for file in changed}
    return Taken(
        event["id"],
        changed,
        {file: before.get(file, "") for file in changed},
        tuple(one for one in loaded.warnings if one.file in names and event["id"] in f"{one.message} {one.hint}"),
    )


def write(taken: Taken) -> None:
    """Write what a record becomes, each file whole or not at all.

    Raises:
        RecordError: Another program has changed a file meanwhile; nothing was written.
        OSError: A file could not be written.
    """
    for file, before in taken.before.items():
        now = regular_files.text(file, most=MAX_BYTES) if file.exists() else ""
        if now != before:
            name = regular_files.shown(file)
            raise RecordError([Problem("error", "was changed by another program just now", "try again", name)])
    for file, text in taken.files.items():
        write_whole(file, text)


def _free_id(dossier: Dossier, event: Mapping[str, Any]) -> str:
    """Return an id for a draft without one, as the record itself would make it."""
    made = load.load_texts([("draft", inbox.formatted_section("events", [{**event, "claims": None}]))])
    base = str(made.dossier.events[0].id)
    taken = {str(one.id) for one in dossier.events}
    return next(one for one in (base, *(f"{base}-{n}" for n in range(2, len(taken) + 3))) if one not in taken)


def _file_of(record: Path, texts: Mapping[Path, str], section: str) -> Path:
    """Return the file in which a section stands; a new one of its name in a folder without it."""
    for file, text in texts.items():
        if section in (strict_yaml.read_all(text).value or {}):
            return file
    if not record.is_dir():
        return record
    if section == "publishers":
        return _file_of(record, texts, "sources")
    return record / f"{section}.yaml"
