"""Panels ask a record by the named methods of ``Frames`` alone: its store and its index are the domain's own."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from pactline.tables.index import Index
from tests.support import tables

_ROOT = Path(__file__).parents[2]
_FILES = sorted([*_ROOT.glob("components/**/*.py"), *_ROOT.glob("pages/*.py"), _ROOT / "app.py"])
_OF_INDEX = {name for name in (*vars(tables().index), *vars(Index)) if not name.startswith("_")}


def behind(code: str) -> Iterator[str]:
    """Yield what goes past the door: ``.stored``; ``.index`` of a record, or of anything with what only ours has."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Attribute):
            continue
        of = node.value
        name = of.attr if isinstance(of, ast.Attribute) else of.id if isinstance(of, ast.Name) else ""
        ours = node.attr == "index" and name in ("frames", "record")
        if node.attr == "stored" or ours or (name == "index" and node.attr in _OF_INDEX):
            yield f"line {node.lineno}: {ast.unparse(node)}"


@pytest.mark.parametrize("file", _FILES, ids=[str(file.relative_to(_ROOT)) for file in _FILES])
def test_what_is_drawn_goes_through_the_door(file: Path) -> None:
    assert list(behind(file.read_text(encoding="utf-8"))) == []


def test_all_components_are_read() -> None:
    assert len(_FILES) > 100


@pytest.mark.parametrize(
    "code",
    [
        'view.frames.stored.column("events", "title")',
        "index, stored = view.frames.index, view.frames.stored",
        "left.frames.index.events",
        "record.index",
        "index = known(record)\nindex.claims_from[7]",
    ],
)
def test_a_way_round_is_found(code: str) -> None:
    assert list(behind(code))


@pytest.mark.parametrize("code", ["claims.index.tolist()", "list(ids).index(event)", 'view.frames.column("a", "b")'])
def test_pandas_and_lists_have_an_index_too(code: str) -> None:
    assert list(behind(code)) == []
