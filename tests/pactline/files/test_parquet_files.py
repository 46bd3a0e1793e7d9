"""A record as Parquet files: what is written comes back, and what strangers write is checked."""

import json
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from benchmarks.generate import draft, rest_of, yaml_of
from benchmarks.rows import tables_of
from pactline.files import parquet_files
from pactline.files.load import load
from pactline.problem import RecordError
from pactline.query.select import facet_counts, select
from pactline.query.selection import Selection
from pactline.tables import frames
from pactline.tables.columns import TABLES
from pactline.tables.frames import Frames
from pactline.tables.source import packed
from tests.support import SMALL, curated, tables

CURATED = curated()


def stored(record: Frames, folder: Path) -> Frames:
    """The record, written and read back."""
    parquet_files.write(record, folder)
    return parquet_files.read(folder)


def same(one: Frames, other: Frames) -> None:
    for name in TABLES:
        pd.testing.assert_frame_equal(one.stored.frame(name), other.stored.frame(name), obj=name)
    assert one.names == other.names


@pytest.mark.parametrize("record", [CURATED, tables(SMALL), tables("")], ids=["curated", "small", "empty"])
def test_a_written_record_comes_back_table_by_table(record: Frames, tmp_path: Path) -> None:
    again = stored(record, tmp_path)
    same(record, again)
    for section in ("edition", "eras", "treaties", "questions", "article", "changes", "themes", "metrics", "estimates"):
        assert getattr(again.dossier, section) == getattr(record.dossier, section), section


@pytest.mark.parametrize(
    "query", [{}, {"theme": "military", "actor": "rus"}, {"q": "shells", "known": "2024-10-20"}, {"publisher": "tass"}]
)
def test_a_stored_record_answers_as_the_made_one(query: dict[str, str], tmp_path: Path) -> None:
    again, selection = stored(CURATED, tmp_path), Selection.from_query(query)
    one, other = select(CURATED, selection), select(again, selection)
    for name in ("events", "claims", "reactions", "citations", "sources"):
        pd.testing.assert_frame_equal(getattr(one, name), getattr(other, name), obj=name)
    assert facet_counts(CURATED, selection) == facet_counts(again, selection)


