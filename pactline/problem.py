"""What is wrong with a record: where, what, and what to do next."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]
Path = tuple[str | int, ...]  # keys and list positions, from the top of a file


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a record, at its own place.

    Attributes:
        severity: An *error* keeps the record from loading; a *warning* does not.
        message: What is wrong, with the value.
        hint: What to do next; may be empty.
        file: Name of the file as the editor knows it.
        line: From 1; 0 if the whole file is meant.
        column: From 1; 0 if the whole line is meant.
        instead: The line, or lines, as they should be; empty where that is not known.
    """

    severity: Severity
    message: str
    hint: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    instead: str = ""

    def __str__(self) -> str:
        """Return ``file:line:column: severity: message``, and the hint and what to write on lines of their own."""
        told = [f"{self.file}:{self.line}:{self.column}: {self.severity}: {self.message}"]
        if self.hint:
            told.append(f"    hint: {self.hint}")
        told += [f"    write: {line}" for line in self.instead.splitlines()]
        return "\n".join(told)


class RecordError(Exception):
    """A record that does not load.

    Attributes:
        problems: All that is wrong with it, in the order of files and lines.
    """

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(map(str, self.problems)))
