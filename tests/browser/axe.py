"""What axe finds on a page of ours (WCAG 2.2 and good habits)."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page

# Streamlit's own uploader and dataframe toolbars are not of our making; what is ours must be clean.
_THEIRS = ("stDataFrame", "stFileUploader", "stToolbar", "stMainMenu")
# What the colours decide. The rest of a page in the dark is the same as in the light, where it is looked at whole.
_WHOLE = {"resultTypes": ["violations"]}
_COLOURS = _WHOLE | {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}


def violations(page: Page | Frame) -> list[str]:
    """Return the rule and the element of each violation; in the dark, of those that the colours decide."""
    dark = page.evaluate("() => matchMedia('(prefers-color-scheme: dark)').matches")
    found = Axe().run(page, options=_COLOURS if dark else _WHOLE).response["violations"]
    return [
        f"{violation['id']}: {node['html'][:120]}"
        for violation in found
        for node in violation["nodes"]
        if not any(name in str(node["target"]) + node["html"] for name in _THEIRS)
    ]
