"""Whatever is sent, in whatever order, a browser unpacks it; what is large is packed by itself."""

import asyncio
import random
from collections.abc import Callable
from hashlib import sha256
from typing import Any, cast

import pytest
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode

from components.parts.held_words import forget_words
from components.shell import sending
from components.shell.sending import FULL, LARGE, Gathering, Kept, Packing, _Agreeing


def agreed(**offer: bool | int) -> tuple[Packing, PerMessageDeflate]:
    """What packs on our side, and what unpacks in a browser that makes this offer."""
    browser = ClientPerMessageDeflateFactory(**offer)  # type: ignore[arg-type]
    told, ours = _Agreeing(client_max_window_bits=12).process_request_params(browser.get_request_params(), [])
    assert isinstance(ours, Packing)
    return ours, browser.process_response_params(told, [])


def messages() -> list[bytes]:
    """Small ones and large ones in turn, the small ones alike."""
    chance = random.Random(1)
    small = chance.randbytes(500)
    return [small, chance.randbytes(9_000) * 4, small, chance.randbytes(30_000), small, small]


@pytest.mark.parametrize(
    "offer",
    [
        {"client_max_window_bits": True},
        {"server_max_window_bits": 10, "client_max_window_bits": True},
        {"server_no_context_takeover": True},
    ],
)
def test_a_browser_unpacks_what_is_sent(offer: dict[str, bool | int]) -> None:
    ours, browser = agreed(**offer)
    sent = messages()
    assert {len(one) >= LARGE for one in sent} == {True, False}
    assert [bytes(browser.decode(ours.encode(Frame(Opcode.BINARY, one))).data) for one in sent] == sent


def test_a_large_message_is_packed_over_its_whole_length_and_a_small_one_with_those_before_it() -> None:
    ours, _ = agreed(client_max_window_bits=True)
    small = random.Random(2).randbytes(2_000)
    large = random.Random(3).randbytes(20_000) * 2  # alike at a distance that 4 kB do not see
    first, again, wide = (len(ours.encode(Frame(Opcode.BINARY, one)).data) for one in (small, small, large))
    assert again < first / 10
    assert wide < len(large) * 0.6


def test_what_was_packed_for_one_reader_is_unpacked_by_another_and_by_one_of_a_narrower_window() -> None:
    large, small = messages()[1:3]
    for offer in ({"client_max_window_bits": True}, {"server_max_window_bits": 10, "client_max_window_bits": True}):
        for _ in range(2):
            ours, browser = agreed(**offer)
            for one in (small, large, small, small):
                assert bytes(browser.decode(ours.encode(Frame(Opcode.BINARY, one))).data) == one


def test_what_was_packed_is_let_go_with_a_record_that_a_reader_brought() -> None:
    content = random.Random(3).randbytes(LARGE)
    agreed = Packing(remote_fresh=False, fresh=False, remote_bits=12, bits=15)
    agreed.encode(Frame(Opcode.BINARY, content))
    packed = {name for name, _ in sending._KEPT._packed}
    assert sha256(content).digest() in packed
    forget_words()
    assert not sending._KEPT._packed
    assert sending._KEPT._held == 0


def test_a_message_is_packed_once_for_each_window_and_the_one_that_was_asked_longest_ago_goes() -> None:
    packed = []

    def pack(data: bytes, bits: int) -> bytes:
        def make() -> bytes:
            packed.append((data, bits))
            return data[:10]

        return kept.of(data, bits, make)

    kept = Kept(room=30)
    asked = [(b"a" * 20, 15), (b"b" * 20, 15), (b"a" * 20, 10), (b"a" * 20, 15), (b"c" * 20, 15)]
    assert [pack(*one) for one in asked] == [data[:10] for data, _ in asked]
    assert packed == [asked[0], asked[1], asked[2], asked[4]]
    pack(*asked[0])  # asked again meanwhile
    pack(*asked[1])
    assert packed == [asked[0], asked[1], asked[2], asked[4], asked[1]]


class _Line:
    """A connection that notes what is done to it."""

    def __init__(self) -> None:
        self.done: list[bytes | None] = []

    def write(self, data: bytes) -> None:
        self.done.append(data)

    def close(self) -> None:
        self.done.append(None)

    def is_closing(self) -> bool:
        return None in self.done


def _written(says: Callable[[Any], Any]) -> list[bytes | None]:
    """What is done to a connection while something is said, and in a few turns of the loop after it."""

    async def go() -> list[bytes | None]:
        line = _Line()
        await says(Gathering(cast("asyncio.Transport", line), asyncio.get_running_loop()))
        for _ in range(5):
            await asyncio.sleep(0)
        return line.done

    return asyncio.run(go())


def test_what_is_said_in_turns_that_follow_each_other_is_written_at_once_and_in_order() -> None:
    async def says(line: Gathering) -> None:
        for _ in range(2):
            for part in (b"a", b"b", b"c"):
                line.write(part)
                await asyncio.sleep(0)
            for _ in range(3):  # a pause
                await asyncio.sleep(0)

    assert _written(says) == [b"abc", b"abc"]


def test_what_is_much_does_not_wait_for_more() -> None:
    async def says(line: Gathering) -> None:
        line.write(b"a")
        line.write(bytes(FULL))
        assert not line.is_closing()
        line.write(b"b")

    assert _written(says) == [b"a" + bytes(FULL), b"b"]


def test_a_connection_is_closed_once_all_is_written() -> None:
    async def says(line: Gathering) -> None:
        line.write(b"a")
        line.close()
        assert line.is_closing()

    assert _written(says) == [b"a", None]
