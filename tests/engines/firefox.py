"""Firefox, driven by WebDriver BiDi: it speaks that itself, over a WebSocket, with no driver between."""

import base64
import json
import os
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from websockets.sync.client import ClientConnection, connect

from tests.app_server import free_port
from tests.engines.engine import DESK, PATIENCE, Engine, answer

# No look-ups of its own, no page of its own.
_PREFERENCES = {
    "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}
_SCHEME = "layout.css.prefers-color-scheme.content-override"
_WEB = {"http", "https", "ws", "wss"}


class Firefox(Engine):
    """Firefox without a screen, in a profile of its own.

    Args:
        program: That is started.
        dark: Whether the reader's system is dark.
    """

    name = "Firefox"

    def __init__(self, program: Path, *, dark: bool = False) -> None:
        super().__init__()
        self._program = program
        self._preferences = _PREFERENCES | {_SCHEME: 0 if dark else 1}
        self._sent = 0

    def start(self) -> None:
        profile = self.ending.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True))
        lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in self._preferences.items())
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        port = free_port()
        process = self.launch(
            self._program, "--headless", "--no-remote", "--profile", profile, "--remote-debugging-port", str(port),
            env=os.environ | {"HOME": profile},
        )  # fmt: skip
        line = answer(
            process, lambda: self.ending.enter_context(connect(f"ws://127.0.0.1:{port}/session", max_size=None))
        )
        self._line: ClientConnection = line
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded", "network.beforeRequestSent"])
        self._window = self.windows()[0]
        self.resize(DESK)

    def open(self, url: str) -> None:
        self._ask("browsingContext.navigate", context=self._window, url=url, wait="interactive")

    def call(self, function: str, args: list[Any]) -> Any:
        # Plain values travel as JSON, which both sides know; BiDi's own form names the type of each.
        told = self._ask(
            "script.callFunction",
            functionDeclaration=f"async (...told) => JSON.stringify(await ({function})(...told.map((one) => JSON.parse(one))) ?? null)",
            arguments=[{"type": "string", "value": json.dumps(one)} for one in args],
            target={"context": self._window},
            awaitPromise=True,
        )
        if told["type"] == "exception":
            raise AssertionError(f"{self.name}: {told['exceptionDetails']['text']}")
        return json.loads(told["result"]["value"])

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._ask("input.performActions", context=self._window, actions=actions)

    def picture(self) -> bytes:
        return base64.b64decode(self._ask("browsingContext.captureScreenshot", context=self._window)["data"])

    def windows(self) -> list[str]:
        return [one["context"] for one in self._ask("browsingContext.getTree", maxDepth=0)["contexts"]]

    def turn_to(self, window: str) -> None:
        self._window = window
        self._ask("browsingContext.activate", context=window)

    def close(self) -> None:
        self._ask("browsingContext.close", context=self._window)

    def resize(self, size: tuple[int, int]) -> None:
        viewport = dict(zip(("width", "height"), size, strict=True))
        self._ask("browsingContext.setViewport", context=self._window, viewport=viewport)

    def take_notes(self) -> None:
        self._ask("session.status")  # what happens is told in order: it has been read before this answer

    def _ask(self, method: str, **params: Any) -> dict[str, Any]:
        self._sent += 1
        self._line.send(json.dumps({"id": self._sent, "method": method, "params": params}))
        while True:
            told = json.loads(self._line.recv(timeout=3 * PATIENCE))
            if told["type"] == "event":
                self._note(told["method"], told["params"])
            elif told["id"] == self._sent:
                if told["type"] == "error":
                    raise AssertionError(f"{self.name}: {method}: {told['error']}: {told['message']}")
                result: dict[str, Any] = told["result"]
                return result

    def _note(self, event: str, params: dict[str, Any]) -> None:
        if event == "log.entryAdded" and params["level"] == "error":
            self.errors.append(str(params["text"]))
        elif event == "network.beforeRequestSent":
            address = urlsplit(params["request"]["url"])
            if address.scheme in _WEB and address.hostname != "127.0.0.1":
                self.foreign.append(params["request"]["url"])
