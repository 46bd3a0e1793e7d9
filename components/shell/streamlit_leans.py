"""What our Python leans on in Streamlit that it does not promise: here, and nowhere else.

Each entry says what it is for and what breaks without it; ``tests/components/shell/test_streamlit_leans.py`` asks for
each, so that a new Streamlit fails there first. The scripts' leans stand in ``components/parts/streamlit.js``, those
of style sheets are names of Streamlit's own elements, which the same test looks for in what it gives out.

Imports nothing heavy: the server waits for this module.
"""

import re
from collections.abc import Callable, Mapping
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from streamlit.runtime.app_session import AppSession

REMEMBERED: Final = 16  # readers who are gone

# Where Streamlit answers itself, below the app's address, and says 404 where it has nothing. For: the door, which
# answers every other address. Without: a folder that is new is answered with our 404, and what lies in it is missed.
INNER: Final = "_stcore"
FOLDERS: Final = (INNER, "app", "component", "media", "static")
FILES: Final = ("favicon.png", "manifest.json")
METRICS: Final = f"{INNER}/metrics"

_SAID_ONCE: Final = {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}

_LOADS = re.compile(r'<script\b[^>]*>.*?</script>|<link rel="(?:modulepreload|stylesheet)"[^>]*>', re.DOTALL)


def front() -> Path:
    """Return the folder of what Streamlit gives to browsers."""
    found = find_spec("streamlit")
    assert found is not None  # noqa: S101 - we run on it
    assert found.origin is not None  # noqa: S101
    return Path(found.origin).parent / "static"


def document() -> str:
    """Return the document of Streamlit's page (``static/index.html``).

    For: our ground, fonts and title in it (``first_page.py``), and ``window.__streamlit``, which its script reads the
    address of its server from (``first.js``). Without it: the page is white at first, looks for its server below the
    page's own address, where nothing is, and says "Streamlit" until it runs.
    """
    return (front() / "index.html").read_text(encoding="utf-8")


def tags() -> str:
    """Return the elements of Streamlit's document that load it: scripts, and the sheets and scripts that they need.

    For: a page that is whole before Streamlit comes, and then lets it come (``first_page.py``). Without it: such a page
    never becomes the app.
    """
    return "".join(_LOADS.findall(document()))


def entry() -> str:
    """Return the address of the script that Streamlit begins with in a browser, relative to the app's own.

    For: it is held back until the server can answer what it asks at once (``dawn.py``). Without it, on a machine that
    takes more than its 15 s to import the app, the page says that there is no connection, and tries again later.
    """
    found = re.search(r'<script\b[^>]*\btype="module"[^>]*\bsrc="\./([^"]+)"', document())
    assert found is not None  # noqa: S101 - we run on it
    return found.group(1)


def fonts() -> dict[str, str]:
    """Return the addresses of the two text fonts by their families, relative to the app's own.

    For: the browser asks for them at once. Without them: text appears late, or in another font first.
    """
    folder = front() / "static" / "media"
    files = {"Source Sans": "SourceSansVF-Upright*.woff2", "Source Serif": "SourceSerifVariable-Roman*.woff2"}
    return {family: f"./static/media/{next(folder.glob(file)).name}" for family, file in files.items()}


def configure(app: Path, options: Mapping[str, object]) -> None:
    """Read the configuration as ``streamlit run`` does: files, then ``STREAMLIT_…`` variables, then ours.

    For: a server of our own around ``st.App``. ``App.run(config=…)`` is the public way, but makes its own socket and
    reads no variable. Uses the options of the command ``streamlit run`` and ``bootstrap.load_config_options``. Without
    this: a base path that is set by a variable, say, is not heard of.

    Args:
        app: The script. Its folder is the current one, in which the configuration is looked for.
        options: Ours, by their names (``server.port``); they win.
    """
    from streamlit.web import bootstrap, cli  # noqa: PLC0415 - takes a second, which the command line need not wait for

    command = [str(app), *(f"--{name}={value}" for name, value in options.items())]
    asked = cli.main_run.make_context("run", command).params
    bootstrap.load_config_options({name: value for name, value in asked.items() if name not in ("target", "args")})


