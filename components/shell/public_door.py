"""The door for others than readers: links, feeds, a calendar, the API, pictures of a link (``components/public/``).

They have few threads of their own, so that whoever fetches much keeps no reader waiting. Imports nothing heavy: the
server waits for this module.
"""

import gzip
import re
from functools import cache
from typing import TYPE_CHECKING, Final

from anyio import CapacityLimiter, to_thread
from starlette.datastructures import Headers
from starlette.middleware.cors import CORSMiddleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from components.shell.own_address import address_of

if TYPE_CHECKING:
    from components.public.answering import Answer

FOLDERS: Final = ("api", "feed", "share", "picture", "e", "c")
FILES: Final = re.compile(r"robots\.txt|sitemap(-\d+)?\.xml|events\.ics")
THREADS: Final = 2
READING: Final = ("GET", "HEAD")
# Pages elsewhere may read it all: it is public, and no cookie of ours has a part in it.
_OPEN: Final = {"Access-Control-Allow-Origin": "*", "Access-Control-Expose-Headers": "ETag"}
_PACKED: Final = 500  # bytes from which packing is worth it


def is_public(inside: str) -> bool:
    """Say whether a path below our base is one of these."""
    folder, below, _ = inside.partition("/")
    return (folder in FOLDERS and (bool(below) or folder == "api")) or FILES.fullmatch(inside) is not None


def door(inside: str, base: str, missing: ASGIApp) -> ASGIApp:
    """Return what answers a request.

    Args:
        inside: The path below our base.
        base: Our path on the host, without a slash at its end.
        missing: What answers where a short link leads nowhere.
    """

    async def answer(scope: Scope, receive: Receive, send: Send) -> None:
        found = await to_thread.run_sync(_made, scope, inside, base, limiter=limiter())
        await (found or missing)(scope, receive, send)

    # It answers a browser that asks before it asks; ``_OPEN`` stands in every answer, since a cache may have fetched
    # it for somebody who was no page.
    return CORSMiddleware(
        answer, allow_origins=["*"], allow_methods=READING, allow_headers=["If-None-Match"], max_age=86400
    )


def _made(scope: Scope, inside: str, base: str) -> Response | None:
    """Return the answer; ``None`` where a short link leads nowhere. Runs in a thread."""
    from components.public import routes  # noqa: PLC0415 - the server would come up later
    from components.public.answering import Asked, Held, problem, refused  # noqa: PLC0415
    from components.shell import serving  # noqa: PLC0415
    from components.shell.shown import record_path  # noqa: PLC0415

    asked = Asked(inside.strip("/"), scope["query_string"].decode("latin-1"), address_of(scope, base))
    path = record_path()
    held = serving.live_record(path)
    found: Answer | None
    if scope["method"] not in READING:
        found = problem(refused("method", scope["method"][:20]), asked)
    elif held.record is None or held.loaded is None:
        found = problem(refused("unready", asked.base), asked)
    else:
        found = routes.answer(asked, Held(held.record, held.loaded, path), inside=base)
    return _sent(found, Headers(scope=scope)) if found else None


def _sent(found: "Answer", asked: Headers) -> Response:
    headers = {"Cache-Control": found.keeping, **_OPEN, **dict(found.headers)}
    if found.tag:
        headers |= {"ETag": found.tag, "Vary": "Accept-Encoding"}
        if is_same(found.tag, asked.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
    body = found.body
    if found.kind != "image/png" and len(body) > _PACKED and "gzip" in asked.get("accept-encoding", ""):
        body, headers["Content-Encoding"] = gzip.compress(body, 5, mtime=0), "gzip"
    return Response(body, found.status, {**headers, "Content-Type": found.kind})


def is_same(tag: str, known: str) -> bool:
    """Say whether one of the tags in ``If-None-Match`` is a content's, compared weakly (RFC 9110, 13.1.2)."""
    tags = [one.strip().removeprefix("W/") for one in known.split(",")]
    return known.strip() == "*" or tag.removeprefix("W/") in tags


@cache
def limiter() -> CapacityLimiter:
    """Return what lets so many of them be answered at a time."""
    return CapacityLimiter(THREADS)
