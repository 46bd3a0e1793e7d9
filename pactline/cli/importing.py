"""``pactline import``: what another tool's file holds becomes a record, with a report of what changed on the way."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from pactline.files import load, regular_files
from pactline.files.new_record import record_text
from pactline.files.writing import write_whole
from pactline.importing import report
from pactline.importing.columns import FIELDS, NOTHING
from pactline.importing.formats import BY_KEY, Given, read, read_folder
from pactline.importing.imported import MAX_BYTES, Imported, ImportFailedError, Note, Options
from pactline.importing.sections import sections
from pactline.problem import RecordError
from pactline.text.amounts import counted
from pactline.text.strict_yaml import YamlError

_FEW = 3  # places that a terminal shows of each rule; all stand in the report's file
_MOST_FILES = 20_000
_REGISTERS = ("sources", "publishers")


def _mapping(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> dict[str, str]:
    found = {}
    for one in value:
        column, sign, field = one.rpartition("=")
        if not sign or not column:
            raise click.BadParameter(f"{one!r} is not COLUMN=FIELD", ctx=ctx, param=param)
        found[column.strip()] = field.strip()
    return found


@click.command("import", epilog=f"Fields: {', '.join(FIELDS)}; {NOTHING} for a column that is not to come.")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--out", "-o", type=click.Path(path_type=Path), help="A new folder, or a new .yaml file.  [default: stdout]"
)
@click.option("--from", "form", type=click.Choice(list(BY_KEY)), help="The format, where it is not recognised.")
@click.option(
    "--map", "mapping", multiple=True, callback=_mapping, metavar="COLUMN=FIELD", help="What a column of a table is."
)
@click.option("--dates", "order", type=click.Choice(["dmy", "mdy"]), help="How 06/07/2024 is meant.")
@click.option("--sheet", help="Of a workbook, the sheet.  [default: the first that holds something]")
@click.option("--dry-run", is_flag=True, help="Show the columns and the report; write nothing.")
def import_file(
    file: Path,
    *,
    out: Path | None,
    form: str | None,
    mapping: dict[str, str],
    order: Any,
    sheet: str | None,
    dry_run: bool,
) -> None:
    """Make a record of FILE: CSV, XLSX, JSON, TimelineJS, vis-timeline, iCalendar, GeoJSON, markwhen, Wikidata.

    A folder of Markdown files with a front matter is one record, too. What changed on the way and what could not be
    carried is told; nothing is dropped in silence. No claim is made of anything: events, and the publications that
    they link to. The licence is yours to state.
    """
    _must_be_new(out)
    options = Options(mapping=mapping, order=order, sheet=sheet)
    try:
        imported = _imported(file, options, form)
        if imported.mapped:
            click.echo(report.table(imported.mapped) + "\n", err=True)
        if not imported.happenings:
            _tell(imported.notes)
        whole, more = sections(imported, note=report.origin(file.name, imported))
        files = _files(whole, file, imported, out)
    except ImportFailedError as error:
        click.echo(f"{regular_files.shown(file)}: {error}", err=True)
        if error.hint:
            click.echo(f"    hint: {error.hint}", err=True)
        sys.exit(1)
    except YamlError as error:
        raise click.ClickException(f"{regular_files.shown(file)}: {error}; {error.hint}") from None
    warnings = _checked(files)
    notes = (*imported.notes, *more)
    click.echo(report.summary(imported, sources=len(whole.get("sources", ()))), err=True)
    if dry_run or out is None:
        _tell(notes)
        if not dry_run:
            click.echo("\n".join(files.values()), nl=False)
        return
    _write(files, out, notes, report.summary(imported, sources=len(whole.get("sources", ()))))
    click.echo(f"it loads; 'pactline check' has {counted(warnings, 'warning')} for you to look at", err=True)


def _tell(notes: Sequence[Note], *, most: int | None = None) -> None:
    if told := report.details(notes, most=most):
        click.echo(told, err=True)


def _must_be_new(out: Path | None) -> None:
    """Refuse to write over anything, before any work is done."""
    if out is None:
        return
    for path in (out, _report_of(out)):
        if path.exists() and not (path.is_dir() and not any(path.iterdir())):
            raise click.BadParameter(
                f"{regular_files.shown(path)} is there already; name a new one.", param_hint="--out"
            )
    if not out.parent.is_dir():
        name = regular_files.shown(out.parent)
        raise click.BadParameter(f"there is no folder {name!r}; make it first.", param_hint="--out")


def _report_of(out: Path) -> Path:
    return out.with_name(f"{out.name}.import.txt")


def _imported(file: Path, options: Options, form: str | None) -> Imported:
    if not file.is_dir():
        return read(Given(file.name, _content(file)), options, form)
    there = sorted(one for one in file.iterdir() if not one.name.startswith("."))
    if len(there) > _MOST_FILES:
        raise ImportFailedError(f"the folder holds more than {_MOST_FILES:,} files")
    found = [one for one in there if one.suffix.lower() == ".md"]
    others = [regular_files.shown(one.name) for one in there if one.suffix.lower() != ".md"]
    return read_folder([(regular_files.shown(one.name), _content(one)) for one in found], options, others)


def _content(file: Path) -> bytes:
    try:
        return regular_files.content(file, most=MAX_BYTES)
    except OSError as error:
        raise ImportFailedError(f"cannot be read: {error.strerror}") from None


def _files(whole: Mapping[str, Any], file: Path, imported: Imported, out: Path | None) -> dict[Path, str]:
    """Return the record's texts by where they go: one file, or two in a folder."""
    head = (
        f"Made of {regular_files.shown(file.name)} ({imported.form}).",
        "The licence is open: edition: {licence: ...}",
    )
    if out is None or out.suffix.lower() in regular_files.YAML:
        return {out or Path("record.yaml"): record_text(whole, head=head)}
    rest = {name: entries for name, entries in whole.items() if name not in _REGISTERS}
    registers = {name: whole[name] for name in _REGISTERS if name in whole}
    files = {out / "events.yaml": record_text(rest, head=head)}
    return files | ({out / "sources.yaml": record_text(registers)} if registers else {})


def _checked(files: Mapping[Path, str]) -> int:
    """Return how many warnings the record has; that it loads is ours to see to."""
    try:
        return len(load.load_texts([(regular_files.shown(file), text) for file, text in files.items()]).warnings)
    except RecordError as error:
        message = f"what came of the file is no record, which is our fault; please report it: {error.problems[0]}"
        raise click.ClickException(message) from None


def _write(files: Mapping[Path, str], out: Path, notes: Sequence[Note], came: str) -> None:
    for file, text in files.items():
        file.parent.mkdir(exist_ok=True)
        write_whole(file, text)
        click.echo(regular_files.shown(file))
    told = report.details(notes)
    write_whole(_report_of(out), f"{came}\n\n{told or 'Nothing changed on the way, and nothing was left.'}\n")
    _tell(notes, most=_FEW)
    click.echo(f"all of it: {regular_files.shown(_report_of(out))}", err=True)
