"""The nginx that tests of what stands before the app run: the machine's own, or Debian's package, unpacked and not installed.

Installing it would start a server on this machine's port 80; unpacking needs no rights. ``python -m tests.nginx`` sees to
it that there is one: ``make test`` runs it before the tests.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from tests import packages

ROOT = Path(__file__).resolve().parent.parent
_UNPACKED = ROOT / ".venv" / "debian"
_PACKAGES = ("nginx", "nginx-common")
HELP = "No nginx for the tests. Install it (Debian: apt-get install nginx-light; macOS: brew install nginx)."


def find() -> Path | None:
    """Return an nginx that starts."""
    path = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/usr/local/sbin"])
    places = [shutil.which("nginx", path=path), str(_UNPACKED / "usr" / "sbin" / "nginx")]
    return next((Path(place) for place in places if place and _starts(place)), None)


def needed() -> Path:
    """Return nginx, fetched if need be; without it a test fails."""
    found = find() or (_fetched() and find())
    assert found, HELP
    return found


def _starts(program: str) -> bool:
    try:
        said = subprocess.run([program, "-v"], capture_output=True, timeout=60, check=False, stdin=subprocess.DEVNULL)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return said.returncode == 0


def _fetched() -> bool:
    """Fetch Debian's packages and unpack them; where that does not give one that starts, install it."""
    if not shutil.which("apt-get") or not shutil.which("dpkg"):
        return False
    _UNPACKED.mkdir(parents=True, exist_ok=True)
    done = packages.run("apt-get", "download", "-qq", *_PACKAGES, folder=_UNPACKED)
    unpacked = [packages.run("dpkg", "-x", str(one), str(_UNPACKED)) for one in _UNPACKED.glob("*.deb")]
    return (done and all(unpacked) and find() is not None) or packages.install("nginx-light")


def main() -> int:
    """Find nginx, else fetch it, else say what to install; only in CI that is a failure."""
    if find() or (_fetched() and find()):
        return 0
    sys.stderr.write(HELP + "\n")
    return int(os.environ.get("CI") == "true")


if __name__ == "__main__":
    sys.exit(main())
