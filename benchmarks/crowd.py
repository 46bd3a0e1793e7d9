"""How many readers one process carries, beside the empty app in the same run.

``python -m benchmarks.crowd --readers 200 --seconds 20`` prints it; ``make bench`` has it as a part of its page.
"""

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from benchmarks import records
from benchmarks.readers import EVERY, PHONES, Load, Room, load, room
from pactline.files.opening import open_record
from pactline.home import curated_record
from tests import nginx
from tests.app_server import AppServer

MOST_READERS = 1_000
MOST_SECONDS = 600
_SECONDS, _SECONDS_QUICK, _QUICK = 12.0, 6.0, 20  # s that each record is read, and readers of a quick run
FLOOR, CURATED, LARGE = "floor", "curated", "100,000"
STEP = "a story's step"
WHOLE = {FLOOR: 200, CURATED: 200, LARGE: 100}  # readers, as the goals have them
_LIMITS = {CURATED: (200, 150.0, 400.0), LARGE: (100, 400.0, None)}  # readers, ms of 95 of 100 changes, MB
_ROOM = 3_000.0  # ms until the last phone has its page
_HEAD = (
    "record", "readers", "changes", "half of them", "95 of 100", "× floor", "the slowest", "errors",
    "processor time a change", "× floor", "memory", "before them",
)  # fmt: skip


def told(*, quick: bool) -> str:
    """Measure, and return the part of the page."""
    with tempfile.TemporaryDirectory() as empty:
        started = servers(Path(empty), (CURATED,) if quick else None)
        loads = [(name, start, _QUICK if quick else WHOLE[name]) for name, start in started.items()]
        return text(measure(loads, _SECONDS_QUICK if quick else _SECONDS), {STEP: story_room()})


def measure(loads: Sequence[tuple[str, Callable[[], AppServer], int]], seconds: float) -> dict[str, Load]:
    """Return what readers of each server meet, one server after the other, each fresh.

    Args:
        loads: What is read, what starts its server, and how many read it.
        seconds: How long each is measured.
    """
    found = {}
    for name, start, readers in loads:
        sys.stderr.write(f"bench: {readers} readers, {name}\n")
        with start() as server:
            found[name] = load(server, readers, seconds)
    return found


def text(found: Mapping[str, Load], rooms: Mapping[str, Room]) -> str:
    """Return the tables; ``found`` holds the empty app as ``FLOOR``, ``rooms`` what is opened by a room of phones."""
    floor = found[FLOOR]
    rows = [
        "\n## Many readers at once\n",
        f"| {' | '.join(_HEAD)} |",
        "| --- " * len(_HEAD) + "|",
    ]
    rows += [
        f"| {name} | {one.readers} | {len(one.took)} | {one.middle:,.0f} ms | {one.most:,.0f} ms | {one.most / floor.most:.2f} "
        f"| {one.last:,.0f} ms | {one.errors} | {one.work:.1f} ms | {one.work / floor.work:.2f} "
        f"| {one.memory:,.0f} MB | {one.before:,.0f} MB |"
        for name, one in found.items()
    ]
    rows += [
        "",
        "| opened at once | phones | the last has its page | the last has the app | errors |",
        "| --- " * 5 + "|",
    ]
    rows += [
        f"| {name} | {one.phones} | {one.pages:,.0f} ms | {one.apps:,.0f} ms | {one.errors} |"
        for name, one in rooms.items()
    ]
    rows += ["", "| goal | measured | |", "| --- | --- | --- |", *_goals(found, rooms)]
    return "\n".join(rows) + (
        f"\n\nEach reader stands on the first page or on the timeline and changes something every {EVERY:g} s, half of "
        "them to what others ask for as well, half to what is new to the server. From the change to the message that "
        "says that its run is over, by WebSocket, and the picture that it names, without browsers: drawing comes on top. Client and server share the "
        "machine's cores. Processor time is the server's whole process's. The phones ask for one address at the same "
        "moment: its page, with its style, and then all that it names and a run of the app.\n"
    )


