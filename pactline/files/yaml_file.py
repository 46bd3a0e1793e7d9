"""One file of a record while it is loaded: its text, its sections, and where in it a problem stands."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from pactline.files.checks import Finding
from pactline.files.error_words import ALL_KEYS, EVENT_KEYS, SECTIONS, form, key_words
from pactline.problem import Path, Problem
from pactline.record.model import Record
from pactline.text import other_files, repairs, strict_yaml
from pactline.text.nearest import KnownWords, quoted

LISTS = frozenset(name for name, field in Record.model_fields.items() if field.default == ())
_A_SLIP = 0.8  # of 1: how like a section's name a key is that was meant for it
_MOST_SHOWN = 240  # characters of a line that is shown as it should be


@dataclass(slots=True)
class YamlFile:
    """One file of a record.

    Attributes:
        name: As it is shown.
        text: As it was read: without what could not be, and with what was meant where that is plain.
        data: Its sections.
        whole: Nothing of it was left out.
        bare: It is the list of events itself, without its section's name.
    """

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    whole: bool = True
    bare: bool = False
    _places: strict_yaml.Places | None = None
    _lines: list[str] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Its text by lines."""
        if not self._lines:
            self._lines = self.text.split("\n")
        return self._lines

    @property
    def places(self) -> strict_yaml.Places:
        """Where its values stand."""
        if self._places is None:
            self._places = strict_yaml.Places(self.text)
        return self._places

    def place(self, path: Path, *, at_key: bool = False) -> tuple[int, int]:
        """Return line and column of a value, or of its key."""
        return self.places.of(self._own(path), key=at_key)

    def problem(self, finding: Finding, path: Path) -> Problem:
        """Return a finding as a problem at its place, with its line as it should be."""
        about = finding.about
        if about and len(about) == len(finding.path) + 1 and self.places.has(self._own((*path, about[-1]))):
            path, hint = (*path, about[-1]), f"{finding.hint}; what begins with # needs quotes"
            finding = replace(finding, message=f"{str(about[-1])!r} is empty", hint=hint, at_key=True)
        line, column = self.place(path, at_key=finding.at_key)
        instead = self._with({(path, finding.at_key): finding.instead}) if finding.instead else {}
        shown = next(iter(instead.values()), "").rstrip("\r")
        shown = shown if len(shown) <= _MOST_SHOWN else ""
        return Problem(finding.severity, finding.message, finding.hint, self.name, line, column, shown)

    def _with(self, others: Mapping[tuple[Path, bool], str]) -> dict[int, str]:
        """Return lines, by number from 0, with other texts where some values, or some keys, stand."""
        spans = [(self.places.span(self._own(path), key=key), text) for (path, key), text in others.items()]
        found: dict[int, str] = {}
        for (line, begin, end), text in sorted(((one, text) for one, text in spans if one), reverse=True):
            if line < len(self.lines):  # YAML knows more line ends than we do
                old = found.get(line, self.lines[line])
                found[line] = f"{old[:begin]}{text}{old[end:]}"
        return found

    def read_keys_on(self, words: Mapping[Path, str]) -> None:
        """Read keys, by their paths, as they were meant."""
        self.read_on(self._with({(path, True): word for path, word in words.items()}))

    def _own(self, path: Path) -> Path:
        return path[1:] if self.bare else path

    def read_on(self, lines: dict[int, str]) -> None:
        """Read lines, by number from 0, as they were meant, to find what is wrong below; what was told is not again."""
        self.text = "\n".join(lines.get(number, line) for number, line in enumerate(self.lines))
        reading = strict_yaml.read_all(self.text, keys=ALL_KEYS)
        self._places, self._lines, self.text = None, [], reading.text
        if isinstance(reading.value, list):
            self.bare, self.data = True, {"events": reading.value}
        elif isinstance(reading.value, dict):
            self.data = {key: value for key, value in reading.value.items() if key in SECTIONS}


def opened(name: str, text: str, max_bytes: int, *, alone: bool) -> tuple[YamlFile, list[Problem]]:
    """Return a file with its sections, and what is wrong with it as such.

    Args:
        name: As it is shown.
        text: Of the file.
        max_bytes: Limit to its size.
        alone: It is the whole record. Another program's file among others is passed over, with a warning.
    """
    file = YamlFile(name, text)
    if other := other_files.what_it_is(text):
        file.whole = False
        return file, [Problem("error", other.message, other.hint, name, 1, 1, other.instead)]
    reading = strict_yaml.read_all(text, max_bytes=max_bytes, keys=ALL_KEYS)
    data, file.whole, file.text = reading.value, reading.whole, reading.text
    if not alone and is_foreign(data):
        message = f"holds none of a record's sections and is passed over: {quoted(', '.join(map(str, data)))}"
        hint = "move it elsewhere, or begin with 'events:' if it belongs to the record"
        file.whole = True
        return file, [Problem("warning", message, hint, name, 1, 1)]
    found = [Problem("error", str(one), one.hint, name, one.line, one.column, one.instead) for one in reading.faults]
    if data is None:
        if not reading.faults:
            message = "the file is empty" if not text.strip() else "the file holds comments alone"
            found.append(Problem("warning", message, "an event is written like this", name, 1, 1, other_files.SMALLEST))
        return file, found
    if isinstance(data, list) and any(isinstance(one, dict) for one in data):
        file.bare, file.data = True, {"events": data}
        line = next(one for one in file.text.split("\n") if one.lstrip().startswith(("-", "[")))
        message, hint = "the file is a list, not sections", "begin with 'events:' on a line of its own"
        return file, [*found, Problem("error", message, hint, name, 1, 1, f"events:\n{line}")]
    if not isinstance(data, dict):
        message, hint = "the file is text, not sections of keys", "begin with 'events:', and a dash before each event"
        return file, [*found, Problem("error", message, hint, name, 1, 1, other_files.SMALLEST)]
    found += _sections(file, data)
    return file, found


