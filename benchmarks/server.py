"""Measures a page's runs on the server, asked through a WebSocket alone: no browser that wants the same cores, no relay.

In the processor time of the server's whole process, so that what else the machine does weighs little: our page, what
Streamlit does around it, and packing and sending its messages. What the page's browser fetches beside the run is
fetched here after it, and counted. The library comes with Streamlit.
"""

import json
import time
import urllib.request
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

# What readers narrow by, each another one than the one before it.
QUERIES = (
    "importance=3", "", "theme=sanctions", "status=alleged", "kind=wire", "theme=economy", "from=2024-01-01",
    "status=disputed",
)  # fmt: skip
_ROUNDS = 3  # of them, each with another last day; then as many of those of the last
_REST = 0.02  # s after which the server has ended what it does after its last message


@dataclass(frozen=True, slots=True)
class Runs:
    """Ms of processor time that runs of a page took: for selections that are ``new`` to the server, and ``seen``."""

    new: list[float] = field(default_factory=list)
    seen: list[float] = field(default_factory=list)

    def middle(self, what: str) -> float:
        """Return the median of one of the two."""
        values: list[float] = getattr(self, what)
        return median(values)


def runs(port: int, process: int, page: str, *, opened: str = "", apart: int = 0) -> Runs:
    """Return what runs of a page take, from the message that asks for it to the one that says that its run is over.

    Args:
        port: Of the server.
        process: Its number.
        page: Its path.
        opened: Keys of the address that the page stands with, whatever is narrowed.
        apart: Another number for each page of a server, so that no page asks what another has asked.
    """
    address = f"127.0.0.1:{port}"
    days = [f"to=20{99 - number}-{apart % 12 + 1:02}-{apart // 12 + 1:02}" for number in range(_ROUNDS)]
    asked = [_joined(opened, query, day) for day in days for query in QUERIES]
    with connect(
        f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://{address}", max_size=None
    ) as socket:
        for _ in range(2):  # the session's first run, and what is made once for a record
            _run(socket, process, page, opened)
        new = [_run(socket, process, page, query) for query in asked]
        again = asked[-len(QUERIES) :] * _ROUNDS  # the store of what is made is bounded: those that were asked last
        return Runs(new, [_run(socket, process, page, query) for query in again])


def _joined(*parts: str) -> str:
    return "&".join(part for part in parts if part)


def _run(socket: ClientConnection, process: int, page: str, query: str) -> float:
    asked, told, beside = BackMsg(), ForwardMsg(), ""
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, page
    begin = processor_time(process)
    socket.send(asked.SerializeToString())
    while told.WhichOneof("type") != "script_finished":
        told.ParseFromString(socket.recv(decode=False))
        beside = picture_of(told) or beside
    if beside:
        fetched(f"http://127.0.0.1:{socket.remote_address[1]}/{beside}")
    time.sleep(_REST)
    return (processor_time(process) - begin) * 1_000


def picture_of(told: ForwardMsg) -> str:
    """Return the address of the timeline's picture that a message names, below the app's; empty where it names none."""
    part = told.delta.new_element.bidi_component
    if not part.component_name.startswith("pactline_timeline"):
        return ""
    content = json.loads(part.bytes)
    asked = {"of": content["of"], "look": content["look"], **dict(sorted(content["query"].items()))}
    return f"drawn?{urlencode(asked, doseq=True)}"


def fetched(address: str, cookie: str = "") -> bytes:
    """Fetch what stands at an address of our own server, packed as a browser gets it."""
    ask = urllib.request.Request(address, headers={"Accept-Encoding": "gzip", "Cookie": cookie})  # noqa: S310 - our own server
    with urllib.request.urlopen(ask, timeout=30) as answer:  # noqa: S310
        body: bytes = answer.read()
    return body


def processor_time(process: int) -> float:
    """Return the s of processor time that another process has taken, of all its threads (``clock_getcpuclockid``)."""
    return time.clock_gettime(~process << 3 | 2)
