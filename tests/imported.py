"""Files of other tools as tests give them, and what came of them."""

import json
from typing import Any

from pactline.files.load import load_texts
from pactline.files.new_record import record_text
from pactline.importing import formats
from pactline.importing.imported import Imported, Options
from pactline.importing.sections import sections
from pactline.record.dossier import Dossier


def read(content: Any, name: str = "file", key: str | None = None, **options: Any) -> Imported:
    """Return what a file holds: bytes, text, or values that are written as JSON."""
    if isinstance(content, dict | list):
        content = json.dumps(content)
    data = content.encode() if isinstance(content, str) else content
    return formats.read(formats.Given(name, data), Options(**options), key)


def told(found: Imported, kind: str) -> str:
    """Return the notes of a kind, a line each."""
    return "\n".join(f"{note.what} | {note.where} | {note.value}" for note in found.notes if note.kind == kind)


def record_of(found: Imported) -> Dossier:
    """Return the record that is made of a file, written and loaded."""
    whole, _ = sections(found)
    return load_texts([("made.yaml", record_text(whole))]).dossier
