"""What answers while the app is still being imported, and hands over to it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest

from components.shell import dawn as dawning
from components.shell import door, kept_pages, streamlit_leans
from components.shell.dawn import Dawn
from components.shell.document import trusted
from components.shell.kept_pages import Start, keep, source_of
from components.shell.policy import POLICY, Frames
from pactline.files.cache_folder import FOLDER_VARIABLE
from tests.components.shell.test_kept_pages import document

HERE = MappingProxyType({"host": "127.0.0.1:8501"})
Answer = tuple[int, dict[str, str], bytes]


class Late:
    """An app that is made once somebody says so, and what happens to it."""

    def __init__(self, error: Exception | None = None) -> None:
        self.wanted, self.error, self.lived = threading.Event(), error, list[str]()

    def make(self) -> Any:
        assert self.wanted.wait(30)
        if self.error:
            raise self.error
        return self

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "lifespan":
            for what in ("startup", "shutdown"):
                self.lived.append((await receive())["type"])
                await send({"type": f"lifespan.{what}.complete"})
            return
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"the app"})


@pytest.fixture(autouse=True)
def _early(monkeypatch: pytest.MonkeyPatch) -> None:
    ready = threading.Event()
    for module in (door, dawning):
        monkeypatch.setattr(module, "ready", ready)


@asynccontextmanager
async def living(dawn: Dawn) -> AsyncIterator[list[str]]:
    """Let a server start and, in the end, end it; give what it was told."""
    told: asyncio.Queue[Any] = asyncio.Queue()
    heard: list[str] = []
    started = asyncio.Event()

    async def send(message: Any) -> None:
        heard.append(message["type"])
        started.set()

    life = asyncio.create_task(dawn({"type": "lifespan", "state": {}}, told.get, send))
    await told.put({"type": "lifespan.startup"})
    await started.wait()
    yield heard
    await told.put({"type": "lifespan.shutdown"})
    await life


async def ask(dawn: Dawn, path: str, headers: Mapping[str, str] = HERE, query: str = "") -> Answer:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    told = asyncio.Queue[Any]()  # and nothing more: the reader stays
    await told.put({"type": "http.request"})
    scope: dict[str, Any] = {
        "type": "http", "scheme": "http", "method": "GET", "path": path, "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()], "client": ("127.0.0.1", 5),
    }  # fmt: skip
    await dawn(scope, told.get, send)
    given = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], given, b"".join(part.get("body", b"") for part in sent[1:])


def run(late: Late, talk: Callable[[Dawn], Awaitable[None]], base: str = "") -> Dawn:
    """Let a dawn live through a talk."""
    dawn = Dawn(late.make, base=base, frames=Frames(), failed=lambda: late.lived.append("failed"))

    async def all_of_it() -> None:
        async with living(dawn) as heard:
            assert heard == ["lifespan.startup.complete"]
            await talk(dawn)
        assert heard[-1] == "lifespan.shutdown.complete"

    asyncio.run(all_of_it())
    return dawn


def test_a_page_of_an_earlier_start_is_there_before_the_app_and_then_the_app_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = tmp_path / "events.yaml"
    record.write_text("events: []\n")
    monkeypatch.setenv(FOLDER_VARIABLE, str(tmp_path / "cache"))
    monkeypatch.setenv("PACTLINE_DATA", str(record))
    monkeypatch.setattr(kept_pages, "START", Start())
    source = source_of(record)
    assert source is not None
    keep(source, "timeline", document(source.root))
    late = Late()

    async def talk(dawn: Dawn) -> None:
        status, headers, body = await ask(dawn, "/below/timeline")
        assert (status, body) == (200, document("http://127.0.0.1:8501/below/"))
        assert all(script in headers[POLICY.lower()] for script in trusted())
        assert (await ask(dawn, "/below/timeline", HERE | {"if-none-match": headers["etag"]}))[0] == 304
        assert kept_pages.START.asked == {"timeline": None}
        late.wanted.set()
        assert (await ask(dawn, "/below/cards"))[2] == b"the app"  # it waited
        assert (await ask(dawn, "/below/timeline"))[2] == b"the app"
        begins = asyncio.create_task(ask(dawn, f"/below/{streamlit_leans.entry()}"))
        await asyncio.sleep(0)
        assert (await ask(dawn, "/below/cards"))[2] == b"the app"
        assert not begins.done()  # the app would take the page's place, and have nothing to show
        door.ready.set()
        assert (await begins)[2] == b"the app"

    run(late, talk, "below")
    assert late.lived == ["lifespan.startup", "lifespan.shutdown"]


def test_without_such_a_page_the_document_comes_in_which_the_app_will(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_pages.START, "early", lambda *_: None)

    async def talk(dawn: Dawn) -> None:
        for path, query in (("/", ""), ("/timeline", "q=shells")):
            status, _, body = await ask(dawn, path, query=query)
            assert status == 200
            assert b'<div id="root">' in body

    run(Late(), talk)


def test_what_a_page_asks_for_is_there_and_no_other_file() -> None:
    [script] = [one.name for one in (streamlit_leans.front() / "static" / "js").glob("react-dom.*.js")]

    async def talk(dawn: Dawn) -> None:
        for path in (f"/static/js/{script}", "/app/static/fonts/first-sans.woff2"):
            status, headers, body = await ask(dawn, path)
            assert status == 200
            assert len(body) > 1000
            assert headers["x-content-type-options"] == "nosniff"
            assert "max-age" in headers["cache-control"]
        for path in ("/static/js/nothing.js", "/static/../../__init__.py", "/static/%2e%2e/__init__.py"):
            status, headers, body = await ask(dawn, path)
            assert (status, body) == (404, b"")
        assert (await ask(dawn, "/healthz"))[0] == 200
        assert (await ask(dawn, "/readyz"))[0] == 503

    run(Late(), talk)


@pytest.mark.parametrize(
    ("path", "headers"),
    [("/timeline", {"host": "example.org"}), ("/timeline", {"host": "192.168.7.5:8501"}), ("/timeline", {}),
     ("/_stcore/health", HERE), (f"/{streamlit_leans.entry()}", HERE), ("/app/static/vendor/x.js", HERE), ("/nonsense", HERE), ("/metrics", HERE)],
)  # fmt: skip
def test_all_else_waits_for_the_app_and_for_its_rules(path: str, headers: Mapping[str, str]) -> None:
    late = Late()

    async def talk(dawn: Dawn) -> None:
        asked = asyncio.create_task(ask(dawn, path, headers))
        assert (await ask(dawn, "/healthz"))[0] == 200
        assert not asked.done()
        late.wanted.set()
        assert (await asked)[2] == b"the app"

    run(late, talk)


def test_an_app_that_cannot_be_made_ends_the_server_and_lets_nobody_wait() -> None:
    late = Late(ValueError("PACTLINE_LOG says nothing that can be"))

    async def talk(dawn: Dawn) -> None:
        asked = asyncio.create_task(ask(dawn, "/_stcore/health"))
        late.wanted.set()
        assert (await asked)[0] == 503

    dawn = run(late, talk)
    assert dawn.error is late.error
    assert late.lived == ["failed"]


def test_an_app_that_cannot_begin_does_so_too() -> None:
    class Stillborn(Late):
        async def __call__(self, *_: Any) -> None:
            raise OSError("no room")

    late = Stillborn()
    late.wanted.set()

    async def talk(dawn: Dawn) -> None:
        assert (await ask(dawn, "/_stcore/health"))[0] == 503

    dawn = run(late, talk)
    assert str(dawn.error) == "OSError: no room"
