"""How much Parquet files unpack to, found out before anything is unpacked.

A file of a few kilobytes can stand for gigabytes: by packing, by runs, by a dictionary whose one long text is named a
million times. What the file says of itself is not believed: the heads of all its pages are read, unpacked nothing.
"""

from collections.abc import Iterator
from typing import Any, TypeAlias

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

MAX_PACKED = 512 * 2**20  # bytes of a file
MAX_UNPACKED = 2 * 2**30  # bytes of all files of a record together, unpacked
MAX_ROWS = 5_000_000  # of a table
MAX_PAGES = 100_000  # of a file
_IN_LIST = 16  # bytes that a list's value takes, however it is packed

_GROWING = frozenset({7})  # DELTA_BYTE_ARRAY: a text of few bytes may repeat all of the one before it
_HINT = "docs/parquet.md says how large a record may be"
_AGAIN = "write it again, as pyarrow does where nothing is asked of it"
_DEEPEST = 4  # structures in structures in the head of a page
Found: TypeAlias = tuple[str, str]  # message, hint


class HeadError(ValueError):
    """Bytes that are no head of a page."""


def excess(file: pq.ParquetFile, content: bytes, left: int) -> tuple[int, Found | None]:
    """Weigh a file.

    Args:
        file: Opened; nothing of it has been read.
        content: Its bytes.
        left: How many bytes it may unpack to.

    Returns:
        The bytes that its pages unpack to, and why it must not be read, if so.
    """
    metadata = file.metadata
    if not 0 <= metadata.num_rows <= MAX_ROWS:
        return 0, (f"it has {metadata.num_rows:,} rows, more than {MAX_ROWS:,}", _HINT)
    rows, pages, unpacked = 0, 0, 0
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        rows += group.num_rows
        for number, chunk in enumerate(map(group.column, range(group.num_columns))):
            several = file.schema.column(number).max_repetition_level > 0  # a list: as many as there are in it
            if chunk.num_values != group.num_rows and not several:
                return unpacked, (f"the column {chunk.path_in_schema!r} has other rows than its table", _AGAIN)
            try:
                for size, values in _pages(chunk, content):
                    pages, unpacked = pages + 1, unpacked + size + (_IN_LIST * values if several else 0)
                    if unpacked > left or pages > MAX_PAGES:
                        return unpacked, too_large()
            except HeadError:
                return unpacked, (f"the column {chunk.path_in_schema!r} cannot be weighed before it is read", _AGAIN)
    return unpacked, None if rows == metadata.num_rows else ("it has other rows than it says", _AGAIN)


def swollen(texts: pa.ChunkedArray) -> int:
    """Return the bytes that a column of texts, or of lists of them, takes once each row has its own.

    Nothing is made of it.
    """
    flat = [chunk.flatten() if pa.types.is_nested(chunk.type) else chunk for chunk in texts.chunks]
    return sum(_bytes(chunk) for chunk in flat if pa.types.is_dictionary(chunk.type))


def too_large() -> Found:
    """Return what is said of a record that unpacks to too much."""
    return f"unpacked the record is larger than {MAX_UNPACKED / 2**30:g} GB", _HINT


def _bytes(chunk: Any) -> int:
    lengths = pc.binary_length(chunk.dictionary).cast(pa.int64())
    return int(pc.sum(lengths.take(chunk.indices)).as_py() or 0)


def _pages(chunk: Any, content: bytes) -> Iterator[tuple[int, int]]:
    """Yield to how many bytes each page of a column unpacks, and how many values it has.

    Raises:
        HeadError: A page has no head, or one that tells less than it unpacks to.
    """
    at = chunk.data_page_offset
    if not at and not chunk.num_values:
        return  # a table without rows has no pages of data
    if chunk.has_dictionary_page and 0 < (chunk.dictionary_page_offset or 0) < at:
        at = chunk.dictionary_page_offset
    end = at + chunk.total_compressed_size
    if at < 0 or end > len(content):
        raise HeadError
    while at < end:
        head, at = _structure(content, at, end)
        unpacked, packed = _number(head, _UNPACKED), _number(head, _PACKED)
        first, second, texts = (_part(head, own) for own in (_PAGE, _PAGE_2, _TEXTS))
        if {_number(first, 2), _number(second, 4)} & _GROWING:
            raise HeadError
        values = max(_number(first, 1), _number(second, 1))
        if _number(texts, 1) > unpacked or values > MAX_ROWS:
            raise HeadError
        yield unpacked, values
        at += packed


# Fields of a page's head in Thrift's compact form, as the format's definition numbers them.
_UNPACKED, _PACKED, _PAGE, _TEXTS, _PAGE_2 = 2, 3, 5, 7, 8
_FIXED = {1: 0, 2: 0, 3: 1, 7: 8}  # kinds of value by the bytes they take: true, false, a byte, a float
_NUMBERS, _BYTES, _STRUCTURE = (4, 5, 6), 8, 12
Head: TypeAlias = dict[int, "int | Head"]


def _number(head: Head, field: int) -> int:
    value = head.get(field, 0)
    if not isinstance(value, int) or value < 0:
        raise HeadError
    return value


def _part(head: Head, field: int) -> Head:
    value = head.get(field, {})
    if isinstance(value, int):
        raise HeadError
    return value


def _structure(content: bytes, at: int, end: int, depth: int = 0) -> tuple[Head, int]:
    """Read the numbers of a structure, and where it ends."""
    found: Head = {}
    field = 0
    while at < end and depth <= _DEEPEST:
        mark, at = content[at], at + 1
        if mark == 0:
            return found, at
        kind, step = mark & 15, mark >> 4
        if step:
            field += step
        else:
            field, at = _varint(content, at, end)
            field = _signed(field)
        if kind in _NUMBERS:
            value, at = _varint(content, at, end)
            found[field] = _signed(value)
        elif kind == _STRUCTURE:
            found[field], at = _structure(content, at, end, depth + 1)
        elif kind == _BYTES:
            length, at = _varint(content, at, end)
            at += length
        elif kind in _FIXED:
            at += _FIXED[kind]
        else:
            break  # lists and maps stand in no head
    raise HeadError


def _varint(content: bytes, at: int, end: int) -> tuple[int, int]:
    value, shift = 0, 0
    while at < end and shift < 64:  # noqa: PLR2004 - bits
        byte, at = content[at], at + 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:  # noqa: PLR2004 - the last byte has no high bit
            return value, at
        shift += 7
    raise HeadError


def _signed(number: int) -> int:
    return (number >> 1) ^ -(number & 1)
