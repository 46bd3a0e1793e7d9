"""The JSON Schema that editors complete from: current, and true of the record."""

import json
import re
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pactline.files.regular_files import yaml_files
from pactline.files.schema import schema
from pactline.home import curated_record
from tests.support import SMALL

FILE = "record.schema.json"


class AsAnEditorReads(yaml.CSafeLoader):
    """YAML 1.2's core schema: numbers, true and false, and null are no text, dates are."""


AsAnEditorReads.yaml_implicit_resolvers = {}
for kind, looks, begins in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+0123456789."),
    ("null", r"~|null|Null|NULL|", ("~", "n", "N", "")),
):  # fmt: skip
    AsAnEditorReads.add_implicit_resolver(f"tag:yaml.org,2002:{kind}", re.compile(f"^(?:{looks})$"), list(begins))
AsAnEditorReads.add_constructor(
    "tag:yaml.org,2002:int", lambda _, node: int(node.value, 0 if node.value[:2] in ("0o", "0x") else 10)
)


def as_an_editor_reads(text: str) -> Any:
    return yaml.load(text, AsAnEditorReads)  # noqa: S506 - a safe one


def complaints(record: Any) -> list[str]:
    return [error.message[:200] for error in Draft202012Validator(json.loads(schema())).iter_errors(record)]


def test_the_file_beside_the_record_is_current() -> None:
    assert (curated_record() / FILE).read_text(encoding="utf-8") == schema(), f"run 'pactline schema > data/{FILE}'"


@pytest.mark.parametrize("name", [file.name for file in yaml_files(curated_record())])
def test_every_file_of_the_record_fits_and_names_it(name: str) -> None:
    text = (curated_record() / name).read_text(encoding="utf-8")
    assert text.startswith(f"# yaml-language-server: $schema={FILE}\n")
    assert complaints(as_an_editor_reads(text)) == []


def test_the_small_record_fits() -> None:
    assert complaints(as_an_editor_reads(SMALL)) == []


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("events: [{date: 2024, titel: A}]", "'title' is a required property"),
        ("events: [{date: 2024, title: A, importance: 9}]", "9"),
        ("publishers: [{id: p, name: P, kind: diary}]", "diary"),
        ("evnts: []", "evnts"),
    ],
)
def test_slips_are_seen_while_typing(text: str, says: str) -> None:
    assert any(says in complaint for complaint in complaints(as_an_editor_reads(text)))
