"""The document that a browser is given first: Streamlit's own, on our ground, with our fonts on their way.

Streamlit's is white until its scripts have run and says "Streamlit" in the tab; what it draws while it starts moves
when ours comes. Here the ground has the reader's theme from the first paint on, the row of the head stands, and all
else comes with its style sheet.
"""

import gzip
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from markupsafe import escape

from components.parts import theme
from components.shell import streamlit_leans
from pactline.wording import text

_HERE = Path(__file__).parent
# The page is hidden until the sheet is there, and its content until it is whole: their rules, outside of any layer,
# win over these (over_streamlit.css). A sheet that never comes does not keep the page away.
_UNTIL = """@layer wait {
  @keyframes pl-come { to { visibility: visible; } }
  .stApp { visibility: hidden; animation: pl-come 0s 9s forwards; }
  .stApp .stMarkdown * { visibility: inherit !important; } /* Streamlit says that it is seen */
}"""


@dataclass(frozen=True, slots=True)
class FirstPage:
    """The document as it is and packed, and the name of this version of it."""

    body: bytes
    packed: bytes
    tag: str


@lru_cache(maxsize=1)
def first_page() -> FirstPage:
    """Return the document; the same for every page and reader."""
    html = streamlit_leans.document()
    fonts = streamlit_leans.fonts()
    faces = "".join(
        f'@font-face{{font-family:"{name}";src:url("{address}");font-weight:200 900}}'
        for name, address in fonts.items()
    )
    preloads = "".join(
        f'<link rel="preload" href="{address}" as="font" type="font/woff2" crossorigin>'
        for address in fonts.values()
        if address not in html
    )
    style = (_HERE / "first.css").read_text(encoding="utf-8")
    script = (_HERE / "first.js").read_text(encoding="utf-8")
    name = escape(text("app.name"))
    html = html.replace(
        "<head>", f"<head><script>{script}</script><style>{_grounds()}{faces}{style}{_UNTIL}</style>{preloads}", 1
    )
    html = html.replace("<title>Streamlit</title>", f"<title>{name}</title>", 1)
    html = html.replace("./favicon.png", "./app/static/icon.png", 1)
    html = html.replace("<body>", f'<body><div class="first" aria-hidden="true">{name}</div>', 1)
    body = html.encode()
    return FirstPage(body, gzip.compress(body, 9, mtime=0), f'"{sha256(body).hexdigest()[:16]}"')


def _grounds() -> str:
    """Return the rules for the ground, in the theme that holds; an older browser has the light one."""
    light, dark = theme.LIGHT, theme.DARK
    return (
        f":root{{background:{light.paper};color:{light.ink};--first-accent:light-dark({light.accent},{dark.accent})}}"
        f":root{{background:light-dark({light.paper},{dark.paper});color:light-dark({light.ink},{dark.ink})}}\n"
    )
