"""The small record, held by a server."""

from collections.abc import Iterator

import pytest

from pactline.tables.frames import Frames
from tests.components.public.fetching import held
from tests.support import SMALL, tables

LEDGER = """
changes:
- {edition: "1", date: 2025-11-01, kind: added, text: First edition.}
- {edition: "2", date: 2026-02-03, kind: corrected, text: The paper had written of shells before., ids: [pact.2]}
- {edition: "2", date: 2026-01-02, kind: withdrawn, text: A claim without a source., ids: [early-talks.9]}
"""


@pytest.fixture
def record() -> Frames:
    """Return the small record with a ledger."""
    return tables(SMALL + LEDGER)


@pytest.fixture(autouse=True)
def _held(record: Frames, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with held(record, monkeypatch):
        yield
