"""What a stranger's file held, as far as a record can hold it, and what happened to the rest.

A reader of a format is a pure function from bytes to an ``Imported``. What it cannot carry it names, with the place and
the value: nothing is dropped in silence.
"""

from dataclasses import dataclass, field
from typing import Literal

MAX_BYTES = 32 * 1024 * 1024  # as a record's own files
MAX_EVENTS = 50_000  # more than any timeline that somebody wrote

Kind = Literal["changed", "left"]
Order = Literal["dmy", "mdy"]


class ImportFailedError(Exception):
    """A file that cannot come in as it is.

    Attributes:
        hint: What to do next; may be empty.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.hint = hint


@dataclass(frozen=True, slots=True)
class Note:
    """One thing that happened on the way.

    Attributes:
        kind: "changed" of what came in another form, "left" of what could not be carried.
        what: The rule, the same for all places where it applied.
        where: Row, line or entry of the file.
        value: What stood there.
    """

    kind: Kind
    what: str
    where: str = ""
    value: str = ""


class Log:
    """Gathers notes while a file is read."""

    def __init__(self) -> None:
        self._notes: dict[Note, None] = {}

    def changed(self, what: str, where: str = "", value: object = "") -> None:
        """Note that something came in another form."""
        self._notes[Note("changed", what, where, str(value))] = None

    def left(self, what: str, where: str = "", value: object = "") -> None:
        """Note that something could not be carried."""
        self._notes[Note("left", what, where, str(value))] = None

    def notes(self) -> tuple[Note, ...]:
        """Return all notes, each once, in the order in which they were made."""
        return tuple(self._notes)


@dataclass(frozen=True, slots=True)
class Link:
    """A publication that an event rests on: an address, or a name of it, or both.

    Attributes:
        url: As the file has it; made safe, or named as left, when a record is made of it.
        publisher: Its house by name; where the file names none, the address's host.
        published: As EDTF writes it.
        note: What the file says of it: caption, credit, description.
    """

    url: str = ""
    title: str = ""
    publisher: str = ""
    published: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Happening:
    """What a file says that happened; plain text throughout, its length as it came.

    Attributes:
        date: As EDTF writes it, of the same precision as in the file.
        where: Row, line or entry of the file.
        zone: By which clock a day counts, where the file says so.
        lat: Degrees, WGS 84.
        lon: Likewise.
    """

    date: str
    title: str
    where: str
    summary: str = ""
    zone: str = ""
    place: str = ""
    lat: float | None = None
    lon: float | None = None
    actors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of time with a name, behind the events."""

    name: str
    date: str
    where: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """What a column of a table was taken for.

    Attributes:
        column: Its name in the file.
        field: What it became; empty if nothing.
        why: How that was found: "by name", "by content", "as asked".
        example: Its first value.
    """

    column: str
    field: str
    why: str
    example: str


@dataclass(frozen=True, slots=True)
class Imported:
    """All of a file: what came, and what happened to the rest.

    Attributes:
        form: The format's name for readers.
        happenings: In the order of the file.
        mapped: Of a table, what each column was taken for.
    """

    form: str
    happenings: tuple[Happening, ...] = ()
    title: str = ""
    stretches: tuple[Stretch, ...] = ()
    mapped: tuple[Mapped, ...] = ()
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Options:
    """What whoever imports has said.

    Attributes:
        mapping: Of a table, column to field; see ``pactline.importing.columns.FIELDS``.
        order: How 06/07/2024 is meant; ``None`` where nobody said.
        sheet: Of a workbook, the sheet to read; ``None`` for the first one that holds something.
    """

    mapping: dict[str, str] = field(default_factory=dict)
    order: Order | None = None
    sheet: str | None = None
