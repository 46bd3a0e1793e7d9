"""Sources as a slide."""

from dataclasses import dataclass
from typing import ClassVar

from components.parts import markup
from components.parts.slide import SlideBody, SlideRequest
from components.parts.told_claims import ToldClaim, claims_in_words
from components.sources.register import PublishersSlideValues, publishers

_CLAIMS = 3  # of a chosen publisher
_PUBLISHERS = 10


@dataclass(frozen=True, slots=True)
class ClaimsOfPublishersValues:
    """Claims that cite the chosen publishers."""

    template: ClassVar = "stage/claims.html"
    claims: list[ToldClaim]


def sources_slide(asked: SlideRequest) -> SlideBody:
    """Show the publishers that most claims cite; the claims themselves, if publishers were chosen."""
    view = asked.view
    if view.selection.publishers:
        return SlideBody(markup.render(ClaimsOfPublishersValues(claims_in_words(view, view.claim_rows[:_CLAIMS]))))
    return SlideBody(markup.render(PublishersSlideValues(publishers(view, most=_PUBLISHERS, written=False))))
