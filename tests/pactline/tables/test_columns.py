"""What is declared of columns leads somewhere, and files may hold what the JSON Schema lists."""

import json

import pytest

from pactline.files.schema import schema
from pactline.tables.columns import GATHERED, NAMES_OF, SORTABLE, STORED, TAKEN, declared
from pactline.wording import has

NONE_BESIDE = {"", "none", "silent", "reacts"}  # what tables say where an entry says nothing, or another one does


def listed(entry: str, field: str) -> set[str]:
    """The values that the schema lists for a field."""
    part = json.loads(schema())["$defs"][entry]["properties"][field]
    (found,) = (one["enum"] for one in part.get("anyOf", [part]) if "enum" in one)
    return set(found)


@pytest.mark.parametrize(
    ("entry", "field", "name", "column"),
    [
        ("Claim", "status", "claims", "status"),
        ("StatusChange", "status", "history", "status"),
        ("Reaction", "stance", "reactions", "stance"),
        ("Reaction", "act", "reactions", "act"),
        ("Part", "part", "event_actors", "part"),
        ("Citation", "part", "citations", "part"),
        ("Citation", "part", "evidence", "part"),
        ("Translation", "by", "citations", "translation_by"),
        ("Link", "type", "links", "type"),
        ("Place", "precision", "events", "place_precision"),
        ("Read", "extent", "sources", "read"),
        ("Publisher", "kind", "publishers", "kind"),
        ("Publisher", "kind", "sources", "kind"),
        ("Actor", "kind", "actors", "kind"),
        ("Actor", "group", "actors", "group"),
        ("Estimate", "counts", "estimates", "counts"),
    ],
)
def test_files_may_hold_what_the_schema_lists(entry: str, field: str, name: str, column: str) -> None:
    values = set(STORED[name][column].values)
    assert listed(entry, field) <= values
    assert values - listed(entry, field) <= NONE_BESIDE


def test_what_a_column_points_to_is_there_and_its_words_too() -> None:
    for name, columns in STORED.items():
        for column, what in columns.items():
            assert what.meaning or what.rows_of or what.values or what.told, (name, column)
            assert not what.rows_of or what.rows_of in STORED
            if what.told:
                rows, target, source = what.told
                assert rows in columns or name == "citations"
                assert source in STORED[target]


def test_what_is_taken_away_is_declared_and_has_a_label() -> None:
    for name, columns in TAKEN.items():
        assert set(GATHERED.get(name, {})) <= set(columns)
        assert set(SORTABLE[name]) <= set(columns)
        for column in columns:
            assert declared(name, column).meaning or declared(name, column).values or declared(name, column).told
            assert has(f"column.{column}")
    assert [columns[columns.index(of) + 1] for called, of in NAMES_OF.items() for columns in TAKEN.values() if called in columns] == list(NAMES_OF)  # fmt: skip