def ask_nobody_for_our_address() -> None:
    """Keep Streamlit from asking an outside host for this machine's address (``net_util.get_external_ip``).

    For: the promise that nothing is asked of any network. It would ask whenever a page of another origin tries to
    connect. Without the address such a page is refused, as it should be. Without this: a request to an outside host,
    and a wait for it where there is none.
    """
    from streamlit import net_util  # noqa: PLC0415 - see above

    net_util.get_external_ip = lambda: None


def remember_few() -> None:
    """Remember few readers who are gone (``MemorySessionStorage``'s ``maxsize``).

    For: each of them keeps three files open, for a way back within half a minute. How long is a setting
    (``server.disconnectedSessionTTL``), how many is none. Without this: 128 are kept, and a class that reloads may
    leave no file for others.
    """
    from streamlit.runtime import memory_session_storage as storage  # noqa: PLC0415 - see above

    storage.MemorySessionStorage = partial(storage.MemorySessionStorage, maxsize=REMEMBERED)  # type: ignore[misc,assignment]


def send_html_as_it_is() -> None:
    """Keep Streamlit from looking for an indent at each line of our HTML (``elements.html.clean_text``).

    For: many readers. Indents mean nothing in our templates, and looking for them takes 2 ms of a first page of 60 kB,
    more than all else that ``st.html`` does. Without this: the same pages, later.
    """
    from streamlit.elements import html  # noqa: PLC0415 - see above

    html.clean_text = lambda text: str(text).strip()  # type: ignore[attr-defined]


def tell_settings_once() -> None:
    """Read the theme and the settings that each run tells its browser from the configuration once.

    Uses ``app_session._populate_theme_msg`` and ``_populate_config_msg``. For: many readers. Each run begins with a
    message that has all of them; looking them up again, six sections of some hundred options, takes 1.6 ms. The
    configuration is read when the server starts and is changed by nobody after.
    Without this: the same messages, later.
    """
    from streamlit.runtime import app_session  # noqa: PLC0415 - see above

    for name in ("_populate_theme_msg", "_populate_config_msg"):
        made = getattr(app_session, name)
        if not hasattr(made, "told_once"):
            setattr(app_session, name, _told_once(made))


def _told_once(populate: Callable[..., None]) -> Callable[..., None]:
    """Return what fills a message as ``populate`` does, which is asked once for each section."""
    told: dict[tuple[str, ...], Any] = {}

    def fill(message: Any, *section: str) -> None:
        if section not in told:
            first = type(message)()
            populate(first, *section)
            told[section] = first
        if told[section].ByteSize():  # an empty one, merged, would stand as given
            message.MergeFrom(told[section])

    fill.told_once = populate  # type: ignore[attr-defined]
    return fill


def own_session() -> "AppSession | None":
    """Return the session whose script is running here (``get_script_run_ctx``, ``Runtime.get_app_session``).

    For: open pages that follow the record (``following.py``). Without it: they do not.
    """
    from streamlit import runtime  # noqa: PLC0415 - see above
    from streamlit.runtime.scriptrunner import get_script_run_ctx  # noqa: PLC0415

    context = get_script_run_ctx(suppress_warning=True)
    return runtime.get_instance().get_app_session(context.session_id) if context and runtime.exists() else None


def idle(session: "AppSession") -> bool:
    """Say whether a session's page is open and nothing of it is running (``AppSession._scriptrunner``).

    For: as above. Without it: what a reader has just done is lost to a run that the server asks for.
    """
    from streamlit import runtime  # noqa: PLC0415 - see above

    return session._scriptrunner is None and runtime.get_instance().is_active_session(session.id)  # noqa: SLF001


def run_again(session: "AppSession") -> None:
    """Let a session's page run anew as it stands, as Streamlit does when a source file has changed.

    For: as above. Uses ``AppSession.request_rerun`` with the address and the page that the session remembers
    (``_client_state``), and with what its elements last said (``SessionState.get_widget_states``), which Streamlit
    forgets otherwise; but for what is said once, such as a click. Without this: open pages do not follow the record.
    Call it in the thread of the server's loop, for a session that is ``idle``.
    """
    from streamlit.proto.ClientState_pb2 import ClientState  # noqa: PLC0415 - see above

    asked = ClientState()
    asked.CopyFrom(session._client_state)  # noqa: SLF001
    said = [one for one in session.session_state.get_widget_states() if one.WhichOneof("value") not in _SAID_ONCE]
    asked.widget_states.widgets.extend(said)
    session.request_rerun(asked)
