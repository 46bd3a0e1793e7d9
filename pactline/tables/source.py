"""Where a record's tables come from: made of its entries, or stored in files whose columns are read when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from threading import RLock
from typing import Any, Protocol

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pactline.tables import unpacking
from pactline.tables.columns import ACTORS, CODED, DTYPES, PUBLISHERS, SEARCH, SEARCHED, TABLES, TEXT, table
from pactline.tables.postings import Rows, coded
from pactline.text.nearest import nearest

ALL: Mapping[str, Mapping[str, str]] = {**TABLES, "actors": ACTORS, "publishers": PUBLISHERS}
# What row numbers already say, so that a file need not: the column of rows, and what it leads to.
TOLD = {
    ("claims", "event_id"): ("event", "events", "event_id"),
    ("reactions", "event_id"): ("event", "events", "event_id"),
    ("event_actors", "event_id"): ("event", "events", "event_id"),
    ("event_themes", "event_id"): ("event", "events", "event_id"),
    ("citations", "claim_id"): ("claim", "claims", "claim_id"),
    ("citations", "reaction_id"): ("reaction", "reactions", "reaction_id"),
    ("citations", "event_id"): ("event", "events", "event_id"),
    **{
        ("citations", column): ("source", "sources", column)
        for column in ("source_id", "publisher", "kind", "country", "state_controlled")
    },
}
ARROW = {
    "text": pa.large_string(),
    "text?": pa.large_string(),
    "day": pa.timestamp("us"),
    "flag": pa.bool_(),
    "small": pa.int16(),
    "count": pa.int32(),
    "float": pa.float64(),
    "year": pa.int64(),
}


class Tables(Protocol):
    """The tables of ``pactline.tables.columns.TABLES`` by name; the same again at each call."""

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column; ``search`` of events and claims is their folded words."""
        ...

    def coded(self, name: str, column: str) -> tuple[Rows, list[str]]:
        """Return a column of texts as numbers, as ``pactline.tables.postings.coded`` does."""
        ...

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table with all its columns, ``search`` left out."""
        ...


class MadeTables:
    """Tables that were made of entries."""

    def __init__(self, frames: Mapping[str, pd.DataFrame], search: Mapping[str, pd.Series]) -> None:
        self._frames, self._search = frames, search

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column."""
        return self._search[name] if column == SEARCH else self._frames[name][column]

    def coded(self, name: str, column: str) -> tuple[Rows, list[str]]:
        """Return a column of texts as numbers."""
        return coded(self.column(name, column))

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table."""
        return self._frames[name]


class StoredTables:
    """Tables in Parquet files, held in memory as they are packed; a column is unpacked when first asked for.

    Numbers, days, flags and texts of few values are unpacked at once: what a selection asks, and what is checked.
    """

    def __init__(self, files: Mapping[str, pq.ParquetFile]) -> None:
        """Take files by table's name, as ``opened`` opens them; what they unpack to has been found to be bearable."""
        self._lock = RLock()
        self._files = files
        self._columns: dict[tuple[str, str], Any] = {}
        self._frames: dict[str, pd.DataFrame] = {}

    def misfits(self) -> Iterator[tuple[str, str, str]]:
        """Yield what is wrong with the columns' names and types: table, message, hint."""
        for name, file in self._files.items():
            known = [*ALL[name], *([SEARCH] if name in SEARCHED else [])]
            given = {field.name: field.type for field in file.schema_arrow}
            for column in given.keys() - set(known):
                yield name, f"unknown column {column!r}", nearest(column, known, "known: " + ", ".join(known))
            for column, kind in ALL[name].items():
                if column not in given:
                    if kind != "text?" and (name, column) not in TOLD:
                        yield name, f"the column {column!r} is missing", "docs/parquet.md lists the columns"
                elif not _fits(given[column], ARROW[kind]):
                    yield name, f"the column {column!r} holds {given[column]}", f"it takes {ARROW[kind]}"

    def unpack(self, left: int) -> Iterator[tuple[str, str, str]]:
        """Unpack what is needed at once, and yield columns that hold what their kind cannot, as ``misfits``.

        Args:
            left: How many bytes texts may take that are packed as numbers of a dictionary.
        """
        for name, file in self._files.items():
            for column in file.schema_arrow.names:
                kind = "text" if column == SEARCH else ALL[name][column]
                numbered = pa.types.is_dictionary(file.schema_arrow.field(column).type)
                if not numbered and not _at_once(name, column, kind):
                    continue
                values = file.read(columns=[column]).column(0)
                left -= unpacking.swollen(values) if numbered else 0
                if left < 0:
                    yield name, *unpacking.too_large()
                    return
                if values.null_count and kind not in ("text?", "day", "float"):
                    yield name, f"the column {column!r} has {values.null_count} missing values", "fill them"
                try:
                    self._columns[name, column] = values if kind in ("text", "text?") else _cast(values, kind)
                except pa.ArrowInvalid as error:
                    yield name, f"the column {column!r} holds what is out of range: {_line(error)}", _RANGES[kind]

    def unreadable(self) -> Iterator[tuple[str, str, str]]:
        """Read every text and yield columns that are broken, or hold what is no UTF-8, as ``misfits``."""
        for name, file in self._files.items():
            for column in file.schema_arrow.names:
                try:
                    values = self._unpacked(name, column)
                    if pa.types.is_dictionary(values.type):
                        values = pa.chunked_array([chunk.dictionary for chunk in values.chunks], values.type.value_type)
                    values.validate(full=True)
                except (pa.ArrowException, OSError) as error:
                    yield name, f"the column {column!r} cannot be read: {_line(error)}", "write the file again"

    def has(self, name: str, column: str) -> bool:
        """Say whether a column is stored, or there is nothing to store."""
        return not self.rows(name) or column in self._files[name].schema_arrow.names

    def put(self, name: str, column: str, texts: list[str]) -> None:
        """Take a column that no file holds."""
        self._columns[name, column] = pa.chunked_array([pa.array(texts, pa.large_string())])

    def rows(self, name: str) -> int:
        """Return how many rows a table has; none if it is missing."""
        return int(self._files[name].metadata.num_rows) if name in self._files else 0

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column."""
        kind = "text" if column == SEARCH else ALL[name][column]
        values = self._unpacked(name, column)
        if values is None:
            return pd.Series([None] * self.rows(name), dtype=DTYPES[kind] if kind != "text?" else TEXT)
        if kind in ("text", "text?"):
            plain = _readable(values.cast(pa.large_string()))
            plain = plain.fill_null("") if kind == "text" and plain.null_count else plain
            texts: pd.Series = plain.to_pandas(types_mapper=lambda _: TEXT)
            return texts
        return pd.Series(values.cast(ARROW[kind]).to_numpy().astype(DTYPES[kind], copy=False))

    def coded(self, name: str, column: str) -> tuple[Rows, list[str]]:
        """Return a column of texts as numbers."""
        values = self._unpacked(name, column)
        if values is None or not pa.types.is_dictionary(values.type):
            return coded(self.column(name, column))
        one = values.unify_dictionaries().combine_chunks()
        one = one.chunk(0) if isinstance(one, pa.ChunkedArray) and one.num_chunks else one
        if not len(one):
            return np.zeros(0, dtype=np.intp), []
        texts = one.dictionary.to_pylist()
        found = one.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.intp)
        if "" in texts:
            found[found == texts.index("")] = -1
        return found, texts

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table; made once."""
        if name not in self._files:
            return table([], ALL[name])
        with self._lock:
            if name not in self._frames:
                data = {column: self.column(name, column) for column in ALL[name]}
                self._frames[name] = pd.DataFrame(data, copy=False)
            return self._frames[name]

    def _unpacked(self, name: str, column: str) -> Any:
        with self._lock:
            if (name, column) not in self._columns:
                self._columns[name, column] = self._read(name, column)
            return self._columns[name, column]

    def _read(self, name: str, column: str) -> Any:
        file = self._files.get(name)
        if file is None:
            return None
        if (name, column) in TOLD:
            return self._told(name, *TOLD[name, column])
        return file.read(columns=[column]).column(0) if column in file.schema_arrow.names else None

    def _told(self, name: str, rows: str, target: str, column: str) -> Any:
        if (name, rows) == ("citations", "event"):
            numbers = self._event_of_citations()
        else:
            numbers = self.column(name, rows).to_numpy()
        values = self._unpacked(target, column)
        if values is None:
            return None
        if (target, column) == ("sources", "state_controlled"):
            values = pc.equal(values.cast(pa.large_string()), "yes")
        return values.take(pa.array(numbers, mask=numbers < 0))

    def _event_of_citations(self) -> Rows:
        claim, reaction = (self.column("citations", one).to_numpy() for one in ("claim", "reaction"))
        of_claim = np.append(self.column("claims", "event").to_numpy(), -1)
        of_reaction = np.append(self.column("reactions", "event").to_numpy(), -1)
        events: Rows = np.maximum(of_claim[claim], of_reaction[reaction]).astype(np.intp)
        return events


