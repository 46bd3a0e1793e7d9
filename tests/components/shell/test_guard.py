"""Who is let in, and how much they may send: asked without a server."""

import asyncio
from typing import Any

import pytest
import streamlit

from components.shell import asgi
from components.shell.guard import Guard, Rules, host_of, rules
from pactline.network import EVERY_ADDRESS

HERE = rules(address="127.0.0.1", listed=[], origins=[], own=True, body=100)
ROOM = rules(address=EVERY_ADDRESS, listed=[], origins=[], own=True, body=100)
HOSTED = rules(address=EVERY_ADDRESS, listed=[], origins=[], own=False, body=100)
LISTED = rules(address="127.0.0.1", listed=["pact.example", "*.school.example"], origins=["https://desk.example/"], own=True, body=100)  # fmt: skip


async def _behind(scope: Any, receive: Any, send: Any) -> None:
    """Read all there is, and say how much."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.accept"})
        while (await receive())["type"] != "websocket.disconnect":
            pass
        return
    size, more = 0, True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            return
        size, more = size + len(message.get("body", b"")), message.get("more_body", False)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": str(size).encode()})


def ask(let: Rules, *messages: Any, kind: str = "http", **headers: str) -> list[Any]:
    """Return what was sent back; ``messages`` come in one after the other."""
    sent: list[Any] = []
    coming = iter(messages or ({"type": "http.request"},))

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return next(coming)

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": kind, "method": "PUT", "path": "/", "query_string": b"", "headers": named}
    asyncio.run(Guard(_behind, rules=let)(scope, receive, send))
    return sent


@pytest.mark.parametrize(
    ("let", "host", "known"),
    [
        (HERE, "127.0.0.1:8501", True), (HERE, "localhost", True), (HERE, "[::1]:80", True), (HERE, "x.localhost:9", True),
        (HERE, "evil.example", False), (HERE, "evil.example:8501", False), (HERE, "127.0.0.1.evil.example", False), (HERE, "", False),
        (HERE, "user@127.0.0.1", False), (HERE, "127.0.0.1:x", False), (HERE, "127.0.0.1/..", False), (HERE, "pact.streamlit.app", True), (HERE, "x-8501.app.github.dev", True),
        (ROOM, "192.168.7.5:8501", True), (ROOM, "evil.example", False), (ROOM, "localhost", True),
        (HOSTED, "anything.example", True),
        (LISTED, "pact.example", True), (LISTED, "PACT.example.:443", True), (LISTED, "a.school.example", True), (LISTED, "school.example", False),
        (LISTED, "127.0.0.1", False), (LISTED, "notpact.example", False),
    ],
)  # fmt: skip
def test_the_app_answers_under_names_that_can_only_be_its_own(let: Rules, host: str, *, known: bool) -> None:
    assert let.knows(host) is known
    assert ask(let, host=host)[0]["status"] == (200 if known else 421)
    spoken = ask(let, {"type": "websocket.disconnect"}, kind="websocket", host=host)[0]
    assert spoken["type"] == ("websocket.accept" if known else "websocket.close")


def test_a_room_is_reached_under_this_machines_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("socket.gethostname", lambda: "Desk.lan")
    let = rules(address=EVERY_ADDRESS, listed=[], origins=[], own=True, body=1)
    assert [let.knows(name) for name in ("desk.lan:8501", "DESK.local", "lan", "other.local")] == [
        True,
        True,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("let", "origin", "opens"),
    [
        (HERE, "http://127.0.0.1:8501", True), (HERE, "http://127.0.0.1:3000", False), (HERE, "http://localhost:8501", False),
        (HERE, "https://evil.example", False), (HERE, "null", False), (HERE, "", False), (HERE, "http://[", False), (HERE, None, True),
        (rules(address="127.0.0.1", listed=[], origins=["https://desk.example/"], own=True, body=1), "https://desk.example", True),
        (rules(address="127.0.0.1", listed=[], origins=None, own=True, body=1), "https://evil.example", True),
    ],
)  # fmt: skip
def test_only_pages_of_this_app_may_speak_to_it(let: Rules, origin: str | None, *, opens: bool) -> None:
    headers = {"host": "127.0.0.1:8501"} | ({} if origin is None else {"origin": origin})
    sent = ask(let, {"type": "websocket.disconnect"}, kind="websocket", **headers)
    assert sent[0]["type"] == ("websocket.accept" if opens else "websocket.close")


def test_a_request_has_an_end(caplog: pytest.LogCaptureFixture) -> None:
    assert (
        ask(HERE, {"type": "http.request", "body": b"x" * 100}, host="localhost", content_length="100")[1]["body"]
        == b"100"
    )
    assert ask(HERE, host="localhost", content_length="101")[0]["status"] == 413
    part = {"type": "http.request", "body": b"x" * 60, "more_body": True}
    assert ask(HERE, part, part, part, host="localhost") == []  # one that does not say how long it is
    assert "broke off" in caplog.text


def test_a_message_has_an_end() -> None:
    ended = ask(HERE, {"type": "websocket.receive", "bytes": b"x" * 1_000_001}, kind="websocket", host="localhost")
    assert ended[1:] == [{"type": "websocket.close", "code": 1009}]
    kept = ask(HERE, {"type": "websocket.receive", "text": "x" * 1_000_000}, {"type": "websocket.disconnect"}, kind="websocket", host="localhost")  # fmt: skip
    assert kept == [{"type": "websocket.accept"}]


@pytest.mark.parametrize(
    ("host", "name"),
    [
        ("A.example.:80", "a.example"),
        ("[2001:db8::1]:1", "2001:db8::1"),
        ("[", None),
        ("a b:c", None),
        ("a@b", None),
        ("a?b", None),
    ],
)
def test_what_stands_for_a_host_is_read_or_is_none(host: str, name: str | None) -> None:
    assert host_of(host) == name


def test_the_apps_own_settings_are_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {"server.address": "127.0.0.1", "server.allowedHosts": ["pact.example"], "server.maxUploadSize": 1}
    real = streamlit.get_option
    monkeypatch.setattr(streamlit, "get_option", lambda name: given.get(name, real(name)))
    [let] = [one.kwargs["rules"] for one in asgi.options()["middleware"] if one.cls is Guard]
    assert (let.hosts, let.origins, let.largest_body) == ({"pact.example"}, frozenset(), 2**20 + 64 * 1024)
