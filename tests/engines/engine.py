"""What the walks ask of a browser, whatever its engine: a small common tongue above two protocols of WebDriver.

Scripts and input are told in the same words by the classic protocol (WebKit) and by BiDi (Firefox).
"""

import os
import signal
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from tests.app_server import STOP

PATIENCE = 60.0  # s for a page to come to the expected state; two cores may be busy, and nothing waits so long in vain
START = 60.0  # s until a browser must answer: a first start makes a profile
DESK = (1280, 720)  # px of the page
PHONE = (390, 844)
_KEYS = {
    "Escape": "\ue00c", "Enter": "\ue007", "Tab": "\ue004", "PageUp": "\ue00e", "PageDown": "\ue00f", "End": "\ue010",
    "Home": "\ue011", "ArrowLeft": "\ue012", "ArrowUp": "\ue013", "ArrowRight": "\ue014", "ArrowDown": "\ue015",
}  # fmt: skip

# Every script has these: parts by selector and beginning of their words, in shadow roots too; the first one that can
# be seen; and the middle of one, brought into sight.
_REPLACED = "before the unload event"  # what WebKit says of a script whose page gave way to another
_HELP = """
const parts = (what, words = "", root = document) => [
  ...[...root.querySelectorAll(what)].filter((one) => !words || one.textContent.trim().startsWith(words)),
  ...[...root.querySelectorAll("*")].filter((one) => one.shadowRoot).flatMap((one) => parts(what, words, one.shadowRoot)),
];
const part = (what, words) => parts(what, words).find((one) => one.checkVisibility({ visibilityProperty: true }));
const middle = (one) => {
  one.scrollIntoView({ block: "center", inline: "nearest" });
  const { left, top, width, height } = one.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
};
"""


class Engine(ABC):
    """One running browser with one window, as a context manager.

    ``errors`` are what pages complained of, ``foreign`` what they asked of other hosts than this machine; both are
    whole after ``take_notes``.
    """

    name: str

    def __init__(self) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.ending = ExitStack()  # what must end with it, also after a start that failed half way

    def __enter__(self) -> Self:
        with self.ending as ending:
            self.start()
            self.ending = ending.pop_all()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.close()

    # What each protocol does in its own way

    @abstractmethod
    def start(self) -> None:
        """Start the browser, with a page of the size ``DESK``."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address in the present window."""

    @abstractmethod
    def call(self, function: str, args: list[Any]) -> Any:
        """Call an asynchronous function of JavaScript in the page, and return its value, which JSON can say."""

    @abstractmethod
    def act(self, actions: list[dict[str, Any]]) -> None:
        """Perform actions of input, as both protocols write them."""

    @abstractmethod
    def picture(self) -> bytes:
        """Return what the window shows, as PNG."""

    @abstractmethod
    def windows(self) -> list[str]:
        """Return the names of all open windows."""

    @abstractmethod
    def turn_to(self, window: str) -> None:
        """Go on in another window."""

    @abstractmethod
    def close(self) -> None:
        """Close the present window; ``turn_to`` another one then."""

    @abstractmethod
    def resize(self, size: tuple[int, int]) -> None:
        """Give the page another size, in px."""

    @abstractmethod
    def take_notes(self) -> None:
        """Take up the errors and requests that have not reached the lists yet."""

    # What follows from it

    def run(self, body: str, *args: Any) -> Any:
        """Run the body of a function with ``args``, ``part``, ``parts`` and ``middle`` at hand; ``return`` a value."""
        return self.call(f"async (...args) => {{ {_HELP} {body} }}", list(args))

    def wait(self, expression: str, *args: Any) -> Any:
        """Wait until an expression is true, and return its value; ``True`` for a part of the page.

        Raises:
            AssertionError: It did not become true; the message says what was awaited and what the page shows.
        """
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            # The page itself looks again and again, for a while: one that is replaced takes its script along.
            try:
                found = self.run(
                    f"""const end = Date.now() + 2000;
                    while (true) {{
                      const found = ({expression});
                      if (found || Date.now() > end) return found instanceof Node ? true : found || null;
                      await new Promise((next) => setTimeout(next, 100));
                    }}""",
                    *args,
                )
            except AssertionError as error:
                if _REPLACED not in str(error):
                    raise
                continue
            if found:
                return found
        shown = self.run("return `${location.href} ${document.body.innerText.slice(0, 300)}`")
        raise AssertionError(f"{self.name}: in vain {PATIENCE:.0f} s for: {expression} {args}\nthe page shows: {shown}")

    def click(self, what: str, words: str = "") -> None:
        """Click the first part to be seen that a selector and the beginning of its words name."""
        # It stands still from one look to the next.
        still = (
            "part(...args) && window.place === (window.place = String(middle(part(...args)))) && middle(part(...args))"
        )
        self.drag([self.wait(still, what, words)])

    def drag(self, places: Iterable[tuple[float, float]]) -> None:
        """Press the mouse at the first place of the window, move it over the others, let go at the last."""
        first, *others = ({"x": round(x), "y": round(y)} for x, y in places)
        move = {"type": "pointerMove", "origin": "viewport"}
        steps = [
            move | first | {"duration": 0},
            {"type": "pointerDown", "button": 0},
            *(move | place | {"duration": 40} for place in others),  # ms: a jump is no gesture
            {"type": "pointerUp", "button": 0},
        ]
        self.act([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}])

    def press(self, *keys: str) -> None:
        """Press keys one after the other, by name or character."""
        steps = [{"type": kind, "value": _KEYS.get(key, key)} for key in keys for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keyboard", "actions": steps}])

    def type(self, what: str, words: str) -> None:
        """Click a field and type into it."""
        self.click(what)
        self.press(*words)

    def save(self, file: Path) -> None:
        """Write a picture for eyes."""
        file.write_bytes(self.picture())

    # For a start

    def launch(self, *command: str | Path, **options: Any) -> subprocess.Popen[bytes]:
        """Start a program that ends, with all it started, when the browser is to end."""
        quiet: dict[str, Any] = {
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
        }
        process = subprocess.Popen(command, start_new_session=True, **(quiet | options))
        self.ending.callback(_end, process)
        return process


def answer(process: subprocess.Popen[bytes], ask: Callable[[], Any]) -> Any:
    """Ask a program that is just starting until it answers, and return that.

    Raises:
        AssertionError: It ended, or did not answer within ``START``.
    """
    deadline = time.monotonic() + START
    while time.monotonic() < deadline:
        try:
            return ask()
        except OSError:
            pass
        try:  # between two tries, watch for its end: that is why it will never answer
            code = process.wait(0.05)
        except subprocess.TimeoutExpired:
            continue
        raise AssertionError(f"{process.args!r} ended with {code}")
    raise AssertionError(f"{process.args!r} did not answer within {START:.0f} s")


def _end(process: subprocess.Popen[bytes]) -> None:
    for how in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, how)
            process.wait(STOP)
        except ProcessLookupError:
            break
        except subprocess.TimeoutExpired:
            continue
    process.wait()
