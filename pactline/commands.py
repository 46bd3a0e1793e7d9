"""The commands that read a record without serving it; ``pactline.cli`` imports them when one is called."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import parse_qs

import click

from pactline.columns import TAKEN
from pactline.export import csv_file, csv_metadata, to_csv, to_json
from pactline.fmt import formatted
from pactline.home import app_module, curated_record
from pactline.load import yaml_files
from pactline.opening import check_record, open_record
from pactline.plain_csv import BESIDE
from pactline.portion import MOST_SEALED
from pactline.problem import Problem, RecordError
from pactline.schema import schema
from pactline.select import View, select
from pactline.selection import KEYS, REPEATED, read
from pactline.yaml_text import YamlError


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option("--strict", is_flag=True, help="Fail for warnings too.")
def check(data: Path | None, *, strict: bool) -> None:
    """Name every problem of DATA at its line and column; without DATA, of the curated record.

    Ends with 1 if there is an error, with --strict also if there is a warning.
    """
    try:
        problems: Sequence[Problem] = check_record(data or curated_record())
    except RecordError as error:
        problems = error.problems
    for problem in problems:
        click.echo(str(problem))
    errors = sum(problem.severity == "error" for problem in problems)
    click.echo(f"{errors} errors, {len(problems) - errors} warnings", err=True)
    sys.exit(1 if errors or (strict and problems) else 0)


@click.command()
@click.argument("data", type=click.Path(exists=True, path_type=Path), required=False)
@click.option("--check", "only_check", is_flag=True, help="Write nothing; end with 1 if a file would change.")
def fmt(data: Path | None, *, only_check: bool) -> None:
    """Put the files of DATA into the one style: entries and keys in order, short things on one line.

    Values and comments stay. Without DATA, of the curated record.
    """
    changed = 0
    for file in yaml_files(data or curated_record()):
        before = file.read_text(encoding="utf-8-sig")
        try:
            after = formatted(before)
        except YamlError as error:
            click.echo(f"{file}:{error.line}:{error.column}: error: {error}\n    hint: {error.hint}", err=True)
            sys.exit(1)
        if after != before:
            changed += 1
            click.echo(str(file))
            if not only_check:
                file.write_text(after, encoding="utf-8", newline="\n")
    click.echo(f"{changed} files {'would change' if only_check else 'changed'}", err=True)
    sys.exit(1 if only_check and changed else 0)


@click.command("schema")
def print_schema() -> None:
    """Print the JSON Schema of a record's file, for completion in an editor."""
    click.echo(schema(), nl=False)


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option("--format", "form", type=click.Choice(["csv", "json"]), required=True)
@click.option("--table", type=click.Choice(list(TAKEN)), default="events", show_default=True, help="The rows of a CSV.")
@click.option("--out", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="A file instead of stdout.")
@click.pass_context
def export(
    ctx: click.Context, /, data: Path | None, *, form: str, table: str, out: Path | None, **keys: object
) -> None:
    """Write the rows of DATA, narrowed by any URL key as an option: --theme sanctions --from 2024.

    Without DATA, of the curated record. A value that the record does not have ends with 2. A CSV is header and rows
    alone: edition and selection stand beside FILE.csv, in FILE.csv-metadata.json; a stream has none.
    """
    view = _view(ctx, data, {**keys, "table": table})
    if out is None:
        click.echo(to_json(view) if form == "json" else to_csv(view, table), nl=False)
        return
    out.write_bytes(to_json(view).encode() if form == "json" else csv_file(view, table))
    if form == "csv":
        out.with_name(out.name + BESIDE).write_text(csv_metadata(view, {table: out.name}), encoding="utf-8")


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False)
@click.option(
    "--out",
    "-o",
    type=click.Path(dir_okay=False, writable=True, path_type=Path),
    required=True,
    help="The HTML file to write.",
)
@click.option("--select", "asked", default="", help="The query of a link, to narrow it: 'theme=sanctions&from=2024'.")
@click.pass_context
def build(ctx: click.Context, /, data: Path | None, *, out: Path, asked: str, **keys: object) -> None:
    """Write the sealed edition of DATA: one HTML file that needs no server and no network.

    Narrowed by the query of a link, or by any URL key as an option; without DATA, of the curated record.
    """
    linked = {key: tuple(values) for key, values in parse_qs(asked.removeprefix("?"), keep_blank_values=True).items()}
    if strange := [key for key in linked if key not in KEYS]:
        raise click.BadParameter(f"no such key: {', '.join(strange)}.", ctx=ctx, param_hint="--select")
    view = _view(ctx, data, {**linked, **{key: value for key, value in keys.items() if value}})
    if (events := len(view.event_rows)) > MOST_SEALED:
        raise click.UsageError(
            f"These are {events:,} events, and a sealed edition holds at most {MOST_SEALED:,}: it is one page in a "
            "browser. Select a part, for example with --from 2024, --importance 3 or --theme.",
            ctx=ctx,
        )
    content: str = app_module("components.sealed.build").sealed(view)
    out.write_text(content, encoding="utf-8", newline="\n")
    click.echo(f"{out}: {len(view.events)} events, {out.stat().st_size / 1e6:.1f} MB", err=True)


def _view(ctx: click.Context, data: Path | None, keys: Mapping[str, object]) -> View:
    """Return what the keys leave of a record; a value that it does not have is wrong usage."""
    try:
        record = open_record(data or curated_record())
    except RecordError as error:
        click.echo(str(error), err=True)
        sys.exit(1)
    known = {key: record.values(key) for key in ("actor", "theme", "publisher", "event")}
    selection, ignored = read({key: value for key, value in keys.items() if isinstance(value, str | tuple)}, known)
    for value in ignored:
        near = f" Did you mean {value.near!r}?" if value.near else ""
        raise click.BadParameter(f"this record has no {value.value!r}.{near}", ctx=ctx, param_hint=f"--{value.key}")
    return select(record, selection)


for _command in (export, build):
    for _key in KEYS:
        if any(f"--{_key}" in own.opts for own in _command.params):
            continue  # has an option of this name already, which says more
        _command.params.append(click.Option([f"--{_key}", _key], multiple=_key in REPEATED, help="As in the URL."))
