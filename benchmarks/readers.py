"""Many readers at once, over WebSockets alone: each speaks as Streamlit's script in a browser does, and none draws.

Everything stays on this machine, and readers and server share its cores: no browser could be had a hundred times. What
a reader waits for here ends with the message that says that the run is over; a browser's drawing comes on top.
"""

import asyncio
import gzip
import random
import re
import subprocess
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import sha256
from statistics import median, quantiles
from typing import Self
from urllib.parse import urljoin

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException
from websockets.typing import Origin, Subprotocol

from benchmarks.server import QUERIES, fetched, picture_of, processor_time
from pactline.cli.workers import COOKIE
from tests.app_server import AppServer

EVERY = 3.0  # s from one change to the next
PATIENCE = 30.0  # s after which a reader has given up
PHONES = 30
_SEED = 15
_START, _IDLE = 60, 0.05  # s that a start may take at most; s of processor in a second that are rest
_COMING = 4.0  # s over which readers arrive; measuring begins once all are there
_PAGES = ("", "timeline")
_FINDS = 4  # readers for each worker, by whom each is found
_AGAIN = 0.5  # share of changes to what others have asked for as well; the rest nobody has
_NAMED = re.compile(r'(?:href|src)="(\./[^"]+\.(?:css|js|woff2))"')
_FETCHING = ThreadPoolExecutor(16)
_FAILED = re.compile(rb"^pactline_runs_failed_total\{.*\} ([0-9.e+]+)$", re.MULTILINE)


@dataclass(slots=True)
class Load:
    """What many readers of one server met.

    Attributes:
        readers: How many there were at once.
        took: Ms from each change to the end of its run.
        errors: Connections that broke, runs that failed or never ended.
        work: Ms of the server's processor time a change, with all that runs beside: how a loaded machine is compared.
        memory: MB that the server holds at the end, all readers still there.
        before: MB that it held before they came.
    """

    readers: int
    took: list[float] = field(default_factory=list)
    errors: int = 0
    work: float = 0.0
    memory: float = 0.0
    before: float = 0.0

    @property
    def middle(self) -> float:
        """Half of the changes took less."""
        return median(self.took)

    @property
    def most(self) -> float:
        """95 of 100 changes took less."""
        return quantiles(self.took, n=20, method="inclusive")[-1] if len(self.took) > 1 else self.took[0]

    @property
    def last(self) -> float:
        """None took more."""
        return max(self.took)


@dataclass(frozen=True, slots=True)
class Room:
    """Phones that open one step of a story at the same moment.

    Attributes:
        phones: How many.
        pages: Ms until the last of them had its page, which is whole before the app runs.
        apps: Ms until the run of the last was over.
        errors: Those that got no page, or no run.
    """

    phones: int
    pages: float
    apps: float
    errors: int


