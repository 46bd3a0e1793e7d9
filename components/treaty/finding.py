"""What the page of treaties found: since when the latest one is in force, and what is reported against the Council."""

from components.parts.finding import finding
from components.treaty.sanctions import conduct_claims
from components.treaty.texts import Texts
from pactline.query.select import View
from pactline.record.treaty import Treaty
from pactline.tables.kept import kept
from pactline.wording import text


def found_treaty(view: View) -> None:
    """Draw as the page's title how things stand with the latest treaty, or with what the Council ordered."""
    finding(text("nav.treaty"), *finding_words(view))


@kept(32)
def finding_words(view: View) -> tuple[str, ...]:
    """Return the headline and its sentences, none that could not be known on the day."""
    texts, dossier = Texts(view), view.frames.dossier
    if not (dossier.treaties or dossier.resolutions or dossier.questions):
        return (text("treaty.title"),)
    if texts.pacts:
        headline = _stands(texts, texts.pacts[-1])
    elif texts.resolutions:
        headline = text("treaty.found_resolutions", n=len(texts.resolutions))
    else:
        headline = text("treaty.title")
    reported = len(conduct_claims(texts))
    return headline, text("treaty.found_conduct", n=reported) if reported else "", text("treaty.lead")


def _stands(texts: Texts, treaty: Treaty) -> str:
    """Say when a treaty was signed, took force and ended, as far as that lies before the day."""
    known = texts.view.selection.known
    steps = (("signed", treaty.signed), ("in_force", treaty.in_force), ("ended", treaty.ended))
    days = [
        text(f"treaty.found_{key}", day=day.words)
        for key, day in steps
        if day is not None and (known is None or day.latest <= known)
    ]
    return text("treaty.found", title=treaty.title, days=", ".join(days))
