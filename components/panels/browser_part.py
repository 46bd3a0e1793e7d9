"""Our own components' browser parts: their script is a line that fetches the real one.

Streamlit sends a component's inline script and style again with every change of its data. So they lie in
``static/panels`` and are fetched once; what is sent is a loader of a few hundred bytes.
"""

import json
from hashlib import sha256
from typing import Any

import streamlit as st

from pactline.home import app_root

# A newline inside keeps Streamlit from taking it for a file's name. The address is relative to Streamlit's own
# script, so that it is right under any base path and behind any proxy.
_LOADER = """
BEFORE
const own = document.querySelector('script[type="module"][src*="static/js/"]');
const base = own ? own.src.replace(/static\\/js\\/[^/]*$/, "") : document.baseURI;
const get = async (name) => {
  const answer = await fetch(new URL(`app/static/panels/${name}?v=VERSION`, base));
  if (!answer.ok) throw new Error(name);
  return answer.text();
};
const [style, ...parts] = await Promise.all([STYLE ? get(STYLE) : "", ...SCRIPTS.map(get)]);
const module = await import(URL.createObjectURL(new Blob([parts.join("\\n")], { type: "text/javascript" })));
const dressed = new WeakSet();
export default (component) => {
  const root = component.parentElement;
  if (style && !dressed.has(root)) {
    dressed.add(root);
    const sheet = document.createElement("style");
    sheet.textContent = style;
    root.prepend(sheet);
  }
  return module.default(component);
};
"""


def browser_part(name: str, *scripts: str, style: str | None = None, isolated: bool = True, before: str = "") -> Any:
    """Register a component whose scripts, joined in order, and style sheet lie in ``static/panels``.

    Args:
        name: Of the component.
        scripts: Names of files; the first has the default export.
        style: Name of a style sheet.
        isolated: Whether the page's styles stay outside.
        before: A few lines of script that run at once, while the files are still on their way.
    """
    files = [app_root() / "static" / "panels" / file for file in (*scripts, *([style] if style else []))]
    version = sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:12]
    script = _LOADER.replace("VERSION", version).replace("STYLE", json.dumps(style))
    script = script.replace("SCRIPTS", json.dumps(scripts)).replace("BEFORE", before)
    return st.components.v2.component(name, js=script, isolate_styles=isolated)
