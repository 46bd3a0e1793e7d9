"""Our own components' browser parts, each one file that is fetched once.

Streamlit sends a component's inline script and style again with every change of its data. So a part's scripts, made
into one by ``make scripts``, its style and its words are put into a file (``browser_files.py``), and what is sent is a
line that imports it.
"""

import json
from collections.abc import Mapping
from typing import Any

import streamlit as st

from components.parts import browser_files, draw
from pactline.home import app_root


def browser_part(
    name: str,
    *,
    style: str | tuple[str, ...] = (),
    words: Mapping[str, Any] | None = None,
    isolated: bool = True,
    before: str = "",
    language: str = "",
) -> Any:
    """Register a component whose script is one of the bundles, which ``scripts/bundle.js`` lists.

    Of a page that is baked it is no part: what it shows, or lets the reader do, needs its script.

    Args:
        name: Of the bundle. Its main function is called with the component as Streamlit gives it, and its ``words``.
        style: Name of a style sheet, from ``components`` on, or several in the order of the cascade.
        words: What the part says whatever its data.
        isolated: Whether the page's styles stay outside.
        before: A few lines of script that run at once, while the part itself is still on its way;
            ``own(address)`` there is the whole address of a file of ours.
        language: Of its words, where it is registered once for each: Streamlit knows a part by its name.
    """
    sheets = (style,) if isinstance(style, str) else style
    sheet = "".join((app_root() / "components" / one).read_text(encoding="utf-8") for one in sheets)
    script = f"{bundled(name)}const mounted = part.mounts({json.dumps(sheet)}, {json.dumps(words or {})});\n"
    address = browser_files.keep(f"pactline_{name}.js", f"{script}export {{ mounted }};\n")
    main = f"opening({json.dumps(address)})" if address else "mounted"
    js = f"{bundled('opening')}{before}{'' if address else script}export default {main};\n"
    known = f"pactline_{name}_{language}" if language else f"pactline_{name}"
    mount = st.components.v2.component(known, js=js, isolate_styles=isolated)
    # Without a key another part would take its place whenever its data changes, in the session and on the page.
    return lambda *, key, **told: None if draw.baking() else mount(key=key, **told)


def bundled(name: str) -> str:
    """Return a script as ``make scripts`` has made it of its modules."""
    return (app_root() / "components" / "bundles" / f"{name}.js").read_text(encoding="utf-8")


def wanted_width(state: object, default: int) -> int:
    """Return the width in px for which the browser wants a figure, out of the component's state."""
    width = state.get("width") if isinstance(state, Mapping) else None
    return min(max(int(width), 240), 4000) if isinstance(width, int | float) else default
