"""Our own components' browser parts, each one file that is fetched once.

Streamlit sends a component's inline script and style again with every change of its data. So a part's scripts, made
into one by ``make scripts``, its style and its words are put into a file (``browser_files.py``), and what is sent is a
line that imports it.
"""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.parts import browser_files
from pactline.home import app_root

# Addresses are relative to Streamlit's own script, so that they are right under any base path and behind any proxy.
# Short, since each component sends it at each run. Nothing is awaited outside of a function: WebKit lets a second
# import of a module that still waits go on with nothing in it (its bug 242740).
_BASE = """const first = document.querySelector('script[src*="static/js/"]');
const own = first?.src.replace(/static\\/js\\/[^/]*$/, "") ?? document.baseURI;
"""
_IMPORT = """const part = import(new URL("ADDRESS", own));
export default async (component) => (await part).mounted(component);
"""


def browser_part(
    name: str,
    *,
    style: str | None = None,
    words: Mapping[str, Any] | None = None,
    isolated: bool = True,
    before: str = "",
) -> Any:
    """Register a component whose script is one of the bundles, which ``scripts/bundle.js`` lists.

    Args:
        name: Of the bundle. Its main function is called with the component as Streamlit gives it, and its ``words``.
        style: Name of a style sheet, from ``components`` on.
        words: What the part says whatever its data.
        isolated: Whether the page's styles stay outside.
        before: A few lines of script that run at once, while the part itself is still on its way; ``own`` there is
            the address of the app.
    """
    sheet = (app_root() / "components" / style).read_text(encoding="utf-8") if style else ""
    script = f"{bundled(name)}const mounted = part.mounts({json.dumps(sheet)}, {json.dumps(words or {})});\n"
    address = browser_files.keep(f"pactline_{name}.js", f"{script}export {{ mounted }};\n")
    sent = _IMPORT.replace("ADDRESS", address) if address else f"{script}export default mounted;\n"
    return st.components.v2.component(f"pactline_{name}", js=_BASE + before + sent, isolate_styles=isolated)


def bundled(name: str) -> str:
    """Return a script as ``make scripts`` has made it of its modules."""
    return (app_root() / "components" / "bundles" / f"{name}.js").read_text(encoding="utf-8")


def wanted_width(state: object, default: int) -> int:
    """Return the width in px for which the browser wants a figure, out of the component's state."""
    width = state.get("width") if isinstance(state, Mapping) else None
    return min(max(int(width), 240), 4000) if isinstance(width, int | float) else default
