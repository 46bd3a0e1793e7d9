"""``pactline new``: a record to begin with."""

from pathlib import Path

import click

from pactline.files import regular_files, starter
from pactline.files.writing import write_whole


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False, path_type=Path))
def new(folder: Path) -> None:
    """Make a record to begin with in DIR: two events with their claims and sources, and comments that say what is what.

    DIR is made; one that holds anything already is left alone.
    """
    name = regular_files.shown(folder)
    if folder.is_dir() and any(folder.iterdir()):
        raise click.BadParameter(f"{name} holds something already; name a new folder.", param_hint="DIR")
    if not folder.parent.is_dir():
        raise click.BadParameter(
            f"there is no folder {regular_files.shown(folder.parent)!r}; make it first.", param_hint="DIR"
        )
    folder.mkdir(exist_ok=True)
    for file, text in starter.files().items():
        write_whole(folder / file, text)
        click.echo(regular_files.shown(folder / file))
    click.echo(f"look at it: pactline run {name}\nwhat is wrong with it: pactline check {name}", err=True)
