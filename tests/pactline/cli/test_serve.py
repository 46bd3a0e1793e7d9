"""How ``pactline run`` starts: on this machine, on a port it can have, asking nobody outside."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from threading import Event
from types import SimpleNamespace

import pytest
from click.testing import CliRunner, Result
from streamlit.web.server.starlette import starlette_server
from uvicorn.config import WS_PROTOCOLS
from uvicorn.importer import import_from_string

from components.shell import asgi, baked, kept_pages, serving, streamlit_leans
from components.shell.guard import LARGEST_MESSAGE
from pactline import __version__
from pactline.cli import serve
from pactline.cli.main import main
from pactline.files.opening import open_record
from pactline.home import DATA_VARIABLE
from pactline.network import EVERY_ADDRESS, ROOM_VARIABLE, is_loopback
from pactline.tables.frames import Frames
from pactline.wording import text
from tests.app_server import ROOT, AppServer

Started = list[tuple[str, int]]  # hosts and ports


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Started:
    """Catch on which host and port would be served; nothing is."""
    found: Started = []
    monkeypatch.setattr("signal.signal", lambda *_: None)
    monkeypatch.setattr(serve, "serve", lambda _app, listener, **_: found.append(listener.getsockname()[:2]))
    for name in (DATA_VARIABLE, ROOM_VARIABLE):
        monkeypatch.setenv(name, "")  # so that they are put back after the test
    monkeypatch.chdir(tmp_path)
    return found


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody else listens on."""
    with socket.socket() as other:
        other.bind((serve.LOOPBACK, 0))
        other.listen(1)
        port: int = other.getsockname()[1]
        yield port


def test_it_says_its_version() -> None:
    assert _pactline("--version").stdout == f"pactline {__version__}\n"


def test_it_listens_on_this_machine_alone_unless_told(started: Started) -> None:
    assert _pactline("run").exit_code == 0
    assert [host for host, _ in started] == ["127.0.0.1"]


def test_it_opens_to_the_room_and_says_where(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "room_address", lambda: "192.168.7.5")
    said = _pactline("run", "--lan", "--port", str(_free()))
    assert [host for host, _ in started] == [EVERY_ADDRESS]
    assert f"In this room:  http://192.168.7.5:{_port(started)}" in said.stderr


def test_the_app_is_told_the_rooms_address(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "room_address", lambda: "192.168.7.5")
    _pactline("run", "--lan")
    assert os.environ[ROOM_VARIABLE] == f"http://192.168.7.5:{_port(started)}"


@pytest.mark.parametrize("arguments", [[], ["--lan"], ["--host", "localhost"]])
def test_the_app_is_told_of_no_room_where_there_is_none(
    started: Started, arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "room_address", lambda: None)
    _pactline("run", *arguments)
    assert started
    assert ROOM_VARIABLE not in os.environ


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("127.0.0.53", True), ("::1", True), ("[::1]", True), ("::ffff:127.0.0.1", True), ("::ffff:192.168.7.5", False), ("localhost", True), ("x.localhost", True),
     ("192.168.7.5", False), ("example.org", False), ("localhost.example.org", False), ("", False)],
)  # fmt: skip
def test_which_hosts_are_this_machine(host: str, *, own: bool) -> None:
    assert is_loopback(host) is own


def test_it_says_when_there_is_no_room(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serve, "room_address", lambda: None)
    assert "on no network" in _pactline("run", "--lan").stderr
    assert started


