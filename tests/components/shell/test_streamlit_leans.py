"""What we lean on in Streamlit without its promise is still there: a new Streamlit fails here first."""

import asyncio
import os
import re
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, cast

import pytest
import streamlit
from starlette.routing import BaseRoute, Mount, Route, WebSocketRoute
from streamlit import net_util, string_util, util
from streamlit.commands import page_config
from streamlit.components.v2 import presentation
from streamlit.components.v2.bidi_component import main as bidi_component
from streamlit.components.v2.bidi_component.main import BidiComponentMixin as Parts
from streamlit.elements import html
from streamlit.navigation import page as navigation
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import Runtime, SessionClient, app_session, memory_session_storage
from streamlit.runtime.scriptrunner_utils import script_run_context
from streamlit.testing.v1 import AppTest
from streamlit.web.server import server_util
from streamlit.web.server.starlette import starlette_app

from components.shell import every_page, streamlit_leans
from components.shell.asgi import options
from pactline.home import app_root

FRONT = Path(streamlit.__file__).parent / "static"  # what browsers are given
OWN = app_root() / "components"
SHEETS = sorted(OWN.rglob("*.css"))
NOT_OURS = {"auth", "oauth2callback"}  # this app knows no log-in: the door says 404 there
NAMES = re.compile(r'data-testid="(st\w+)"|\.(st[A-Z]\w*)')


@pytest.fixture(autouse=True)
def _put_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(net_util, "get_external_ip", _asks_outside)
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr(memory_session_storage, "MemorySessionStorage", memory_session_storage.MemorySessionStorage)


def _asks_outside() -> None:
    raise AssertionError("asked an outside host")


def test_the_configuration_is_that_of_files_then_of_variables_then_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a process of its own: it stays for good."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        "[server]\nport = 1\nbaseUrlPath = 'file'\nmaxUploadSize = 3\n"
    )
    (tmp_path / "app.py").write_text("")
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "2")
    monkeypatch.setenv("STREAMLIT_SERVER_BASE_URL_PATH", "variable")
    code = (
        "import streamlit as st; from pathlib import Path; from components.shell import streamlit_leans as leans;"
        "leans.configure(Path('app.py'), {'server.port': 3});"
        "print(*(st.get_option(f'server.{name}') for name in ('port', 'baseUrlPath', 'maxUploadSize')))"
    )
    env = os.environ | {"PYTHONPATH": str(app_root())}
    said = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=env, check=True, capture_output=True, text=True
    )
    assert said.stdout.split() == ["3", "variable", "3"]


def test_no_outside_host_is_asked_for_our_address() -> None:
    """Not even when a page of another origin knocks."""
    with pytest.raises(AssertionError, match="asked an outside host"):
        server_util.is_url_from_allowed_origins("http://another.example")
    streamlit_leans.ask_nobody_for_our_address()
    assert not server_util.is_url_from_allowed_origins("http://another.example")


def test_an_app_remembers_few_readers_who_are_gone() -> None:
    streamlit_leans.remember_few()
    runtime = streamlit.App(app_root() / "app.py", **options())._create_runtime()
    storage = runtime._session_mgr._session_storage  # type: ignore[attr-defined]
    assert storage._cache.maxsize == streamlit_leans.REMEMBERED


@pytest.fixture
def looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's own way with HTML."""
    only_styles = html._html_only_style_tags
    monkeypatch.setattr(html, "_html_only_style_tags", getattr(only_styles, "of_all", only_styles))
    monkeypatch.setattr(html, "clean_text", string_util.clean_text)


@pytest.mark.usefixtures("looked_through")
def test_html_is_sent_as_it_is_written() -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - the script of an app

        st.html("  <pre>\n    one\n    two</pre>\n")

    assert AppTest.from_function(script).run().main[0].proto.body == "<pre>\n  one\n  two</pre>"
    streamlit_leans.send_html_as_it_is()
    assert AppTest.from_function(script).run().main[0].proto.body == "<pre>\n    one\n    two</pre>"