class Reader:
    """One open page: a connection, and what its browser would send of itself."""

    def __init__(self, socket: ClientConnection, own: str, page: str, cookie: str) -> None:
        self._socket, self._own, self._page, self._cookie, self._query = socket, own, page, cookie, ""
        self._ends: asyncio.Future[bool] | None = None
        self._beside, self._has = "", set[str]()  # what the browser fetches beside the run, and keeps
        self._listens = asyncio.create_task(self._listen())

    @classmethod
    async def arrive(cls, port: int, page: str, base: str = "", number: int = 0) -> Self:
        """Connect as a page of the app does, which is served below a base; readers of other numbers may have others."""
        own = f"127.0.0.1:{port}"
        cookie = f"{COOKIE}={sha256(str(number).encode()).hexdigest()[:32]}"
        socket = await connect(
            f"ws://{own}{base}/_stcore/stream", subprotocols=[Subprotocol("streamlit")], origin=Origin(f"http://{own}"),
            max_size=None, open_timeout=PATIENCE, ping_interval=None,
            additional_headers={"Cookie": cookie},
        )  # fmt: skip
        return cls(socket, f"http://{own}{base}", page, cookie)

    async def ask(self, query: str) -> float | None:
        """Ask for another selection; return the ms until its run was over, ``None`` where it failed."""
        begun, self._query = time.perf_counter(), query
        self._ends = asyncio.get_running_loop().create_future()
        try:
            await self._say()
            well = await asyncio.wait_for(self._ends, PATIENCE)
            await self._fetch()
        except (WebSocketException, TimeoutError, OSError):
            return None
        return (time.perf_counter() - begun) * 1_000 if well else None

    async def _fetch(self) -> None:
        if self._beside in self._has or not self._beside:
            return
        self._has.add(self._beside)
        await asyncio.get_running_loop().run_in_executor(
            _FETCHING, fetched, f"{self._own}/{self._beside}", self._cookie
        )

    async def leave(self) -> None:
        """Close the page."""
        with suppress(WebSocketException, OSError):  # a server that is full may not answer that in time
            await self._socket.close()
            await self._listens

    async def _say(self) -> None:
        asked = BackMsg()
        asked.rerun_script.query_string, asked.rerun_script.page_name = self._query, self._page
        asked.rerun_script.context_info.url = f"{self._own}/{self._page}"
        asked.rerun_script.context_info.color_scheme = "light"
        await self._socket.send(asked.SerializeToString())

    async def _listen(self) -> None:
        told = ForwardMsg()
        try:
            async for message in self._socket:
                told.ParseFromString(message)
                self._hear(told)
        finally:
            self._end(well=False)

    def _hear(self, told: ForwardMsg) -> None:
        self._beside = picture_of(told) or self._beside
        kind = told.WhichOneof("type")
        if kind == "script_finished" and told.script_finished in (
            ForwardMsg.FINISHED_SUCCESSFULLY,
            ForwardMsg.FINISHED_WITH_COMPILE_ERROR,
        ):
            self._end(well=told.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _end(self, *, well: bool) -> None:
        if self._ends and not self._ends.done():
            self._ends.set_result(well)


def load(server: AppServer, readers: int, seconds: float, workers: int = 1) -> Load:
    """Let readers change something every few seconds, and return what they met.

    Half of them stand on the first page, half on the timeline. A change whose answer takes longer than that is waited
    for, as a person does. The same chance each time.

    Args:
        server: What they read.
        readers: How many.
        seconds: How long.
        workers: Processes behind it.
    """
    for number in range(1 if workers == 1 else _FINDS * workers):
        asyncio.run(_warm(server.port, number))
    _rest(server.process)
    found, failed = Load(readers, before=memory(server.process)), _runs_failed(server)
    asyncio.run(_all_read(server, found, seconds))
    found.errors += _runs_failed(server) - failed
    return found


def _rest(process: int) -> None:
    """Wait until a server has done what it does behind its start, as the index of the search: no change asks for it."""
    for _ in range(_START):
        before = _worked(process)
        time.sleep(1)
        if _worked(process) - before < _IDLE:
            return


async def _warm(port: int, number: int) -> None:
    """Let one reader open each page, so that what is made once is made."""
    for page in _PAGES:
        reader = await Reader.arrive(port, page, number=number)
        for query in ("", QUERIES[0]):
            await reader.ask(query)
        await reader.leave()


async def _all_read(server: AppServer, found: Load, seconds: float) -> None:
    loop = asyncio.get_running_loop()
    come = await asyncio.gather(*(_come(server.port, number, found) for number in range(found.readers)))
    readers = [reader for reader in come if reader]
    begin, work = loop.time(), _worked(server.process)
    await asyncio.gather(*(_read(one, number, begin, begin + seconds, found) for number, one in enumerate(readers)))
    found.work = (_worked(server.process) - work) * 1_000 / max(len(found.took), 1)
    found.memory = memory(server.process)
    await asyncio.gather(*(reader.leave() for reader in readers))


async def _come(port: int, number: int, found: Load) -> Reader | None:
    """Open a page, each reader a little later than the one before; return who is there."""
    await asyncio.sleep(_COMING * number / found.readers)
    try:
        reader = await Reader.arrive(port, _PAGES[number % len(_PAGES)], number=number)
    except (WebSocketException, OSError):
        found.errors += 1
        return None
    if await reader.ask("") is not None:
        return reader
    found.errors += 1
    await reader.leave()
    return None


async def _read(reader: Reader, number: int, begin: float, end: float, found: Load) -> None:
    """Change something again and again; what was begun in time is waited for, however late its answer."""
    loop, chance = asyncio.get_running_loop(), random.Random(_SEED * 10_000 + number)  # noqa: S311 - no secret
    due = begin + EVERY * (number + chance.random()) / found.readers
    while due < end:
        await asyncio.sleep(due - loop.time())
        took = await reader.ask(change(chance))
        if took is None:
            found.errors += 1
            return
        found.took.append(took)
        due = max(due + EVERY, loop.time())


def change(chance: random.Random) -> str:
    """Return the query that a reader goes to: one that many go to, or one that is new to the server."""
    query = chance.choice(QUERIES)
    if chance.random() < _AGAIN:
        return query
    day = f"to=20{chance.randint(24, 98)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    return f"{query}&{day}" if query else day


def room(server: AppServer, page: str, query: str, phones: int = PHONES) -> Room:
    """Let phones open one address at the same moment: its document and style, then the app. One has been there before."""
    asyncio.run(_all_open(server, page, query, 1))
    return asyncio.run(_all_open(server, page, query, phones))


async def _all_open(server: AppServer, page: str, query: str, phones: int) -> Room:
    begun = time.perf_counter()
    loop = asyncio.get_running_loop()
    pages, apps, errors = [0.0], [0.0], 0

    async def one(threads: ThreadPoolExecutor) -> None:
        nonlocal errors
        try:
            named = await loop.run_in_executor(threads, _opened, f"{server.url}/{page}?{query}")
            pages.append((time.perf_counter() - begun) * 1_000)
            for address in named:
                await loop.run_in_executor(threads, fetched, address)
            reader = await Reader.arrive(server.port, page)
        except (WebSocketException, OSError):
            errors += 1
            return
        errors += await reader.ask(query) is None
        apps.append((time.perf_counter() - begun) * 1_000)
        await reader.leave()

    with ThreadPoolExecutor(phones) as threads:
        await asyncio.gather(*(one(threads) for _ in range(phones)))
    return Room(phones, max(pages), max(apps), errors)


def _opened(address: str) -> list[str]:
    """Fetch a page with its style sheets, and return what else its document names: letters, and the app's scripts."""
    named = [urljoin(address, found) for found in _NAMED.findall(gzip.decompress(fetched(address)).decode())]
    for one in named:
        if one.endswith(".css"):
            fetched(one)
    return [one for one in named if not one.endswith(".css")]


def memory(process: int) -> float:
    """Return the MB that a process and all that it has started hold (resident sets; what is shared counts for each)."""
    return sum(map(_held, family(process)))


def _held(process: int) -> float:
    told = subprocess.run(["ps", "-o", "rss=", "-p", str(process)], capture_output=True, text=True, check=True)  # noqa: S607
    return int(told.stdout) / 1_024


def family(process: int) -> list[int]:
    """Return a process and all that it has started."""
    asks = ["ps", "-o", "pid=", "--ppid", str(process)]
    own = subprocess.run(asks, capture_output=True, text=True, check=False).stdout.split()
    return [process, *(one for child in own for one in family(int(child)))]


def _worked(process: int) -> float:
    """Return the s of processor time that a process and all that it has started have taken."""
    return sum(map(processor_time, family(process)))


def _runs_failed(server: AppServer) -> int:
    """Return how many runs of ours have ended with the calm page, which looks well from outside; others tell none."""
    return round(sum(float(number) for number in _FAILED.findall(server.get("/metrics"))))
