"""What a reader brings, as texts of YAML with all that is wrong in them: any form in, one form out.

Pure: bytes in, a value out. ``apart.py`` does the same in a process that can be ended.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import TypeAlias

from pactline.brought.archive import ArchiveError, files_of
from pactline.brought.limits import MAX_ENTRIES, MAX_EVENTS, MAX_FORMATTED, MAX_TEXT, MAX_UPLOAD, MB
from pactline.export.record_yaml import to_yaml
from pactline.files import parquet_files, regular_files
from pactline.files.formatting import formatted
from pactline.files.load import load_texts
from pactline.files.new_record import record_text
from pactline.importing import csv_rows, json_lists, xlsx_rows
from pactline.importing.formats import TABLES, Given, read, read_folder
from pactline.importing.imported import Imported, ImportFailedError, Log, Mapped, Note, Options
from pactline.importing.report import origin
from pactline.importing.sections import sections
from pactline.importing.xlsx_rows import is_workbook
from pactline.problem import Problem, RecordError
from pactline.query.select import whole
from pactline.record.dossier import Dossier, claims_of
from pactline.text.strict_yaml import YamlError

Texts: TypeAlias = tuple[tuple[str, str], ...]  # names of files, and what stands in them

_SECTIONS = ("events:", "edition:", "---\nevents:", "---\nedition:")
_HINT = "take a part of the record, or run the app yourself: pactline run FILE"


class BroughtError(ValueError):
    """What cannot be read at all.

    Attributes:
        hint: What to do next; may be empty.
        columns: Of a table whose columns are not understood; whoever brings it may say what they are.
    """

    def __init__(self, message: str, hint: str = "", columns: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.hint, self.columns = hint, tuple(columns)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a reader brought.

    Attributes:
        name: Of the file that it came as.
        texts: The record as YAML.
        problems: As ``pactline check`` names them; with an error the record is not shown.
        form: What the file was: "YAML", "Parquet", or a format of ``pactline import``.
        mapped: Of a table, what each column was taken for.
        notes: What came in another form, and what could not be carried.
        events: How many came; of YAML that has errors 0.
        sources: Likewise.
    """

    name: str
    texts: Texts
    problems: tuple[Problem, ...] = ()
    form: str = "YAML"
    mapped: tuple[Mapped, ...] = ()
    notes: tuple[Note, ...] = ()
    events: int = 0
    sources: int = 0

    def came_as(self, before: "Brought") -> "Brought":
        """Return these texts as what was brought before and has been edited since: how it came stays told."""
        return replace(self, name=before.name, form=before.form, mapped=before.mapped, notes=before.notes)

    @property
    def errors(self) -> tuple[Problem, ...]:
        """What keeps the record from being shown."""
        return tuple(one for one in self.problems if one.severity == "error")


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be read.

    Attributes:
        name: Of the file, as the reader's system has it; ``shown`` as it can be printed.
        options: Of an import.
    """

    name: str
    options: Options = field(default_factory=Options)

    @property
    def shown(self) -> str:
        """The last part of the name."""
        return regular_files.shown(PurePosixPath(self.name.replace("\\", "/")).name)[:120] or "record.yaml"


def read_file(asked: Asked, content: bytes) -> Brought:
    """Return what a file holds.

    Raises:
        BroughtError: It cannot come in.
    """
    if len(content) > MAX_UPLOAD:
        raise BroughtError(f"the file is larger than {MAX_UPLOAD // MB} MB", _HINT)
    if not content.strip():
        raise BroughtError("the file is empty", "a record begins with events:")
    try:
        return _read(asked, content)
    except ArchiveError as error:
        raise BroughtError(str(error), error.hint) from None
    except ImportFailedError as error:
        raise BroughtError(str(error), error.hint) from None
    except YamlError as error:
        raise BroughtError(str(error), error.hint) from None
    except RecordError as error:
        first = error.problems[0]
        raise BroughtError(f"{first.file}: {first.message}", first.hint) from None


def _read(asked: Asked, content: bytes) -> Brought:
    name = asked.shown
    if _is_zip(content):
        return _read_files(asked, files_of(content))
    if content.startswith(b"PAR1"):
        return _of_parquet(name, {"events.parquet": content})
    given = Given(name, content)
    is_yaml = given.suffix in regular_files.YAML or given.text.lstrip("\ufeff \r\n").startswith(_SECTIONS)
    if is_yaml or json_lists.is_record(given.data):
        return read_texts(name, ((name, regular_files.decoded(name, content)),))
    try:
        return _of_import(name, read(given, asked.options))
    except ImportFailedError as error:
        raise BroughtError(str(error), error.hint, _columns(given)) from None


def _columns(given: Given) -> tuple[str, ...]:
    """Return the columns of a table; none of what is no table."""
    try:
        if is_workbook(given.content):
            return tuple(csv_rows.table(xlsx_rows.rows(given.content, None, Log()), Log())[0])
        if given.data is not None:
            return tuple(json_lists.columns(given.data))
        return tuple(csv_rows.table(csv_rows.cells(given.text), Log())[0]) if given.suffix in TABLES else ()
    except ImportFailedError:
        return ()


def _is_zip(content: bytes) -> bool:
    return content.startswith(b"PK") and not is_workbook(content)


def _read_files(asked: Asked, files: Sequence[tuple[str, bytes]]) -> Brought:
    """Return what the files of a folder hold."""
    name = asked.shown
    by_name = {PurePosixPath(one).name: content for one, content in files}
    if "events.parquet" in by_name:
        return _of_parquet(name, by_name)
    ends = [PurePosixPath(one).suffix.lower() for one, _ in files]
    own = [pair for pair, end in zip(files, ends, strict=True) if end in regular_files.YAML]
    own = [(one, content) for one, content in own if not regular_files.is_inbox(PurePosixPath(one).name)]
    if own:
        return read_texts(name, tuple((one, regular_files.decoded(one, content)) for one, content in own))
    if ".md" in ends:
        found = [pair for pair, end in zip(files, ends, strict=True) if end == ".md"]
        others = [one for (one, _), end in zip(files, ends, strict=True) if end != ".md"]
        return _of_import(name, read_folder(found, asked.options, others))
    if len(files) == 1:
        inner, content = files[0]
        if _is_zip(content):
            raise BroughtError("the zip holds another zip", "unpack it, and bring the one inside")
        return _read(Asked(inner, asked.options), content)
    raise BroughtError("the zip holds no record", "a record is a folder with .yaml files, or with an events.parquet")


def _of_parquet(name: str, files: dict[str, bytes]) -> Brought:
    record = parquet_files.record_of(files)
    if record.size("events") > MAX_EVENTS:
        raise BroughtError(f"the record holds more than {MAX_EVENTS:,} events", _HINT)
    inside = f"{PurePosixPath(name).stem or 'record'}.yaml"
    return replace(read_texts(name, ((inside, to_yaml(whole(record))),)), form="Parquet")


def _of_import(name: str, imported: Imported) -> Brought:
    if len(imported.happenings) > MAX_EVENTS:
        raise BroughtError(f"the file holds more than {MAX_EVENTS:,} events", _HINT)
    made, more = sections(imported, note=origin(name, imported))
    inside = f"{PurePosixPath(name).stem or 'record'}.yaml"
    found = read_texts(name, ((inside, record_text(made)),))
    return replace(found, form=imported.form, mapped=imported.mapped, notes=(*imported.notes, *more))


def read_texts(name: str, texts: Texts) -> Brought:
    """Return texts of YAML with what is wrong in them.

    Raises:
        BroughtError: They are larger than a record that is brought may be.
    """
    if sum(len(text.encode("utf-8", "surrogatepass")) for _, text in texts) > MAX_TEXT:
        raise BroughtError(f"as YAML the record is larger than {MAX_TEXT // MB} MB", _HINT)
    try:
        loaded = load_texts(texts)
    except RecordError as error:
        return Brought(name, texts, error.problems)
    _bounded(loaded.dossier)
    return Brought(name, texts, loaded.warnings, events=len(loaded.dossier.events), sources=len(loaded.dossier.sources))


def _bounded(dossier: Dossier) -> None:
    if len(dossier.events) > MAX_EVENTS:
        raise BroughtError(f"the record holds more than {MAX_EVENTS:,} events", _HINT)
    claims = sum(1 for _ in claims_of(dossier))
    if (
        len(dossier.events) + claims + len(dossier.reactions) + len(dossier.estimates) + len(dossier.sources)
        > MAX_ENTRIES
    ):
        raise BroughtError(f"the record holds more than {MAX_ENTRIES:,} entries", _HINT)


def clean(texts: Texts) -> Texts:
    """Return texts in the one style of ``pactline fmt``; what is too large for that, or no YAML, stays."""
    return tuple((name, _formatted(text)) for name, text in texts)


def _formatted(text: str) -> str:
    if len(text) > MAX_FORMATTED:
        return text
    try:
        return formatted(text)
    except YamlError:
        return text
