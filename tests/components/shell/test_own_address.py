"""The app's own address is what whoever asks calls it, and a host that is none makes no address."""

from typing import Any

import pytest

from components.shell.own_address import address_of
from pactline.network import ROOM_VARIABLE


def asked(host: str, scheme: str = "http") -> dict[str, Any]:
    return {"type": "http", "scheme": scheme, "headers": [(b"host", host.encode("latin-1"))]}


@pytest.fixture(autouse=True)
def _in_no_room(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ROOM_VARIABLE, raising=False)


def test_it_is_scheme_host_and_path() -> None:
    assert address_of(asked("example.org:8600", "https"), "/below") == "https://example.org:8600/below"
    assert address_of(asked("[::1]:1"), "") == "http://[::1]:1"


@pytest.mark.parametrize("odd", ["", "evil.example/x", 'a"b', "a b", "x" * 300, "a@b", 'x"><script>'])
def test_a_host_that_is_none_makes_no_address(odd: str) -> None:
    assert address_of(asked(odd), "/below") == "/below"


def test_in_a_room_it_is_what_the_room_was_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(ROOM_VARIABLE, "http://10.0.0.7:8501")
    assert address_of(asked("localhost:8501"), "") == "http://10.0.0.7:8501"
