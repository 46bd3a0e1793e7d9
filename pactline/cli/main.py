"""The command line. Results go to stdout, diagnostics to stderr; wrong usage ends with 2."""

import errno
import importlib
import os
import sys
from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from pactline import __version__
from pactline.cli import serve
from pactline.cli import workers as several
from pactline.home import DATA_VARIABLE, LANGUAGE_VARIABLE
from pactline.network import EVERY_ADDRESS
from pactline.problem import RecordError

TRACE_VARIABLE = "PACTLINE_TRACE"  # set, an unexpected error shows its trace
_SAID = 200  # characters of an unexpected error's own words

# Their module takes longer to import than a server to start, so it is imported for one of them alone.
_READING = {
    "accept": "inbox:accept",
    "build": "commands:build",
    "check": "commands:check",
    "doctor": "doctor:doctor",
    "edition": "commands:edition",
    "export": "commands:export",
    "fmt": "commands:fmt",
    "import": "importing:import_file",
    "new": "starting:new",
    "proposals": "inbox:proposals",
    "propose": "inbox:propose",
    "schema": "commands:print_schema",
}


class _Commands(click.Group):
    """A group that finds its other commands when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return sorted([*super().list_commands(ctx), *_READING])

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of a name."""
        if cmd_name not in _READING:
            return super().get_command(ctx, cmd_name)
        module, _, name = _READING[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(f"pactline.cli.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command; whatever goes wrong becomes one line, and the trace is there for those who ask for it."""
        try:
            return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get(TRACE_VARIABLE) or _is_closed_pipe(error):
                raise
            raise click.ClickException(_in_one_line(error)) from None


def _is_closed_pipe(error: Exception) -> bool:
    """Say whether who read our output has gone, as ``head`` does; that is nobody's fault."""
    return isinstance(error, OSError) and error.errno == errno.EPIPE


def _in_one_line(error: Exception) -> str:
    if isinstance(error, RecordError):
        return str(error)
    if isinstance(error, OSError):
        where = f"{error.filename}: " if error.filename else ""
        return f"{where}{error.strerror or error}."
    reason = " ".join(str(error).split())[:_SAID]
    return (
        f"something unexpected happened ({type(error).__name__}: {reason}). "
        f"Please report it; {TRACE_VARIABLE}=1 before the command shows where."
    )


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pactline", message="%(prog)s %(version)s")
def main() -> None:
    """Show a record of events, claims and sources, and ask each claim who says so."""


@main.command()
@click.argument(
    "data",
    type=click.Path(exists=True, readable=True, path_type=Path),
    required=False,
    envvar=DATA_VARIABLE,
)
@click.option("--host", default=serve.LOOPBACK, show_default=True, help="Address to listen on.")
@click.option(
    "--port",
    type=click.IntRange(1, 65535),
    help=f"Port to listen on.  [default: {serve.FIRST_PORT}, or the next free one]",
)
@click.option("--lan", is_flag=True, help="Open it to this network and print the address for the room.")
@click.option(
    "--browser/--no-browser",
    "open_browser",
    default=None,
    help="Open a browser, or do not.  [default: where there is a screen]",
)
@click.option(
    "--log",
    type=click.Choice(["plain", "json"]),
    envvar="PACTLINE_LOG",
    help="The log's form: lines for people, or one JSON object for each request and slow run.  [default: plain]",
)
@click.option(
    "--workers",
    type=click.IntRange(1, several.MOST),
    default=1,
    help="Processes that share the readers, behind nginx; each holds the record.  [default: 1, without nginx]",
)
@click.option(
    "--language",
    metavar="CODE",
    envvar=LANGUAGE_VARIABLE,
    help="The language of the interface.  [default: that of the record's edition, or en]",
)
@click.pass_context
def run(
    ctx: click.Context,
    data: Path | None,
    *,
    host: str,
    port: int | None,
    lan: bool,
    open_browser: bool | None,
    log: str | None,
    workers: int,
    language: str | None,
) -> None:
    """Open the app on DATA, a YAML file, or a folder of YAML or of Parquet files; without it, on the curated record."""
    if lan:
        if ctx.get_parameter_source("host") is not ParameterSource.DEFAULT:
            raise click.UsageError("--lan listens on every address; leave out --host.")
        host = EVERY_ADDRESS
    if log:
        os.environ["PACTLINE_LOG"] = log
    if language:
        from pactline.wording import languages  # noqa: PLC0415 - reads files, which no other command needs at its start

        if language not in languages():
            raise click.BadParameter(f"there are {', '.join(languages())}.", param_hint="--language")
        os.environ[LANGUAGE_VARIABLE] = language
    try:
        if workers > 1:
            sys.exit(several.run(data, workers=workers, host=host, port=port))
        sys.exit(serve.run(data, host=host, port=port, open_browser=open_browser))
    except serve.CannotServeError as error:
        raise click.ClickException(str(error)) from error
