"""What whoever runs the app can ask of it and reads in its log: asked without a server."""

import asyncio
import io
import json
import logging
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pytest
from prometheus_client.parser import text_string_to_metric_families

from components.shell import counted, health, serving, told
from components.shell.guard import Guard, Rules
from components.shell.watching import Watch, watchers
from pactline.home import DATA_VARIABLE

NONE: Mapping[str, str] = MappingProxyType({})


async def _behind(scope: Any, _: Any, send: Any) -> None:
    status = 404 if scope["path"] == "/nothing" else 200
    await send({"type": "http.response.start", "status": status, "headers": []})
    await send({"type": "http.response.body", "body": b"behind"})


def ask(
    path: str, *, app: Any = _behind, client: str = "127.0.0.1", headers: Mapping[str, str] = NONE, **more: Any
) -> tuple[int, dict[str, str], str]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"q=secret", "client": (client, 5),
             "headers": [(name.encode(), value.encode()) for name, value in headers.items()]}  # fmt: skip
    asyncio.run(Watch(app, **more)(scope, receive, send))
    given = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], given, b"".join(part.get("body", b"") for part in sent[1:]).decode()


def value(name: str, **labels: str) -> float:
    """Return what a number of ours is now; 0 if there is none."""
    for family in text_string_to_metric_families(counted.numbers().decode()):
        for sample in family.samples:
            if sample.name == name and labels.items() <= sample.labels.items():
                return float(sample.value)
    return 0


