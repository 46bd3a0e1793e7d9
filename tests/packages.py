"""Debian packages that tests need, where they may be installed without asking anybody."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path


def install(*packages: str) -> bool:
    """Install packages with apt, as root or in CI; tell whether that was allowed and went well."""
    root = os.geteuid() == 0
    allowed = root or (os.environ.get("CI") == "true" and bool(shutil.which("sudo")))
    if not allowed or not shutil.which("apt-get"):
        return False
    sudo = () if root else ("sudo", "-n")
    return _fresh(sudo) and run(*sudo, "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages)


def run(*command: str, folder: Path | None = None) -> bool:
    """Run a command that installs something, in a folder, after telling so; tell whether it went well."""
    sys.stderr.write(f"Something is missing. Trying: {' '.join(command)}\n")
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0


@cache
def _fresh(sudo: tuple[str, ...]) -> bool:
    return run(*sudo, "apt-get", "update", "-qq")
