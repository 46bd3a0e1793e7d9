"""Fetches from the door as a program elsewhere does, of a record of a test's own."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any, NamedTuple

import pytest

from components.public import routes
from components.shell import serving
from components.shell.door import Door, pages
from pactline.files.watch import LiveRecord
from pactline.tables.frames import Frames

LOADED = datetime(2026, 11, 30, 7, tzinfo=UTC)


class Fetched(NamedTuple):
    """An answer."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as plain values."""
        return json.loads(self.body)


@contextmanager
def held(record: Frames | None, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let the server hold a record."""
    live: LiveRecord[Frames] = LiveRecord(1, record, LOADED if record else None)
    patch.setattr(serving, "live_record", lambda _: live)
    routes.STORE.cache_clear()
    yield
    routes.STORE.cache_clear()


async def _streamlit(_: Any, __: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/x-streamlit")]})
    await send({"type": "http.response.body", "body": b"streamlit"})


def fetch(
    path: str,
    query: str = "",
    *,
    base: str = "",
    method: str = "GET",
    scheme: str = "https",
    headers: Mapping[str, str] = MappingProxyType({}),
) -> Fetched:
    """Return what the door answers."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    own = {"host": "example.org", **headers}
    scope: dict[str, Any] = {
        "type": "http", "method": method, "path": base + path, "query_string": query.encode("latin-1"), "scheme": scheme,
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in own.items()], "client": ("127.0.0.1", 5),
    }  # fmt: skip
    asyncio.run(Door(_streamlit, pages=pages(), base=base)(scope, receive, send))
    given = {name.decode(): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Fetched(sent[0]["status"], given, b"".join(part.get("body", b"") for part in sent[1:]))
