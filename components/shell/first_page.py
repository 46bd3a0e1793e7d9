"""The document that a browser is given first: Streamlit's own, on our ground, with our fonts on their way.

Streamlit's is white until its scripts have run and says "Streamlit" in the tab; what it draws while it starts moves
when ours comes. Here the ground has the reader's theme from the first paint on, the row of the head stands, and all
else comes with its style sheet.
"""

from functools import lru_cache
from pathlib import Path

from markupsafe import escape

from components.parts import browser_files, theme
from components.shell import streamlit_leans
from components.shell.document import Document, own_scripts, packed, trusted
from components.shell.policy import hashes
from pactline.wording import Speech, speaking, text

_HERE = Path(__file__).parent
# The page is hidden until the sheet is there, and its content until it is whole: their rules, outside of any layer,
# win over these (over_streamlit.css). A sheet that never comes does not keep the page away.
_UNTIL = """@layer wait {
  @keyframes pl-come { to { visibility: visible; } }
  .stApp { visibility: hidden; animation: pl-come 0s 9s forwards; }
  .stApp .stMarkdown * { visibility: inherit !important; } /* Streamlit says that it is seen */
}"""


# Letters that a page is set in until the app brings all of them: cut from the same fonts (scripts/latin_fonts.py), for
# what most pages say, and others for whatever page says more. Where ranges overlap the later ones hold.
_CUT = {"Source Sans": "sans.woff2", "Source Serif": "serif.woff2"}
_LETTERS = {
    "second": "U+A1-FF",
    "first": (
        "U+20-7E,U+A0,U+AB,U+B7,U+BB,U+D7,U+2013-2014,U+2018-201A,U+201C-201E,U+2022,U+2026,U+2039-203A,U+2190-2193,"
        "U+2212"
    ),
}


def with_content(head: str, body: str, *, missing: bool = False) -> Document:
    """Return the document of a page that is whole before the app runs (``baked.py``).

    The app's own scripts and sheets wait in a template, from which ``baked.js`` takes them.

    Args:
        head: What it says of itself: title, description and the like.
        body: Its content.
        missing: Whether that says that what was asked for is not there.
    """
    before, app = _frame()
    html = before.format(head=head, body=body, app=app, language=speaking().language)
    return packed(html, trusted(), missing=missing)


@lru_cache(maxsize=1)
def _frame() -> tuple[str, str]:
    """Return what stands around each page's content, with its places in braces, and what loads the app."""
    from components.shell import style_sheet  # noqa: PLC0415 - imports all that draws, which an empty page waits for

    script, bakes = own_scripts()
    style, own, scriptless = (
        (_HERE / name).read_text(encoding="utf-8") for name in ("first.css", "baked.css", "scriptless.css")
    )
    faces = "".join(
        f'@font-face{{font-family:"{family}";src:url("./app/static/fonts/{cut}-{file}") format("woff2");'
        f"font-weight:400 700;font-display:swap;unicode-range:{letters}}}"
        for family, file in _CUT.items()
        for cut, letters in _LETTERS.items()
    )
    sheet = browser_files.keep("style.css", style_sheet.css())
    link = f'<link rel="stylesheet" href="./{sheet}">' if sheet else ""
    letters = "".join(
        f'<link rel="preload" href="./app/static/fonts/first-{file}" as="font" type="font/woff2" crossorigin>'
        for file in _CUT.values()
    )
    rules = style_sheet.spare(f"{grounds()}{faces}{style}{own}")
    before = (
        '<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<script>{_braced(script)}</script>{letters}<style>{_braced(rules)}</style>"
        f"<noscript><style>{_braced(style_sheet.spare(scriptless))}</style></noscript>"
        # The sheet stands in the head, so that what follows is read while it comes; baked.js moves it for the app.
        f'{link}{{head}}<link rel="icon" href="./app/static/icon.png"></head>'
        '<body>{body}<div id="root"></div><template id="app">{app}</template>'
        f"<script>{_braced(bakes)}</script></body></html>\n"
    )
    return before, f"<style>{_UNTIL}</style>{streamlit_leans.tags()}"


def _braced(text: str) -> str:
    """Return a text with its braces doubled, as a text with places has them."""
    return text.replace("{", "{{").replace("}", "}}")


def first_page() -> Document:
    """Return the document without a page's content; the same for every page and reader."""
    return _first_page(speaking())


@lru_cache(maxsize=2)
def _first_page(_: Speech) -> Document:
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
    name = escape(text("site.name"))
    html = html.replace(
        "<head>", f"<head><script>{script}</script><style>{grounds()}{faces}{style}{_UNTIL}</style>{preloads}", 1
    )
    html = html.replace('<html lang="en">', f'<html lang="{speaking().language}">', 1)
    html = html.replace("./favicon.png", "./app/static/icon.png", 1)
    scripts = hashes(html.encode())  # before a record's name is put in
    html = html.replace("<title>Streamlit</title>", f"<title>{name}</title>", 1)
    html = html.replace("<body>", f'<body><div class="first" aria-hidden="true">{name}</div>', 1)
    return packed(html, scripts)


def grounds() -> str:
    """Return the rules for ground and type, in the theme that holds; an older browser has the light one."""
    light, dark = theme.LIGHT, theme.DARK
    return (
        f"{theme.font_variables()}:root{{background:{light.paper};color:{light.ink};--first-accent:light-dark({light.accent},{dark.accent})}}"
        f":root{{background:light-dark({light.paper},{dark.paper});color:light-dark({light.ink},{dark.ink})}}\n"
    )
