"""Measures a run on the server through a WebSocket alone: no browser that wants the same cores, no relay.

The library comes with Streamlit.
"""

import time

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.sync.client import ClientConnection, connect

# Each asks for another selection than the one before it, as a reader does.
_QUERIES = ("importance=3", "", "theme=sanctions", "status=alleged", "kind=wire", "theme=economy")
_ROUNDS = 5


def runs(port: int, page: str) -> list[float]:
    """Return ms from the message that asks for a page to the one that says that its run is over."""
    address = f"127.0.0.1:{port}"
    with connect(
        f"ws://{address}/_stcore/stream", subprotocols=["streamlit"], origin=f"http://{address}", max_size=None
    ) as socket:
        for query in _QUERIES:  # the session's first run, and what is made once
            _run(socket, page, query)
        return [_run(socket, page, query) for _ in range(_ROUNDS) for query in _QUERIES]


def _run(socket: ClientConnection, page: str, query: str) -> float:
    asked, told = BackMsg(), ForwardMsg()
    asked.rerun_script.query_string, asked.rerun_script.page_name = query, page
    begin = time.perf_counter()
    socket.send(asked.SerializeToString())
    while told.WhichOneof("type") != "script_finished":
        told.ParseFromString(socket.recv(decode=False))
    return (time.perf_counter() - begin) * 1_000