@pytest.mark.parametrize("said", ["docs/pact", "/docs/pact/"])
def test_a_path_below_which_the_app_is_served_is_in_every_address_that_is_said(
    started: Started, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", said)
    monkeypatch.setattr(serve, "room_address", lambda: "192.168.7.5")
    printed = _pactline("run", "--lan").stderr
    assert f"http://127.0.0.1:{_port(started)}/docs/pact  " in printed
    assert f"In this room:  http://192.168.7.5:{_port(started)}/docs/pact\n" in printed
    assert os.environ[ROOM_VARIABLE] == f"http://192.168.7.5:{_port(started)}/docs/pact"


def test_that_path_is_read_from_the_apps_settings_before_the_users(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, users = tmp_path / "app", tmp_path / "home"
    monkeypatch.setenv("HOME", str(users))
    assert serve.base_path(own) == ""
    for folder, path in ((users, "theirs"), (own, "ours")):
        (folder / ".streamlit").mkdir(parents=True)
        (folder / ".streamlit" / "config.toml").write_text(f"[server]\nbaseUrlPath = '{path}'\n")
        assert serve.base_path(own) == f"/{path}"
    (own / ".streamlit" / "config.toml").write_text("[server")
    assert serve.base_path(own) == "/theirs"


def test_a_machine_without_a_screen_opens_no_browser_unless_its_settings_say_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "STREAMLIT_SERVER_HEADLESS"):
        monkeypatch.delenv(name, raising=False)
    assert serve.has_screen(tmp_path) is False
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert serve.has_screen(tmp_path) is True
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[server]\nheadless = true\n")
    assert serve.has_screen(tmp_path) is False
    monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", "false")
    assert serve.has_screen(tmp_path) is True


def test_the_room_address_is_unknown_without_a_network(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_route(*_: object) -> None:
        raise OSError(101, "Network is unreachable")

    monkeypatch.setattr("socket.socket.connect", no_route)
    assert serve.room_address() is None


def test_lan_and_host_exclude_each_other(started: Started) -> None:
    said = _pactline("run", "--lan", "--host", "127.0.0.1")
    assert said.exit_code == 2
    assert "leave out --host" in said.stderr
    assert not started


def test_a_taken_port_is_passed_over_when_none_was_asked(
    started: Started, taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "FIRST_PORT", taken)
    assert _pactline("run").exit_code == 0
    assert taken < _port(started) < taken + 100


def test_a_taken_port_that_was_asked_for_is_an_error(started: Started, taken: int) -> None:
    said = _pactline("run", "--port", str(taken))
    assert said.exit_code == 1
    assert said.stderr == f"Error: Port {taken} is taken. Choose another, or leave out --port for the next free one.\n"
    assert not started


def test_an_address_that_is_not_ours_is_an_error(started: Started) -> None:
    said = _pactline("run", "--host", "203.0.113.1")
    assert said.exit_code == 1
    assert "Cannot listen on http://203.0.113.1:" in said.stderr
    assert not started


def test_an_ipv6_address_is_written_in_brackets() -> None:
    assert serve.url("::1", 8501) == "http://[::1]:8501"


@pytest.mark.parametrize("arguments", [["nowhere.yaml"], ["--port", "0"], ["--port", "70000"], ["--colour"]])
def test_wrong_usage_ends_with_2(started: Started, arguments: list[str]) -> None:
    assert _pactline("run", *arguments).exit_code == 2
    assert not started


def test_the_app_is_told_which_record_to_show(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.yaml").write_text("events: []\n")
    told: list[str] = []
    monkeypatch.setattr(serve, "serve", lambda *_, **__: told.append(_variable()))
    _pactline("run", "mine.yaml")
    assert Path(told[0]).is_absolute()
    assert Path(told[0]).name == "mine.yaml"
    assert not started


def test_the_record_may_come_from_the_environment(started: Started, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine.yaml").write_text("events: []\n")
    monkeypatch.setenv(DATA_VARIABLE, "mine.yaml")
    assert _pactline("run").exit_code == 0
    assert Path(_variable()).is_absolute()
    assert started


def test_a_started_server_says_where_it_is_and_nothing_else() -> None:
    """No banner, no question, no complaint about an option that this Streamlit does not know."""
    with AppServer() as server:
        assert server.get("/_stcore/health") == b"ok"
        assert server.output == f"Pactline is at {server.url}  (Ctrl+C ends it)\n"


def _pactline(*arguments: str) -> Result:
    return CliRunner().invoke(main, list(arguments))


def _port(started: Started) -> int:
    return started[0][1]


def _free() -> int:
    with socket.socket() as probe:
        probe.bind(("", 0))
        port: int = probe.getsockname()[1]
        return port


def _variable() -> str:
    return os.environ[DATA_VARIABLE]


def test_the_record_is_read_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("events: [{date: 2024, title: x}]", encoding="utf-8")
    read: list[Path] = []

    def counted(path: Path) -> Frames:
        read.append(path)
        return open_record(path)

    monkeypatch.setattr(serving, "open_record", counted)
    monkeypatch.setenv(DATA_VARIABLE, str(file))
    asgi.get_ready()
    assert read == [file]
    assert serving.live_record(file).record is not None
    assert read == [file]


@pytest.mark.parametrize(
    ("asked", "shown", "made"),
    [([], False, ["findings"]), (["timeline", "data"], True, ["timeline"]), (["timeline"], False, [])],
)
def test_a_page_is_made_ready_unless_somebody_waits_for_the_app_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, asked: list[str], *, shown: bool, made: list[str]
) -> None:
    file = tmp_path / "own.yaml"
    file.write_text("events: [{date: 2024, title: x}]", encoding="utf-8")
    start, warmed = kept_pages.Start(), list[str]()
    start.asked, start.shown = dict.fromkeys(asked), shown
    monkeypatch.setattr(kept_pages, "START", start)
    monkeypatch.setattr(baked, "warm", warmed.append)
    monkeypatch.setenv(DATA_VARIABLE, str(file))
    asgi.get_ready()
    assert warmed == made


@pytest.mark.parametrize(
    ("headless", "arguments", "opens"),
    [(True, [], False), (False, [], True), (True, ["--browser"], True), (False, ["--no-browser"], False)],
)
def test_a_browser_is_opened_where_one_is_wanted(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, headless: bool, arguments: list[str], opens: bool
) -> None:
    opened = Event()
    asked: list[str] = []

    def noted(address: str) -> None:
        asked.append(address)
        opened.set()

    for name in (DATA_VARIABLE, ROOM_VARIABLE):
        monkeypatch.setenv(name, "")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("signal.signal", lambda *_: None)
    for name in ("configure", "ask_nobody_for_our_address", "remember_few"):
        monkeypatch.setattr(streamlit_leans, name, lambda *_: None)
    monkeypatch.setattr("webbrowser.open", noted)
    monkeypatch.setattr("uvicorn.Server.run", lambda _server, **_: opened.wait(60) if opens else None)
    monkeypatch.setenv("STREAMLIT_SERVER_HEADLESS", str(headless).lower())
    assert _pactline("run", *arguments).exit_code == 0
    assert [address.startswith("http://127.0.0.1:") for address in asked] == ([True] if opens else [])


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_end_ends_well(how: signal.Signals) -> None:
    with AppServer() as server:
        assert server.end(how) == 0
        assert "Traceback" not in server.output
        assert "Aborted" not in server.output


@pytest.mark.parametrize(
    "path",
    ["/", "/timeline?q=shells", "/nonsense", "/event/x", "/_stcore/health", "/_stcore/host-config", "/favicon.png",
     "/app/static/vendor/fflate-gunzip.min.js", "/app/static/nothing.js", "/media/nothing", "/_stcore/metrics"],
)  # fmt: skip
def test_every_answer_says_what_it_is_and_whose_business_it_is(path: str, served_app: str) -> None:
    headers = _asked(served_app, path)[1]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    if path.endswith("gunzip.min.js"):  # else a browser would not run it
        assert headers["Content-Type"].startswith(("application/javascript", "text/javascript"))


@pytest.mark.parametrize(
    ("path", "status", "leads_to"),
    [("/Timeline?q=shells&actor=rus", 308, "/timeline?q=shells&actor=rus"), ("/overview?known=2024", 308, "/?known=2024"),
     ("/data/", 308, "/data"), ("/data", 200, None), ("/", 200, None), ("/event/x", 404, None), ("/nonsense", 404, None),
     ("/timeline/_stcore/health", 404, None), (f"/?q={'x' * 20_000}", 414, None)],
)  # fmt: skip
def test_an_address_is_right_or_leads_to_the_right_one_or_is_none(
    path: str, status: int, leads_to: str | None, served_app: str
) -> None:
    code, headers, body = _asked(served_app, path)
    assert (code, headers.get("Location")) == (status, leads_to)
    assert "Traceback" not in body


def test_no_page_elsewhere_may_steer_the_app(served_app: str) -> None:
    assert json.loads(_asked(served_app, "/_stcore/host-config")[2])["allowedOrigins"] == []


def test_a_bare_streamlit_has_the_same_door() -> None:
    """Whoever starts ``streamlit run app.py`` is no worse off."""
    hosted = {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0", "STREAMLIT_SERVER_ALLOWED_HOSTS": "127.0.0.1 pact.example"}  # noqa: S104
    with AppServer(bare=True, env=hosted, health="/readyz") as server:
        assert json.loads(_asked(server.url, "/readyz")[2])["rows"]["events"] > 300
        assert _asked(server.url, "/timeline", host="evil.example")[0] == 421
        assert _asked(server.url, "/timeline", host="pact.example")[0] == 200
        assert "pactline_record_rows" in _asked(server.url, "/metrics")[2]
        code, headers, body = _asked(server.url, "/nonsense")
        assert (code, headers["X-Content-Type-Options"]) == (404, "nosniff")
        assert text("sorry.missing.title") in body
        assert json.loads(_asked(server.url, "/_stcore/host-config")[2])["allowedOrigins"] == []


def _asked(base: str, path: str, host: str | None = None) -> tuple[int, Message, str]:
    """Ask for a path, by another name of the server if one is given, and follow nothing; return status, headers, text."""
    connection = http.client.HTTPConnection(base.removeprefix("http://"), timeout=60)
    try:
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        return answer.status, answer.headers, answer.read().decode(errors="replace")
    finally:
        connection.close()


def test_what_starts_the_server_imports_nothing_that_it_can_do_without() -> None:
    """It would be there a second later."""
    heavy = (
        "import sys, pactline.cli.main; print(sorted({'pandas', 'pydantic', 'streamlit', 'plotly'} & set(sys.modules)))"
    )
    said = subprocess.run([sys.executable, "-c", heavy], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    assert said == "[]\n"


def test_what_is_sent_waits_for_no_confirmation() -> None:
    """Else each run takes 40 ms longer; a connection has what its listener has."""
    with serve._listen(serve.LOOPBACK, 0) as listener:
        listener.setblocking(True)
        with socket.create_connection(listener.getsockname()), listener.accept()[0] as connection:
            assert connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_what_browsers_and_server_send_each_other_is_what_streamlits_own_start_allows(
    started: Started, monkeypatch: pytest.MonkeyPatch
) -> None:
    """``streamlit run`` makes these out of the same options, in a function that it does not promise."""
    del started
    monkeypatch.undo()
    made: list[SimpleNamespace] = []

    def noted(app: object, **given: object) -> SimpleNamespace:
        made.append(SimpleNamespace(app=app, **given))
        return made[0]

    monkeypatch.setattr("uvicorn.Config", noted)
    monkeypatch.setattr("uvicorn.Server", lambda config: SimpleNamespace(run=lambda **_: config.app._make()))
    for name in ("configure", "ask_nobody_for_our_address", "remember_few"):
        monkeypatch.setattr(streamlit_leans, name, lambda *_: None)
    with serve._listen(serve.LOOPBACK, 0) as listener:
        serve.serve(ROOT / "app.py", listener, address=serve.LOOPBACK, own="", open_browser=False)
    ours = vars(made[0])
    theirs = starlette_server._get_uvicorn_config_kwargs()
    left = ("use_colors", "ws_max_size", "ws")
    assert {key: ours.get(key) for key in theirs if key not in left} == {
        key: value for key, value in theirs.items() if key not in left
    }
    assert issubclass(ours["ws"], import_from_string(str(WS_PROTOCOLS[theirs["ws"]])))  # ours packs otherwise
    assert ours["ws_max_size"] == LARGEST_MESSAGE < theirs["ws_max_size"]  # what a browser may send, before it is read
