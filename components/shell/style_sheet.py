"""The one style sheet of all pages: a file that a script of ours asks for, or sent whole where that fails.

A ``<style>`` that Streamlit inserts cannot ask for it: Firefox never follows an ``@import`` in one.
"""

import json
import re
from functools import cache
from pathlib import Path

from components.parts import browser_files, theme
from components.parts.browser_part import bundled
from pactline.record.look import Colours

# Of a page that is as wide as the window; over_streamlit.css has the measures.
_WIDE = ":root { --measure: 100%; --margin: var(--wide-margin); }"

# Of the page, from ``components`` on, in the order of the cascade: where two rules weigh the same the later one holds.
SHEETS = (
    *("shell/elements", "shell/over_streamlit", "shell/frame", "shell/base"),
    *("actor/actor", "article/article", "changes/changes", "classroom/classroom", "data/data", "drawer/drawer"),
    "parts/finding",
    "disagreement/disagreement",
    "compare/compare",
    *(
        "parts/cites",
        "parts/embed",
        "event/event",
        "exercise/exercise",
        "findings/findings",
        "shell/held",
        "parts/list",
        "map/map",
        "parts/small_map",
        "numbers/numbers",
        "own/own",
        "play/play",
        "shell/print",
    ),
    *("reactions/reactions", "search/search", "sources/sources", "stage/stage"),
    *("timeline/timeline", "timeline/upright", "treaty/treaty"),
)


@cache
def css() -> str:
    """Return the colours of both themes and every rule of the subjects' sheets."""
    folder = Path(__file__).parent.parent
    rules = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    fields = (folder / "shell/filters.css").read_text(
        encoding="utf-8"
    )  # those of the panel, in a form of a page itself
    return spare(f"{theme.css_variables()}{rules}.filter-form {{\n{fields}}}\n{theme.printed_charts()}")


def spare(sheet: str) -> str:
    """Return a sheet without comments, and without blanks that mean nothing: a slow line carries it before any word."""
    told = re.sub(r"[ \t\n]+", " ", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL))
    return re.sub(r" ?([{};]) ?", r"\1", told)


def ask() -> str:
    """Return the lines of script that ask for the sheet (``sheet.js``); none where it cannot be had as a file."""
    address = browser_files.keep("style.css", css())
    if address is None:
        return ""
    at = json.dumps(address)
    return f"{bundled('sheet')}ask({at}, own({at}));\n"


def style(*, framed: bool = False, whole: bool = False, wide: bool = False, own: Colours | None = None) -> str:
    """Return the ``<style>`` element of a page: what it has of its own, and the sheet itself if it must.

    Args:
        framed: Whether the page stands in a frame of another page.
        whole: Whether the browser could not get the sheet as a file.
        wide: Whether the page is as wide as the window.
        own: The record's colour.
    """
    rules = "" if not whole and browser_files.keep("style.css", css()) else css()
    return f"<style>{rules}{own_rules(framed=framed, wide=wide, own=own)}</style>"


def own_rules(*, framed: bool = False, wide: bool = False, own: Colours | None = None) -> str:
    """Return the rules that a page has of its own; arguments as of ``style``."""
    more = (Path(__file__).parent / "framed.css").read_text(encoding="utf-8") if framed else ""
    return f"{_WIDE if wide else ''}{more}{theme.own_variables(own)}"