def opened(name: str, content: bytes) -> pq.ParquetFile:
    """Open a table's file and read nothing of it; texts that stand in a dictionary stay numbers when they are read.

    Raises:
        pa.ArrowException: It is no Parquet file.
    """
    buffer = pa.BufferReader(content)
    metadata = pq.read_metadata(buffer)
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    few = {column for table, column in CODED if table == name and column in metadata.schema.names}
    few |= {
        chunk.path_in_schema
        for group in groups
        for chunk in map(group.column, range(group.num_columns))
        if chunk.has_dictionary_page and chunk.physical_type == "BYTE_ARRAY"
    }
    return pq.ParquetFile(buffer, metadata=metadata, read_dictionary=sorted(few), page_checksum_verification=True)


_RANGES = {
    "day": "years 1 to 9999",
    "small": "whole numbers up to 32,767",
    "count": "whole numbers up to 2,147,483,647",
    "year": "whole numbers",
    "float": "numbers, not infinite",
    "flag": "true or false",
}
_FIRST_DAY, _LAST_DAY = (pa.scalar(np.datetime64(day.isoformat(), "us")) for day in (date.min, date.max))


def _cast(values: pa.ChunkedArray, kind: str) -> pa.ChunkedArray:
    """Return values in the type of their column.

    Raises:
        pa.ArrowInvalid: One is out of its range.
    """
    found = values.cast(ARROW[kind])
    if kind == "day":
        days = pc.min_max(found)
        if days["min"].is_valid and (days["min"].value < _FIRST_DAY.value or days["max"].value > _LAST_DAY.value):
            raise pa.ArrowInvalid("a year before 1 or after 9999")
        return pc.floor_temporal(found, unit="day")
    if kind == "float" and pc.any(pc.is_inf(found)).as_py():
        raise pa.ArrowInvalid("an infinite number")
    return found


