"""Scripts of ours alone in a page, as tests want them: a module by itself, or one with all it imports."""

import subprocess
import sys
from urllib.parse import quote

from pactline.home import app_root
from tests.app_server import ROOT

NODE = (sys.executable, str(ROOT / "scripts" / "node.py"), "node")


def address(module: str) -> str:
    """Return an address from which a page imports a module that imports nothing itself."""
    return f"data:text/javascript,{quote((app_root() / 'components' / module).read_text(encoding='utf-8'))}"


def bundled_module(module: str) -> str:
    """Return a script that leaves the exports of a module in ``part``."""
    command = [*NODE, "scripts/bundle.js", "--module", module]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, encoding="utf-8").stdout
