"""Any record at a path: YAML or Parquet in, tables out."""

from pathlib import Path

from pactline.files import cache, parquet_files
from pactline.files.load import load, load_texts, texts_of
from pactline.problem import Problem
from pactline.tables import frames
from pactline.tables.frames import Frames


def open_record(path: Path) -> Frames:
    """Read a record from a YAML file, a folder of them, or a folder of Parquet files.

    A large record of YAML that has not changed since it was last read comes from the cache.

    Args:
        path: A file or a folder. Where an ``events.parquet`` lies beside YAML, the Parquet is the record.

    Returns:
        Its tables.

    Raises:
        RecordError: It has errors; all of them are in there.
    """
    if parquet_files.is_columnar(path):
        return parquet_files.read(path)
    texts = texts_of(path)
    if sum(len(text) for _, text in texts) < cache.WORTH:
        return _made(texts)
    key = cache.key_of(texts)
    if found := cache.find(key):
        return found
    record = _made(texts)
    cache.keep(key, record)
    return record


def check_record(path: Path) -> tuple[Problem, ...]:
    """Return what the editor of a record should look at, looking at everything, and never into the cache.

    Raises:
        RecordError: As ``open_record``.
    """
    if parquet_files.is_columnar(path):
        parquet_files.read(path, thorough=True)
        return ()
    return load(path).warnings


def _made(texts: list[tuple[str, str]]) -> Frames:
    return frames.build(load_texts(texts).dossier)
