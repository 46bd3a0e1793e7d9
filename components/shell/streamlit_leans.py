"""What our Python leans on in Streamlit that it does not promise: here, and nowhere else.

Each entry says what it is for and what breaks without it; ``tests/components/shell/test_streamlit_leans.py`` asks for
each, so that a new Streamlit fails there first. The scripts' leans stand in ``components/parts/streamlit.js``, those
of style sheets are names of Streamlit's own elements, which the same test looks for in what it gives out.

Imports nothing heavy: the server waits for this module.
"""

import logging
import re
from asyncio import AbstractEventLoop, get_running_loop
from collections import deque
from collections.abc import Callable, Mapping
from functools import lru_cache, partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
    from streamlit.runtime import Runtime
    from streamlit.runtime.app_session import AppSession

REMEMBERED: Final = 16  # readers who are gone
TAKEN: Final = 0.02  # s between two looks at what a run has to say

# Where Streamlit answers itself, below the app's address, and says 404 where it has nothing. For: the door, which
# answers every other address. Without: a folder that is new is answered with our 404, and what lies in it is missed.
INNER: Final = "_stcore"
FOLDERS: Final = (INNER, "app", "component", "media", "static")
FILES: Final = ("favicon.png", "manifest.json")
METRICS: Final = f"{INNER}/metrics"

_SAID_ONCE: Final = {"trigger_value", "string_trigger_value", "json_trigger_value", "chat_input_value"}

_NAMES: Final = "populate_hash_if_needed"
_REGISTERS: Final = "register_widget"
_LONGEST: Final = 2**64 - 1  # of Python's hashes
_log = logging.getLogger(__name__)
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
    """Keep Streamlit from looking through our HTML (``elements.html.clean_text``, ``_html_only_style_tags``).

    For: many readers. Indents mean nothing in our templates, and only what begins with a style may be nothing else;
    looking for both takes 2 ms of a first page of 60 kB, more than all else that ``st.html`` does.
    Without this: the same pages, later.
    """
    from streamlit.elements import html  # noqa: PLC0415 - see above

    only_styles = html._html_only_style_tags  # noqa: SLF001
    if not hasattr(only_styles, "of_all"):
        html.clean_text = lambda text: str(text).strip()  # type: ignore[attr-defined]
        html._html_only_style_tags = _of_what_begins_so(only_styles)  # type: ignore[assignment] # noqa: SLF001


def _of_what_begins_so(only_styles: Callable[[str], bool]) -> Callable[[str], bool]:
    def of(body: str) -> bool:
        return body.startswith(("<style", "<!--")) and only_styles(body)

    of.of_all = only_styles  # type: ignore[attr-defined]
    return of


def read_parts_as_they_are() -> None:
    """Let what a part of ours has told of itself be read from the session as it is held.

    Uses the presenter that ``_bidi_component`` gives its state (``make_bidi_component_presenter``): at each question it
    makes a class, by whose values a state could be written, and puts beside the state what is said once
    (``setTriggerValue``). Our scripts say nothing so, and our Python writes none.
    For: many readers. Without this: the same, later.
    """
    from streamlit.components.v2.bidi_component import main  # noqa: PLC0415 - see above

    main.make_bidi_component_presenter = lambda *_: None  # type: ignore[attr-defined,assignment]


def know_parts_by_their_keys() -> None:
    """Keep Streamlit from making digests of what our parts are given (``_build_bidi_identity_kwargs``).

    A part that has a key is known by it, whatever else there is; each of ours has one (``browser_part.py``). Streamlit
    writes the data out a second time in the order of its names and makes a digest of it all the same, and then leaves
    it out. For: many readers. Without this: the same parts, later.
    """
    from streamlit.components.v2.bidi_component.main import BidiComponentMixin  # noqa: PLC0415 - see above

    asked = BidiComponentMixin._build_bidi_identity_kwargs  # noqa: SLF001
    if not hasattr(asked, "by_data"):
        BidiComponentMixin._build_bidi_identity_kwargs = _by_key(asked)  # type: ignore[method-assign] # noqa: SLF001


