"""The one style sheet of all pages."""

from pathlib import Path

from components import made, theme

# The page is hidden until the sheet is there: its own rules, outside of any layer, win over these. A sheet that
# never comes does not keep the page away.
_UNTIL = """@layer wait {
  @keyframes pl-come { to { visibility: visible; } }
  .stApp { visibility: hidden; animation: pl-come 0s 4s forwards; }
}"""


def css() -> str:
    """Return the colours of both themes and every rule of ``components/styles``."""
    sheets = sorted((Path(__file__).parent / "styles").glob("*.css"))
    rules = "".join(sheet.read_text(encoding="utf-8") for sheet in sheets)
    return theme.css_variables() + rules + theme.printed_charts()


def style(*, framed: bool = False) -> str:
    """Return the ``<style>`` element that gives a page its looks: it names the sheet, or holds it if it must.

    Args:
        framed: Whether the page stands in a frame of another page.
    """
    rules = css()
    more = (Path(__file__).parent / "framed.css").read_text(encoding="utf-8") if framed else ""
    address = made.keep("style.css", rules)
    # Relative to the page, so that it is right under any base path and behind any proxy.
    return f'<style>@import url("{address}");\n{_UNTIL}{more}</style>' if address else f"<style>{rules}{more}</style>"
