"""Cited pages asked for on the network: a server of ours stands for all hosts, and for the archive."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

from pactline.cli.main import main
from pactline.files import links
from pactline.record.model import Source

FAST = links.Pace(timeout=5, pause=0)
COPY = "http://web.archive.org/web/20240620123456/"


class Site(BaseHTTPRequestHandler):
    """One site: ``/200``, ``/404`` ... answer with that status; others move, wait, or never end."""

    base: str
    other: str
    asked: Counter[str]
    agents: set[str]
    now: Counter[str]
    most: Counter[str]
    lock: threading.Lock
    waits: threading.Event

    def do_GET(self) -> None:
        host = self.headers["Host"]
        with self.lock:
            self.asked[self.path] += 1
            self.agents.add(self.headers["User-Agent"])
            self.now[host] += 1
            self.most[host] = max(self.most[host], self.now[host])
        with suppress(BrokenPipeError, ConnectionResetError):
            self._answer(urlsplit(self.path))

    def end_headers(self) -> None:
        # Before they leave: whoever has them may ask again, while this thread has not had its turn yet.
        with self.lock:
            self.now[self.headers["Host"]] -= 1
        super().end_headers()

    def _answer(self, parts) -> None:
        page = parts.path.strip("/").split("/")[0]
        if page == "archive":
            self._archive(parse_qs(parts.query)["url"][0])
        elif page in ("301", "302", "308"):
            self.send_response(int(page))
            self.send_header("Location", "/200/new")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif page == "circle":
            self.send_response(302)
            self.send_header("Location", "/circle")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif page == "elsewhere":
            self.send_response(301)
            self.send_header("Location", "file:///etc/passwd")
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif page == "endless":
            self.send_response(200)
            self.end_headers()
            while not self.waits.is_set():
                self.wfile.write(b"x" * 65536)
        elif page == "slow":
            self.waits.wait(30)
        else:
            self.send_response(int(page))
            self.send_header("Content-Length", "0")
            self.end_headers()

    def _archive(self, address: str) -> None:
        snapshots = {"closest": {"url": COPY + address, "status": "200"}} if "kept" in address else {}
        if "odd" in address:
            snapshots = {"closest": {"url": "javascript:alert(1)//web/20240620123456/"}}
        body = b"[" if "broken" in address else json.dumps({"archived_snapshots": snapshots}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64


@pytest.fixture
def site(monkeypatch: pytest.MonkeyPatch) -> Iterator[type[Site]]:
    class Own(Site):
        asked, agents = Counter[str](), set[str]()
        now, most = Counter[str](), Counter[str]()
        lock, waits = threading.Lock(), threading.Event()

    own = Own
    server = Server(("127.0.0.1", 0), own)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    own.base = f"http://127.0.0.1:{server.server_port}"
    own.other = f"http://localhost:{server.server_port}"
    monkeypatch.setenv(links.ARCHIVE_VARIABLE, own.base + "/archive")
    monkeypatch.setenv("NO_PROXY", "*")
    yield own
    own.waits.set()
    server.shutdown()
    server.server_close()


def asked(site: type[Site], *paths: str, pace: links.Pace = FAST) -> dict[str, links.Answer]:
    sources = [Source(id=f"s{n}", url=site.base + path) for n, path in enumerate(paths)]
    return {urlsplit(one.address).path: one for one in links.ask(sources, pace)}


def test_a_page_that_is_there_is_alive_and_its_body_is_never_read(site: type[Site]) -> None:
    found = asked(site, "/200", "/endless")
    assert [(one.status, one.dead, one.moved_to) for one in found.values()] == [(200, False, "")] * 2
    assert all(agent.startswith("pactline/") for agent in site.agents)


@pytest.mark.parametrize(("page", "for_ever"), [("/301", True), ("/308", True), ("/302", False)])
def test_a_page_that_moved_says_where_to_and_whether_for_good(site: type[Site], page: str, for_ever: bool) -> None:  # noqa: FBT001
    (one,) = asked(site, page).values()
    assert (one.status, one.moved_to, one.for_ever, one.dead) == (200, site.base + "/200/new", for_ever, False)


@pytest.mark.parametrize(("page", "dead", "refused"), [("/404", True, False), ("/410", True, False), ("/403", False, True), ("/429", False, True), ("/503", False, True)])  # fmt: skip
def test_gone_is_another_thing_than_refused(site: type[Site], page: str, dead: bool, refused: bool) -> None:  # noqa: FBT001
    (one,) = asked(site, page).values()
    assert (one.dead, one.refused) == (dead, refused)
    assert bool(site.asked[f"/archive?url={site.base.replace(':', '%3A').replace('/', '%2F')}%2F404"]) is (
        page == "/404"
    )


def test_the_archive_is_asked_for_what_is_dead_and_only_a_real_copy_is_offered(site: type[Site]) -> None:
    found = asked(site, "/404/kept", "/404/odd", "/404/none", "/404/broken", "/200/kept")
    assert found["/404/kept"].copy == f"https://web.archive.org/web/20240620123456/{site.base}/404/kept"
    assert [found[page].copy for page in ("/404/odd", "/404/none", "/404/broken", "/200/kept")] == [""] * 4
    assert [found[page].asked_archive for page in ("/404/none", "/404/broken", "/200/kept")] == [True, False, False]


def test_who_has_an_archived_copy_already_needs_no_other(site: type[Site]) -> None:
    source = Source(
        id="s", url=site.base + "/404/kept", archived_url=COPY.replace("http:", "https:") + "https://example.org"
    )
    (one,) = links.ask([source], FAST)
    assert (one.dead, one.asked_archive) == (True, False)


def test_pages_that_lead_nowhere_are_dead(site: type[Site]) -> None:
    found = asked(site, "/circle", "/elsewhere")
    assert found["/circle"].failure == "it leads from page to page without end"
    assert found["/elsewhere"].failure == "it leads to what is no address"


def test_a_host_that_is_not_there_or_too_slow_is_dead(site: type[Site]) -> None:
    assert asked(site, "/slow", pace=links.Pace(timeout=0.2, pause=0))["/slow"].failure == "no answer in time"
    (one,) = links.ask([Source(id="s", url="http://127.0.0.1:1/x")], FAST)
    assert one.failure == "its host cannot be reached"


def test_one_host_is_asked_for_one_page_at_a_time(site: type[Site]) -> None:
    sources = [
        Source(id=f"{name}{n}", url=f"{host}/200/{n}")
        for n in range(12)
        for name, host in (("a", site.base), ("b", site.other))
    ]
    assert len([*links.ask(sources, FAST)]) == len(sources)
    assert {most for host, most in site.most.items()} == {1}


def test_between_two_questions_a_host_has_a_pause(site: type[Site]) -> None:
    began = time.monotonic()
    asked(site, "/200/1", "/200/2", "/200/3", pace=links.Pace(pause=0.2))
    assert time.monotonic() - began >= 0.4


def test_who_stops_listening_ends_it(site: type[Site]) -> None:
    sources = [Source(id=f"s{n}", url=f"{site.base}/200/{n}") for n in range(50)]
    answers = links.ask(sources, links.Pace(pause=0.05))
    next(answers)
    answers.close()
    before = sum(site.asked.values())
    threading.Event().wait(0.3)
    assert sum(site.asked.values()) <= before + 1


# The command ------------------------------------------------------------------------------------


def record(tmp_path: Path, site: type[Site], *pages: str) -> Path:
    rows = [
        f'- {{id: s{n}, publisher: p, title: T, url: "{site.base}{page}", read: {{on: 2026-11-29, extent: page}}}}'
        for n, page in enumerate(pages)
    ]
    cited = ", ".join(f"s{n}" for n in range(len(pages)))
    file = tmp_path / "my.yaml"
    event = f"events:\n- {{id: a, date: 2024, title: A, claims: [{{text: T, status: reported, sources: [{cited}]}}]}}"
    file.write_text("\n".join([event, "sources:", *rows, ""]), encoding="utf-8")
    return file


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def test_the_command_names_what_is_dead_and_what_moved_at_its_line(tmp_path: Path, site: type[Site]) -> None:
    file = record(tmp_path, site, "/404/kept", "/200")
    result = run(file, "--links")
    assert result.exit_code == 1
    assert f"{file}:4:41: error: the page of 's0' answers 404" in result.stdout
    assert "archived_url: https://web.archive.org/web/20240620123456/" in result.stdout
    assert "1 there, 0 moved, 0 refused, 1 dead" in result.stderr


def test_without_a_dead_page_it_ends_well(tmp_path: Path, site: type[Site]) -> None:
    result = run(record(tmp_path, site, "/301", "/403"), "--links")
    assert result.exit_code == 0, result.output
    assert "moved for good to" in result.stdout
    assert "answers 403" in result.stdout


def test_a_limit_is_kept_and_says_how_to_go_on(tmp_path: Path, site: type[Site]) -> None:
    file = record(tmp_path, site, "/200/0", "/200/1", "/200/2")
    first = run(file, "--links", "--limit", 2)
    assert "1 page is left: go on with --after s1" in first.stderr
    assert (site.asked["/200/1"], site.asked["/200/2"]) == (1, 0)
    run(file, "--links", "--after", "s1")
    assert (site.asked["/200/1"], site.asked["/200/2"]) == (1, 1)
    assert run(file, "--links", "--after", "s7").exit_code == 2


def test_without_being_told_to_nobody_is_asked(tmp_path: Path, site: type[Site]) -> None:
    run(record(tmp_path, site, "/404"), "--strict")
    assert site.asked.total() == 0


def test_ctrl_c_ends_it_at_once(tmp_path: Path, site: type[Site]) -> None:
    file = record(tmp_path, site, "/slow")
    command = [sys.executable, "-m", "pactline", "check", str(file), "--links", "--timeout", "60"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        deadline = time.monotonic() + 60
        while not site.asked.total() and time.monotonic() < deadline:
            threading.Event().wait(0.05)
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert "stopped after 0 of 1 page\n" in said