@pytest.mark.usefixtures("looked_through")
def test_a_style_alone_takes_no_room_and_a_page_is_not_looked_through_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def script() -> None:
        import streamlit as st  # noqa: PLC0415 - the script of an app

        st.html("<style>p { color: red }</style>")
        st.html("<!-- ours --> <style>p { color: red }</style>")
        st.html("<style>p { color: red }</style><p>One</p>")
        st.html("<p>Two</p>")

    looked: list[str] = []
    own = html._html_only_style_tags

    def looks(body: str) -> bool:
        looked.append(body)
        return own(body)

    monkeypatch.setattr(html, "_html_only_style_tags", looks)
    drawn = [len(AppTest.from_function(script).run().main), len(looked)]
    streamlit_leans.send_html_as_it_is()
    assert drawn == [2, 4]
    assert [len(AppTest.from_function(script).run().main), len(looked)] == [2, 4 + 3]


def test_what_a_run_says_is_taken_together_and_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _one_by_one(monkeypatch)
    script = tmp_path / "page.py"
    script.write_text("import streamlit as st\nfor n in range(40):\n    st.html(f'<p>{n}</p>')\n")
    said, woken = asyncio.run(_heard_of(script))
    monkeypatch.setattr(Runtime, "_instance", None)
    streamlit_leans.send_together()
    again, fewer = asyncio.run(_heard_of(script))
    assert again == said
    assert "<p>39</p>" in said
    assert woken > 2 * 40
    assert fewer < 20


def test_what_a_long_run_says_is_taken_while_it_lasts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The script goes on only once its page has what it drew first."""
    _one_by_one(monkeypatch)
    streamlit_leans.send_together()
    script = tmp_path / "page.py"
    script.write_text(
        "import streamlit as st\nfrom streamlit.runtime import get_instance as held\n"
        "st.html('<p>first</p>')\nassert held().drawn.wait(20)\nst.html('<p>last</p>')\n"
    )
    said, _ = asyncio.run(_heard_of(script))
    assert [one for one in said if one.startswith("<")] == ["<p>first</p>", "<p>last</p>"]


def test_what_a_run_says_that_cannot_be_taken_keeps_nothing_back(caplog: pytest.LogCaptureFixture) -> None:
    taken: list[int] = []
    waiting: deque[Callable[[], None]] = deque(
        [partial(taken.append, 1), partial(_asks_outside), partial(taken.append, 2)]
    )
    streamlit_leans._take(waiting)
    assert taken == [1, 2]
    assert "could not be taken" in caplog.text


def _one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let Streamlit hand over messages as it does by itself."""
    for of, name, mark in (
        (app_session.AppSession, "_on_scriptrunner_event", "one_by_one"),
        (app_session.AppSession, "_create_scriptrunner", "begins"),
        (Runtime, "_enqueued_some_message", "wakes"),
    ):
        own = getattr(of, name)
        monkeypatch.setattr(of, name, getattr(own, mark, own))


async def _heard_of(script: Path) -> tuple[list[str], int]:
    """Run a script; return what its page hears, and how often the loop is woken for it."""
    woken, loop = 0, asyncio.get_running_loop()
    wake = loop.call_soon_threadsafe

    def count(*asked: Any, **named: Any) -> asyncio.Handle:
        nonlocal woken
        woken += 1
        return wake(*asked, **named)

    loop.call_soon_threadsafe = count  # type: ignore[method-assign,assignment]
    runtime = streamlit.App(script)._create_runtime()
    await runtime.start()
    browser, asked = _Browser(), BackMsg()
    runtime.drawn = browser.drawn  # type: ignore[attr-defined]
    asked.rerun_script.query_string = ""
    runtime.handle_backmsg(runtime.connect_session(browser, {}), asked)
    await browser.answer()
    runtime.stop()
    await runtime.stopped
    return [one.delta.new_element.html.body or str(one.WhichOneof("type")) for one in browser.heard], woken


