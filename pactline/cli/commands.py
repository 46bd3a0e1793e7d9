"""The commands that read a record without serving it; ``pactline.cli.main`` imports them when one is called."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import click

from components.parts.portion import MOST_SEALED
from pactline.export.csv_files import csv_file, csv_metadata, to_csv
from pactline.export.file_tables import FILES
from pactline.export.formats import FORMATS
from pactline.export.plain_csv import BESIDE
from pactline.files import editions, regular_files
from pactline.files.formatting import formatted
from pactline.files.opening import check_record, open_record
from pactline.files.parquet_files import is_columnar
from pactline.files.schema import schema
from pactline.files.writing import write_whole
from pactline.files.yaml_file import is_foreign
from pactline.home import curated_record
from pactline.problem import Problem, RecordError
from pactline.query.key_forms import Choice, Choices, Day, Hours, Number, Switch
from pactline.query.keys import Key
from pactline.query.select import View, select
from pactline.query.selection import KEYS, checked_ids, read
from pactline.readings.editions import is_version, kept
from pactline.record.own_words import speech_of
from pactline.record.values import is_safe_url
from pactline.tables.columns import TAKEN
from pactline.text.amounts import counted
from pactline.text.strict_yaml import MAX_BYTES, YamlError, read_all
from pactline.wording import spoken, text

# As of components.pictures.taking, which draws, and is imported for a picture alone.
PICTURES = ("svg", "png")
CHARTS = ("timeline", "board", "figure", "map", "matrix", "whole")


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Fail for warnings too.")
@click.option("--links", "ask_links", is_flag=True, help="Ask the network for every cited page, and for nothing else.")
@click.option("--limit", type=click.IntRange(min=1), default=500, show_default=True, help="Of --links: pages to ask.")
@click.option("--after", help="Of --links: the source to go on behind, where a limit was reached.")
@click.option("--timeout", type=click.FloatRange(min=0.1), default=15.0, show_default=True, help="Of --links: seconds.")
def check(data: Path | None, *, strict: bool, ask_links: bool, limit: int, after: str | None, timeout: float) -> None:
    """Name every problem of DATA at its line and column; without DATA, of the curated record.

    Ends with 1 if there is an error, with --strict also if there is a warning. With --links it asks each cited page
    instead, one at a time per host, names the dead ones, those that moved, and an archive's copies of the dead, and
    ends with 1 if there is a dead one, with 130 after Ctrl+C.
    """
    record = data or curated_record()
    if ask_links:
        from pactline.cli import check_links  # noqa: PLC0415 - the only command that asks the network

        sys.exit(check_links.run(record, limit=limit, after=after, timeout=timeout))
    try:
        problems: Sequence[Problem] = check_record(record)
    except RecordError as error:
        problems = error.problems
    _name_others(record)
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{counted(errors, 'error')}, {counted(len(problems) - errors, 'warning')}", err=True)
    sys.exit(1 if errors or (strict and problems) else 0)


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 if a file would change.")
def fmt(data: Path | None, *, only_check: bool) -> None:
    """Put the files of DATA into the one style: entries and keys in order, short things on one line.

    Values and comments stay: where one would not, it is named, and nothing at all is written. Without DATA, of the
    curated record.
    """
    record = data or curated_record()
    _name_others(record)
    problems: list[Problem] = []
    changes: list[tuple[Path, str, str]] = []
    for file in regular_files.yaml_files(record):
        try:
            before, after = _formatted(file, alone=file == record)
        except RecordError as error:
            problems += error.problems
            continue
        if after != before:
            changes.append((file, before, after))
    if problems:
        click.echo("\n".join(map(str, problems)), err=True)
        click.echo("nothing was written", err=True)
        sys.exit(1)
    for file, before, after in changes:
        if not only_check:
            if regular_files.text(file, most=MAX_BYTES) != before:
                raise click.ClickException(
                    f"{regular_files.shown(file)} was changed by another program just now; try again."
                )
            write_whole(file, after)
        click.echo(regular_files.shown(file))
    click.echo(f"{counted(len(changes), 'file')} {'would change' if only_check else 'changed'}", err=True)
    sys.exit(1 if only_check and changes else 0)


def _formatted(file: Path, *, alone: bool) -> tuple[str, str]:
    """Return a file's text as it is and in the one style; another program's file stays as it is.

    Raises:
        RecordError: It cannot be read, or cannot be formatted without a loss.
    """
    before, name = regular_files.text(file, most=MAX_BYTES), regular_files.shown(file)
    if is_foreign(read_all(before).value):
        if alone:
            message = "the file holds none of a record's sections"
            raise RecordError([Problem("error", message, "begin with 'events:'", name, 1, 1)])
        click.echo(f"passed over, since it holds none of a record's sections: {name}", err=True)
        return before, before
    try:
        return before, formatted(before)
    except YamlError as error:
        raise RecordError([Problem("error", str(error), error.hint, name, error.line, error.column)]) from None


def _name_others(record: Path) -> None:
    """Say what lies in a record's folder and is none of its files."""
    if not record.is_dir() or is_columnar(record):
        return
    expected = regular_files.OURS if record == curated_record() else frozenset()
    others = [name for name in regular_files.look_into(record).others if name.rstrip("/") not in expected]
    if others:
        click.echo(f"passed over, since they are no YAML files: {', '.join(others)}", err=True)


