"""A file or a folder in, a dossier out, or all that is wrong with it."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pactline.files import checks, error_words, lint, regular_files, told_checks
from pactline.files.partial import as_far_as_it_goes
from pactline.files.yaml_file import LISTS, YamlFile, cuts, opened
from pactline.problem import Path as KeyPath
from pactline.problem import Problem, RecordError
from pactline.record.dossier import Dossier, assemble, completed
from pactline.record.model import Record
from pactline.text import strict_yaml


@dataclass(frozen=True, slots=True)
class _Part:
    """Where a part of a section came from.

    Attributes:
        file: Number of the file.
        offset: Position of its first entry in the whole section.
    """

    file: int
    offset: int = 0


@dataclass(frozen=True)
class Loaded:
    """A record that loads.

    Attributes:
        dossier: The record, validated.
    """

    dossier: Dossier
    _look: Callable[[], tuple[Problem, ...]] = field(repr=False)
    placed: Callable[[checks.Finding], Problem] = field(repr=False)  # a finding at its line and column

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What the record's editor should look at; looked for when it is first asked for."""
        return self._look()


def load(path: Path) -> Loaded:
    """Read a record from a YAML file, or from all ``*.yaml`` and ``*.yml`` files of a folder.

    Raises:
        RecordError: It has errors; all of them, and its warnings, are in there.
    """
    return load_texts(texts_of(path))


def load_texts(texts: Iterable[tuple[str, str]], *, max_bytes: int = strict_yaml.MAX_BYTES) -> Loaded:
    """Read a record from pairs of file name and text.

    Raises:
        RecordError: As ``load``.
    """
    with uncollected():
        return _loaded(texts, max_bytes)


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector for a while from looking again and again through a million values that all stay."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _loaded(texts: Iterable[tuple[str, str]], max_bytes: int) -> Loaded:
    given: list[YamlFile] = []
    problems: list[Problem] = []
    texts = list(texts)
    for name, text in texts:
        file, wrong = opened(name, text, max_bytes, alone=len(texts) == 1)
        problems += wrong
        given.append(file)
    merged, origin = _merge(given)
    problems += _out_of_place(given, origin)
    findings, record = _validated(merged)
    if meant := [finding for finding in findings if finding.at_key and finding.instead]:
        problems += [_placed(finding, given, origin) for finding in meant]
        _read_keys_on(meant, given, origin)
        merged, origin = _merge(given)
        findings, record = _validated(merged)
    dossier: Dossier | None = None
    if all(file.whole for file in given):  # else what is named may stand in what could not be read
        known = {one.about for one in findings}
        found = [*checks.errors(record), *told_checks.errors(record)]
        findings = [*findings, *(finding for finding in found if not _explained(finding, known))]
    severities = [*(one.severity for one in problems), *(one.severity for one in findings)]
    if "error" not in severities:
        dossier = assemble(record)

    def placed(found: Iterable[checks.Finding]) -> list[Problem]:
        there = [*problems, *cuts(given), *(_placed(finding, given, origin) for finding in found)]
        return sorted(dict.fromkeys(there), key=lambda problem: (problem.file, problem.line, problem.column))

    if dossier is None:
        raise RecordError(placed(findings))
    return Loaded(
        dossier,
        lambda: tuple(placed([*findings, *_looked_for(record, dossier)])),
        lambda finding: _placed(finding, given, origin),
    )


def _validated(merged: dict[str, Any]) -> tuple[list[checks.Finding], Record]:
    """Return what is wrong with the sections' values, and the record as far as it goes."""
    try:
        return [], Record.model_validate(merged)
    except ValidationError as error:
        return error_words.findings(error), as_far_as_it_goes(Record, merged)


def _looked_for(record: Record, dossier: Dossier) -> Iterable[checks.Finding]:
    """Return what the lint says of what an editor wrote: not of publications that were only made of it."""
    return lint.warnings(completed(record).model_copy(update={"sources": record.sources}), dossier.sources)


def _explained(finding: checks.Finding, known: Collection[KeyPath]) -> bool:
    """Say whether a finding only follows from a value that is known to be wrong by itself."""
    return any(finding.path[:length] in known for length in range(1, len(finding.path) + 1))


