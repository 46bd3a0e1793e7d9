"""Which browser the browser tests drive, and how it gets onto a machine that has none.

``python -m tests.browser.chrome`` sees to it that there is one: ``make test`` runs it before the tests.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import packages

OVERRIDE = "PACTLINE_BROWSER"
_SHELL = "chromium-headless-shell"  # draws the same and has no windows of its own: a quarter less for a processor to do
_NAMES = (_SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)
HELP = (
    "No browser for the browser tests. Install Chromium or Google Chrome (Debian: apt-get install chromium; "
    f"macOS: brew install --cask google-chrome), or set {OVERRIDE} to the path of one."
)


def find(*, windows: bool = False) -> Path | None:
    """Return a Chrome or Chromium that starts: the one that is named, installed, or Playwright's own.

    Args:
        windows: Whether it must have windows, each with a focus of its own, which the shell has not.
    """
    named = os.environ.get(OVERRIDE)
    if named:
        return Path(named) if _starts(named) else None
    places = [shutil.which(name) for name in _NAMES if name != _SHELL or not windows]
    places += [str(folder / app) for folder in (Path("/Applications"), Path.home() / "Applications") for app in _MAC]
    places.append(_playwrights_own())
    return next((Path(place) for place in places if place and _starts(place)), None)


def _starts(browser: str) -> bool:
    """Tell whether it answers: Ubuntu's ``chromium-browser`` may be a note that says to install a snap."""
    try:
        said = subprocess.run(
            [browser, "--version"], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0 and b"Chrom" in said.stdout


def _playwrights_own() -> str | None:
    """Ask in a process of its own: here, its event loop would get in the way of later tests."""
    code = (
        "from playwright.sync_api import sync_playwright as start\nwith start() as p: print(p.chromium.executable_path)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    return said.stdout.strip() or None


def _install() -> None:
    """Try Debian's package, then Playwright's download."""
    if not (packages.install("chromium") and find(windows=True)):
        packages.run(sys.executable, "-m", "playwright", "install", "chromium")


def main() -> int:
    """Find a browser, else install one, else say what to install."""
    named = os.environ.get(OVERRIDE)  # who names one wants that one
    if not named and not find(windows=True):
        _install()
    if not named and find() and not shutil.which(_SHELL):
        packages.install(_SHELL)
    if find():
        return 0
    sys.stderr.write(HELP + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
