"""What stands outermost: it counts and tells of every answer, and answers those who watch over the app.

Imports nothing heavy: the server waits for this module.
"""

import ipaddress
import re
import time
from collections.abc import Sequence
from typing import Final, TypeAlias
from uuid import uuid4

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from components.shell import health, told
from components.shell.policy import HEADERS
from pactline.network import is_loopback

NUMBERS: Final = "metrics"
WATCHERS_VARIABLE: Final = "PACTLINE_WATCHERS"  # networks beside this machine that may read the numbers
_NUMBER = "x-request-id"
_GIVEN = re.compile(r"[A-Za-z0-9-]{8,64}")  # a number that whoever stands before us gave a request
_FRESH: Final = {"Cache-Control": "no-store", **HEADERS}
Networks: TypeAlias = Sequence[ipaddress.IPv4Network | ipaddress.IPv6Network]


def watchers(said: str | None) -> Networks:
    """Return the networks that ``WATCHERS_VARIABLE`` names: ``10.0.0.0/8 fd00::/8``.

    Raises:
        ValueError: One is none; the message says which.
    """
    found = []
    for word in (said or "").replace(",", " ").split():
        try:
            found.append(ipaddress.ip_network(word))
        except ValueError as error:
            message = f"{WATCHERS_VARIABLE}: {word!r} is no network. Write 10.0.0.0/8, say."
            raise ValueError(message) from error
    return found


class Watch:
    """An ASGI middleware around all others.

    Args:
        app: What answers behind it.
        base: Path below which the app is served; those who watch are answered there and without it.
        networks: Who may read the numbers, beside this machine.
    """

    def __init__(self, app: ASGIApp, *, base: str = "", networks: Networks = ()) -> None:
        self._app = app
        self._networks = networks
        bases = {"", f"/{base.strip('/')}" if base.strip("/") else ""}
        self._places = {f"{one}/{name}": name for one in bases for name in (health.ALIVE, health.READY, NUMBERS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or let the next one answer, and tell of it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        name = self._places.get(scope["path"])
        if name and scope["method"] in ("GET", "HEAD"):
            answer = await run_in_threadpool(self._answer, name, scope)
            await answer(scope, receive, send)
            return
        begun, status, number = time.perf_counter(), 500, _number_of(scope) if told.tells_requests() else ""

        async def sent(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if number:
                    MutableHeaders(scope=message)[_NUMBER] = number
            await send(message)

        try:
            await self._app(scope, receive, sent)
        finally:
            from components.shell import counted  # noqa: PLC0415 - the server would come up later

            counted.answered(status)
            if number:
                told.request(
                    number,
                    method=scope["method"],
                    path=scope["path"],
                    status=status,
                    seconds=time.perf_counter() - begun,
                    edition=health.state().version,
                )

    def _answer(self, name: str, scope: Scope) -> Response:
        if name == health.ALIVE:
            return PlainTextResponse("ok\n", headers=_FRESH)
        if name == health.READY:
            state = health.state()
            return JSONResponse(state.told(), 200 if state.ready else 503, headers=_FRESH)
        client = scope.get("client")
        if not (client and self._may_read(client[0])):
            words = f"Only the machine that serves the app may read this ({WATCHERS_VARIABLE} names others).\n"
            return PlainTextResponse(words, 403, _FRESH)
        from components.shell import counted  # noqa: PLC0415 - the server would come up later

        return Response(counted.numbers(), headers=_FRESH, media_type=counted.KIND)

    def _may_read(self, client: str) -> bool:
        if is_loopback(client):
            return True
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            return False
        plain = address.ipv4_mapped or address if isinstance(address, ipaddress.IPv6Address) else address
        return any(plain in network for network in self._networks)


def _number_of(scope: Scope) -> str:
    """Return the number of a request: the one that it came with, else a new one."""
    given = Headers(scope=scope).get(_NUMBER, "")
    return given if _GIVEN.fullmatch(given) else uuid4().hex
