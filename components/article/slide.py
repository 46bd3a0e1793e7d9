"""The check of the article as a slide."""

import re

from components.article.panel import ArticleSlideValues, Checked, sections, tally
from components.parts import markup
from components.parts.slide import SlideBody, SlideRequest

_WORD = re.compile(r"\w+")
_CHECKS = 3


def article_slide(asked: SlideRequest) -> SlideBody:
    """Show a few checks: of the place, named in the title, or that the step's claims answer to; else the tally."""
    article = asked.view.frames.dossier.article
    if article is None or asked.view.selection.known is not None:
        return SlideBody()
    return SlideBody(
        markup.render(
            ArticleSlideValues(
                checks=checks_of(asked),
                tally=tally(article),
                n=len(article.checks),
                judged="claims" not in asked.show,
            )
        )
    )


def checks_of(asked: SlideRequest) -> list[Checked]:
    """Return the checks of the article that a step shows."""
    view = asked.view
    article = view.frames.dossier.article
    if article is None or view.selection.known is not None:
        return []
    answered = {
        check
        for event in view.frames.dossier.events
        for claim in event.claims
        if claim.id in asked.claims
        for check in claim.article
    }
    ids = {check.id for check in article.checks}
    wanted = ids & set(asked.places) or ids & set(_WORD.findall(asked.title)) or answered
    checks = [check for section in sections(view.frames, article) for check in section.checks if check.id in wanted]
    return checks[:_CHECKS]