def _by_key(asked: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
    """Return what says nothing of a part where ``asked`` tells what it is given."""

    def nothing(*_: object, **__: object) -> dict[str, Any]:
        return {}

    nothing.by_data = asked  # type: ignore[attr-defined]
    return nothing


def hear_no_triggers() -> None:
    """Register our parts for what they tell of themselves alone, and not for what is said once as well.

    ``_bidi_component`` registers each part twice (``register_widget``), the second time for ``setTriggerValue``, which
    no script of ours calls. For: many readers, for each of whom the session holds both.
    Without this: the same parts, later.
    """
    from streamlit.components.v2.bidi_component import main  # noqa: PLC0415 - see above
    from streamlit.runtime.state.common import RegisterWidgetResult  # noqa: PLC0415

    register, unheard = getattr(main, _REGISTERS), RegisterWidgetResult(None, value_changed=False)
    if not hasattr(register, "with_triggers"):
        setattr(main, _REGISTERS, _but_triggers(register, unheard))


def _but_triggers(register: Callable[..., Any], unheard: object) -> Callable[..., Any]:
    """Return what registers as ``register`` does, and for what is said once gives what was not said."""

    def registered(name: str, *, value_type: str, **told: Any) -> Any:
        return unheard if value_type in _SAID_ONCE else register(name, value_type=value_type, **told)

    registered.with_triggers = register  # type: ignore[attr-defined]
    return registered


def name_what_is_drawn_quickly() -> None:
    """Name each message that draws by Python's own hash (``script_run_context.populate_hash_if_needed``).

    A browser draws anew what has another name than what stands there, and nothing else is done with it: no message is
    named instead of sent (``global.minCachedMessageSize``). Streamlit's name is a digest of 128 bits, which takes five
    times as long, 0.5 ms of a first page. For: many readers. Without this: the same messages, later.
    """
    from streamlit.runtime.scriptrunner_utils import script_run_context  # noqa: PLC0415 - see above

    name = getattr(script_run_context, _NAMES)
    if not hasattr(name, "by_digest"):
        setattr(script_run_context, _NAMES, _quickly(name))


def _quickly(name: "Callable[[ForwardMsg], None]") -> "Callable[[ForwardMsg], None]":
    """Return what names a message as ``name`` does, and one that draws by 64 bits, others in each process."""

    def put(message: "ForwardMsg") -> None:
        if message.HasField("delta") and not message.hash:
            message.hash = f"{hash(message.delta.SerializeToString(deterministic=True)) & _LONGEST:x}"
        else:
            name(message)

    put.by_digest = name  # type: ignore[attr-defined]
    return put


def name_pages_once() -> None:
    """Make the names of pages, which Streamlit asks for some sixty times a run, once (``navigation.page.calc_hash``).

    For: many readers. Without this: the same names, later.
    """
    from streamlit.navigation import page  # noqa: PLC0415 - see above

    if not hasattr(page.calc_hash, "cache_info"):  # type: ignore[attr-defined]
        page.calc_hash = lru_cache(maxsize=64)(page.calc_hash)  # type: ignore[attr-defined]


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


def send_together() -> None:
    """Let the server's loop take what a run says every ``TAKEN`` and at its end, and not message by message.

    Wraps ``AppSession._on_scriptrunner_event``, by which a run in its own thread hands over each message,
    ``AppSession._create_scriptrunner``, which begins it, and ``Runtime._enqueued_some_message``, which lets the loop
    send what was taken. Each message would wake the loop twice, and it would take turns with the run for the
    interpreter: a fifth of a run's time where nothing is made anew. What is taken, and in what order, is the same.
    For: many readers. Without this: the same messages, later.
    """
    from streamlit.runtime import Runtime  # noqa: PLC0415 - see above
    from streamlit.runtime.app_session import AppSession  # noqa: PLC0415
    from streamlit.runtime.scriptrunner import ScriptRunnerEvent  # noqa: PLC0415

    hand, begin = AppSession._on_scriptrunner_event, AppSession._create_scriptrunner  # noqa: SLF001
    if not hasattr(hand, "one_by_one"):
        together = _together(hand, last=ScriptRunnerEvent.SHUTDOWN)
        AppSession._on_scriptrunner_event = together  # type: ignore[method-assign] # noqa: SLF001
        AppSession._create_scriptrunner = _looking(begin)  # type: ignore[method-assign] # noqa: SLF001
        wake = Runtime._enqueued_some_message  # noqa: SLF001
        Runtime._enqueued_some_message = _awake(wake)  # type: ignore[method-assign,assignment] # noqa: SLF001


def _together(hand: Callable[..., None], *, last: object) -> Callable[..., None]:
    """Return what hands over a run's events as ``hand`` does, once the loop looks or the ``last`` one has come."""

    def keep(session: "AppSession", run: Any, event: Any, **told: Any) -> None:
        if run is None:
            hand(session, run, event, **told)
            return
        waiting = _waiting(run)
        waiting.append(partial(session._handle_scriptrunner_event_on_event_loop, run, event, **told))  # noqa: SLF001
        if event is last or not run._is_in_script_thread():  # noqa: SLF001
            session._call_soon_on_event_loop(partial(_take, waiting))  # noqa: SLF001

    keep.one_by_one = hand  # type: ignore[attr-defined]
    return keep


def _awake(wake: Callable[["Runtime"], None]) -> Callable[["Runtime"], None]:
    """Return what lets the loop send what was taken as ``wake`` does, and the loop itself without waking it."""

    def tell(runtime: "Runtime") -> None:
        loop = runtime._get_async_objs()  # noqa: SLF001
        if _running() is loop.eventloop:
            loop.need_send_data.set()
        else:
            wake(runtime)

    tell.wakes = wake  # type: ignore[attr-defined]
    return tell


def _running() -> AbstractEventLoop | None:
    """Return the loop of the thread that asks."""
    try:
        return get_running_loop()
    except RuntimeError:
        return None


def _looking(begin: Callable[..., None]) -> Callable[..., None]:
    """Return what begins a run as ``begin`` does, in the thread of the loop, and looks at it while it lasts."""

    def begun(session: "AppSession", *asked: Any, **named: Any) -> None:
        begin(session, *asked, **named)
        _look_later(session, session._scriptrunner)  # noqa: SLF001

    begun.begins = begin  # type: ignore[attr-defined]
    return begun


def _look_later(session: "AppSession", run: object) -> None:
    if run is not None and session._scriptrunner is run:  # noqa: SLF001
        session._event_loop.call_later(TAKEN, _look, session, run)  # noqa: SLF001


def _look(session: "AppSession", run: object) -> None:
    _take(_waiting(run))
    _look_later(session, run)


def _waiting(run: object) -> "deque[Callable[[], None]]":
    """Return what a run has said and nobody has taken. It stays with the run: any thread adds, the loop takes."""
    waiting: deque[Callable[[], None]] = run.__dict__.setdefault("pactline_waiting", deque())
    return waiting


def _take(waiting: "deque[Callable[[], None]]") -> None:
    """Take all that is waiting, in order; what fails there is told, and the next is taken."""
    while waiting:
        try:
            waiting.popleft()()
        except Exception:  # noqa: BLE001 - as the loop does with what it calls
            _log.exception("What a run said could not be taken.")


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
