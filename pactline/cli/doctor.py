"""``pactline doctor``: looks at what the app needs on this machine, and says of each what to do."""

import importlib.metadata
import json
import os
import resource
import socket
import sys
import tempfile
import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

import click
from packaging.requirements import Requirement

from components.shell.policy import FRAMES_VARIABLE, Frames
from components.shell.told import FORM_VARIABLE, SLOW_VARIABLE, seconds
from components.shell.watching import WATCHERS_VARIABLE, watchers
from pactline import __version__
from pactline.cli import serve
from pactline.files import cache_folder
from pactline.files.links import ARCHIVE_VARIABLE
from pactline.files.opening import check_record
from pactline.home import DATA_VARIABLE, LANGUAGE_VARIABLE, app_root, curated_record
from pactline.network import ROOM_VARIABLE
from pactline.problem import RecordError
from pactline.text.amounts import counted
from pactline.text.nearest import KnownWords

State: TypeAlias = Literal["good", "look", "bad"]
_OLDEST: Final = (3, 11)
_FEW_FILES: Final = 1024  # open files; each reader takes some ten
_TRACE = "PACTLINE_TRACE"
_OURS = (
    *(DATA_VARIABLE, LANGUAGE_VARIABLE, ROOM_VARIABLE, cache_folder.FOLDER_VARIABLE, ARCHIVE_VARIABLE, _TRACE),
    *(FRAMES_VARIABLE, FORM_VARIABLE, SLOW_VARIABLE, WATCHERS_VARIABLE),
)
_FONTS = {
    "static/fonts": ("latin-sans.woff2", "latin-serif.woff2", "noto-sans-kr.woff2", "noto-sans-sc.woff2"),
    "components/paper/fonts": ("PactlineSans-Regular.ttf", "PactlineSerif-Regular.ttf", "PactlineKR-Regular.ttf"),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing.

    Attributes:
        about: What was looked at.
        state: ``good``; ``look``, where the app runs but something of it may not; ``bad``, where it does not run.
        said: What was found.
        advice: What to do; empty where it is good.
    """

    about: str
    state: State
    said: str
    advice: str = ""


@click.command()
@click.argument("data", type=click.Path(path_type=Path), required=False, envvar=DATA_VARIABLE)
@click.option("--port", type=click.IntRange(1, 65535), default=serve.FIRST_PORT, show_default=True, help="Port to try.")
@click.option("--json", "as_json", is_flag=True, help="Print a list of findings for a program.")
def doctor(data: Path | None, *, port: int, as_json: bool) -> None:
    """Look at versions, settings, DATA, caches, fonts, port and permissions, and say what to do about each.

    Changes nothing and asks no network. Ends with 1 if something is bad; without DATA it looks at the curated record.
    """
    findings = [*examined(data or curated_record(), port)]
    if as_json:
        click.echo(json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=2))
    else:
        for one in findings:
            click.echo(f"{one.state:4}  {one.about}: {one.said}")
            if one.advice:
                click.echo(f"      → {one.advice}")
    sys.exit(1 if any(one.state == "bad" for one in findings) else 0)


def examined(record: Path, port: int) -> Iterator[Finding]:
    """Look at everything, one thing after the other; whatever goes wrong with one is a finding of it."""
    looks: tuple[tuple[str, Callable[[], Iterator[Finding]]], ...] = (
        ("Python", lambda: python(sys.version_info[:3])),
        ("packages", packages),
        ("settings", lambda: settings(os.environ, app_root() / ".streamlit" / "config.toml")),
        ("record", lambda: of_record(record)),
        ("cache", lambda: caches(cache_folder.folder(), app_root() / "static")),
        ("fonts", lambda: fonts(app_root())),
        ("port", lambda: ports(port)),
        ("open files", lambda: open_files(resource.getrlimit(resource.RLIMIT_NOFILE)[1])),
    )
    for about, look in looks:
        try:
            yield from look()
        except Exception as error:  # noqa: BLE001 - a doctor who falls over helps nobody
            yield Finding(about, "bad", f"could not be looked at ({type(error).__name__}: {error})", "report this")


def python(version: tuple[int, int, int]) -> Iterator[Finding]:
    """Look at Python's version."""
    said = ".".join(map(str, version))
    if version[:2] < _OLDEST:
        yield Finding("Python", "bad", said, f"install Python {_OLDEST[0]}.{_OLDEST[1]} or newer")
    else:
        yield Finding("Python", "good", said)


def packages() -> Iterator[Finding]:
    """Look whether each package that we need is there, in a version that we run with."""
    try:
        needed = importlib.metadata.requires("pactline") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding("packages", "look", f"pactline {__version__} is not installed, only run", "pip install -e .")
        return
    wrong, streamlit = [], ""
    for one in map(Requirement, needed):
        if one.marker and not one.marker.evaluate({"extra": ""}):
            continue
        try:
            found = importlib.metadata.version(one.name)
        except importlib.metadata.PackageNotFoundError:
            found = ""
        streamlit = found if one.name == "streamlit" else streamlit
        if not one.specifier.contains(found or "0", prereleases=True) or not found:
            wrong.append(f"{one.name} {found or 'is missing'} (needs {one.specifier})")
    if wrong:
        advice = "pip install --upgrade pactline, in an environment of its own"
        yield Finding("packages", "bad", "; ".join(wrong), advice)
    else:
        yield Finding("packages", "good", f"pactline {__version__}, streamlit {streamlit}, and all else that is needed")


def settings(environment: Mapping[str, str], config: Path) -> Iterator[Finding]:
    """Look at our variables, at Streamlit's, and at the file of its settings."""
    alphabet = KnownWords(_OURS)
    for name in sorted(name for name in environment if name.startswith("PACTLINE_") and name not in _OURS):
        advice = alphabet.hint(name, f"known are {', '.join(_OURS)}")
        yield Finding("settings", "look", f"{name} means nothing here", advice)
    wrong = False
    for name, reads in ((FRAMES_VARIABLE, Frames.of), (WATCHERS_VARIABLE, watchers), (SLOW_VARIABLE, seconds)):
        try:
            if said := environment.get(name):
                reads(said)
        except ValueError as error:
            wrong = True
            yield Finding("settings", "bad", str(error), f"correct {name}, or leave it out")
    theirs = sorted(name for name in environment if name.startswith("STREAMLIT_"))
    try:
        content = tomllib.loads(config.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        yield Finding("settings", "bad", f"{config} cannot be read: {error}", "install pactline again")
        return
    if content.get("browser", {}).get("gatherUsageStats") is not False:
        advice = f"set browser.gatherUsageStats = false in {config}"
        yield Finding("settings", "look", "Streamlit's telemetry is on", advice)
    if environment.get("STREAMLIT_SERVER_ENABLE_CORS", "").lower() in ("false", "0"):
        words = "pages of every origin may open a connection (STREAMLIT_SERVER_ENABLE_CORS)"
        yield Finding("settings", "look", words, "name them instead: STREAMLIT_SERVER_CORS_ALLOWED_ORIGINS")
    if not wrong:
        said = f"{config}, and {counted(len(theirs), 'variable')} of Streamlit's" + (
            f" ({', '.join(theirs)})" if theirs else ""
        )
        yield Finding("settings", "good", said)


def of_record(record: Path) -> Iterator[Finding]:
    """Look whether a record opens, and whether what the commands write beside it could be written."""
    try:
        problems = check_record(record)
    except RecordError as error:
        problems = error.problems
    except OSError as error:
        words = f"{record}: {error.strerror or error}"
        yield Finding("record", "bad", words, "name a file or a folder that can be read")
        return
    errors = sum(one.severity == "error" for one in problems)
    warnings = len(problems) - errors
    if errors:
        yield Finding(
            "record", "bad", f"{record}: {counted(errors, 'error')}", f"pactline check {record} names each at its line"
        )
    elif warnings:
        words = f"{record} opens, with {counted(warnings, 'warning')}"
        yield Finding("record", "look", words, f"pactline check {record} names them")
    else:
        yield Finding("record", "good", f"{record} opens")
    folder = record if record.is_dir() else record.parent
    if not os.access(folder, os.W_OK):
        words = f"{folder} cannot be written: no proposals, no editions kept"
        yield Finding("permissions", "look", words, "fine for a server that only shows; else give this user the right")


def caches(kept: Path, static: Path) -> Iterator[Finding]:
    """Look whether what is made once could be kept."""
    other = f"each start reads and makes them anew; set {cache_folder.FOLDER_VARIABLE} to a folder that can be written"
    for folder, what, otherwise in (
        (kept, "large records and first pages", other),
        (static / "made", "styles and scripts", "each run sends them anew; let this user write there"),
    ):
        if _can_write(folder):
            size = sum(file.stat().st_size for file in folder.glob("*") if file.is_file()) if folder.is_dir() else 0
            yield Finding("cache", "good", f"{what} are kept in {folder} ({size / 1e6:.1f} MB)")
        else:
            yield Finding("cache", "look", f"{folder} cannot be written: {what} are not kept", otherwise)


def fonts(root: Path) -> Iterator[Finding]:
    """Look whether the fonts of pages and of paper are there."""
    files = [root / folder / name for folder, names in _FONTS.items() for name in names]
    missing = [str(file.relative_to(root)) for file in files if not file.is_file() or not file.stat().st_size]
    if missing:
        advice = "install pactline again: letters will look wrong"
        yield Finding("fonts", "look", f"missing: {', '.join(missing)}", advice)
    else:
        yield Finding("fonts", "good", f"{len(files)} files, for pages and for paper")


def ports(port: int) -> Iterator[Finding]:
    """Look whether a port is free on this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((serve.LOOPBACK, port))
        except OSError as error:
            advice = "pactline run takes the next free one; --port N asks for another"
            yield Finding("port", "look", f"{port}: {error.strerror}", advice)
            return
    yield Finding("port", "good", f"{port} is free on this machine")


def open_files(most: int) -> Iterator[Finding]:
    """Look how many files, and so readers, this user may hold open."""
    if most != resource.RLIM_INFINITY and most < _FEW_FILES:
        said = f"at most {most}: some {most // 10} readers"
        yield Finding("open files", "look", said, "raise the limit (ulimit -n, LimitNOFILE) for more readers")
    else:
        yield Finding("open files", "good", "without end" if most == resource.RLIM_INFINITY else f"at most {most}")


def _can_write(folder: Path) -> bool:
    """Say whether a file could be written into a folder that may have to be made first; leaves nothing behind."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
