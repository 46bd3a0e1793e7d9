"""WebKit, driven by classic WebDriver: WebKitGTK's own small browser on a screen that nobody sees."""

import base64
import json
import os
import socketserver
import tempfile
import threading
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

from tests.app_server import free_port
from tests.engines.engine import DESK, PATIENCE, START, Engine, answer

# The protocol tells nothing of the console, so each page keeps its complaints, from the moment that it is loaded: in
# the app all of ours comes later, over the WebSocket. What fails earlier, the walk itself finds missing.
_COMPLAINTS = """async () => {
  if (window.complaints) return;
  window.complaints = [];
  const say = (...words) => window.complaints.push(words.map(String).join(" "));
  const error = console.error;
  console.error = (...words) => { say(...words); error.apply(console, words); };
  addEventListener("error", (event) => say(event.message ?? `not loaded: ${event.target.src ?? event.target.href}`), true);
  addEventListener("unhandledrejection", (event) => say(event.reason));
  document.addEventListener("securitypolicyviolation", (event) => say("forbidden:", event.violatedDirective, event.blockedURI));
}"""
# Without a graphics card, painting in layers is slow; a picture is taken of layers.
_QUICK = {"WEBKIT_DISABLE_COMPOSITING_MODE": "1", "WEBKIT_DISABLE_DMABUF_RENDERER": "1"}
_TAKE = "async () => (window.complaints ?? []).splice(0)"


class WebKit(Engine):
    """WebKitGTK's MiniBrowser.

    Args:
        driver: WebKitWebDriver.
        browser: MiniBrowser.
        screen: Xvfb, a screen in memory.
        dark: Whether the reader's system is dark.
        pictures: Whether it can take pictures; that takes twice the processor time for all it does.
    """

    name = "WebKit"

    def __init__(
        self, driver: Path, browser: Path, screen: Path, *, dark: bool = False, pictures: bool = False
    ) -> None:
        super().__init__()
        self._pictures = pictures
        self._driver, self._browser, self._screen = driver, browser, screen
        self._theme = "Adwaita:dark" if dark else "Adwaita"

    def start(self) -> None:
        home = self.ending.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        desk = {
            "DISPLAY": f":{self._shown()}", "GDK_BACKEND": "x11", "GTK_THEME": self._theme, "HOME": home,
            "NO_AT_BRIDGE": "1", "XDG_CACHE_HOME": home, "XDG_CONFIG_HOME": home, "XDG_DATA_HOME": home,
        }  # fmt: skip
        port = free_port()
        process = self.launch(
            self._driver, f"--port={port}", env=os.environ | desk | ({} if self._pictures else _QUICK)
        )
        self._address = f"http://127.0.0.1:{port}"
        answer(process, lambda: self._http("GET", "/status"))
        nobody = self.ending.enter_context(_Nobody(self.foreign)).address
        asked = {
            "browserName": "MiniBrowser",
            "proxy": {"proxyType": "manual", "httpProxy": nobody, "sslProxy": nobody, "noProxy": ["127.0.0.1"]},
            "timeouts": {"script": int(2 * PATIENCE * 1000)},
            "webkitgtk:browserOptions": {"binary": str(self._browser), "args": ["--automation"]},
        }
        session = self._http("POST", "/session", {"capabilities": {"alwaysMatch": asked}})["sessionId"]
        self._address += f"/session/{session}"
        self.ending.callback(self._http, "DELETE", "")
        self.resize(DESK)

    def open(self, url: str) -> None:
        self.take_notes()  # a page that is left takes its complaints along
        self._http("POST", "/url", {"url": url})
        self.call(_COMPLAINTS, [])

    def call(self, function: str, args: list[Any]) -> Any:
        script = f"""const done = arguments[arguments.length - 1];
        ({function})(...[...arguments].slice(0, -1)).then((value) => done({{ value: value ?? null }}), (error) => done({{ error: String(error) }}));"""
        told = self._http("POST", "/execute/async", {"script": script, "args": args})
        if "error" in told:
            raise AssertionError(f"{self.name}: {told['error']}")
        return told["value"]

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._http("POST", "/actions", {"actions": actions})

    def picture(self) -> bytes:
        return base64.b64decode(self._http("GET", "/screenshot"))

    def windows(self) -> list[str]:
        names: list[str] = self._http("GET", "/window/handles")
        return names

    def turn_to(self, window: str) -> None:
        self._http("POST", "/window", {"handle": window})
        self.call(_COMPLAINTS, [])

    def close(self) -> None:
        self.take_notes()
        self._http("DELETE", "/window")

    def resize(self, size: tuple[int, int]) -> None:
        whole = self._http("GET", "/window/rect")
        inner = self.call("async () => [innerWidth, innerHeight]", [])
        frame = whole["width"] - inner[0], whole["height"] - inner[1]  # bars of the browser's own
        asked = {"width": size[0] + frame[0], "height": size[1] + frame[1]}
        given = self._http("POST", "/window/rect", asked)  # not narrower than the browser's own bars
        self.wait("innerWidth === args[0] && innerHeight === args[1]", given["width"] - frame[0], size[1])

    def take_notes(self) -> None:
        self.errors += self.call(_TAKE, [])

    def _shown(self) -> str:
        """Start a screen and return its number, which it chooses itself: others may run beside it."""
        read, write = os.pipe()
        with os.fdopen(read) as told:
            try:
                self.launch(
                    self._screen, "-displayfd", str(write), "-screen", "0", "1600x1200x24", "-nolisten", "tcp",
                    pass_fds=[write],
                )  # fmt: skip
            finally:
                os.close(write)
            return told.readline().strip()  # empty if it ended

    def _http(self, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
        request = urllib.request.Request(  # noqa: S310 - a driver of our own
            self._address + path, method=method, data=None if body is None else json.dumps(body).encode()
        )
        try:
            with urllib.request.urlopen(request, timeout=START) as told:  # noqa: S310
                return json.load(told)["value"]
        except urllib.error.HTTPError as error:
            with error:
                raise AssertionError(f"{self.name}: {method} {path}: {error.read().decode()[:500]}") from None


class _Nobody(socketserver.ThreadingTCPServer):
    """A proxy that notes what it is asked for and answers nothing: whatever does not stay on this machine."""

    daemon_threads = True

    def __init__(self, notes: list[str]) -> None:
        super().__init__(("127.0.0.1", 0), socketserver.StreamRequestHandler)
        self._notes = notes
        self.address = f"127.0.0.1:{self.server_address[1]}"
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def finish_request(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - socketserver's own
        self._notes.append(request.recv(300).partition(b"\r\n")[0].decode(errors="backslashreplace"))

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()