def is_foreign(data: Any) -> bool:
    """Say whether a file's values are another program's: none of its keys is a section, or a slip for one."""
    if not isinstance(data, dict) or not data:
        return False
    known = KnownWords(SECTIONS)
    return not any(key in known or known.nearest(key, likeness=_A_SLIP) for key in data)


def _sections(file: YamlFile, data: dict[str, Any]) -> list[Problem]:
    """Take over a file's sections, and return what is wrong with their names and their kind.

    What was meant where that is plain, a section's name or a dash that is missing, is read on.
    """
    file.data = {key: value for key, value in data.items() if key in SECTIONS}
    found: list[Problem] = []
    meant: dict[int, str] = {}
    loose = [key for key in data if key not in SECTIONS and key.lstrip("- ") in EVENT_KEYS]
    # Be it empty; asked only where it matters, since it takes as long as reading the file did.
    begun = bool(loose) and file.places.has(("events",))
    for key in data:
        if key in SECTIONS:
            continue
        if key in loose:
            line = file.place((key,), at_key=True)[0] - 1
            lines = _under_a_dash(file.lines, line, first=key == loose[0])
            message = f"{key.lstrip('- ')!r} belongs to an event, and stands here as a section of its own"
            hint = "an event begins with '- ', and its keys stand below each other"
            begins = "" if begun or key != loose[0] else "events:\n"
            found.append(Problem("error", message, hint, file.name, line + 1, 1, begins + lines[line]))
            if begun or len(loose) == len(data):
                meant |= lines
            else:
                file.whole = False
            continue
        hint, word = key_words(key, "", SECTIONS)
        if not word:
            hint = "the sections are: " + ", ".join(SECTIONS)
        finding = Finding("error", f"unknown section {quoted(key)}", hint, at_key=True, instead=word)
        found.append(file.problem(finding, (key,)))
        if word and word not in data and found[-1].instead:
            meant[found[-1].line - 1] = found[-1].instead
    for key in sorted(LISTS & file.data.keys()):
        if not isinstance(value := file.data[key], list):
            problem, lines = _no_list(file, key, value)
            found.append(problem)
            meant |= lines
    if meant:
        file.read_on(meant)
    return found


def _under_a_dash(lines: list[str], at: int, *, first: bool) -> dict[int, str]:
    """Return a loose key's line, and what hangs on it, as a part of an event."""
    begin = re.sub(r"^-?\s*", "", lines[at])
    found = {at: f"{'- ' if first else '  '}{begin}"}
    for number in range(at + 1, len(lines)):
        if lines[number].strip() and not lines[number].startswith((" ", "-")):
            break
        found[number] = f"  {lines[number]}" if lines[number].strip() else lines[number]
    return found


def _no_list(file: YamlFile, key: str, value: Any) -> tuple[Problem, dict[int, str]]:
    """Return the problem of a section that should be a list, and its lines with the dash that is missing, if it is."""
    line, column = file.place((key,))
    lines = file.lines
    if isinstance(value, dict) and value and re.match(rf" +(?={re.escape(next(iter(value)))}\s*:)", lines[line - 1]):
        indent = len(lines[line - 1]) - len(lines[line - 1].lstrip())
        end = next((n for n in range(line, len(lines)) if re.match(r"\S", lines[n])), len(lines))
        meant = {n: f"  {lines[n]}" if lines[n].strip() else lines[n] for n in range(line - 1, end)}
        meant[line - 1] = f"{' ' * indent}- {lines[line - 1].lstrip()}"
        hint = "each entry begins with '- ', and its keys stand below each other"
        message = f"{key} must be a list: the dash before its entry is missing"
        return Problem("error", message, hint, file.name, line, column, meant[line - 1]), meant
    return Problem("error", f"{key} must be a list", form("tuple_type", key), file.name, line, column), {}


def cuts(files: Iterable[YamlFile]) -> Iterator[Problem]:
    """Yield a warning where a text ends in a comment as if it belonged to it: "Train # 7 leaves"."""
    for file in files:
        for comment in strict_yaml.comments(file.text):
            if comment.cuts:
                message = f"the text ends before {quoted(comment.text)}, which YAML takes for a comment"
                hint = "put the whole text in quotes; if it is a comment, set two blanks before it"
                instead = repairs.uncut(file.lines[comment.line - 1].rstrip("\r"))
                yield Problem("warning", message, hint, file.name, comment.line, comment.column, instead)
