"""The one style sheet of all pages: a file that a script of ours asks for, or sent whole where that fails.

A ``<style>`` that Streamlit inserts cannot ask for it: Firefox never follows an ``@import`` in one.
"""

from pathlib import Path

from components.parts import browser_files, theme

# The page is hidden until the sheet is there: its own rules, outside of any layer, win over these. A sheet that
# never comes does not keep the page away.
_UNTIL = """@layer wait {
  @keyframes pl-come { to { visibility: visible; } }
  .stApp { visibility: hidden; animation: pl-come 0s 4s forwards; }
}"""

# Runs once for each address, with ``own`` as ``browser_part`` gives it; the router sees whether the sheet came. An
# older one, of a server that was replaced while the page was open, gives way once the new one is there.
_ASK = """if (document.__pactlineSheet?.at !== "ADDRESS") {
  const old = document.__pactlineSheet;
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("ADDRESS", own) });
  const came = new Promise((done) => {
    link.onload = () => { old?.link.remove(); done(); };
    link.onerror = done;
  });
  document.__pactlineSheet = { at: "ADDRESS", link, came };
  document.head.append(link);
}
"""

# Of the page, from ``components`` on, in the order of the cascade: where two rules weigh the same the later one holds.
SHEETS = (
    *("actor/actor", "article/article", "shell/base", "changes/changes", "classroom/classroom", "data/data"),
    *(
        "parts/embed",
        "event/evidence",
        "exercise/exercise",
        "shell/held",
        "parts/list",
        "map/map",
        "numbers/numbers",
        "shell/print",
    ),
    *("reactions/reactions", "sources/sources", "stage/stage", "timeline/timeline", "treaty/treaty"),
)


def css() -> str:
    """Return the colours of both themes and every rule of the subjects' sheets."""
    folder = Path(__file__).parent.parent
    rules = "".join((folder / f"{name}.css").read_text(encoding="utf-8") for name in SHEETS)
    return theme.css_variables() + rules + theme.printed_charts()


def ask() -> str:
    """Return the lines of script that ask for the sheet; none where it cannot be had as a file."""
    address = browser_files.keep("style.css", css())
    return _ASK.replace("ADDRESS", address) if address else ""


def style(*, framed: bool = False, whole: bool = False) -> str:
    """Return the ``<style>`` element of a page: what holds until the sheet is there, or the sheet itself if it must.

    Args:
        framed: Whether the page stands in a frame of another page.
        whole: Whether the browser could not get the sheet as a file.
    """
    rules = _UNTIL if not whole and browser_files.keep("style.css", css()) else css()
    more = (Path(__file__).parent / "framed.css").read_text(encoding="utf-8") if framed else ""
    return f"<style>{rules}{more}</style>"
