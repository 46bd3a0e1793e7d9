"""Sources as a slide."""

from components.parts import markup
from components.parts.slide import Asked, Body
from components.sources.register import claims_in_words, publishers

_CLAIMS = 3  # of a chosen publisher
_PUBLISHERS = 10


def sources_slide(asked: Asked) -> Body:
    """Show the publishers that most claims cite; the claims themselves, if publishers were chosen."""
    view = asked.view
    if view.selection.publishers:
        return Body(markup.render("stage/claims.html", claims=claims_in_words(view, view.claims.head(_CLAIMS))))
    return Body(markup.render("sources/slide.html", publishers=publishers(view, most=_PUBLISHERS, written=False)))