def _in_a_folder(ctx: click.Context, param: click.Parameter, out: Path | None) -> Path | None:
    """Refuse a file in a folder that is not there, before any work is done."""
    if out is not None and not out.parent.is_dir():
        raise click.BadParameter(
            f"there is no folder {regular_files.shown(out.parent)!r}; make it first.", ctx=ctx, param=param
        )
    return out


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path), required=False)
def edition(data: Path | None) -> None:
    """Keep DATA as it is now beside it, so that the next edition can be compared with it on the page Changes.

    Writes editions/VERSION.json in its folder: events and claims with their words and statuses. Do it when an edition
    is closed, before its version is raised. Without DATA, of the curated record.
    """
    record = data or curated_record()
    try:
        dossier = open_record(record).dossier
    except RecordError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    version = dossier.edition.version
    if version is None or not is_version(version):
        raise click.ClickException("the record has no version that can name a file: set edition: {version: ...}.")
    file = editions.write(record, kept(dossier, version))
    click.echo(regular_files.shown(file))
    click.echo(f"{counted(len(dossier.events), 'event')}, {file.stat().st_size / 1000:.0f} kB", err=True)


@click.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a record's file, for completion in an editor."""
    click.echo(schema(), nl=False)


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMATS, *PICTURES]),
    required=True,
    help="The rows of one table (csv), or all; svg and png are pictures of a chart.",
)
@click.option(
    "--chart",
    default="timeline",
    show_default=True,
    help=f"Of svg and png: {', '.join(CHARTS)}; or finding-ID, of a finding.",
)
@click.option("--table", type=click.Choice(FILES), default="events", show_default=True, help="The rows of a CSV.")
@click.option("--address", default="", help="Where readers reach this record, for the addresses in the file.")
@click.option(
    "--out",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    callback=_in_a_folder,
    help="A file instead of stdout.",
)
@click.pass_context
def export(
    ctx: click.Context,
    /,
    data: Path | None,
    *,
    form: str,
    chart: str,
    table: str,
    address: str,
    out: Path | None,
    **keys: object,
) -> None:
    """Write the rows of DATA, narrowed by what narrows a link: --theme sanctions --from 2024.

    Without DATA, of the curated record. A value that the record does not have ends with 2. A CSV is header and rows
    alone: edition and selection stand beside FILE.csv, in FILE.csv-metadata.json; a stream has none. All other
    formats say it inside; zip holds them all. A picture says it too, with title, legend and sources; --metric names the
    figure, --event what the matrix is of.
    """
    view = _view(ctx, data, {**keys, **({"table": table} if table in TAKEN else {})})
    view = _of_event(ctx, view)
    base = address.rstrip("/")
    if base and not is_safe_url(base):
        raise click.BadParameter("begin with https:// or http://.", ctx=ctx, param_hint="--address")
    if form in PICTURES:
        _picture(ctx, view, chart, form, base, out)
        return
    if form == "csv" and out is None:
        click.echo(to_csv(view, table, base), nl=False)
        return
    try:
        content = csv_file(view, table, base) if form == "csv" else FORMATS[form].file(view, base)
    except ValueError as error:  # more than the format holds
        raise click.UsageError(f"{error}. Select a part, or take parquet.", ctx=ctx) from None
    if out is None:
        click.echo(content, nl=False)
        return
    write_whole(out, content)
    if form == "csv":
        write_whole(out.with_name(out.name + BESIDE), csv_metadata(view, {table: out.name}, base))


