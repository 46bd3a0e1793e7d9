"""What stands before Streamlit's server: headers for every answer, addresses put right, neighbours kept out.

Streamlit answers every address that it does not know with its own page, whose script then finds nothing. Here an
address that is written differently leads to the right one, and any other says that there is nothing, with 404.
Imports nothing heavy: the server waits for this module.
"""

import gzip
import logging
import time
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from threading import Event
from typing import TYPE_CHECKING, Final, TypeAlias

from anyio import to_thread
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell import kept_pages, public_door
from components.shell.guard import host_of
from components.shell.own_address import address_of
from components.shell.policy import HEADERS, OPENER, POLICY, Frames, framed, is_document, policy
from components.shell.streamlit_leans import FILES, FOLDERS, INNER, METRICS
from pactline.home import app_root
from pactline.network import is_loopback

if TYPE_CHECKING:
    from components.shell.cards import Answer as Given
    from components.shell.document import Document
    from pactline.record.look import Colours

Bake: TypeAlias = "Callable[[Scope, str, str, str], Document | None]"  # of a request, below a base, a page at a query

HOME = "findings"  # the page that lives at the root
CARD = "card"  # where the drawer's cards are
DRAWN = "drawn"  # where the timeline's pictures are
HITS = "hits"  # where the first hits for the field in the head are
TAKE = "take"  # where files to take away are made
SEEN = "seen"  # what a browser keeps of a visit, to tell what has changed at the next one
WORDS = "words"  # where the words are that a page's buttons open
LONGEST_QUERY = 20_000  # bytes as they come in the address; a longer query is no reader's
_ICON = "favicon.ico"
_ROOT = ("", HOME, "overview", "index.html")  # the page was called overview: its links still lead here
_KEPT = (200, 304)
_STATIC: Final = {  # a name that holds a digest of what it names is never another file's
    "app/static/made/": "public, max-age=31536000, immutable",
    "app/static/fonts/": "public, max-age=604800, stale-while-revalidate=2592000",
}
_LONGEST_NAME = 40  # characters of a path that may be a page's name misspelt

ready = Event()  # set once the record is read, and pages can be made
_BY_DEFAULT: Final = Frames()

_log = logging.getLogger(__name__)


def pages() -> frozenset[str]:
    """Return the names of our pages: those of the scripts that draw them."""
    return frozenset(script.stem for script in (app_root() / "pages").glob("*.py"))


def apologise(error: Exception) -> bool:
    """Show the calm page for what went wrong in a run, outside of any page; say that it stands."""
    from components.shell import every_page  # noqa: PLC0415 - the server would come up later

    return every_page.apologise(error)


