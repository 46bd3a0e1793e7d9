"""Where a record's tables come from: made of its entries, or stored in files whose columns are read when asked for."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from threading import RLock
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pactline.tables import unpacking
from pactline.tables.columns import (
    ARROW,
    DTYPES,
    LISTS,
    OPTIONAL,
    STORED,
    TEXT,
    TEXTS,
    Type,
    lists,
    table,
)
from pactline.tables.postings import Rows, coded
from pactline.text.nearest import nearest

FORM = b"2"  # of the files; those of form 1 do not say so, and have names where ids belong
_FORM = b"pactline.form"  # where a file says it
_GONE = "search"  # a column of folded words that files of older releases carry; passed over
_NAMES_OF_FORM_1 = {"sources": ("publisher_name",), "estimates": ("estimator_name",)}
_NEWER = "take a Pactline that knows this form, or write the files again with this one"
_OLDER = "written by an older Pactline: write the record again with this one, from its YAML; docs/parquet.md says more"


class Tables(Protocol):
    """The tables of ``pactline.tables.columns.TABLES`` by name; the same again at each call."""

    def rows(self, name: str) -> int:
        """Return how many rows a table has, without making it."""
        ...

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column."""
        ...

    def coded(self, name: str, column: str) -> tuple[Rows, list[str]]:
        """Return a column of texts as numbers, as ``pactline.tables.postings.coded`` does."""
        ...

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table with all its columns."""
        ...


class MadeTables:
    """Tables that were made of entries."""

    def __init__(self, frames: Mapping[str, pd.DataFrame]) -> None:
        self._frames = frames

    def rows(self, name: str) -> int:
        """Return how many rows a table has."""
        return len(self._frames[name])

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column."""
        return self._frames[name][column]

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
            if said := self._other_form(name, file):
                yield said
                continue
            known = list(STORED[name])
            given = {field.name: field.type for field in file.schema_arrow}
            for column in given.keys() - {*known, _GONE}:
                yield name, f"unknown column {column!r}", nearest(column, known, "known: " + ", ".join(known))
            for column, what in STORED[name].items():
                if column not in given:
                    if what.type not in OPTIONAL and not what.told:
                        yield name, f"the column {column!r} is missing", "docs/parquet.md lists the columns"
                elif not _fits(given[column], ARROW[what.type]):
                    yield name, f"the column {column!r} holds {given[column]}", f"it takes {ARROW[what.type]}"

    def _other_form(self, name: str, file: pq.ParquetFile) -> tuple[str, str, str] | None:
        """Return what is wrong with a file of another form than ``FORM``; what says nothing is known by its columns."""
        form = (file.schema_arrow.metadata or {}).get(_FORM, FORM)
        if form != FORM:
            said = form.decode(errors="replace")[:20]
            return name, f"the file has form {said}, and this Pactline reads form {FORM.decode()}", _NEWER
        given = {field.name: field.type for field in file.schema_arrow}
        names = [column for column in _NAMES_OF_FORM_1.get(name, ()) if column in given]
        lists_ = [column for column, what in STORED[name].items() if what.type in LISTS and column in given]
        names += [column for column in lists_ if is_text(given[column])]
        if not names:
            return None
        return name, f"the columns {', '.join(map(repr, names))} hold names, as in form 1, not ids", _OLDER

    def unpack(self, left: int) -> Iterator[tuple[str, str, str]]:
        """Unpack what is needed at once, and yield columns that hold what their kind cannot, as ``misfits``.

        Args:
            left: How many bytes texts may take that are packed as numbers of a dictionary.
        """
        for name, file in self._files.items():
            for column in _ours(file):
                kind = STORED[name][column].type
                numbered = _numbered(file.schema_arrow.field(column).type)
                if not numbered and not _at_once(name, column):
                    continue
                values = _read_column(file, column)
                left -= unpacking.swollen(values) if numbered else 0
                if left < 0:
                    yield name, *unpacking.too_large()
                    return
                if values.null_count and kind not in (*OPTIONAL, "day", "float"):
                    yield name, f"the column {column!r} has {values.null_count} missing values", "fill them"
                try:
                    self._columns[name, column] = values if kind in (*TEXTS, *LISTS) else _cast(values, kind)
                except pa.ArrowInvalid as error:
                    yield name, f"the column {column!r} holds what is out of range: {_line(error)}", _RANGES[kind]

    def unreadable(self) -> Iterator[tuple[str, str, str]]:
        """Read every text and yield columns that are broken, or hold what is no UTF-8, as ``misfits``."""
        for name, file in self._files.items():
            for column in _ours(file):
                try:
                    values = self._unpacked(name, column)
                    for chunk in values.chunks:
                        plain = chunk.flatten() if _is_list(chunk.type) else chunk
                        (plain.dictionary if _numbered(plain.type) else plain).validate(full=True)
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
        kind = STORED[name][column].type
        values = self._unpacked(name, column)
        if kind in LISTS:
            return lists([()] * self.rows(name) if values is None else _tuples(values).tolist())
        if values is None:
            return pd.Series([None] * self.rows(name), dtype=DTYPES[kind] if kind != "text?" else TEXT)
        if kind in TEXTS:
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
            return table([], STORED[name])
        with self._lock:
            if name not in self._frames:
                data = {column: self.column(name, column) for column in STORED[name]}
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
        if told := STORED[name][column].told:
            return self._implied(name, *told)
        return _read_column(file, column) if column in file.schema_arrow.names else None

    def _implied(self, name: str, rows: str, target: str, column: str) -> Any:
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
    few = {column for column, what in STORED.get(name, {}).items() if what.coded and column in metadata.schema.names}
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