@pytest.fixture
def shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small record of an edition, which the app has read; what is written into it is read anew."""
    file = tmp_path / "my.yaml"
    file.write_text(
        "edition: {version: '7', as_of: 2024-02-03}\nevents:\n- {date: 2024, title: x}\n- {date: 2025, title: y}\n"
    )
    monkeypatch.setenv(DATA_VARIABLE, str(file))
    health.read_once.set()
    yield file
    health.read_once.clear()


@pytest.fixture
def log(monkeypatch: pytest.MonkeyPatch) -> Iterator[io.StringIO]:
    """What goes to the log in JSON."""
    kept = {
        name: (one.handlers, one.propagate, one.level)
        for name in (*told._OURS, "pactline.requests")
        for one in [logging.getLogger(name)]
    }
    written = io.StringIO()
    monkeypatch.setattr("sys.stderr", written)
    monkeypatch.setenv(told.FORM_VARIABLE, "json")
    told.set_up()
    yield written
    monkeypatch.undo()
    for name, (handlers, propagate, level) in kept.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = handlers, propagate
        logger.setLevel(level)
    told.slow_after.cache_clear()


def lines(written: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in written.getvalue().splitlines()]


def test_it_is_alive_before_there_is_a_record_and_not_ready() -> None:
    health.read_once.clear()
    assert ask("/healthz")[::2] == (200, "ok\n")
    status, given, body = ask("/readyz")
    assert (status, given["cache-control"]) == (503, "no-store")
    assert json.loads(body)["why"] == "the record is being read"


def test_it_is_ready_with_its_edition_since_it_was_loaded(shown: Path) -> None:
    status, _, body = ask("/below/readyz", base="below")
    said = json.loads(body)
    assert status == 200
    assert (said["version"], said["as_of"], said["rows"]["events"], said["why"]) == ("7", "2024-02-03", 2, "")
    held = serving.live_record(shown)
    assert held.loaded is not None
    assert said["since"] == held.loaded.isoformat()


def test_it_is_not_ready_with_a_record_that_does_not_open(shown: Path) -> None:
    shown.write_text("events:\n- {date: soon, titel: x}\n")
    status, _, body = ask("/readyz")
    assert status == 503
    assert json.loads(body)["problems"] >= 1
    assert "does not open" in json.loads(body)["why"]


def test_who_watches_is_answered_under_any_name_and_nobody_else_is(shown: Path) -> None:
    assert shown.exists()
    strict = Guard(_behind, rules=Rules(frozenset(["pact.example"]), numbers=False))
    assert ask("/readyz", app=strict, headers={"host": "10.1.2.3"})[0] == 200
    assert ask("/timeline", app=strict, headers={"host": "10.1.2.3"})[0] == 421


def test_the_numbers_say_what_is_shown_and_what_was_asked(shown: Path) -> None:
    before, refused = value("pactline_requests_total", status="404"), value("pactline_refused_total", why="host")
    ask("/nothing")
    ask("/", app=Guard(_behind, rules=Rules(frozenset())), headers={"host": "evil.example"})
    assert value("pactline_requests_total", status="404") == before + 1
    assert value("pactline_refused_total", why="host") == refused + 1
    assert value("pactline_record_rows", table="events") == 2
    assert value("pactline_edition_info", version="7", as_of="2024-02-03") == 1
    held = serving.live_record(shown)
    assert held.loaded is not None
    assert value("pactline_record_loaded_seconds") == pytest.approx(held.loaded.timestamp())


def test_runs_are_counted_by_page_and_those_that_fail_too() -> None:
    before, failed = value("pactline_run_seconds_count", page="map"), value("pactline_runs_failed_total", page="map")
    with counted.run_of("map"):
        pass
    with pytest.raises(ZeroDivisionError), counted.run_of("map"):
        _ = 1 / 0
    assert value("pactline_run_seconds_count", page="map") == before + 2
    assert value("pactline_runs_failed_total", page="map") == failed + 1


@pytest.mark.parametrize(
    ("client", "named", "status"),
    [("127.0.0.1", None, 200), ("10.1.2.3", None, 403), ("10.1.2.3", "10.0.0.0/8", 200), ("::ffff:10.1.2.3", "fd00::/8, 10.0.0.0/8", 200), ("11.1.2.3", "10.0.0.0/8", 403), ("testclient", "10.0.0.0/8", 403)],
)  # fmt: skip
def test_the_numbers_are_for_this_machine_and_for_networks_that_are_named(
    client: str, named: str | None, status: int
) -> None:
    assert ask("/metrics", client=client, networks=watchers(named))[0] == status
    assert ask("/healthz", client=client)[0] == 200


def test_what_is_no_network_is_named() -> None:
    with pytest.raises(ValueError, match="PACTLINE_WATCHERS: '10/8x'"):
        watchers("10/8x")


def test_a_request_is_a_line_with_its_number_and_the_edition_and_nothing_of_its_reader(
    shown: Path, log: io.StringIO
) -> None:
    assert shown.exists()
    given = ask("/timeline", client="203.0.113.9", headers={"x-request-id": "abcdefgh-1"})[1]
    assert given["x-request-id"] == "abcdefgh-1"
    [line] = lines(log)
    assert line["request"] == "abcdefgh-1"
    assert (line["method"], line["path"], line["status"], line["edition"]) == ("GET", "/timeline", 200, "7")
    assert line["milliseconds"] >= 0
    assert not {"secret", "203.0.113.9"} & set(log.getvalue().replace('"', " ").split())
    ask("/", headers={"x-request-id": "evil\nline"})
    assert len(lines(log)[1]["request"]) == 32


def test_a_slow_run_is_a_line_and_a_quick_one_is_none(
    shown: Path, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown.exists()
    for threshold in (1000.0, 0.0):
        monkeypatch.setattr(counted, "slow_after", lambda threshold=threshold: threshold)
        with counted.run_of("data"):
            pass
    [line] = lines(log)
    assert (line["level"], line["page"], line["edition"]) == ("warning", "data", "7")
    assert line["seconds"] >= 0


def test_a_fault_is_one_line_with_its_trace(log: io.StringIO) -> None:
    try:
        _ = 1 / 0
    except ZeroDivisionError:
        logging.getLogger("components.shell.door").exception("%s could not be answered", "/x")
    [line] = lines(log)
    assert line["message"] == "/x could not be answered"
    assert "ZeroDivisionError" in line["trace"]


def test_nothing_is_told_of_requests_unless_it_was_asked_for() -> None:
    assert not told.tells_requests()
    assert "x-request-id" not in ask("/timeline")[1]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (told.FORM_VARIABLE, "xml"),
        (told.SLOW_VARIABLE, "soon"),
        (told.SLOW_VARIABLE, "-1"),
        (told.SLOW_VARIABLE, "nan"),
    ],
)
def test_a_wrong_setting_is_named(name: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, said)
    with pytest.raises(ValueError, match=name):
        told.set_up()
    monkeypatch.undo()
    told.slow_after.cache_clear()