@pytest.mark.parametrize("record", [CURATED, tables(SMALL)], ids=["curated", "small"])
def test_registers_are_read_without_making_an_entry_of_an_event(
    record: Frames, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page asks for them: 100,000 events would be made for the first reader, and be held for good."""
    parquet_files.write(record, tmp_path)
    monkeypatch.setattr(parquet_files, "_whole", _never)
    again = parquet_files.read(tmp_path).dossier
    assert dict(again.actors) == dict(record.dossier.actors)
    assert dict(again.publishers) == dict(record.dossier.publishers)
    assert len(again.events) == len(record.dossier.events)


def test_tables_of_others_give_entries_back(tmp_path: Path) -> None:
    record = tables(SMALL.replace("name: TASS,", "name: TASS, also: [ТАСС, Tass],"))
    parquet_files.write(record, tmp_path)
    (tmp_path / "entries.parquet").unlink()
    dossier = parquet_files.read(tmp_path).dossier
    assert [event.id for event in dossier.events] == [event.id for event in record.dossier.events]
    assert dossier.events[0].claims[1].said_by == ("nis",)
    assert dossier.events[1].claims[1].history == record.dossier.events[1].claims[1].history
    assert [r.silence for r in dossier.reactions] == [r.silence for r in record.dossier.reactions]
    assert dict(dossier.actors) == dict(record.dossier.actors)
    assert dict(dossier.publishers) == dict(record.dossier.publishers)
    assert dossier.sources["wire-1"].url == "https://example.org/talks"
    assert dossier.sources["wire-1"].carried_by == ("daily",)
    assert len(dossier.sources) == 3


def test_carriers_and_sources_that_stand_in_no_table_have_an_entry(tmp_path: Path) -> None:
    put(tmp_path, "events", EVENT)
    source = {"source_id": "s", "publisher": "wire", "carried_by": ["Some Paper", "wire"]}
    put(
        tmp_path,
        "sources",
        {
            name: [value]
            for name, value in (source | {"kind": "", "state_controlled": "not given", "read": "none"}).items()
        },
    )
    eras = [{"id": "e", "name": "E", "date": "2024", "sources": ["not-there"]}]
    (tmp_path / "record.json").write_text(json.dumps({"eras": eras}), encoding="utf-8")
    record = parquet_files.read(tmp_path)
    assert dict(record.dossier.publishers).keys() == record.names["publisher"].keys() == {"wire", "Some Paper"}
    assert dict(record.dossier.sources).keys() == {"s", "not-there"}


def test_the_generator_writes_the_tables_that_its_yaml_becomes(tmp_path: Path) -> None:
    record = draft(300, seed=7)
    (tmp_path / "events.yaml").write_text(json.dumps(yaml_of(record)), encoding="utf-8")
    made = frames.build(load(tmp_path / "events.yaml").dossier)
    for name, content in packed(tables_of(record).items()):
        pq.write_table(content, tmp_path / f"{name}.parquet")
    (tmp_path / "record.json").write_text(json.dumps(rest_of()), encoding="utf-8")
    same(made, parquet_files.read(tmp_path))


def test_the_same_seed_draws_the_same_record() -> None:
    assert yaml_of(draft(40, seed=3)) == yaml_of(draft(40, seed=3))
    assert yaml_of(draft(40, seed=3)) != yaml_of(draft(40, seed=4))


EVENT = {
    "event_id": ["a", "b"], "title": ["A", "B"], "date": ["2024-06-19", "2024-06"], "date_words": ["19 June 2024", "June 2024"],
    "earliest": pd.to_datetime(["2024-06-01", "2024-06-19"]), "latest": pd.to_datetime(["2024-06-30", "2024-06-19"]),
    "year": [2024, 2024], "open_start": [False] * 2, "open_end": [False] * 2, "approximate": [False] * 2,
    "uncertain": [False] * 2, "drawable": [True] * 2, "importance": [2, 3], "lat": [None, 1.5], "lon": [None, 2.5],
}  # fmt: skip


def put(folder: Path, name: str, columns: dict[str, Any]) -> None:
    pq.write_table(pa.Table.from_pandas(pd.DataFrame(columns), preserve_index=False), folder / f"{name}.parquet")


def test_events_alone_are_a_record_and_may_name_what_stands_in_no_register(tmp_path: Path) -> None:
    put(tmp_path, "events", EVENT)
    put(tmp_path, "event_actors", {"event": [0, 1], "actor": ["someone", "someone"], "part": ["acts", "hosts"]})
    record = parquet_files.read(tmp_path / "events.parquet")
    assert record.names["actor"] == {"someone": "someone"}
    assert select(record, Selection.from_query({"q": "b"})).events["event_id"].tolist() == ["b"]
    assert record.events["summary"].isna().all()
    assert record.claims.empty


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"event_id": ["a", "a"]}, "row 1, event_id is a"),
        ({"event_id": ["a", "b c"]}, "row 1, event_id is b c"),
        ({"importance": [2, 9]}, "row 1, importance is 9"),
        ({"earliest": pd.to_datetime(["2024-06-19", "2024-06-01"])}, "row 1, earliest"),
        ({"latest": pd.to_datetime(["2024-05-30", "2024-06-19"])}, "row 0, latest"),
        ({"year": ["x", "y"]}, "the column 'year' holds"),
        ({"open_end": [None, True]}, "missing values"),
        ({"titel": ["A", "B"]}, "unknown column 'titel'"),
    ],
)
def test_a_strangers_table_is_checked(change: dict[str, Any], says: str, tmp_path: Path) -> None:
    put(tmp_path, "events", EVENT | change)
    with pytest.raises(RecordError) as error:
        parquet_files.read(tmp_path)
    assert says in str(error.value)
    assert str(tmp_path) not in str(error.value)


@pytest.mark.parametrize(
    ("name", "columns", "says"),
    [
        ("event_actors", {"event": [0, 2], "actor": ["x", "x"], "part": ["acts", "acts"]}, "row 1, event is 2"),
        ("event_actors", {"event": [0], "actor": ["x"], "part": ["plays"]}, "row 0, part is plays"),
        ("links", {"event": [0], "to": [-1], "type": ["part-of"]}, "row 0, to is -1"),
        ("links", {"event": [0], "to": [1]}, "the column 'type' is missing"),
    ],
)
def test_rows_must_lead_somewhere_and_values_stand_in_their_list(
    name: str, columns: dict[str, Any], says: str, tmp_path: Path
) -> None:
    put(tmp_path, "events", EVENT)
    put(tmp_path, name, columns)
    with pytest.raises(RecordError) as error:
        parquet_files.read(tmp_path)
    assert says in str(error.value)


@pytest.mark.parametrize("content", [b"", b"PAR1 and nothing else", b"PAR1" + b"\0" * 64 + b"PAR1"])
def test_a_file_that_is_no_parquet_is_said_to_be_none(content: bytes, tmp_path: Path) -> None:
    (tmp_path / "events.parquet").write_bytes(content)
    with pytest.raises(RecordError, match="not readable as Parquet"):
        parquet_files.read(tmp_path)


def test_a_truncated_file_is_said_to_be_unreadable(tmp_path: Path) -> None:
    parquet_files.write(tables(SMALL), tmp_path)
    file = tmp_path / "claims.parquet"
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(RecordError, match="not readable as Parquet"):
        parquet_files.read(tmp_path)


def test_sections_in_json_are_checked_too(tmp_path: Path) -> None:
    put(tmp_path, "events", EVENT)
    (tmp_path / "record.json").write_text('{"edition": {"titel": "x"}}', encoding="utf-8")
    with pytest.raises(RecordError, match=r"edition\.titel"):
        parquet_files.read(tmp_path)


def _never(*_: object) -> NoReturn:
    raise AssertionError("a whole record was made")
