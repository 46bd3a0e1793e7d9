"""``pactline propose``, ``proposals`` and ``accept``: drafts of events that wait beside a record."""

import sys
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click
from pydantic import ValidationError

from pactline.files import accepting, error_words, inbox, load, parquet_files, regular_files
from pactline.files.inbox import Proposal
from pactline.home import curated_record
from pactline.problem import RecordError
from pactline.record import edtf
from pactline.record.dossier import Dossier
from pactline.record.model import Record
from pactline.record.values import is_safe_url
from pactline.text import strict_yaml
from pactline.text.amounts import counted

_DATA = click.argument("data", type=click.Path(exists=True, path_type=Path), required=False)


def _date(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    try:
        return edtf.parse(value).text if value else None
    except edtf.DateError as error:
        raise click.BadParameter(f"{error}; {error.hint}", ctx=ctx, param=param) from None


@click.command()
@click.argument("what")
@_DATA
@click.option("--date", "day", callback=_date, help="When it happened, as 2024-06-19 or 2024-06.")
@click.option("--title", help="What happened, by whom, in ten words or fewer.")
@click.option("--actor", "actors", multiple=True, help="Who took part, by id; repeat it for several.")
def propose(what: str, data: Path | None, *, day: str | None, title: str | None, actors: tuple[str, ...]) -> None:
    """Put a draft of an event into the inbox of DATA: from an address, or from a file with an event as YAML.

    WHAT is the address of a page, or FILE.yaml with `events:` (and `sources:`, `publishers:`), or one event's keys.
    Nothing of it is shown to readers before `pactline accept`. Without DATA, of the curated record.
    """
    record = _record(data)
    dossier, others = _opened(record), _waiting(record)
    drafts = (
        [inbox.of_address(dossier, what, day=day, title=title, today=_today())]
        if is_safe_url(what)
        else _of_file(Path(what))
    )
    for draft in drafts:
        given: dict[str, Any] = {"date": day, "title": title, "actors": list(actors)}
        event = {**draft.event, **{key: value for key, value in given.items() if value}}
        one = draft.model_copy(update={"id": inbox.next_id(others), "event": event})
        one = one.model_copy(update={"already": inbox.already(dossier, one, others)})
        others = (*others, one)
        click.echo(_line(one))
    inbox.keep(record, others)
    file = regular_files.shown(inbox.inbox_of(record))
    click.echo(f"fill in what is open in {file}; 'pactline accept ID' takes it over", err=True)


@click.command()
@_DATA
def proposals(data: Path | None) -> None:
    """List the drafts that wait beside DATA, and what of them the record seemed to have."""
    found = _waiting(_record(data))
    for one in found:
        click.echo(_line(one))
    click.echo(counted(len(found), "proposal"), err=True)


@click.command()
@click.argument("proposal_id", metavar="ID")
@_DATA
@click.option("--edition", help="The edition that it comes with.  [default: that of the record]")
def accept(proposal_id: str, data: Path | None, *, edition: str | None) -> None:
    """Make a draft a part of DATA: its event, its sources, and a line of the ledger of changes.

    Files are written whole, in the one style; nothing is written while the record would not load.
    """
    record = _record(data)
    dossier, waiting = _opened(record), _waiting(record)
    found = next((one for one in waiting if one.id == proposal_id), None)
    if found is None:
        known = ", ".join(one.id for one in waiting) or "none"
        raise click.BadParameter(f"there is no proposal {proposal_id!r}; waiting: {known}.", param_hint="ID")
    try:
        taken = accepting.accepted(record, dossier, found, today=_today(), edition=edition)
        accepting.write(taken)
    except RecordError as error:
        click.echo(str(error), err=True)
        click.echo(f"nothing was written; mend {regular_files.shown(inbox.inbox_of(record))} and try again", err=True)
        sys.exit(1)
    inbox.keep(record, tuple(one for one in waiting if one.id != proposal_id))
    for problem in taken.warnings:
        click.echo(str(problem), err=True)
    for file in taken.files:
        click.echo(regular_files.shown(file))
    click.echo(f"{proposal_id} is event {taken.event}", err=True)


def _today() -> date:
    return date.today()  # noqa: DTZ011 - the editor's own day


def _record(data: Path | None) -> Path:
    record = data or curated_record()
    if parquet_files.is_columnar(record):
        raise click.BadParameter("a record of Parquet files has no inbox.", param_hint="DATA")
    return record


def _opened(record: Path) -> Dossier:
    try:
        return load.load(record).dossier
    except RecordError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _waiting(record: Path) -> tuple[Proposal, ...]:
    try:
        return inbox.waiting(record)
    except RecordError as error:
        click.echo(str(error), err=True)
        sys.exit(1)


def _of_file(file: Path) -> list[Proposal]:
    """Return the drafts in a file: each of its events, its sources with the first one."""
    if file.suffix.lower() not in regular_files.YAML or not file.is_file():
        message = "give an address that begins with https:// or http://, or a YAML file."
        raise click.BadParameter(message, param_hint="WHAT")
    try:
        given = strict_yaml.read(regular_files.text(file, most=strict_yaml.MAX_BYTES))
        sections: Mapping[str, Any] = given if isinstance(given, dict) else {"events": given or []}
        if not {"events", "sources", "publishers"} & sections.keys():
            sections = {"events": [sections]}
        Record.model_validate(sections)
    except (RecordError, strict_yaml.YamlError) as error:
        raise click.ClickException(f"{regular_files.shown(file)}: {error}") from None
    except ValidationError as error:
        wrong = "; ".join(
            f"{message} ({hint})" if hint else message for message, hint in error_words.error_words(error)
        )
        raise click.ClickException(f"{regular_files.shown(file)}: {wrong}") from None
    if strange := sections.keys() - {"events", "sources", "publishers"}:
        raise click.ClickException(f"a proposal holds events, sources and publishers, no {', '.join(sorted(strange))}.")
    events = list(sections.get("events", ()))
    if not events:
        raise click.ClickException(f"{regular_files.shown(file)} holds no event.")
    first, *others = (Proposal.model_construct(id="p", proposed=_today(), event=event) for event in events)
    registers = {key: tuple(sections.get(key, ())) for key in ("sources", "publishers")}
    return [first.model_copy(update=registers), *others]


def _line(one: Proposal) -> str:
    """Return a proposal as a line, with what it seems to repeat below."""
    about = one.event.get("title") or next((str(source["url"]) for source in one.sources if source.get("url")), "")
    first = f"{one.id}  {one.event.get('date') or 'no day'}  {about}"
    return "\n".join([first, *(f"    already: {words}" for words in one.already)])
