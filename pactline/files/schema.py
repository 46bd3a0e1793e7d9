"""The record's shape as JSON Schema (2020-12), for completion and checks while typing in an editor."""

import json
from typing import Any

from pactline.record.model import Record

_PLAIN_ID = ("Citation", "Part")  # an id alone stands for these


def schema() -> str:
    """Return the JSON Schema of a record's file, as JSON text.

    Sections are optional, since a record may be spread over files. An editor may read ``2024`` as a number
    where Pactline reads text, so that text may be a number too.
    """
    made = Record.model_json_schema(by_alias=True)
    made |= {"$schema": "https://json-schema.org/draft/2020-12/schema", "title": "A Pactline record"}
    return json.dumps(_as_editors_read(made), ensure_ascii=False, indent=1) + "\n"


def _as_editors_read(value: Any) -> Any:
    if isinstance(value, list):
        return [_as_editors_read(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("$ref") in {f"#/$defs/{name}" for name in _PLAIN_ID}:
        return {"anyOf": [{"type": "string"}, value]}
    loose = {key: _as_editors_read(one) for key, one in value.items()}
    if value.get("type") == "string" and "enum" not in value:
        loose["type"] = ["string", "number"]
    return loose
