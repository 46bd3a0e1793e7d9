"""Parquet from strangers: every fault that a page would meet is said, and nothing unpacks to more than is borne."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pactline.files import parquet_files
from pactline.files.opening import check_record
from pactline.problem import RecordError
from pactline.tables import source, unpacking
from tests.support import SMALL
from tests.support import tables as record_of

STORY = (
    SMALL
    + """
metrics: [{id: shells, unit: shells, label: Shells}]
estimates: [{id: e1, metric: shells, as_of: 2024-02, low: 1000000, estimator: nis, event: pact, sources: [wire-1]}]
"""
)


def changed(folder: Path, name: str, column: str, change: Callable[[list[Any]], Any]) -> None:
    """Write a good record and change one column of it, as another program would."""
    parquet_files.write(record_of(STORY), folder)
    file = folder / f"{name}.parquet"
    table = pq.read_table(file)
    values = change(table.column(column).to_pylist())
    place = table.column_names.index(column)
    array = values if isinstance(values, pa.Array) else pa.array(values)
    pq.write_table(table.set_column(place, column, array), file)


def said(folder: Path) -> str:
    try:
        return "\n".join(map(str, check_record(folder)))
    except RecordError as error:
        return str(error)


def first(value: Any) -> Callable[[list[Any]], list[Any]]:
    return lambda values: [value, *values[1:]]


@pytest.mark.parametrize(
    ("name", "column", "change", "says"),
    [
        ("estimates", "metric", first("tanks"), "row 0, metric is tanks"),
        ("estimates", "event", first(9), "row 0, event is 9"),
        ("evidence", "source", first(77), "row 0, source is 77"),
        ("estimates", "as_of", first("soon"), "row 0, as_of is soon"),
        ("estimates", "cumulative", first("perhaps"), "row 0, cumulative is perhaps"),
        ("estimates", "value", first(float("inf")), "an infinite number"),
        ("events", "date", first("19 June"), "row 0, date is 19 June"),
        ("events", "date", first("2024-02-30"), "row 0, date is 2024-02-30"),
        ("events", "date", first("2022-09"), "the earliest day of its date"),
        ("events", "lat", first(91.0), "row 0, lat is 91.0"),
        ("events", "importance", first(70_000), "out of range"),
        ("claims", "event", first(2**40), "out of range"),
        ("claims", "independent", first(-1), "row 0, independent is -1"),
        ("reactions", "date", first("06/20/2024"), "row 0, date is 06/20/2024"),
        ("sources", "published", first("x"), "row 0, published is x"),
        ("history", "written", first("x"), "row 0, written is x"),
        ("citations", "translation", first("words"), "whose the translation is"),
        ("actors", "part_of", lambda v: [*v[:-2], ["kim"], ["nis"]], "belongs to itself"),
        ("links", "to", first(1), "a part of itself"),
        (
            "events",
            "latest",
            lambda v: pa.array(np.array([300_000_000_000_000_000] * len(v)), pa.timestamp("us")),
            "after 9999",
        ),
        ("events", "latest", lambda v: pa.array([2**50] * len(v), pa.timestamp("s")), "out of range"),
        (
            "events",
            "summary",
            lambda v: pa.Array.from_buffers(
                pa.string(), len(v), [None, pa.py_buffer(np.arange(len(v) + 1, dtype="int32")), pa.py_buffer(b"\xff" * len(v))]
            ),
            "cannot be read",
        ),
    ],
)  # fmt: skip
def test_check_says_what_a_page_would_meet(
    name: str, column: str, change: Callable[[list[Any]], Any], says: str, tmp_path: Path
) -> None:
    changed(tmp_path, name, column, change)
    assert says in said(tmp_path)


def test_a_good_record_has_nothing_said_of_it(tmp_path: Path) -> None:
    changed(tmp_path, "events", "title", list)
    assert said(tmp_path) == ""


def test_a_page_that_was_damaged_is_found_by_its_checksum(tmp_path: Path) -> None:
    parquet_files.write(record_of(STORY), tmp_path)
    file = tmp_path / "claims.parquet"
    chunk = pq.read_metadata(file).row_group(0).column(2)
    content = bytearray(file.read_bytes())
    content[chunk.data_page_offset + chunk.total_compressed_size - 3] ^= 1
    file.write_bytes(content)
    assert "cannot be read" in said(tmp_path) or "not readable" in said(tmp_path)


def test_sections_of_tables_do_not_stand_in_json(tmp_path: Path) -> None:
    parquet_files.write(record_of(STORY), tmp_path)
    rest = json.loads((tmp_path / "record.json").read_text(encoding="utf-8"))
    rest["reactions"] = [{"event": "nowhere", "actor": "x", "summary": "s"}]
    (tmp_path / "record.json").write_text(json.dumps(rest), encoding="utf-8")
    assert "reactions do not stand here" in said(tmp_path)


def parquet(columns: dict[str, Any], **how: Any) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def refused(content: bytes, left: int) -> str:
    _, problem = unpacking.excess(source.opened("events", content), content, left)
    return problem[0] if problem else ""


@pytest.mark.parametrize("how", [{}, {"data_page_version": "2.0"}, {"use_dictionary": False}])
def test_pages_are_weighed_without_being_unpacked(how: dict[str, Any]) -> None:
    content = parquet({"title": ["x" * 1000] * 50_000}, compression="zstd", **how)
    before = pa.total_allocated_bytes()
    weight, _ = unpacking.excess(source.opened("events", content), content, 2**40)
    chunk = pq.read_metadata(io.BytesIO(content)).row_group(0).column(0)
    assert 0 < weight <= chunk.total_uncompressed_size
    assert pa.total_allocated_bytes() - before < 2**20
    assert "larger than" in refused(content, weight - 1)


def test_a_dictionary_of_one_long_text_is_a_record_too_large(tmp_path: Path) -> None:
    """A few kilobytes that name one text of 100 kB fifty thousand times: five gigabytes."""
    n = 50_000
    day = pd.Timestamp("2024-06-19")
    flags = dict.fromkeys(("open_start", "open_end", "approximate", "uncertain"), [False] * n)
    columns = {
        "event_id": [f"e{i}" for i in range(n)], "title": ["x" * 100_000] * n, "date": ["2024-06-19"] * n,
        "date_words": ["d"] * n, "earliest": [day] * n, "latest": [day] * n, "year": [2024] * n, **flags,
        "drawable": [True] * n, "importance": [1] * n, "lat": [0.0] * n, "lon": [0.0] * n,
    }  # fmt: skip
    title = pa.DictionaryArray.from_arrays(pa.array([0] * n, pa.int32()), pa.array(["x" * 100_000]))
    (tmp_path / "events.parquet").write_bytes(parquet(columns | {"title": title}, compression="zstd"))
    assert (tmp_path / "events.parquet").stat().st_size < 2**20
    assert "larger than 2 GB" in said(tmp_path)


def test_an_encoding_that_grows_with_each_row_is_refused() -> None:
    content = parquet(
        {"title": ["x" * 1000] * 100}, use_dictionary=False, column_encoding={"title": "DELTA_BYTE_ARRAY"}
    )
    assert "cannot be weighed" in refused(content, 2**40)


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpacking, "MAX_ROWS", 10)
    assert "rows, more than 10" in refused(parquet({"year": list(range(11))}), 2**40)


@pytest.mark.parametrize("at", range(4, 60, 7))
def test_heads_that_are_none_are_an_answer_not_a_trace(at: int) -> None:
    content = bytearray(parquet({"title": ["a", "b"], "year": [1, 2]}))
    content[at : at + 3] = b"\xff\xff\xff"
    assert isinstance(refused(bytes(content), 2**40), str)


# Lists, and the form of the files


@pytest.mark.parametrize(
    ("name", "column", "values", "says"),
    [
        ("claims", "said_by", "text", "the columns 'said_by' hold names, as in form 1"),
        ("citations", "originators", "text", "the columns 'originators' hold names, as in form 1"),
        ("sources", "publisher_name", "text", "the columns 'publisher_name' hold names, as in form 1"),
        ("estimates", "estimator_name", "text", "the columns 'estimator_name' hold names, as in form 1"),
    ],
)
def test_files_of_form_1_are_refused_and_check_says_what_to_do(
    name: str, column: str, values: str, says: str, tmp_path: Path
) -> None:
    parquet_files.write(record_of(STORY), tmp_path)
    file = tmp_path / f"{name}.parquet"
    table = pq.read_table(file)
    names = pa.array([values] * len(table))
    if column in table.column_names:
        table = table.set_column(table.column_names.index(column), column, names)
    else:
        table = table.append_column(column, names)
    pq.write_table(table.replace_schema_metadata(None), file)
    assert says in said(tmp_path)
    assert "write the record again with this one, from its YAML" in said(tmp_path)
    with pytest.raises(RecordError, match="as in form 1"):
        parquet_files.read(tmp_path)


def test_files_of_a_form_to_come_are_refused(tmp_path: Path) -> None:
    parquet_files.write(record_of(STORY), tmp_path)
    file = tmp_path / "claims.parquet"
    table = pq.read_table(file)
    assert table.schema.metadata == {b"pactline.form": b"2"}
    pq.write_table(table.replace_schema_metadata({b"pactline.form": b"3"}), file)
    assert "the file has form 3, and this Pactline reads form 2" in said(tmp_path)


@pytest.mark.parametrize("kind", [pa.list_(pa.string()), pa.large_list(pa.large_string())], ids=str)
@pytest.mark.parametrize("how", [{}, {"use_dictionary": False}], ids=["numbers", "texts"])
def test_lists_are_read_however_they_are_written_and_nothing_in_them_is_nobody(
    kind: pa.DataType, how: dict[str, Any], tmp_path: Path
) -> None:
    own = [["nis", None, "A; B"], [], ["nis"], [""]]
    changed(tmp_path, "claims", "said_by", lambda _: pa.array(own, kind))
    table = pq.read_table(tmp_path / "claims.parquet")
    pq.write_table(table, tmp_path / "claims.parquet", row_group_size=2, **how)
    assert said(tmp_path) == ""
    assert parquet_files.read(tmp_path).claims["said_by"].tolist() == [("nis", "A; B"), (), ("nis",), ()]


@pytest.mark.parametrize("values", [[1], [["a"]]], ids=["numbers", "lists"])
def test_lists_of_anything_but_texts_are_refused(values: list[Any], tmp_path: Path) -> None:
    changed(tmp_path, "claims", "said_by", lambda old: [values] * len(old))
    assert "the column 'said_by' holds list" in said(tmp_path)


def test_what_stands_in_lists_is_weighed_by_its_number_before_it_is_read() -> None:
    few, many = (parquet({"said_by": [["x"] * number] * 100}, compression="zstd") for number in (1, 10_000))
    weights = [unpacking.excess(source.opened("claims", content), content, 2**40)[0] for content in (few, many)]
    assert weights[1] - weights[0] > 16 * 990_000
    _, problem = unpacking.excess(source.opened("claims", many), many, 2**20)
    assert problem is not None
    assert "larger than" in problem[0]


def test_one_long_text_in_many_lists_is_a_record_too_large(tmp_path: Path) -> None:
    parquet_files.write(record_of(STORY), tmp_path)
    n = 40_000
    table = pq.read_table(tmp_path / "citations.parquet").slice(0, 1)
    rows = pa.concat_tables([table] * n)
    long = pa.DictionaryArray.from_arrays(pa.array([0] * n, pa.int32()), pa.array(["x" * 100_000]))
    lists = pa.ListArray.from_arrays(pa.array(range(n + 1), pa.int32()), long)
    rows = rows.set_column(rows.column_names.index("originators"), "originators", lists)
    pq.write_table(rows, tmp_path / "citations.parquet", compression="zstd")
    assert (tmp_path / "citations.parquet").stat().st_size < 2**20
    assert "larger than 2 GB" in said(tmp_path)


def test_lists_of_more_distinct_texts_than_a_dictionary_takes_are_read(tmp_path: Path) -> None:
    many = [[f"somebody-{number:09d}"] for number in range(9_000)]
    parquet_files.write(record_of(STORY), tmp_path)
    row = pq.read_table(tmp_path / "claims.parquet").slice(0, 1)
    rows = pa.concat_tables([row] * len(many))
    rows = rows.set_column(rows.column_names.index("said_by"), "said_by", pa.array(many))
    rows = rows.set_column(rows.column_names.index("event"), "event", pa.array([0] * len(many), pa.int32()))
    for how in ({}, {"row_group_size": 2_000}, {"use_dictionary": False}):
        pq.write_table(rows, tmp_path / "claims.parquet", dictionary_pagesize_limit=2**14, **how)
        assert parquet_files.read(tmp_path).claims["said_by"].tolist() == [(one,) for (one,) in many], how
