"""Which browser the browser tests drive, and how it gets onto a machine that has none.

``python -m tests.browser.chrome`` sees to it that there is one: ``make test`` runs it before the tests.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

OVERRIDE = "PACTLINE_BROWSER"
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_MAC = (
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Chromium.app/Contents/MacOS/Chromium",
)
HELP = (
    "No browser for the browser tests. Install Chromium or Google Chrome (Debian: apt-get install chromium; "
    f"macOS: brew install --cask google-chrome), or set {OVERRIDE} to the path of one."
)


def find() -> Path | None:
    """Return a Chrome or Chromium that starts: the one that is named, installed, or Playwright's own."""
    named = os.environ.get(OVERRIDE)
    if named:
        return Path(named) if _starts(named) else None
    places = [shutil.which(name) for name in _NAMES]
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
    """Try Debian's package where it may be installed without asking anybody, then Playwright's download."""
    root = os.geteuid() == 0
    sudo = [] if root else ["sudo", "-n"]
    if (
        shutil.which("apt-get")
        and (root or os.environ.get("CI") == "true")
        and (root or shutil.which("sudo"))
        and _run([*sudo, "apt-get", "update", "-qq"])
        and _run([*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"])
        and find()
    ):
        return
    _run([sys.executable, "-m", "playwright", "install", "chromium"])


def _run(command: list[str]) -> bool:
    sys.stderr.write(f"No browser found. Trying: {' '.join(command)}\n")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, env=quiet, capture_output=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


def main() -> int:
    """Find a browser, else install one, else say what to install."""
    if find():
        return 0
    if not os.environ.get(OVERRIDE):  # who names one wants that one
        _install()
    if find():
        return 0
    sys.stderr.write(HELP + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
