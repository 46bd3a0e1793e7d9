"""A file or a folder in, a dossier out, or all that is wrong with it."""

import gc
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pactline.files import checks, lint, regular_files, told_checks
from pactline.files.partial import as_far_as_it_goes, entry_in
from pactline.problem import Path as KeyPath
from pactline.problem import Problem, RecordError
from pactline.record.dossier import Dossier, assemble
from pactline.record.model import Record
from pactline.text import strict_yaml
from pactline.text.nearest import QUOTED, KnownWords, nearest, quoted

SECTIONS = tuple(Record.model_fields)
_A_SLIP = 0.8  # of 1: how like a section's name a key is that was meant for it
_LISTS = frozenset(name for name, field in Record.model_fields.items() if field.default == ())


@dataclass(slots=True)
class _File:
    """One file of a record: its text, and its sections as they stand in it.

    Attributes:
        name: As it is shown.
        text: As it was read: without what could not be.
        data: Its sections.
        whole: Nothing of it was left out.
    """

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    whole: bool = True
    _places: strict_yaml.Places | None = None

    def place(self, path: KeyPath, *, at_key: bool = False) -> tuple[int, int]:
        if self._places is None:
            self._places = strict_yaml.Places(self.text)
        return self._places.of(path, key=at_key)

    def problem(self, finding: checks.Finding, path: KeyPath) -> Problem:
        line, column = self.place(path, at_key=finding.at_key)
        return Problem(finding.severity, finding.message, finding.hint, self.name, line, column)


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
    with _uncollected():
        return _loaded(texts, max_bytes)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector from looking again and again through a million values that all stay."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _loaded(texts: Iterable[tuple[str, str]], max_bytes: int) -> Loaded:
    given: list[_File] = []
    problems: list[Problem] = []
    texts = list(texts)
    for name, text in texts:
        file = _File(name, text)
        problems += _open(file, max_bytes, alone=len(texts) == 1)
        given.append(file)
    merged, origin = _merge(given)
    problems += _out_of_place(given, origin)
    wrong, record = _validated(merged)
    findings = list(wrong)
    dossier: Dossier | None = None
    if all(file.whole for file in given):  # else what is named may stand in what could not be read
        known = {one.about for one in wrong}
        found = [*checks.errors(record), *told_checks.errors(record)]
        findings += [finding for finding in found if not _explained(finding, known)]
    severities = [*(one.severity for one in problems), *(one.severity for one in findings)]
    if "error" not in severities:
        dossier = assemble(record)

    def placed(found: Iterable[checks.Finding]) -> list[Problem]:
        there = [*problems, *_cuts(given), *(_placed(finding, given, origin) for finding in found)]
        return sorted(dict.fromkeys(there), key=lambda problem: (problem.file, problem.line, problem.column))

    if dossier is None:
        raise RecordError(placed(findings))
    return Loaded(
        dossier,
        lambda: tuple(placed([*findings, *lint.warnings(record, dossier.sources)])),
        lambda finding: _placed(finding, given, origin),
    )


def _validated(merged: dict[str, Any]) -> tuple[list[checks.Finding], Record]:
    """Return what is wrong with the sections' values, and the record as far as it goes."""
    try:
        return [], Record.model_validate(merged)
    except ValidationError as error:
        wrong = [_finding(details) for details in error.errors(include_url=False)]
        return wrong, as_far_as_it_goes(Record, merged)


def _explained(finding: checks.Finding, known: Collection[KeyPath]) -> bool:
    """Say whether a finding only follows from a value that is known to be wrong by itself."""
    return any(finding.path[:length] in known for length in range(1, len(finding.path) + 1))


def _cuts(given: Iterable[_File]) -> Iterator[Problem]:
    """Yield a warning where a text ends in a comment as if it belonged to it: "Train # 7 leaves"."""
    for file in given:
        for comment in strict_yaml.comments(file.text):
            if comment.cuts:
                message = f"the text ends before {quoted(comment.text)}, which YAML takes for a comment"
                hint = "put the whole text in quotes; if it is a comment, set two blanks before it"
                yield Problem("warning", message, hint, file.name, comment.line, comment.column)


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


