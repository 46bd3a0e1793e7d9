"""A record that comes from the cache or from Parquet is the same record, field by field."""

import io
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from pactline.files import entries, parquet_files
from pactline.record.dossier import Dossier, assemble
from pactline.record.model import Record
from pactline.tables import frames
from pactline.tables.columns import TABLES
from pactline.tables.frames import Frames
from tests.odd_records import records
from tests.support import SMALL, curated, tables


def plain(value: Any) -> Any:
    """The value of a field, with its order."""
    if isinstance(value, Mapping):
        return list(value.items())
    return value if isinstance(value, frozenset) or not hasattr(value, "__iter__") else list(value)


def same(one: Dossier, other: Dossier) -> None:
    for field in fields(Dossier):
        assert plain(getattr(one, field.name)) == plain(getattr(other, field.name)), field.name


def read_again(record: Frames) -> Frames:
    return parquet_files.record_of(parquet_files.files_of(record))


def completed(record: Record) -> Frames:
    return frames.build(assemble(record))


@given(records())
@settings(max_examples=25)
def test_what_was_written_comes_back_field_by_field(record: Record) -> None:
    made = completed(record)
    again = read_again(made)
    same(again.dossier, made.dossier)
    assert {key: list(names.items()) for key, names in again.names.items()} == {
        key: list(names.items()) for key, names in made.names.items()
    }
    for name in TABLES:
        pd.testing.assert_frame_equal(again.stored.frame(name), made.stored.frame(name), obj=name)


@given(records())
@settings(max_examples=25)
def test_completing_a_complete_record_changes_nothing(record: Record) -> None:
    whole = assemble(record)
    sections: dict[str, Any] = {section: getattr(whole, section) for section in Record.model_fields}
    sections |= {name: tuple(value.values()) for name, value in sections.items() if isinstance(value, Mapping)}
    again = assemble(Record.model_construct(**sections))
    for field in fields(Dossier):
        if field.name not in ("implied", "made_ids"):
            assert plain(getattr(again, field.name)) == plain(getattr(whole, field.name)), field.name


@pytest.mark.parametrize("record", [curated(), tables(SMALL), tables("")], ids=["curated", "small", "empty"])
def test_records_of_ours_come_back_field_by_field(record: Frames) -> None:
    same(read_again(record).dossier, record.dossier)


def test_a_dossier_has_all_sections_of_a_record() -> None:
    """Else a new section would be compared by nobody."""
    assert set(Record.model_fields) <= {field.name for field in fields(Dossier)}


def test_entries_count_only_beside_the_tables_that_they_were_written_with() -> None:
    files = parquet_files.files_of(tables(SMALL))
    other = parquet_files.files_of(tables(SMALL.replace("A pact is signed", "Another title")))
    changed = parquet_files.record_of(files | {"events.parquet": other["events.parquet"]})
    assert changed.dossier.events[1].title == "Another title"
    assert changed.dossier.sources["wire-1"].carried_by == ("daily",)
    without = parquet_files.record_of({name: content for name, content in files.items() if name != entries.NAME})
    assert [event.id for event in without.dossier.events] == ["early-talks", "pact", "bare"]


@pytest.mark.parametrize("content", [b"", b"[]", b'{"beside": 1}'], ids=["none", "a list", "another form"])
def test_a_strangers_entries_are_passed_over(content: bytes) -> None:

    out = io.BytesIO()
    form = entries.FORM.with_metadata({b"pactline": content})
    pq.write_table(pa.table({"section": ["events"], "entry": ["{}"]}, schema=form), out)
    files = parquet_files.files_of(tables(SMALL)) | {entries.NAME: out.getvalue()}
    assert parquet_files.record_of(files).dossier.events[0].title == "Early talks"
