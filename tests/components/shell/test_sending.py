"""Whatever is sent, in whatever order, a browser unpacks it; what is large is packed by itself."""

import random

import pytest
from websockets.extensions.permessage_deflate import ClientPerMessageDeflateFactory, PerMessageDeflate
from websockets.frames import Frame, Opcode

from components.shell.sending import LARGE, Packing, _Agreeing


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