def test_a_page_keeps_its_name_which_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def digest(path: str) -> str:
        asked.append(path)
        return util.calc_hash(path)

    monkeypatch.setattr(navigation, "calc_hash", digest)
    page = object.__new__(streamlit.Page)  # made as in a run, for which it would ask
    page._url_path = "about"
    assert page._script_hash == page._script_hash == util.calc_hash("about")
    assert asked == ["about", "about"]
    streamlit_leans.name_pages_once()
    assert {page._script_hash for _ in range(3)} == {util.calc_hash("about")}
    assert asked == ["about"] * 3


_PART = "import streamlit as st\npart = st.components.v2.component('lean', js='export default () => {}')\n"


def test_what_a_part_has_told_is_read_as_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "page.py"
    script.write_text(
        f"{_PART}"
        "part(key='part', on_told_change=lambda: st.session_state.update(heard=st.session_state['part']['told']))\n"
        "st.session_state['read'] = st.session_state['part']\n"
    )
    monkeypatch.setattr(bidi_component, "make_bidi_component_presenter", presentation.make_bidi_component_presenter)
    monkeypatch.setattr(bidi_component, streamlit_leans._REGISTERS, _registers())
    shown = asyncio.run(_told_by_a_part(script))
    monkeypatch.setattr(Runtime, "_instance", None)
    streamlit_leans.read_parts_as_they_are()
    held = asyncio.run(_told_by_a_part(script))
    assert held == shown == ({"told": {"at": 1}}, {"at": 1})
    assert [type(one[0]).__name__ for one in (shown, held)] == ["_WriteThrough", "AttributeDictionary"]