def _readable(texts: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return texts whose bytes are UTF-8; of others what can be read of them."""
    try:
        texts.validate(full=True)
    except pa.ArrowInvalid:
        raw = texts.cast(pa.large_binary()).to_pylist()
        mended = [None if one is None else one.decode("utf-8", "replace") for one in raw]
        return pa.chunked_array([pa.array(mended, pa.large_string())])
    return texts


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _at_once(name: str, column: str, kind: str) -> bool:
    if (name, column) in TOLD:
        return False
    return kind not in ("text", "text?") or (name, column) in CODED or (name, column) == ("events", "event_id")


def _fits(given: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_dictionary(given):
        given = given.value_type
    if pa.types.is_null(given):
        return True
    if pa.types.is_large_string(wanted):
        return is_text(given)
    if pa.types.is_timestamp(wanted):
        return bool((pa.types.is_timestamp(given) and given.tz is None) or pa.types.is_date(given))
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(given))
    return bool(given == wanted or (pa.types.is_floating(wanted) and pa.types.is_floating(given)))


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds texts, each row its own or by number."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def packed(frames: Iterable[tuple[str, pd.DataFrame]]) -> Iterator[tuple[str, pa.Table]]:
    """Yield tables as Arrow has them, without the ids that row numbers already say."""
    for name, content in frames:
        kinds = {**ALL[name], **({SEARCH: "text"} if SEARCH in content else {})}
        fields = [pa.field(column, ARROW[kind]) for column, kind in kinds.items() if (name, column) not in TOLD]
        columns = content[[field.name for field in fields]]
        yield name, pa.Table.from_pandas(columns, schema=pa.schema(fields), preserve_index=False)


def distinct(values: pd.Series) -> bool:
    """Say whether no text stands twice."""
    return int(pc.count_distinct(pa.array(values)).as_py()) == len(values)