def _open(file: _File, max_bytes: int, *, alone: bool) -> list[Problem]:
    """Fill in the file's sections and return what is wrong with the file as such.

    Args:
        file: Its text is not read yet.
        max_bytes: Limit to its size.
        alone: It is the whole record. Another program's file among others is passed over, with a warning.
    """
    reading = strict_yaml.read_all(file.text, max_bytes=max_bytes)
    data, file.whole, file.text = reading.value, reading.whole, reading.text
    if not alone and is_foreign(data):
        message = f"holds none of a record's sections and is passed over: {quoted(', '.join(map(str, data)))}"
        hint = "move it elsewhere, or begin with 'events:' if it belongs to the record"
        file.whole = True
        return [Problem("warning", message, hint, file.name, 1, 1)]
    found = [Problem("error", str(one), one.hint, file.name, one.line, one.column) for one in reading.faults]
    if data is None:
        return found
    if not isinstance(data, dict):
        message = "the file is a list or text, not sections"
        return [*found, Problem("error", message, "begin with 'events:'", file.name, 1, 1)]
    for key, value in data.items():
        if key in SECTIONS:
            file.data[key] = value
        else:
            hint = nearest(key, SECTIONS, "the sections are: " + ", ".join(SECTIONS))
            found.append(
                file.problem(checks.Finding("error", f"unknown section {quoted(key)}", hint, at_key=True), (key,))
            )
    return found


def is_foreign(data: Any) -> bool:
    """Say whether a file's values are another program's: none of its keys is a section, or a slip for one."""
    if not isinstance(data, dict) or not data:
        return False
    sections = KnownWords(SECTIONS)
    return not any(key in sections or sections.nearest(key, likeness=_A_SLIP) for key in data)


def _merge(given: list[_File]) -> tuple[dict[str, Any], dict[str, list[_Part]]]:
    """Join the files' lists; of a section that is no list the first stays.

    Returns:
        The sections, and per section where its parts came from, those included that could not be joined.
    """
    merged: dict[str, Any] = {}
    origin: dict[str, list[_Part]] = {}
    for number, file in enumerate(given):
        for key, value in file.data.items():
            parts = origin.setdefault(key, [])
            if key not in _LISTS:
                merged.setdefault(key, value)
                parts.append(_Part(number))
            elif isinstance(value, list):
                joined = merged.setdefault(key, [])
                parts.append(_Part(number, len(joined)))
                joined.extend(value)
    return merged, origin


def _out_of_place(given: list[_File], origin: dict[str, list[_Part]]) -> Iterator[Problem]:
    """Yield what could not be joined: a section that is no list and stands twice, and one that should be a list."""
    for file in given:
        for key, value in file.data.items():
            if key in _LISTS and not isinstance(value, list):
                yield file.problem(checks.Finding("error", f"{key} must be a list", _form("tuple_type", key)), (key,))
    for key, parts in origin.items():
        if key in _LISTS:
            continue
        first = given[parts[0].file]
        line, _ = first.place((key,), at_key=True)
        for part in parts[1:]:
            file = given[part.file]
            message = f"the section {key!r} stands twice: here, and at {first.name}:{line}"
            yield file.problem(checks.Finding("error", message, "keep one of the two", at_key=True), (key,))
            for wrong in _validated({key: file.data[key]})[0]:
                yield file.problem(wrong, wrong.path)


def _placed(finding: checks.Finding, given: list[_File], origin: dict[str, list[_Part]]) -> Problem:
    path = finding.path
    if not path or not origin.get(str(path[0])):
        name = given[0].name if given else ""
        return Problem(finding.severity, finding.message, finding.hint, name, 1, 1)
    part = origin[str(path[0])][0]
    if len(path) > 1 and isinstance(path[1], int):
        part = next(one for one in reversed(origin[str(path[0])]) if one.offset <= path[1])
        path = (path[0], path[1] - part.offset, *path[2:])
    return given[part.file].problem(finding, path)


