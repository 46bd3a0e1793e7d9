"""The engines besides Chromium that the walks drive, and how they get onto a machine that has none.

``python -m tests.engines.found`` sees to it that they are there: ``make test`` runs it before the tests.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tests import packages
from tests.engines.engine import Engine
from tests.engines.firefox import Firefox
from tests.engines.webkit import WebKit

_MAC = Path("Firefox.app/Contents/MacOS/firefox")


@dataclass(frozen=True, slots=True)
class Kind:
    """One engine: where it is looked for, and what to install where it is not.

    Args:
        name: Of the engine.
        find: Returns it, ready to start, or ``None``.
        packages: Debian's, that bring it.
        lack: What a machine without it is told.
        systems: Names of systems that it runs on, as Python has them.
    """

    name: str
    find: Callable[[], Engine | None]
    packages: tuple[str, ...]
    lack: str
    systems: tuple[str, ...] = ("linux", "darwin")

    @property
    def needed(self) -> bool:
        """Whether a machine without it fails: CI, on a system that can have it."""
        return os.environ.get("CI") == "true" and sys.platform in self.systems


def firefox() -> Firefox | None:
    """Return an installed Firefox that starts."""
    places = [shutil.which(name) for name in ("firefox-esr", "firefox")]
    places += [str(folder / _MAC) for folder in (Path("/Applications"), Path.home() / "Applications")]
    return next((Firefox(Path(place)) for place in places if place and _starts(place)), None)


def webkit() -> WebKit | None:
    """Return an installed WebKitGTK with its driver and a screen for it."""
    driver, screen = shutil.which("WebKitWebDriver"), shutil.which("Xvfb")
    browser = next(iter(sorted(Path("/usr").glob("lib*/**/webkit2gtk-4*/MiniBrowser"))), None)
    return WebKit(Path(driver), browser, Path(screen)) if driver and screen and browser else None


KINDS = (
    Kind(
        "Firefox", firefox, ("firefox-esr",),
        "No Firefox: nothing is tested in it. Install it (Debian: apt-get install firefox-esr; macOS: brew install --cask firefox).",
    ),
    Kind(
        "WebKit", webkit, ("webkit2gtk-driver", "xvfb"),
        "No WebKitGTK with driver and screen: nothing is tested in WebKit. Install them (Debian: apt-get install "
        "webkit2gtk-driver xvfb); they run on Linux only.",
        systems=("linux",),
    ),
)  # fmt: skip


def _starts(program: str) -> bool:
    """Tell whether it answers: Ubuntu's ``firefox`` may be a note that says to install a snap."""
    try:
        said = subprocess.run(
            [program, "--version"], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and b"Firefox" in said.stdout


def main() -> int:
    """Find each engine, else install it, else say that it is lacking; only in CI that is a failure."""
    code = 0
    for kind in KINDS:
        if kind.find() or (packages.install(*kind.packages) and kind.find()):
            continue
        sys.stderr.write(f"{kind.lack}\n")
        code |= kind.needed
    return code


if __name__ == "__main__":
    sys.exit(main())