def _picture(ctx: click.Context, view: View, chart: str, form: str, base: str, out: Path | None) -> None:
    """Write a chart of a view as a picture; wrong usage where nothing says of what."""
    from components.pictures.taking import NEEDS, charts_of, picture  # noqa: PLC0415 - draws, which no other does

    if chart not in (there := charts_of(view.frames)):
        raise click.BadParameter(f"{chart!r} is none of {', '.join(there)}.", ctx=ctx, param_hint="--chart")
    need = NEEDS.get(chart)
    if need and need not in view.selection.to_query():
        raise click.UsageError(f"the {chart} is of one thing: name it with --{need}.", ctx=ctx)
    if view.selection.metric and view.selection.metric not in view.frames.dossier.metrics:
        raise click.BadParameter(f"this record has no {view.selection.metric!r}.", ctx=ctx, param_hint="--metric")
    made = picture(view, chart, "svg" if form == "svg" else "png", base)
    if out is None:
        click.echo(made.content, nl=False)
    else:
        write_whole(out, made.content)


def _of_event(ctx: click.Context, view: View) -> View:
    """Return a view of the event that is asked for alone; one that the other keys leave out is wrong usage."""
    event = view.selection.event
    if event is None:
        return view
    row = view.frames.row_of(event)
    if not view.shows(row):
        raise click.BadParameter(f"the other keys leave out {event!r}.", ctx=ctx, param_hint="--event")
    return view.of([row])


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    callback=_in_a_folder,
    help="The HTML file to write.",
)
@click.option(
    "--site",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    callback=_in_a_folder,
    help="Instead of one file: a folder of plain files, every page of the app, for a host that serves files.",
)
@click.option("--address", default="", help="Of --site: where it will be reached, for feeds, links and their pictures.")
@click.option("--select", "asked", default="", help="The query of a link, to narrow it: 'theme=sanctions&from=2024'.")
@click.pass_context
def build(
    ctx: click.Context,
    /,
    data: Path | None,
    *,
    out: Path | None,
    folder: Path | None,
    address: str,
    asked: str,
    **keys: object,
) -> None:
    """Write the sealed edition of DATA: one HTML file that needs no server and no network.

    Narrowed by the query of a link, or by the keys in it as options; without DATA, of the curated record. With --site
    it is a folder of files instead, the whole record. A site that is there is replaced once the new one is whole.
    """
    if (out is None) == (folder is None):
        raise click.UsageError("Name one of --out FILE and --site FOLDER.", ctx=ctx)
    if folder is not None:
        if asked or any(keys.values()):
            raise click.UsageError("A site holds the whole record: its readers narrow it themselves.", ctx=ctx)
        _write_site(ctx, data, folder, address)
        return
    if address:
        raise click.UsageError("--address belongs to --site.", ctx=ctx)
    assert out is not None  # noqa: S101 - one of the two is there
    linked = {key: tuple(values) for key, values in parse_qs(asked.removeprefix("?"), keep_blank_values=True).items()}
    if strange := [key for key in linked if key not in KEYS]:
        raise click.BadParameter(f"no such key: {', '.join(strange)}.", ctx=ctx, param_hint="--select")
    view = _view(ctx, data, {**linked, **{key: value for key, value in keys.items() if value}})
    _refuse_many(
        ctx, view, "a sealed edition", "Select a part, for example with --from 2024, --importance 3 or --theme."
    )
    from components.sealed.build import sealed  # noqa: PLC0415 - draws, which no other command needs

    content: str = sealed(view)
    write_whole(out, content)
    click.echo(f"{out}: {counted(len(view.events), 'event')}, {out.stat().st_size / 1e6:.1f} MB", err=True)


