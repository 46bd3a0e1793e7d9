"""What the shell says by itself: why no record opens, why an older one is shown, that a page failed; how pages end."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from pactline.problem import Problem
from pactline.query.selection import Selection
from pactline.record.model import Edition


@dataclass(frozen=True, slots=True)
class ProblemValues:
    """Why a record does not open, and its file's name."""

    template: ClassVar = "shell/problems.html"
    problems: tuple[Problem, ...]
    path: str


@dataclass(frozen=True, slots=True)
class HeldValues:
    """Why the last good record is shown (``problems``), since when it is, and when it was loaded."""

    template: ClassVar = "shell/held.html"
    problems: tuple[Problem, ...]
    loaded: datetime
    since: datetime
    edition: Edition
    as_of: str | None


@dataclass(frozen=True, slots=True)
class EmbeddedValues:
    """What closes a view in a frame: the way to the whole page; ``own`` is the name of a reader's own record.

    ``named`` is the edition that copied addresses carry.
    """

    template: ClassVar = "shell/embedded.html"
    address: str
    edition: Edition
    as_of: str | None
    own: str | None
    named: str | None


@dataclass(frozen=True, slots=True)
class FooterValues:
    """What closes a page."""

    template: ClassVar = "shell/footer.html"
    edition: Edition
    selection: Selection


@dataclass(frozen=True, slots=True)
class FaultValues:
    """The calm page that stands for one that failed; ``bare`` is the selection of nothing."""

    template: ClassVar = "shell/fault.html"
    page: str
    bare: Selection
    own: str | None