def error_words(error: ValidationError) -> list[tuple[str, str]]:
    """Return what is wrong with values of ours that stand in no record, and what to do, in the same words."""
    return [(one.message, one.hint) for one in map(_finding, error.errors(include_url=False))]


def _finding(details: Any) -> checks.Finding:
    """Turn one of pydantic's errors into words for an editor."""
    path: KeyPath = tuple(details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = fields_at(path[:-1])
        hint = nearest(str(path[-1]), known, "known keys: " + ", ".join(known))
        return checks.Finding("error", f"unknown key {quoted(path[-1])}", hint, path, at_key=True, about=path)
    if kind == "missing":
        hint = f"add '{path[-1]}: ...'"
        return checks.Finding("error", f"{_owner(path)} lacks {path[-1]!r}", hint, path[:-1], about=path)
    if "hint" in context:
        return checks.Finding("error", details["msg"], context["hint"], path, about=path)
    message, hint = _value_words(kind, _name(path), details, context)
    return checks.Finding("error", message, hint, path, about=path)


def _value_words(kind: str, name: str, details: Any, context: dict[str, Any]) -> tuple[str, str]:
    """Return message and hint for a value of the wrong form, or outside its list or limits."""
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        value = str(details["input"])
        return f"{name} {quoted(value)} is none of: {choices}", nearest(
            value, choices.split(", "), f"one of: {choices}"
        )
    if kind in ("less_than_equal", "greater_than_equal"):
        side = "at most" if "le" in context else "at least"
        return f"{name} is {str(details['input'])[:QUOTED]}", f"{side} {context.get('le', context.get('ge')):g}"
    if kind.endswith("_type"):
        wanted = {"tuple_type": "a list", "string_type": "text", "model_type": "a section of keys"}
        return f"{name} must be {wanted.get(kind, 'another form')}", _form(kind, name)
    message = details["msg"]
    return f"{name}: {message[0].lower()}{message[1:]}", ""


def _form(kind: str, name: str) -> str:
    if kind == "tuple_type":
        return f"write {name}: [...] or lines that begin with '- '"
    if kind == "string_type":
        return "write one line of text"
    return "write its keys, each as 'key: value'"


def _name(path: KeyPath) -> str:
    return next((str(step) for step in reversed(path) if isinstance(step, str)), "the file")


def _owner(path: KeyPath) -> str:
    """Say what kind of entry a path leads into: "an event", "a citation"."""
    singular = {
        "events": "an event",
        "claims": "a claim",
        "sources": "a source" if path[0] == "sources" else "a citation",
        "reactions": "a reaction",
        "publishers": "a publisher",
        "actors": "an actor",
        "themes": "a theme",
        "links": "a link",
        "history": "a status change",
        "metrics": "a metric",
        "estimates": "an estimate",
        "subjects": "a subject",
        "treaties": "a treaty",
        "articles": "an article",
        "wordings": "a wording",
        "resolutions": "a resolution",
        "measures": "a measure",
        "questions": "a question",
        "answers": "an answer",
        "eras": "an era",
        "presets": "a preset",
        "checks": "a check of the article",
        "stories": "a story",
        "steps": "a step",
        "digest": "a sentence of the digest",
        "plays": "a play",
        "beats": "a beat",
        "findings": "a finding",
        "sentences": "a sentence of the finding",
        "numbers": "a number of the finding",
        "picture": "a picture",
        "marks": "a mark of the picture",
        "rows": "a row of the picture",
        "items": "what stands in a row of the picture",
        "changes": "a change",
    }
    return singular.get(_name(path[:-1]), f"{_name(path[:-1])!r}")


def fields_at(path: KeyPath) -> tuple[str, ...]:
    """Return the keys that may stand at a path, by walking the model."""
    model: Any = Record
    for step in path:
        if isinstance(step, int):
            continue
        if step not in model.model_fields:
            break
        model = entry_in(model.model_fields[step].annotation) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())