def _write_site(ctx: click.Context, data: Path | None, folder: Path, address: str) -> None:
    base = address.rstrip("/")
    if base and not is_safe_url(base):
        raise click.BadParameter("begin with https:// or http://.", ctx=ctx, param_hint="--address")
    view = _view(ctx, data, {})
    _refuse_many(ctx, view, "a site", "Serve a larger record with pactline run.")
    from components.site.build import site  # noqa: PLC0415 - draws, which no other command needs
    from components.site.folder import NotOursError  # noqa: PLC0415

    try:
        path = data or curated_record()
        written = site(view.frames, path, folder, address=base, say=lambda words: click.echo(f"… {words}", err=True))
    except NotOursError as error:
        raise click.ClickException(str(error)) from None
    click.echo(
        f"{regular_files.shown(folder)}: {counted(written.pages, 'page')}, {counted(written.files, 'file')}, "
        f"{written.size / 1e6:.1f} MB, {written.seconds:.0f} s",
        err=True,
    )
    if not base:
        click.echo("without --address: no feeds, no sitemap, no link pictures, no API files", err=True)


def _refuse_many(ctx: click.Context, view: View, what: str, instead: str) -> None:
    if (events := len(view.event_rows)) > MOST_SEALED:
        raise click.UsageError(
            f"These are {events:,} events, and {what} holds at most {MOST_SEALED:,}: it is searched and drawn in a "
            f"browser. {instead}",
            ctx=ctx,
        )


def _view(ctx: click.Context, data: Path | None, keys: Mapping[str, object]) -> View:
    """Return what the keys leave of a record; a value that it does not have is wrong usage."""
    try:
        record = open_record(data or curated_record())
    except RecordError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    ctx.with_resource(spoken(speech_of(record.dossier.edition)))  # until the command has ended
    asked = {key: value for key, value in keys.items() if isinstance(value, str | tuple)}
    selection, ignored = read(asked, checked_ids(record.values))
    for value in ignored:
        near = f" Did you mean {value.near!r}?" if value.near else ""
        raise click.BadParameter(f"this record has no {value.value!r}.{near}", ctx=ctx, param_hint=f"--{value.key}")
    return select(record, selection)


class _KeyOption(click.Option):
    """A URL key as an option. Its help is read when somebody asks for it: most who call a command do not."""

    def __init__(self, key: Key, means: str = "") -> None:
        super().__init__([f"--{key.name}", key.name], multiple=key.form.many, metavar=_metavar(key))
        self._means = means

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return how the option is written, and what its key means."""
        means = self._means or text(f"keys.{self.name}.means").replace("`", "")
        self.help = means + (" May be repeated." if self.multiple else "")
        return super().get_help_record(ctx)


def _metavar(key: Key) -> str:
    match key.form:
        case Day():
            return "DATE"
        case Hours():
            return "HHMM-HHMM"
        case Number(low, high):
            return f"{low}-{high}"
        case Switch(off, on):
            return f"{off}|{on}"
        case Choice(options) | Choices(options) if isinstance(options, tuple):
            return "|".join(options)
    return "TEXT"


# Each command has the keys that it obeys; what a table's rows look like is nothing to a sealed edition.
for _command, _obeyed in (
    (export, [key for key in KEYS.values() if key.is_filter or (key.exported and key.name != "table")]),
    (build, [key for key in KEYS.values() if key.is_filter]),
):
    _command.params.extend(_KeyOption(key) for key in _obeyed)
export.params += [
    _KeyOption(KEYS["event"], "This event alone, and what belongs to it."),
    _KeyOption(KEYS["metric"], "Of a picture of a figure: which one."),
    _KeyOption(KEYS["lanes"], "Of a picture of the timeline: its lanes."),
]