def test_a_part_is_known_by_its_key_and_nothing_is_made_of_its_data_for_that(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "page.py"
    script.write_text(
        f"{_PART}"
        "for key, data in (('dict', {'b': 1, 'a': 2}), ('bytes', b'{}'), ('none', None)):\n"
        "    part(key=key, data=data)\n"
    )
    own = Parts._build_bidi_identity_kwargs
    monkeypatch.setattr(Parts, "_build_bidi_identity_kwargs", getattr(own, "by_data", own))
    before = asyncio.run(_parts_of(script))
    monkeypatch.setattr(Runtime, "_instance", None)
    monkeypatch.setattr(bidi_component, "calc_hash", None)
    streamlit_leans.know_parts_by_their_keys()
    assert asyncio.run(_parts_of(script)) == before
    assert [name.rsplit("-", 1)[1] for name in before] == ["dict", "bytes", "none"]


def test_a_part_tells_of_itself_though_it_is_registered_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "page.py"
    script.write_text(
        f"{_PART}"
        "part(key='part', on_told_change=lambda: st.session_state.update(heard=st.session_state['part']['told']))\n"
        "st.session_state['read'] = dict(st.session_state['part'])\n"
    )
    registered: list[str] = []
    own = _registers()

    def register(name: str, **told: Any) -> Any:
        registered.append(told["value_type"])
        return own(name, **told)

    monkeypatch.setattr(bidi_component, streamlit_leans._REGISTERS, register)
    before = asyncio.run(_told_by_a_part(script))
    assert registered == ["json_value", "json_trigger_value"] * 2
    monkeypatch.setattr(Runtime, "_instance", None)
    registered.clear()
    streamlit_leans.hear_no_triggers()
    assert asyncio.run(_told_by_a_part(script)) == before == ({"told": {"at": 1}}, {"at": 1})
    assert registered == ["json_value"] * 2


def _registers() -> Callable[..., Any]:
    """Streamlit's own way to register a part."""
    own = getattr(bidi_component, streamlit_leans._REGISTERS)
    return cast("Callable[..., Any]", getattr(own, "with_triggers", own))


def test_no_script_of_ours_says_anything_once() -> None:
    scripts = [one for one in OWN.rglob("*.js") if "bundles" not in one.parts]
    assert any("setStateValue" in one.read_text(encoding="utf-8") for one in scripts)
    assert not [one for one in scripts if "setTriggerValue" in one.read_text(encoding="utf-8")]


async def _parts_of(script: Path) -> list[str]:
    """Return by what names the parts that a script mounts are known."""
    runtime = streamlit.App(script)._create_runtime()
    await runtime.start()
    browser, asked = _Browser(), BackMsg()
    asked.rerun_script.query_string = ""
    runtime.handle_backmsg(runtime.connect_session(browser, {}), asked)
    await browser.answer()
    runtime.stop()
    await runtime.stopped
    drawn = [one.delta.new_element for one in browser.heard if one.WhichOneof("type") == "delta"]
    return [one.bidi_component.id for one in drawn if one.WhichOneof("type") == "bidi_component"]


async def _told_by_a_part(script: Path) -> tuple[Any, Any]:
    """Let a part tell something; return what its script reads of it, and what its callback heard."""
    runtime = streamlit.App(script)._create_runtime()
    await runtime.start()
    browser, asked = _Browser(), BackMsg()
    name = runtime.connect_session(browser, {})
    asked.rerun_script.query_string = ""
    runtime.handle_backmsg(name, asked)
    await browser.answer()
    part = next(one.delta.new_element.bidi_component.id for one in browser.heard if one.WhichOneof("type") == "delta")
    asked.rerun_script.widget_states.widgets.add(id=part, json_value='{"told": {"at": 1}}')
    runtime.handle_backmsg(name, asked)
    await browser.answer()
    session = runtime.get_app_session(name)
    assert session is not None
    found = session.session_state["read"], session.session_state["heard"]
    runtime.stop()
    await runtime.stopped
    return found


def test_what_draws_the_same_has_the_same_name_wherever_it_stands_and_else_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    own = getattr(script_run_context, streamlit_leans._NAMES)
    monkeypatch.setattr(script_run_context, streamlit_leans._NAMES, getattr(own, "by_digest", own))
    before = _names()
    streamlit_leans.name_what_is_drawn_quickly()
    monkeypatch.setattr("streamlit.runtime.forward_msg_cache.util", None)  # what digests is not asked
    names = _names()
    assert all(names)
    for said in before, names:
        assert [[one == other for one in said] for other in said] == [
            [True, True, False, False],
            [True, True, False, False],
            [False, False, True, False],
            [False, False, False, True],
        ]


def _names() -> list[str]:
    """The names that a run gives to the same at two places, to something else, and to a box."""
    messages = [ForwardMsg() for _ in range(4)]
    for place, (message, body) in enumerate(zip(messages, ("<p>one</p>", "<p>one</p>", "<p>two</p>", ""), strict=True)):
        message.metadata.delta_path[:] = [0, place]
        if body:
            message.delta.new_element.html.body = body
        else:
            message.delta.add_block.allow_empty = True
        getattr(script_run_context, streamlit_leans._NAMES)(message)
        assert not message.metadata.cacheable
        assert list(message.metadata.delta_path) == [0, place]
    return [message.hash for message in messages]


def test_what_each_run_tells_of_the_theme_is_read_once_and_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("_populate_theme_msg", "_populate_config_msg"):
        own = getattr(app_session, name)
        monkeypatch.setattr(app_session, name, getattr(own, "told_once", own))
    before = _told()
    streamlit_leans.tell_settings_once()
    assert _told() == before
    assert before.custom_theme.HasField("light") == _told().custom_theme.HasField("light")
    monkeypatch.setattr(app_session, "config", None)  # nobody asks it any more
    assert _told() == before


def _told() -> NewSession:
    told = NewSession()
    app_session._populate_config_msg(told.config)
    app_session._populate_theme_msg(told.custom_theme)
    app_session._populate_theme_msg(told.custom_theme.light, "theme.light")
    app_session._populate_theme_msg(told.custom_theme.dark.sidebar, "theme.dark.sidebar")
    return told


class _Browser(SessionClient):
    """Hears what the server says, and says where its run has ended."""

    def __init__(self) -> None:
        self.heard: list[ForwardMsg] = []
        self.ended = asyncio.Event()
        self.drawn = threading.Event()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        self.heard.append(msg)
        if msg.WhichOneof("type") == "delta":
            self.drawn.set()
        if msg.WhichOneof("type") == "script_finished":
            self.ended.set()

    @property
    def client_context(self) -> None:
        return None

    async def answer(self) -> None:
        await self.ended.wait()
        self.ended.clear()


def test_a_page_is_run_again_as_it_stands(tmp_path: Path) -> None:
    """With its address and what its elements hold, and without the click that was its last act."""
    script = tmp_path / "page.py"
    script.write_text(
        "import streamlit as st\nfrom components.shell import streamlit_leans as leans\n"
        "held = st.session_state\nheld.setdefault('seen', []).append("
        "(st.query_params.get('q'), st.checkbox('box'), st.button('act')))\n"
        "held['own'] = leans.own_session().id, leans.idle(leans.own_session())\n"
    )

    async def go() -> tuple[list[tuple[str, bool, bool]], tuple[str, bool], str]:
        runtime = streamlit.App(script)._create_runtime()
        await runtime.start()
        browser, asked = _Browser(), BackMsg()
        name = runtime.connect_session(browser, {})
        session = runtime.get_app_session(name)
        assert session is not None
        asked.rerun_script.query_string = "q=1"
        for _ in range(2):
            runtime.handle_backmsg(name, asked)
            await browser.answer()
            drawn = [one.delta.new_element for one in browser.heard if one.WhichOneof("type") == "delta"]
            box, act = (
                next(getattr(one, kind).id for one in drawn if one.HasField(kind)) for kind in ("checkbox", "button")
            )
            asked.rerun_script.widget_states.widgets.add(id=box, bool_value=True)
            asked.rerun_script.widget_states.widgets.add(id=act, trigger_value=True)
        while not streamlit_leans.idle(session):  # noqa: ASYNC110 - nothing tells of it
            await asyncio.sleep(0)
        streamlit_leans.run_again(session)
        await browser.answer()
        seen, own = session.session_state["seen"], session.session_state["own"]
        runtime.stop()
        await runtime.stopped
        return seen, own, name

    seen, own, name = asyncio.run(go())
    assert seen == [("1", False, False), ("1", True, True), ("1", True, False)]
    assert own == (name, False)


def test_streamlit_answers_below_the_folders_that_the_door_knows_and_nowhere_else() -> None:
    app = streamlit.App(app_root() / "app.py", **options())
    app._runtime = app._create_runtime()
    own = {path.lstrip("/").split("/")[0] for path in _paths(starlette_app.create_streamlit_routes(app._runtime))}
    own = {part for part in own if part and not part.startswith("{")}
    assert own <= {*streamlit_leans.FOLDERS, *streamlit_leans.FILES, *NOT_OURS}
    assert {streamlit_leans.INNER, "media"} <= own


def _paths(routes: list[BaseRoute]) -> Iterator[str]:
    for route in routes:
        if isinstance(route, Mount | Route | WebSocketRoute):
            yield route.path


def test_the_icon_of_a_tab_is_told_by_its_address_and_not_read_by_each_run() -> None:
    assert page_config._get_favicon_string(every_page._ICON) == every_page._ICON
    assert (app_root() / every_page._ICON.removeprefix("/app/")).is_file()
    assert any("/app/static" in file.read_text(encoding="utf-8") for file in FRONT.rglob("*.js"))


def test_streamlits_page_has_the_elements_that_our_style_sheets_name() -> None:
    given = "".join(file.read_text(encoding="utf-8") for file in FRONT.rglob("*.js"))
    named = {
        next(filter(None, found)): sheet
        for sheet in SHEETS
        for found in NAMES.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text(encoding="utf-8"), flags=re.DOTALL))
    }
    assert named
    assert not {
        name: str(sheet) for name, sheet in named.items() if f'"{name}"' not in given and f"`{name}`" not in given
    }
