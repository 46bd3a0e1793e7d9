"""A file or a folder in, a dossier out, or all that is wrong with it."""

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pactline import checks, lint, yaml_text
from pactline.dossier import Dossier, assemble
from pactline.model import Record
from pactline.problem import Path as KeyPath
from pactline.problem import Problem, RecordError, nearest

SECTIONS = tuple(Record.model_fields)
_NOT_A_RECORD = frozenset({"LICENSE", "text"})  # what else lies in a folder of ours


@dataclass(slots=True)
class _File:
    """One file of a record: its text, and its sections as they stand in it."""

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    _places: yaml_text.Places | None = None

    def problem(self, finding: checks.Finding, path: KeyPath) -> Problem:
        if self._places is None:
            self._places = yaml_text.Places(self.text)
        line, column = self._places.of(path, key=finding.at_key)
        return Problem(finding.severity, finding.message, finding.hint, self.name, line, column)


@dataclass(frozen=True)
class Loaded:
    """A record that loads.

    Attributes:
        dossier: The record, validated.
    """

    dossier: Dossier
    _look: Callable[[], tuple[Problem, ...]] = field(repr=False)

    @cached_property
    def warnings(self) -> tuple[Problem, ...]:
        """What the record's editor should look at; looked for when it is first asked for."""
        return self._look()


def load(path: Path) -> Loaded:
    """Read a record from a YAML file, or from all ``*.yaml`` files of a folder.

    Raises:
        RecordError: It has errors; all of them, and its warnings, are in there.
    """
    return load_texts(texts_of(path))


def texts_of(path: Path) -> list[tuple[str, str]]:
    """Return names and texts of a record's YAML files; errors as of ``load``."""
    return list(_texts(path))


def load_texts(texts: Iterable[tuple[str, str]], *, max_bytes: int = yaml_text.MAX_BYTES) -> Loaded:
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
    files: list[_File] = []
    problems: list[Problem] = []
    for name, text in texts:
        file = _File(name, text)
        found = list(_open(file, max_bytes))
        problems += found
        files.append(file)
    merged, origin = _merge(files)
    findings: list[checks.Finding] = []
    dossier: Dossier | None = None
    try:
        record = Record.model_validate(merged)
    except ValidationError as error:
        findings += [_finding(details) for details in error.errors(include_url=False)]
    else:
        if not problems:
            findings += checks.errors(record)
            if not any(finding.severity == "error" for finding in findings):
                dossier = assemble(record)

    def placed(found: Iterable[checks.Finding]) -> list[Problem]:
        there = problems + [_placed(finding, files, origin) for finding in found]
        return sorted(there, key=lambda problem: (problem.file, problem.line, problem.column))

    if dossier is None:
        raise RecordError(placed(findings))
    return Loaded(dossier, lambda: tuple(placed([*findings, *lint.warnings(record, dossier.sources)])))


def yaml_files(path: Path) -> list[Path]:
    """Return a record's files: the file itself, or all ``*.yaml`` and ``*.yml`` of a folder by name."""
    if path.is_dir():
        return sorted(file for file in path.glob("*.y*ml") if file.suffix in (".yaml", ".yml"))
    return [path]


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    files = yaml_files(path)
    if path.is_dir():
        if not files:
            raise RecordError(
                [Problem("error", "the folder holds no .yaml file", "a record has an events.yaml", str(path))]
            )
    elif not path.is_file():
        raise RecordError([Problem("error", "no such file or folder", "check the path", str(path))])
    for file in files:
        try:
            yield str(file), file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError as error:
            hint = "save the file as UTF-8"
            raise RecordError([Problem("error", f"not UTF-8 text at byte {error.start}", hint, str(file))]) from None
        except OSError as error:
            raise RecordError([Problem("error", f"cannot be read: {error.strerror}", "", str(file))]) from None


def _open(file: _File, max_bytes: int) -> Iterator[Problem]:
    """Fill in the file's sections and yield what is wrong with the file as such."""
    try:
        data = yaml_text.read(file.text, max_bytes=max_bytes)
    except yaml_text.YamlError as error:
        yield Problem("error", str(error), error.hint, file.name, error.line, error.column)
        return
    if data is None:
        return
    if not isinstance(data, dict):
        yield Problem("error", "the file is a list or text, not sections", "begin with 'events:'", file.name, 1, 1)
        return
    for key, value in data.items():
        if key in SECTIONS:
            file.data[key] = value
        else:
            hint = nearest(key, SECTIONS, "the sections are: " + ", ".join(SECTIONS))
            finding = checks.Finding("error", f"unknown section {key!r}", hint, at_key=True)
            yield file.problem(finding, (key,))


def _merge(files: list[_File]) -> tuple[dict[str, Any], dict[str, list[tuple[int, int]]]]:
    """Join the files' lists; ``origin`` remembers from which file and position each section's parts came.

    Returns:
        The sections, and per section pairs of (file number, position of its first entry).
    """
    merged: dict[str, Any] = {}
    origin: dict[str, list[tuple[int, int]]] = {}
    for number, file in enumerate(files):
        for key, value in file.data.items():
            present = merged.get(key)
            if present is None:
                merged[key] = list(value) if isinstance(value, list) else value
                origin[key] = [(number, 0)]
            elif isinstance(present, list) and isinstance(value, list):
                origin[key].append((number, len(present)))
                present.extend(value)
    return merged, origin


def _placed(finding: checks.Finding, files: list[_File], origin: dict[str, list[tuple[int, int]]]) -> Problem:
    path = finding.path
    if not path or path[0] not in origin:
        name = files[0].name if files else ""
        return Problem(finding.severity, finding.message, finding.hint, name, 1, 1)
    number, offset = origin[str(path[0])][0]
    if len(path) > 1 and isinstance(path[1], int):
        number, offset = next(part for part in reversed(origin[str(path[0])]) if part[1] <= path[1])
        path = (path[0], path[1] - offset, *path[2:])
    return files[number].problem(finding, path)


def _finding(details: Any) -> checks.Finding:
    """Turn one of pydantic's errors into words for an editor."""
    path: KeyPath = tuple(details["loc"])
    kind, context = details["type"], details.get("ctx", {})
    if kind == "extra_forbidden":
        known = fields_at(path[:-1])
        hint = nearest(str(path[-1]), known, "known keys: " + ", ".join(known))
        return checks.Finding("error", f"unknown key {path[-1]!r}", hint, path, at_key=True)
    if kind == "missing":
        return checks.Finding("error", f"{_owner(path)} lacks {path[-1]!r}", f"add '{path[-1]}: ...'", path[:-1])
    if "hint" in context:
        return checks.Finding("error", details["msg"], context["hint"], path)
    message, hint = _value_words(kind, _name(path), details, context)
    return checks.Finding("error", message, hint, path)


def _value_words(kind: str, name: str, details: Any, context: dict[str, Any]) -> tuple[str, str]:
    """Return message and hint for a value of the wrong form, or outside its list or limits."""
    if kind == "literal_error":
        choices = context["expected"].replace("'", "").replace(" or ", ", ")
        value = str(details["input"])
        return f"{name} {value!r} is none of: {choices}", nearest(value, choices.split(", "), f"one of: {choices}")
    if kind in ("less_than_equal", "greater_than_equal"):
        side = "at most" if "le" in context else "at least"
        return f"{name} is {details['input']}", f"{side} {context.get('le', context.get('ge')):g}"
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
        model = _model_in(model.model_fields[step].annotation) or model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _model_in(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        if found := _model_in(argument):
            return found
    return None
