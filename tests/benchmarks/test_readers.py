"""The readers of the load client: what they wait for, what counts as an error, and what is made of what they met."""

import asyncio
import random
from collections.abc import Awaitable, Callable

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.server import ServerConnection, serve
from websockets.typing import Subprotocol

from benchmarks import crowd, readers
from benchmarks.readers import Load, Reader, Room
from benchmarks.server import QUERIES

Status = ForwardMsg.ScriptFinishedStatus
Answers = Callable[[ServerConnection], Awaitable[None]]


def asked(answers: Answers, *queries: str) -> list[float | None]:
    """Return what a reader meets at a server that answers so."""

    async def go() -> list[float | None]:
        async with serve(answers, "127.0.0.1", 0, subprotocols=[Subprotocol("streamlit")]) as server:
            reader = await Reader.arrive(server.sockets[0].getsockname()[1], "timeline")
            try:
                return [await reader.ask(query) for query in queries]
            finally:
                await reader.leave()

    return asyncio.run(go())


def finished(status: "Status.ValueType") -> bytes:
    told = ForwardMsg()
    told.script_finished = status
    return bytes(told.SerializeToString())


def test_a_change_ends_with_its_own_run_and_not_with_one_that_was_broken_off() -> None:
    heard: list[BackMsg] = []

    async def answers(socket: ServerConnection) -> None:
        async for message in socket:
            heard.append(BackMsg.FromString(message))
            await socket.send(finished(ForwardMsg.FINISHED_EARLY_FOR_RERUN))
            await socket.send(finished(ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY))
            if len(heard) == 1:
                await socket.send(finished(ForwardMsg.FINISHED_SUCCESSFULLY))
            else:
                await socket.close()

    first, second = asked(answers, "kind=wire", "")
    assert first is not None
    assert second is None
    assert [(one.rerun_script.page_name, one.rerun_script.query_string) for one in heard] == [
        ("timeline", "kind=wire"),
        ("timeline", ""),
    ]


def test_a_run_that_failed_is_an_error() -> None:
    async def answers(socket: ServerConnection) -> None:
        async for _ in socket:
            await socket.send(finished(ForwardMsg.FINISHED_WITH_COMPILE_ERROR))

    assert asked(answers, "") == [None]


def test_a_reader_who_waits_too_long_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.05)

    async def answers(socket: ServerConnection) -> None:
        async for _ in socket:
            pass

    assert asked(answers, "") == [None]


def test_half_of_the_changes_are_new_to_the_server() -> None:
    chance = random.Random(1)
    asks = [readers.change(chance) for _ in range(1_000)]
    new = [one for one in asks if "to=" in one]
    assert 400 < len(new) < 600
    assert len(set(new)) > len(new) * 0.9
    assert set(asks) - set(new) == set(QUERIES)


def test_goals_are_judged_where_their_readers_were_there() -> None:
    took = [float(ms) for ms in range(1, 101)]
    found = {
        "floor": Load(200, took, work=10.0),
        "curated": Load(200, [2 * ms for ms in took], 1, work=5.0, memory=401.0),
        "100,000": Load(20, took, work=1.0, memory=1.0),
    }
    said = crowd.text(found, {"a story's step": Room(30, 3_000.0, 4_000.0, 0)})
    assert "| curated | 200 | 100 | 101 ms | 190 ms | 2.00 | 200 ms | 1 | 5.0 ms | 0.50 | 401 MB | 0 MB |" in said
    assert "95 of 100 changes ≤ 150 ms | 190 ms | **missed** |" in said
    assert "curated, 200 readers: no error | 1 errors | **missed** |" in said
    assert "≤ 400 MB | 401 MB | **missed** |" in said
    assert "100,000, 100 readers: 95 of 100 changes ≤ 400 ms | not measured | open |" in said
    assert "the last has its page ≤ 3,000 ms | 3,000 ms | met |" in said
