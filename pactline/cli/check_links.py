"""``pactline check --links``: what became of the pages that a record cites, for its editor."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

import click

from pactline.files import checks, links, load, parquet_files
from pactline.problem import Problem, RecordError
from pactline.record.model import Source
from pactline.text.amounts import counted

_STOPPED = 130  # as shells say of a program that Ctrl+C ended


def run(path: Path, *, limit: int, after: str | None, timeout: float) -> int:
    """Ask for the pages of a record, say what is wrong as it is found, and return the exit code.

    Args:
        path: Of the record.
        limit: How many pages are asked for at most.
        after: The id of the source behind which to begin; ``None`` begins with the first.
        timeout: Seconds that a host may take.
    """
    try:
        sources, place = _sources(path)
    except RecordError as error:
        click.echo(str(error))
        return 1
    ids = list(sources)
    if after is not None and after not in sources:
        raise click.BadParameter(f"this record has no source {after!r}.", param_hint="--after")
    begin = ids.index(after) + 1 if after is not None else 0
    left = [sources[one] for one in ids[begin:] if sources[one].url]
    asked, counts = left[:limit], Counter[str]()
    numbers = {one: number for number, one in enumerate(ids)}
    click.echo(f"asking for {counted(len(asked), 'page')}; Ctrl+C ends it", err=True)
    try:
        for answer in links.ask(asked, links.Pace(timeout=timeout)):
            kind, finding = _said(answer, numbers[answer.source])
            counts[kind] += 1
            if finding:
                click.echo(str(place(finding)))
    except KeyboardInterrupt:
        click.echo(f"\nstopped after {counts.total()} of {counted(len(asked), 'page')}", err=True)
        return _STOPPED
    click.echo(", ".join(f"{counts[kind]} {kind}" for kind in ("there", "moved", "refused", "dead")), err=True)
    if counts.total() < len(asked):
        late = counted(len(asked) - counts.total(), "page was", "pages were")
        click.echo(f"{late} not waited for any longer", err=True)
    if len(left) > len(asked):
        rest = counted(len(left) - len(asked), "page is", "pages are")
        click.echo(f"{rest} left: go on with --after {asked[-1].id}", err=True)
    return 1 if counts["dead"] else 0


def _sources(path: Path) -> tuple[Mapping[str, Source], Callable[[checks.Finding], Problem]]:
    """Return a record's publications, and what places a finding about one; errors as of reading it."""
    if parquet_files.is_columnar(path):
        dossier = parquet_files.read(path).dossier
        return dossier.sources, lambda one: Problem(one.severity, one.message, one.hint, "sources.parquet")
    loaded = load.load(path)
    return loaded.dossier.sources, loaded.placed


def _said(answer: links.Answer, number: int) -> tuple[str, checks.Finding | None]:
    """Return what became of a page in a word, and what its editor should look at."""
    where = ("sources", number, "url")
    name = f"the page of {answer.source!r}"
    if answer.dead:
        why = f"answers {answer.status}" if answer.status else f"cannot be opened: {answer.failure}"
        hint = "look for where it went, and for a copy in an archive"
        if answer.copy:
            hint = f"an archive has it: archived_url: {answer.copy}"
        elif answer.asked_archive:
            hint = "look for where it went; the archive has no copy of it: archived: none"
        return "dead", checks.Finding("error", f"{name} {why}", hint, where)
    if answer.refused:
        hint = "open it in a browser: hosts refuse programs, and some are away for an hour"
        return "refused", checks.Finding("warning", f"{name} answers {answer.status}", hint, where)
    if answer.moved_to:
        way = "moved for good" if answer.for_ever else "leads on"
        hint = "write the new address if it is the same page; a front page is none"
        return "moved", checks.Finding("warning", f"{name} {way} to {answer.moved_to}", hint, where)
    return "there", None