class Door:
    """An ASGI middleware around the whole app.

    Args:
        app: What answers behind it.
        pages: The names of our pages, in small letters, ``HOME`` among them.
        base: Path below which the app is served; slashes at its ends do not matter.
        frames: Which pages may show ours in a frame.
        bake: Returns the document of a page with its content, as ``bake`` does; without it pages begin empty.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        pages: Collection[str],
        base: str = "",
        frames: Frames = _BY_DEFAULT,
        bake: "Bake | None" = None,
    ) -> None:
        self._app = app
        self._frames = frames
        self._bake = bake
        self._pages = frozenset(pages)
        self._base = f"/{base.strip('/')}" if base.strip("/") else ""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let Streamlit answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        begun = False

        async def sent(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                headers = MutableHeaders(scope=message)
                self._guarded(scope, headers)
                if message["status"] in _KEPT and (keeping := self._keeping(scope["path"])):
                    headers["Cache-Control"] = keeping
            await send(message)

        own = self._answer(scope)
        try:
            await (own or self._app)(scope, receive, sent)
        except Exception:
            if begun:  # too late for another answer: the connection ends
                raise
            _log.exception("%s %r could not be answered", scope["method"], scope["path"])
            await self._page("fault", 500)(scope, receive, sent)

    def _guarded(self, scope: Scope, headers: MutableHeaders) -> None:
        """Tell the browser what to refuse."""
        headers.update(HEADERS)
        if POLICY not in headers and not is_document(headers.get("content-type", "")):
            return
        embedded = any(
            part[:6] == b"embed=" and part[6:].lower() == b"true" for part in scope["query_string"].split(b"&")
        )
        headers[POLICY] = framed(headers.get(POLICY), self._frames.ancestors(embedded=embedded))
        if scope.get("scheme") == "https" or is_loopback(host_of(Headers(scope=scope).get("host", "")) or ""):
            headers.update(OPENER)

    def _keeping(self, path: str) -> str:
        """Return how long what is ours among the static files may be kept, of which Streamlit says nothing."""
        inside = path.removeprefix(self._base).lstrip("/")
        return next((keeping for folder, keeping in _STATIC.items() if inside.startswith(folder)), "")

    def _answer(self, scope: Scope) -> ASGIApp | None:
        """Return our own answer; ``None`` where Streamlit has the right one."""
        path: str = scope["path"]
        if path != self._base and not path.startswith(f"{self._base}/"):
            return None
        inside = path.removeprefix(self._base).lstrip("/")
        client = scope.get("client")
        if inside.rstrip("/") == METRICS and not (client and is_loopback(client[0])):
            return PlainTextResponse("Only the machine that serves the app may read this.\n", 403)
        if public_door.is_public(inside):
            return public_door.door(inside, self._base, self._page("missing", 404))
        if scope["method"] not in ("GET", "HEAD") or _is_streamlits(inside):
            return None
        query = scope["query_string"].decode("latin-1")
        given = self._taken if inside == TAKE else _GIVEN.get(inside)
        if given and len(query) <= LONGEST_QUERY:
            return given
        return self._page_at(path, inside, query)

    def _page_at(self, path: str, inside: str, query: str) -> ASGIApp:
        """Return what stands at a page's address; for a page of ours that is addressed rightly the first document."""
        if inside == _ICON:  # browsers ask for it beside what is no page, a plain text say
            return RedirectResponse(f"{self._base}/app/static/icon.png", 308)
        if len(query) > LONGEST_QUERY:
            return self._page("long", 414)
        page = self._named(inside)
        if page is None:
            near = self._near(inside.partition("/")[0])
            return self._page("missing", 404, near, self._address(near, query) if near else "")
        right = self._address(page, "")
        if path in (right, self._base if page == HOME else right):
            said = _said(query)
            if said != query:
                return RedirectResponse(self._address(page, said), 307, {"Cache-Control": "no-cache"})
            return _first(self._baked(page, query))
        return RedirectResponse(self._address(page, query), 308, {"Cache-Control": "no-cache"})

    async def _taken(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer with a file to take away; where there is none, say so."""

        def made() -> Response | None:
            from components.shell.taken import answer  # noqa: PLC0415 - the server would come up later

            found = answer(scope["query_string"].decode("latin-1"), address_of(scope, self._base))
            headers = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}
            if found is None:
                return None
            headers["Content-Disposition"] = f'attachment; filename="{found.name}"'
            return Response(found.content, 200, headers, found.kind)

        found = await to_thread.run_sync(made, limiter=public_door.limiter())
        await (found or self._page("missing", 404))(scope, receive, send)

    def _baked(self, page: str, query: str) -> "Callable[[Scope], Document | None]":
        """Return what finds the document of a page for a request."""
        return lambda scope: self._bake(scope, self._base, page, query) if self._bake else None

    def _named(self, inside: str) -> str | None:
        """Return the page that a path means, however it is written."""
        name = inside.strip("/ ").casefold()
        return HOME if name in _ROOT else name if name in self._pages else None

    def _near(self, part: str) -> str | None:
        """Return the page that the first part of a path may have meant."""
        found = get_close_matches(part[:_LONGEST_NAME].casefold(), self._pages, n=1)
        return found[0] if found and found[0] != HOME else None

    def _address(self, page: str, query: str) -> str:
        address = f"{self._base}/{'' if page == HOME else page}"
        return f"{address}?{query}" if query else address

    def _page(self, kind: str, status: int, near: str | None = None, address: str = "") -> ASGIApp:
        """Return a calm page of ours as an answer; what draws it is imported when it is first wanted."""

        def drawn() -> str:
            from components.shell.sorry import sorry_page  # noqa: PLC0415 - the server would come up later

            return sorry_page(kind, home=f"{self._base}/", near=near, address=address, own=_own_colour())

        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            html = await run_in_threadpool(drawn)  # others are served meanwhile
            await HTMLResponse(html, status, {"Cache-Control": "no-cache"})(scope, receive, send)

        return answer


def _own_colour() -> "Colours | None":
    """Return the colour of the record that is served, once there is one."""
    if not ready.is_set():
        return None
    from components.shell import serving, shown  # noqa: PLC0415 - likewise

    record = serving.live_record(shown.record_path()).record
    return record.dossier.edition.accent if record else None


def _said(query: str) -> str:
    """Return a query without the keys that say nothing: a form sends all of its fields, a link has none of these."""
    return "&".join(pair for pair in query.split("&") if not pair.endswith("=") or pair.count("=") > 1)


def bake(scope: Scope, base: str, page: str, query: str) -> "Document | None":
    """Return the document of a page with its content; ``None`` where it cannot be made, or not soon enough."""
    own = address_of(scope, base)
    root = f"{own}/" if "://" in own else ""
    if not ready.is_set():  # the app's own document need not wait for a record, nor a page that an earlier start made
        return kept_pages.START.early(page, "" if query else root)
    from components.shell import baked  # noqa: PLC0415 - the server would come up later

    return baked.page(page, query, root)


def _first(baked: "Callable[[Scope], Document | None]") -> ASGIApp:
    """Return what answers with the document that a page begins with; a browser that has it is told so."""

    def made(scope: Scope) -> Response:
        begun = time.perf_counter()
        page, asked = baked(scope) or _empty(), Headers(scope=scope)
        headers = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding", "ETag": page.tag}
        # What of the wait was ours and not the line's: baked.js judges that.
        headers["Server-Timing"] = f"page;dur={1000 * (time.perf_counter() - begun):.1f}"
        headers[POLICY] = policy(page.scripts)
        status = 404 if page.missing else 200
        if not page.missing and page.tag in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        understood = {one.strip() for one in asked.get("accept-encoding", "").split(",")}
        for coding, packed in (("br", page.smaller), ("gzip", page.packed)):
            if coding in understood and packed:
                return HTMLResponse(packed, status, headers | {"Content-Encoding": coding})
        return HTMLResponse(page.body, status, headers)

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        await (await run_in_threadpool(made, scope))(scope, receive, send)

    return answer


def _empty() -> "Document":
    """Return the document in which the app comes by itself."""
    from components.shell.first_page import first_page  # noqa: PLC0415 - the server would come up later

    return first_page()


async def _card(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with a card, packed unless whoever asks cannot unpack it."""

    def made() -> Response:
        from components.shell.cards import answer  # noqa: PLC0415 - the server would come up later

        return _unpacked(scope, answer(scope["query_string"].decode("latin-1")))

    await (await run_in_threadpool(made))(scope, receive, send)


async def _drawn(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with what the browser draws a timeline of."""

    def made() -> Response:
        from components.shell.drawn import answer  # noqa: PLC0415 - the server would come up later

        return _unpacked(scope, answer(scope["query_string"].decode("latin-1")), "application/json")

    await (await run_in_threadpool(made))(scope, receive, send)


async def _words(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the boxes of words that a page's buttons open."""

    def made() -> Response:
        from components.shell.behind import answer  # noqa: PLC0415 - the server would come up later

        return _unpacked(scope, answer(scope["query_string"].decode("latin-1")))

    await (await run_in_threadpool(made))(scope, receive, send)


def _unpacked(scope: Scope, found: "Given", kind: str = "text/html") -> Response:
    """Return what is packed, unpacked where whoever asks cannot do that."""
    headers = {"Cache-Control": found.keeping, "Vary": "Accept-Encoding"}
    if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
        return Response(found.body, found.status, headers | {"Content-Encoding": "gzip"}, kind)
    return Response(gzip.decompress(found.body), found.status, headers, kind)


async def _hits(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the first hits of what is being typed."""

    def made() -> Response:
        from components.shell.hits import answer  # noqa: PLC0415 - the server would come up later

        html = answer(scope["query_string"].decode("latin-1"))
        return HTMLResponse(html, 200, {"Cache-Control": "no-store"})

    await (await run_in_threadpool(made))(scope, receive, send)


async def _seen(scope: Scope, receive: Receive, send: Send) -> None:
    """Answer with the digests of what stands in the record now."""

    def made() -> Response:
        from components.shell.seen import answer  # noqa: PLC0415 - the server would come up later

        body, headers = answer(), {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
        if "gzip" in Headers(scope=scope).get("accept-encoding", ""):
            body, headers["Content-Encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
        return Response(body, 200, headers, "application/json")

    await (await run_in_threadpool(made))(scope, receive, send)


_GIVEN: Final[Mapping[str, ASGIApp]] = {
    CARD: _card,
    DRAWN: _drawn,
    HITS: _hits,
    SEEN: _seen,
    WORDS: _words,
}  # answered without a run of a page


def _is_streamlits(inside: str) -> bool:
    """Say whether a path below our base is none of a page."""
    folder, below, _ = inside.partition("/")
    return (bool(below) and folder in FOLDERS) or INNER in inside.split("/") or inside in FILES
