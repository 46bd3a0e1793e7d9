"""What the benchmarks write: goals judged by their limits, and late or missing contenders said to be so."""

import socket
import threading

from benchmarks import report
from benchmarks.browser import Measured
from benchmarks.counter import Counter
from benchmarks.goals import goals
from benchmarks.server import Runs

OURS = {"filter 100000": 5.0, "search p95 100000": 50.5, "fts5 p95 100000": 101.0}
FOUND = {
    ("floor", ""): Measured(first=[1_000, 3_000, 2_000], change=[100]),
    ("Timeline", "curated"): Measured(first=[500], app=[1_701], moved=[0.05], traffic=[15_000]),
    ("Timeline", "10,000"): Measured(first=[2_000], frames=[49.0]),
    ("vis-timeline", "10,000"): Measured(late=True),
}
RUNS = {
    ("findings", "curated"): Runs(new=[39.0, 41.0, 40.0], seen=[15.0]),
    ("event", "curated"): Runs(new=[38.0], seen=[16.0]),
    ("timeline", "curated"): Runs(new=[5.0], seen=[4.0]),
}
STARTS = {"floor": [100.0], "curated": [111.0]}


def outcome(begin: str) -> str:
    return next(goal.outcome for goal in goals(OURS, FOUND, RUNS, STARTS) if goal.what.startswith(begin))


def test_goals_are_met_at_their_limit_and_missed_beyond() -> None:
    assert outcome("Timeline's first picture, curated") == "met"
    assert outcome("Timeline's app, curated") == "**missed**"
    assert outcome("Timeline moves, curated") == "met"
    assert outcome("From command") == "**missed**"
    assert outcome("Filter of four fields, three facets, 100,000") == "met"
    assert outcome("Search, 100,000") == "**missed**"
    assert outcome("The same, against SQLite's full text search") == "met"
    assert outcome("Each page's run on the server, curated, a new selection") == "met"
    assert outcome("Each page's run on the server, curated, a selection seen before") == "**missed**"
    assert outcome("Bytes a rerun, curated") == "met"
    assert outcome("Frames a second") == "**missed**"


def test_every_page_that_takes_too_long_is_named_and_no_other() -> None:
    told = {goal.what: goal.measured for goal in goals(OURS, FOUND, RUNS, STARTS) if goal.what.startswith("Each page")}
    assert list(told.values()) == ["event 16 ms", "findings 40 ms"]
    assert "| findings | curated | 40.0 ms | 41.0 ms | 15.0 ms |" in report.text(OURS, FOUND, RUNS, STARTS, {}, turns=3)


def test_what_was_not_measured_or_did_not_finish_is_said() -> None:
    assert outcome("First page's first picture, curated") == "open"
    assert outcome("Timeline's run on the server, 100,000") == "open"
    assert outcome("10,000 events ready") == "met"
    assert "| vis-timeline | 10,000 | not within 60 s |" in report.text(OURS, FOUND, RUNS, STARTS, {}, turns=3)


def test_bytes_are_counted_both_ways() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        threading.Thread(target=_answer, args=(server,), daemon=True).start()
        with Counter(server.getsockname()[1]) as counter, socket.create_connection(("127.0.0.1", counter.port)) as own:
            own.sendall(b"four")
            assert own.recv(100) == b"seven.."
            assert (counter.up, counter.down) == (4, 7)


def _answer(server: socket.socket) -> None:
    with server.accept()[0] as one:
        one.recv(100)
        one.sendall(b"seven..")
