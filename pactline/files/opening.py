"""Any record at a path: YAML or Parquet in, tables out."""

import logging
import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from pactline.files import cache, parquet_files
from pactline.files.checks import Finding
from pactline.files.load import load, load_texts, texts_of, uncollected
from pactline.files.logo import LogoError, logo_of
from pactline.home import LANGUAGE_VARIABLE
from pactline.problem import Problem
from pactline.record.own_words import own_language
from pactline.tables import frames
from pactline.tables.frames import Frames
from pactline.text.nearest import quoted
from pactline.wording import speech, spoken

_log = logging.getLogger(__name__)


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
    with uncollected():
        record = _opened(path)
    if (name := record.dossier.edition.logo) is not None:
        try:
            record.dossier = replace(record.dossier, logo=logo_of(path, name))
        except LogoError as error:  # the record is shown without it; ``check_record`` says so to its editor
            _log.warning("The logo %s %s.", name, error)
    return record


def _opened(path: Path) -> Frames:
    if parquet_files.is_columnar(path):
        return parquet_files.read(path)
    texts = texts_of(path)
    if sum(len(text) for _, text in texts) < cache.WORTH:
        return _made(texts)
    key = cache.key_of([("", os.environ.get(LANGUAGE_VARIABLE, "")), *texts])  # dates stand in it in words
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
    loaded = load(path)
    unseen = tuple(loaded.placed(finding) for finding in _logo(path, loaded.dossier.edition.logo))
    return tuple(sorted((*loaded.warnings, *unseen), key=lambda problem: (problem.file, problem.line, problem.column)))


def _logo(path: Path, name: str | None) -> Iterator[Finding]:
    """Yield why the record's sign cannot be shown."""
    if name is None:
        return
    try:
        logo_of(path, name)
    except LogoError as error:
        hint = "put a small PNG or SVG beside the record's files"
        yield Finding("warning", f"the logo {quoted(name)} {error}", hint, ("edition", "logo"))


def _made(texts: list[tuple[str, str]]) -> Frames:
    dossier = load_texts(texts).dossier
    with spoken(speech(own_language(dossier.edition))):
        return frames.build(dossier)
