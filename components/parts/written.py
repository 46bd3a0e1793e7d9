"""Text on a picture: what Plotly would read as markup stays text, and keeps its own direction."""

from html import escape

from pactline.text.direction import isolated


def written(words: str) -> str:
    """Return words for a label, a name or a hover text of Plotly's, which all take a few elements of HTML."""
    return escape(isolated(words), quote=False)
