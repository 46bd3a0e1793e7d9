"""What answers while the app is still being imported: under ``pactline run`` a page need not wait for that.

Streamlit, pandas and our own pages take seconds to import. Until they are there a reader of this machine gets a page
that an earlier start has kept (``kept_pages.py``), or the document in which the app will come, and the files that both
ask for. The script with which Streamlit begins in the browser is held back: it asks the server at once, and gives up.
All else waits for the app, and so does whoever asks under a name of another host: who is let in is a setting that
Streamlit reads. Once the app is there it answers everything.

Imports nothing heavy: that is what it is for.
"""

import asyncio
import logging
import threading
from asyncio import Event, Queue, Task
from collections.abc import Callable
from typing import Any, Final

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import PlainTextResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell import health, kept_pages, streamlit_leans
from components.shell.door import HOME, Door, bake, pages, ready
from components.shell.guard import host_of
from components.shell.policy import Frames
from components.shell.watching import Networks, Watch
from pactline.home import app_root
from pactline.network import is_loopback

_STATIC: Final = "app/static/"
_OURS: Final = (f"{_STATIC}made/", f"{_STATIC}fonts/")
_THEIRS: Final = "static/"
_HASHED: Final = "public, immutable, max-age=31536000"  # Streamlit's own words for its files, whose names hold a digest
_LOOK: Final = 0.05  # s between two looks whether pages can be made
_LONGEST: Final = 60.0  # s until the app is shown as it is
_log = logging.getLogger(__name__)


class Dawn:
    """An ASGI app that stands for another until that is made.

    Args:
        make: Imports and makes the app; called once, in a thread of its own, when the server is there.
        base: Path below which the app is served.
        frames: Which pages may show ours in a frame.
        networks: Who may read the numbers, beside this machine.
        failed: Called where the app cannot be made or started; ``error`` says why.

    Attributes:
        error: Why there is no app; ``None`` as long as there may be one.
    """

    def __init__(
        self,
        make: Callable[[], ASGIApp],
        *,
        base: str,
        frames: Frames,
        networks: Networks = (),
        failed: Callable[[], None] = lambda: None,
    ) -> None:
        self.error: BaseException | None = None
        self._make, self._failed = make, failed
        self._app: ASGIApp | None = None
        self._there = Event()
        self._base = f"/{base.strip('/')}" if base.strip("/") else ""
        self._pages = {f"{self._base}/{'' if page == HOME else page}" for page in pages()}
        self._entry = f"{self._base}/{streamlit_leans.entry()}"
        self._watched = {f"{one}/{name}" for one in ("", self._base) for name in (health.ALIVE, health.READY)}
        self._ours = StaticFiles(directory=app_root() / "static")
        self._theirs = StaticFiles(directory=streamlit_leans.front() / "static")
        door = Door(self._file, pages=pages(), base=base, frames=frames, bake=bake)
        self._answers = Watch(door, base=base, networks=networks)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the app answer, once it is there."""
        if self._app is None and scope["type"] == "lifespan":
            await self._live(scope, receive, send)
            return
        if self._app is None and self._may_answer(scope):
            await self._answers(scope, receive, send)
            return
        await self._there.wait()
        if scope["type"] == "http" and scope["path"] == self._entry:
            await self._can_go_on()
        if self._app is not None:
            await self._app(scope, receive, send)
        elif scope["type"] == "http":
            await PlainTextResponse("The app could not be started; its log says why.\n", 503)(scope, receive, send)

    def _may_answer(self, scope: Scope) -> bool:
        """Say whether a request can be answered without the app."""
        if scope["type"] != "http" or scope["method"] not in ("GET", "HEAD"):
            return False
        path: str = scope["path"]
        if path in self._watched:
            return True
        if not is_loopback(host_of(Headers(scope=scope).get("host", "")) or ""):
            return False
        if path == self._entry:
            return False
        return path in self._pages or self._inside(scope).startswith((*_OURS, _THEIRS))

    async def _can_go_on(self) -> None:
        """Wait until pages can be made, where a reader has one of an earlier start before them: it need not go yet."""
        for _ in range(round(_LONGEST / _LOOK)):
            if ready.is_set() or not kept_pages.START.shown or self._app is None:
                return
            await asyncio.sleep(_LOOK)

    def _inside(self, scope: Scope) -> str:
        return str(scope["path"]).removeprefix(self._base).lstrip("/")

    async def _file(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file that a page asks for, as the app will."""
        inside = self._inside(scope)
        theirs = inside.startswith(_THEIRS)
        folder, name = (self._theirs, inside[len(_THEIRS) :]) if theirs else (self._ours, inside[len(_STATIC) :])
        try:
            answer: Response = await folder.get_response(name, scope)
        except HTTPException as error:
            answer = PlainTextResponse("", error.status_code)
        else:
            if theirs:
                answer.headers["Cache-Control"] = _HASHED
        await answer(scope, receive, send)

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the server answer at once, make the app beside it, and end the app with it."""
        await receive()
        await send({"type": "lifespan.startup.complete"})
        life = Life()
        coming = asyncio.create_task(self._come(life, scope))
        await receive()
        coming.cancel()
        await life.end()
        await send({"type": "lifespan.shutdown.complete"})

    async def _come(self, life: "Life", scope: Scope) -> None:
        """Make the app and start it; where that fails, say so to whoever runs the server, and to those who wait."""
        try:
            app = await _in_a_thread(self._make)
            await life.begin(app, scope)
            self._app = app
        except Exception as error:  # noqa: BLE001 - whatever it is, the server ends with it
            self.error = error
            self._failed()
        finally:
            self._there.set()


class Life:
    """The life of an app within another's: its own beginning and end (ASGI, lifespan protocol)."""

    def __init__(self) -> None:
        self._said: Queue[Message] = Queue()
        self._heard: Queue[Message] = Queue()
        self._task: Task[None] | None = None

    async def begin(self, app: ASGIApp, scope: Scope) -> None:
        """Start an app.

        Raises:
            RuntimeError: It says that it cannot.
        """
        self._task = asyncio.create_task(self._run(app, scope))
        await self._tell("startup")

    async def end(self) -> None:
        """End it, if it has begun."""
        if self._task is not None and not self._task.done():
            await self._tell("shutdown")
            await self._task

    async def _run(self, app: ASGIApp, scope: Scope) -> None:
        try:
            await app(scope, self._said.get, self._heard.put)
        except Exception as error:  # noqa: BLE001 - told as what it is by whoever waits for an answer
            await self._heard.put({"type": "failed", "message": f"{type(error).__name__}: {error}"})
            _log.debug("The app's life ended.", exc_info=True)

    async def _tell(self, what: str) -> None:
        await self._said.put({"type": f"lifespan.{what}"})
        answer = await self._heard.get()
        if not answer["type"].endswith(".complete"):
            raise RuntimeError(answer.get("message") or f"the app's {what} failed")


async def _in_a_thread(make: Callable[[], Any]) -> Any:
    """Return what a function returns, from a thread that no end of the server waits for."""
    loop = asyncio.get_running_loop()
    made = loop.create_future()

    def settle(result: Any, error: Exception | None) -> None:
        if not made.done():
            made.set_exception(error) if error else made.set_result(result)

    def run() -> None:
        result, wrong = None, None
        try:
            result = make()
        except Exception as error:  # noqa: BLE001 - handed on
            wrong = error
        try:
            loop.call_soon_threadsafe(settle, result, wrong)
        except RuntimeError:  # the server has ended meanwhile
            _log.debug("The app came too late.")

    threading.Thread(target=run, daemon=True, name="pactline-dawn").start()
    return await made