def texts_of(path: Path) -> list[tuple[str, str]]:
    """Return names, as they are shown, and texts of a record's YAML files.

    Raises:
        RecordError: Some cannot be read; all of these are in there.
    """
    texts: list[tuple[str, str]] = []
    problems: list[Problem] = []
    for file in _files_of(path):
        try:
            texts.append((regular_files.shown(file), regular_files.text(file, most=strict_yaml.MAX_BYTES)))
        except RecordError as error:
            problems += error.problems
    if problems:
        raise RecordError(problems)
    return texts


def _files_of(path: Path) -> list[Path]:
    name = regular_files.shown(path)
    if not path.is_dir():
        if regular_files.kind(path) == "missing":
            raise RecordError([Problem("error", "no such file or folder", "check the path", name)])
        return [path]
    try:
        found = regular_files.look_into(path).files
    except OSError as error:
        hint = "look at the folder's permissions"
        raise RecordError([Problem("error", f"cannot be read: {error.strerror}", hint, name)]) from None
    if not found:
        raise RecordError([Problem("error", "the folder holds no .yaml file", "a record has an events.yaml", name)])
    return list(found)


def _merge(given: list[YamlFile]) -> tuple[dict[str, Any], dict[str, list[_Part]]]:
    """Join the files' lists; of a section that is no list the first stays.

    Returns:
        The sections, and per section where its parts came from, those included that could not be joined.
    """
    merged: dict[str, Any] = {}
    origin: dict[str, list[_Part]] = {}
    for number, file in enumerate(given):
        for key, value in file.data.items():
            parts = origin.setdefault(key, [])
            if key not in LISTS:
                merged.setdefault(key, value)
                parts.append(_Part(number))
            elif isinstance(value, list):
                joined = merged.setdefault(key, [])
                parts.append(_Part(number, len(joined)))
                joined.extend(value)
    return merged, origin


def _out_of_place(given: list[YamlFile], origin: dict[str, list[_Part]]) -> Iterator[Problem]:
    """Yield the sections that are no lists and stand twice."""
    for key, parts in origin.items():
        if key in LISTS or len(parts) == 1:  # where it stands takes as long to find out as the reading did
            continue
        first = given[parts[0].file]
        line, _ = first.place((key,), at_key=True)
        for part in parts[1:]:
            file = given[part.file]
            message = f"the section {key!r} stands twice: here, and at {first.name}:{line}"
            yield file.problem(checks.Finding("error", message, "keep one of the two", at_key=True), (key,))
            for wrong in _validated({key: file.data[key]})[0]:
                yield file.problem(wrong, wrong.path)


def _placed(finding: checks.Finding, given: list[YamlFile], origin: dict[str, list[_Part]]) -> Problem:
    file, path = _own(finding.path, given, origin)
    if file is None:
        name = given[0].name if given else ""
        return Problem(finding.severity, finding.message, finding.hint, name, 1, 1)
    if finding.other:
        there, way = _own(finding.other, given, origin)
        if there:
            where = f"line {there.place(way)[0]}" if there is file else f"{there.name}:{there.place(way)[0]}"
            finding = replace(finding, message=f"{finding.message}: here, and at {where}")
    return file.problem(finding, path)


def _read_keys_on(meant: Iterable[checks.Finding], given: list[YamlFile], origin: dict[str, list[_Part]]) -> None:
    """Read keys as they were meant, so that what stands under them is looked at too."""
    words: dict[int, dict[KeyPath, str]] = {}
    for finding in meant:
        file, path = _own(finding.path, given, origin)
        if file is not None:
            words.setdefault(given.index(file), {})[path] = finding.instead
    for number, own in words.items():
        given[number].read_keys_on(own)


def _own(path: KeyPath, given: list[YamlFile], origin: dict[str, list[_Part]]) -> tuple[YamlFile | None, KeyPath]:
    """Return the file that a path of the whole record leads into, and the path in it."""
    parts = origin.get(str(path[0])) if path else None
    if not parts:
        return None, path
    part = parts[0]
    if len(path) > 1 and isinstance(path[1], int):
        part = next(one for one in reversed(parts) if one.offset <= path[1])
        path = (path[0], path[1] - part.offset, *path[2:])
    return given[part.file], path
