"""What every test may lean on: settings that make a run repeatable, and real servers."""

import faulthandler
import gc
import logging
import os
import subprocess
import sys
import venv
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from pactline import wording
from tests.app_server import ROOT, AppServer

# No deadline: the first example pays for imports and caches. CI draws the same examples each time, so that a
# red run is about the change; at a desk new ones are drawn.
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")


CLEANING_UP = 300.0  # seconds


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Generator[None, object, object]:
    """Limit the time after a test, too: the limits of ``pyproject.toml`` are over as soon as a test has failed."""
    faulthandler.dump_traceback_later(CLEANING_UP, exit=True)
    try:
        return (yield)
    finally:
        faulthandler.cancel_dump_traceback_later()


def pytest_collection_finish() -> None:
    """Leave what all tests have imported and made out of Python's looks through its memory."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def _packages_are_looked_through_once() -> Iterator[None]:
    """AppTest looks for components in all that is installed, at each run: ten times what a page of a small record takes."""
    if "streamlit.testing.v1" not in sys.modules:  # no test draws a page
        yield
        return
    from streamlit.components.v2 import manifest_scanner  # noqa: PLC0415

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


@pytest.fixture(autouse=True)
def _memory_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server looks through its memory once a record; here, where all tests are in it, that takes a second each."""
    if serving := sys.modules.get("components.shell.serving"):
        monkeypatch.setattr(serving, "settle", lambda: None)


@pytest.fixture(autouse=True)
def _the_curated_record_unless_told(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep a record that the developer has set for a shell of their own out of the tests.

    Pages that are drawn in this process share the curated record, read once; one that a test has made goes with it.
    """
    monkeypatch.delenv("PACTLINE_DATA", raising=False)
    monkeypatch.delenv("PACTLINE_ROOM", raising=False)
    monkeypatch.delenv("PACTLINE_LANGUAGE", raising=False)
    wording.speak(wording.speech())  # whatever record another test has served in this process
    yield
    if serving := sys.modules.get("components.shell.serving"):  # most tests draw no page
        serving._speak_of.cache_clear()
        own, made = os.environ.get("PACTLINE_DATA"), request.node.funcargs.get("tmp_path")
        if own and made and Path(own).is_relative_to(made):
            serving.WATCHED.pop(str(Path(own)), None)


@pytest.fixture(autouse=True)
def faults() -> Iterator[list[str]]:
    """What pages that this test drew failed with, which readers do not see; a test that provokes it clears the list."""
    found: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            found.append(self.format(record))

    kept, log = Kept(), logging.getLogger("components.shell.every_page")
    log.addHandler(kept)
    yield found
    log.removeHandler(kept)
    assert found == [], "a page failed"


@pytest.fixture(scope="session")
def served_app() -> Iterator[str]:
    """The address of one server on the curated record, shared by all tests."""
    with AppServer() as server:
        yield server.url


@pytest.fixture
def cold_app() -> Iterator[str]:
    """The address of a server that nobody has asked for anything yet."""
    with AppServer() as server:
        yield server.url


@pytest.fixture
def serve() -> Iterator[Callable[[Path], str]]:
    """A function that serves a record of one's own and returns the address."""
    with ExitStack() as running:
        yield lambda data: running.enter_context(AppServer(data)).url


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the sdist and not from the checkout: so the sdist is known to be complete."""
    work = tmp_path_factory.mktemp("wheel")
    _build(ROOT, "sdist", work)
    subprocess.run([sys.executable, "-m", "tarfile", "-e", str(next(work.glob("*.tar.gz"))), str(work)], check=True)
    _build(next(path for path in work.iterdir() if path.is_dir()), "wheel", work / "dist")
    return next((work / "dist").glob("*.whl"))


@pytest.fixture(scope="session")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Python of an environment with the wheel in it, installed by pip, and nothing of this checkout.

    What the wheel depends on comes from the environment that runs the tests: nothing is downloaded.
    """
    home = tmp_path_factory.mktemp("installed")
    venv.create(home, symlinks=True, with_pip=False)
    python = home / "bin" / "python"
    pip = [sys.executable, "-m", "pip", "--python", str(python), "install", "--quiet", "--no-deps", "--no-index"]
    subprocess.run([*pip, str(wheel)], check=True)
    _lend_libraries(next(home.glob("lib/python*/site-packages")))
    return python


@pytest.fixture(scope="session")
def installed_app(installed: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the app as the wheel installs it, started far from the checkout."""
    command = [str(installed.with_name("pactline"))]
    with AppServer(command=command, cwd=tmp_path_factory.mktemp("elsewhere")) as server:
        yield server.url


def _build(source: Path, target: str, into: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(into)],
        cwd=source,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _lend_libraries(site: Path) -> None:
    """Link this environment's libraries into another, pactline's own editable install excepted."""
    ours = Path(pytest.__file__).resolve().parent.parent
    for library in ours.iterdir():
        theirs = site / library.name
        if "pactline" not in library.name and not theirs.exists():
            theirs.symlink_to(library)