def _cast(values: pa.ChunkedArray, kind: Type) -> pa.ChunkedArray:
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


def _tuples(values: pa.ChunkedArray) -> npt.NDArray[np.object_]:
    """Return lists of texts as tuples, without what is missing or empty in them.

    Lists of one text, which most are, are looked up: equal ones are the same tuple.
    """
    parts = [_tuples_of(chunk) for chunk in values.chunks]
    return np.concatenate(parts) if parts else np.empty(0, dtype=object)


def _tuples_of(chunk: Any) -> npt.NDArray[np.object_]:
    flat = chunk.flatten()
    flat = flat if pa.types.is_dictionary(flat.type) else flat.cast(pa.large_string()).dictionary_encode()
    texts = _readable(pa.chunked_array([flat.dictionary.cast(pa.large_string())])).to_pylist()
    codes = flat.indices.fill_null(-1).to_numpy(zero_copy_only=False)
    ones = np.empty(len(texts) + 1, dtype=object)  # the last is what a missing text reads
    ones[:] = [*((text,) if text else () for text in texts), ()]
    lengths = pc.list_value_length(chunk).fill_null(0).to_numpy(zero_copy_only=False)
    begins = np.cumsum(lengths) - lengths
    single = lengths == 1
    numbers = np.full(len(lengths), -1)
    numbers[single] = codes[begins[single]]
    found: npt.NDArray[np.object_] = ones[numbers]
    for row in np.flatnonzero(lengths > 1).tolist():
        own = codes[begins[row] : begins[row] + lengths[row]].tolist()
        found[row] = tuple(texts[code] for code in own if code >= 0 and texts[code])
    return found


def _line(error: Exception) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:80]


def _read_column(file: pq.ParquetFile, column: str) -> pa.ChunkedArray:
    """Read a column; lists a group of rows at a time: Arrow makes none of texts that are numbered group by group."""
    kind = file.schema_arrow.field(column).type
    if not _is_list(kind):
        return file.read(columns=[column]).column(0)
    groups = [file.read_row_group(group, columns=[column]).column(0) for group in range(file.num_row_groups)]
    return pa.chunked_array([chunk for group in groups for chunk in group.chunks], kind)


def _ours(file: pq.ParquetFile) -> list[str]:
    return [column for column in file.schema_arrow.names if column != _GONE]


def _at_once(name: str, column: str) -> bool:
    what = STORED[name][column]
    if what.told:
        return False
    return what.type not in (*TEXTS, *LISTS) or what.coded or (name, column) == ("events", "event_id")


def _fits(given: pa.DataType, wanted: pa.DataType) -> bool:
    if pa.types.is_dictionary(given):
        given = given.value_type
    if pa.types.is_null(given):
        return True
    if _is_list(wanted):
        return _is_list(given) and (is_text(given.value_type) or pa.types.is_null(given.value_type))
    if pa.types.is_large_string(wanted):
        return is_text(given)
    if pa.types.is_timestamp(wanted):
        return bool((pa.types.is_timestamp(given) and given.tz is None) or pa.types.is_date(given))
    if pa.types.is_integer(wanted):
        return bool(pa.types.is_integer(given))
    return bool(given == wanted or (pa.types.is_floating(wanted) and pa.types.is_floating(given)))


def _is_list(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) or pa.types.is_large_list(kind))


def _numbered(kind: pa.DataType) -> bool:
    """Say whether texts, or the texts of lists, are kept as numbers of a dictionary."""
    return bool(pa.types.is_dictionary(kind.value_type if _is_list(kind) else kind))


def is_text(kind: pa.DataType) -> bool:
    """Say whether a column holds texts, each row its own or by number."""
    kind = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def packed(frames: Iterable[tuple[str, pd.DataFrame]]) -> Iterator[tuple[str, pa.Table]]:
    """Yield tables as Arrow has them, without the ids that row numbers already say."""
    for name, content in frames:
        columns = STORED[name]
        fields = [pa.field(column, ARROW[what.type]) for column, what in columns.items() if not what.told]
        form = pa.schema(fields).with_metadata({_FORM: FORM})
        plain = pa.Table.from_pandas(content[[field.name for field in fields]], schema=form, preserve_index=False)
        yield name, plain.replace_schema_metadata(form.metadata)  # without pandas' own, of no use to us


def distinct(values: pd.Series) -> bool:
    """Say whether no text stands twice."""
    return int(pc.count_distinct(pa.array(values)).as_py()) == len(values)
