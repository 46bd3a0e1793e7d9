"""One browser of each engine for the walks in this folder, and a watch over what its pages do."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.engine import Engine
from tests.engines.found import KINDS, Kind

# Remarks that are no fault of a page: Streamlit's, as it is left while it asks; and a browser's, that what a change of
# size led to is told one frame later.
REMARKS = ("Cannot send rerun backMessage when disconnected", "ResizeObserver loop completed with undelivered")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what lies in this folder: it needs a browser."""
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker("browser")


@pytest.fixture(scope="module", params=KINDS, ids=lambda kind: kind.name)
def running(request: pytest.FixtureRequest, served_app: str) -> Iterator[Engine]:  # noqa: ARG001 - ends after it
    """A browser of the engine, shared by its walks."""
    kind: Kind = request.param
    engine = kind.find()
    if engine is None:
        (pytest.fail if kind.needed else pytest.skip)(kind.lack)
    with engine:
        yield engine


@pytest.fixture
def engine(running: Engine) -> Iterator[Engine]:
    """The browser for one walk: whose pages must ask no other host, and complain of nothing."""
    yield running
    first, *others = running.windows()
    for window in others:
        running.turn_to(window)
        running.close()
    running.turn_to(first)
    running.take_notes()
    foreign, errors = running.foreign[:], [one for one in running.errors if not one.startswith(REMARKS)]
    running.foreign.clear()
    running.errors.clear()
    assert foreign == [], "a page asked another host"
    assert errors == [], "a page complained on the console"
