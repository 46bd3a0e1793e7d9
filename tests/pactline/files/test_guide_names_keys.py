"""The editor's guide and the schema name the same keys of the edition."""

import json
import re

import pytest

from pactline.files.schema import schema
from pactline.home import app_root

GUIDE = (app_root() / "docs" / "editors-guide.md").read_text(encoding="utf-8")
PART = re.search(r"^## The edition$(.*?)^## ", GUIDE, re.MULTILINE | re.DOTALL)


def keys_of(entry: str) -> set[str]:
    return set(json.loads(schema())["$defs"][entry]["properties"])


def test_the_guide_names_every_key_of_the_edition_and_no_other():
    assert PART
    named = set(re.findall(r"^\| `(\w+)` \|", PART[1], re.MULTILINE))
    assert named == keys_of("Edition")


@pytest.mark.parametrize("key", sorted(keys_of("Preset")))
def test_the_guide_names_every_key_of_a_preset(key):
    assert PART
    row = next(line for line in PART[1].split("\n") if line.startswith("| `presets` |"))
    assert f"`{key}`" in row