def _goals(found: Mapping[str, Load], rooms: Mapping[str, Room]) -> list[str]:
    """Return a line for each goal; one whose number of readers was not there says so."""
    rows = []
    for name, (readers, limit, memory) in _LIMITS.items():
        one = found.get(name)
        there = one if one and one.readers == readers else None
        rows.append(
            _goal(
                f"{name}, {readers} readers: 95 of 100 changes ≤ {limit:g} ms",
                there.most if there else None,
                limit,
                "ms",
            )
        )
        rows.append(_goal(f"{name}, {readers} readers: no error", float(there.errors) if there else None, 0, "errors"))
        if memory:
            rows.append(
                _goal(f"{name}, {readers} readers: ≤ {memory:g} MB", there.memory if there else None, memory, "MB")
            )
    for name, phones in rooms.items():
        rows.append(
            _goal(f"{name}, {PHONES} phones: the last has its page ≤ {_ROOM:,.0f} ms", phones.pages, _ROOM, "ms")
        )
    return rows


def _goal(what: str, value: float | None, limit: float, unit: str) -> str:
    if value is None:
        return f"| {what} | not measured | open |"
    return f"| {what} | {value:,.0f} {unit} | {'met' if value <= limit else '**missed**'} |"


def main(arguments: list[str]) -> None:
    """Measure as asked and print the tables."""
    asks = argparse.ArgumentParser(prog="python -m benchmarks.crowd", description=__doc__)
    asks.add_argument("--readers", type=int, default=30, help="at once, of each record  [default: 30]")
    asks.add_argument("--seconds", type=float, default=12, help="that each is measured, at most 600  [default: 12]")
    asks.add_argument(
        "--workers", type=int, default=1, help="more: the curated record, by so many behind nginx as well"
    )
    asks.add_argument("--record", choices=[CURATED, LARGE], action="append", help="one alone  [default: both]")
    asked = asks.parse_args(arguments)
    if not (0 < asked.readers <= MOST_READERS and 0 < asked.seconds <= MOST_SECONDS):
        asks.error(f"at most {MOST_READERS} readers and {MOST_SECONDS} s")
    with tempfile.TemporaryDirectory() as empty:
        loads = [(name, start, asked.readers) for name, start in servers(Path(empty), asked.record).items()]
        found = measure(loads, asked.seconds)
        if asked.workers > 1:
            with shared(asked.workers) as server:
                found[f"{CURATED}, {asked.workers} workers"] = load(server, asked.readers, asked.seconds, asked.workers)
        print(text(found, {STEP: story_room()}))


def servers(empty: Path, names: Collection[str] | None = None) -> dict[str, Callable[[], AppServer]]:
    """Return what starts the empty app, from a folder without a config, and ours on records by their names."""
    ours = {CURATED: curated_record, LARGE: lambda: records.parquet(100_000)}
    started = {FLOOR: floor_server(empty)}
    return started | {name: partial(_ours, find) for name, find in ours.items() if not names or name in names}


def _ours(find: Callable[[], Path]) -> AppServer:
    return AppServer(find())


def shared(workers: int) -> AppServer:
    """Return what starts ours on the curated record by several processes."""
    path = os.pathsep.join([str(nginx.needed().parent), os.environ["PATH"]])
    return AppServer(arguments=["--workers", str(workers)], env={"PATH": path}, health="/readyz")


def floor_server(empty: Path) -> Callable[[], AppServer]:
    """Return what starts the empty app; no config lies in the folder."""
    command = [sys.executable, "-m", "benchmarks.floor"]
    return lambda: AppServer(command=command, cwd=empty, env={"PYTHONPATH": str(records.ROOT)})


def story_room() -> Room:
    """Let a room of phones open the second step of the curated record's first story, on a fresh server."""
    story = open_record(curated_record()).dossier.stories[0].id
    with AppServer() as server:
        return room(server, "classroom", f"story={story}&step=2")


if __name__ == "__main__":
    main(sys.argv[1:])
