"""The JSON Schema that editors complete from: current, and true of the record."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from ruamel.yaml import YAML

from pactline.files.regular_files import yaml_files
from pactline.files.schema import schema
from pactline.home import curated_record
from tests.support import SMALL

FILE = "record.schema.json"


def as_an_editor_reads(text: str) -> Any:
    """Read YAML 1.2 as editors do: numbers and truths are no text, dates are."""
    yaml = YAML(typ="safe", pure=True)
    yaml.resolver.add_version_implicit_resolver  # noqa: B018 - the class that decides below exists
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda _, node: node.value)
    return yaml.load(text)


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
