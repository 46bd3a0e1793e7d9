"""Who is let in: names that this server goes by, pages that may speak to it, and how much they may send.

A page elsewhere can make a browser ask any server that the browser reaches: this machine's own, or one in the same
room. It cannot choose what stands in ``Host`` (unless its own name is made to lead here: DNS rebinding), nor in
``Origin``. So an app that is for one machine or one room answers under names that can only be its own, and an open
connection is for pages of this very app.

Imports nothing heavy: the server waits for this module.
"""

import ipaddress
import logging
import socket
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from components.shell.policy import HEADERS
from pactline.network import is_loopback

LARGEST_MESSAGE = 1_000_000  # bytes that a page may send at once: a filter, a vote, where a picture stands
HOSTS_OPTION: Final = "server.allowedHosts"  # Streamlit's own options: one setting each, for its checks and ours
ORIGINS_OPTION: Final = "server.corsAllowedOrigins"
# These bring their readers to the machine itself, and own the names: nobody else can make one lead here.
_HOSTED: Final = ("*.streamlit.app", "*.app.github.dev")
_REFUSED: Final = 1008  # policy violation (RFC 6455, 7.4.1)
_TOO_BIG: Final = 1009

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Rules:
    """Who is let in.

    Attributes:
        hosts: Names under which the app answers, in small letters; ``*.`` stands for everything below a name. ``None``
            answers under every name.
        numbers: Whether it answers under addresses that are numbers: no stranger's name can lead there.
        origins: Other origins whose pages may open a connection, as scheme, host and port; ``None`` means every one.
        largest_body: Bytes of a request.
        largest_message: Bytes of a message on an open connection.
    """

    hosts: frozenset[str] | None
    numbers: bool = True
    origins: frozenset[str] | None = frozenset()
    largest_body: int = LARGEST_MESSAGE
    largest_message: int = LARGEST_MESSAGE

    def knows(self, host: str) -> bool:
        """Say whether the app answers under what stands in ``Host``."""
        if self.hosts is None or "*" in self.hosts:
            return True
        name = host_of(host)
        if name is None:
            return False
        if self.numbers and (is_loopback(name) or _is_number(name)):
            return True
        return name in self.hosts or any(one[:2] == "*." and name.endswith(one[1:]) for one in self.hosts)

    def lets_speak(self, origin: str | None, host: str) -> bool:
        """Say whether a page of an origin may open a connection; a program that is no browser names none."""
        if origin is None or self.origins is None or origin in self.origins:
            return True
        try:
            return urlsplit(origin).netloc.lower() == host.lower()
        except ValueError:
            return False


def rules(*, address: str, listed: Collection[str], origins: Collection[str] | None, own: bool, body: int) -> Rules:
    """Return who is let in, out of how the app is started.

    Args:
        address: What it listens on.
        listed: What whoever runs it says of its names (``server.allowedHosts``); then these alone hold.
        origins: Other origins that may speak to it; ``None`` where the check is turned off (``server.enableCORS``).
        own: Whether it is started by ``pactline run``, which serves a machine or a room. Under ``streamlit run`` on an
            address for others the name is given by whoever hosts, and is not known here.
        body: Bytes that a request may have.
    """
    let = None if origins is None else frozenset(one.strip().rstrip("/").lower() for one in origins)
    if listed:
        return Rules(frozenset(one.strip().lower().rstrip(".") for one in listed), False, let, body)
    if is_loopback(address):
        return Rules(frozenset(_HOSTED), origins=let, largest_body=body)
    if own:
        name = socket.gethostname().lower()
        own_names = {name, f"{name.partition('.')[0]}.local", address.lower()}
        return Rules(frozenset(own_names), origins=let, largest_body=body)
    return Rules(None, origins=let, largest_body=body)


def host_of(host: str) -> str | None:
    """Return the name or number in a ``Host``, in small letters; ``None`` for what is none."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    if parts.hostname is None or "@" in parts.netloc or parts.path or parts.query or parts.fragment:
        return None
    return parts.hostname.rstrip(".")


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


class Guard:
    """An ASGI middleware that refuses who is not let in, and what is too much."""

    def __init__(self, app: ASGIApp, *, rules: Rules) -> None:
        self._app = app
        self._rules = rules

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse, or let the next one answer."""
        if scope["type"] not in ("http", "websocket"):
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        host = headers.get("host", "")
        if not self._rules.knows(host):
            _log.warning("refused %r: this app does not go by that name (%s lists those it does)", host, HOSTS_OPTION)
            await _refuse("host", scope, receive, send, 421, "This server does not go by the name in the address.")
        elif scope["type"] == "websocket":
            await self._speak(scope, receive, send, headers.get("origin"), host)
        elif _number(headers.get("content-length", "")) > self._rules.largest_body:
            _log.warning("refused a request of %s bytes for %r", headers["content-length"], scope["path"])
            await _refuse("body", scope, receive, send, 413, "This is more than the server takes.")
        else:
            await self._app(scope, self._counted(receive), send)

    async def _speak(self, scope: Scope, receive: Receive, send: Send, origin: str | None, host: str) -> None:
        """Let a page of ours open a connection, and end it where a message is too big."""
        if not self._rules.lets_speak(origin, host):
            _log.warning("refused a page of %r to speak to %r (%s lists others)", origin, host, ORIGINS_OPTION)
            await _refuse("origin", scope, receive, send, 403, "")
            return
        most = self._rules.largest_message

        async def heard() -> Message:
            message = await receive()
            said = message.get("bytes") or message.get("text") or b""
            if message["type"] == "websocket.receive" and len(said) > most:
                _log.warning("ended a connection whose message has %d bytes", len(said))
                _count("message")
                await send({"type": "websocket.close", "code": _TOO_BIG})
                return {"type": "websocket.disconnect", "code": _TOO_BIG}
            return message

        await self._app(scope, heard, send)

    def _counted(self, receive: Receive) -> Receive:
        """Return what hands on the parts of a request until they are too many: then the request is at its end."""
        left = self._rules.largest_body

        async def counted() -> Message:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                _log.warning(
                    "broke off a request that does not say its length, after %d bytes", self._rules.largest_body
                )
                _count("body")
                return {"type": "http.disconnect"}
            return message

        return counted


async def _refuse(why: str, scope: Scope, receive: Receive, send: Send, status: int, words: str) -> None:
    _count(why)
    if scope["type"] == "websocket":
        await WebSocketClose(_REFUSED)(scope, receive, send)
    else:
        await PlainTextResponse(f"{words}\n", status, HEADERS)(scope, receive, send)


def _count(why: str) -> None:
    from components.shell import counted  # noqa: PLC0415 - the server would come up later

    counted.refused(why)


def _number(said: str) -> int:
    return int(said) if said.isdecimal() else 0
