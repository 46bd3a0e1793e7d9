"""What the check of the founding article found: how many of its claims the outlet that it names bears out."""

from components.article.panel import tally
from components.parts.finding import finding
from pactline.query.select import View
from pactline.record.article import ArticleCheck
from pactline.wording import text


def found_article(view: View) -> None:
    """Draw as the page's title how many claims of the article are borne out."""
    article = view.frames.dossier.article
    shown = article if view.selection.known is None else None  # it knows everything up to its edition
    finding(text("nav.article"), *finding_words(shown))


def finding_words(article: ArticleCheck | None) -> tuple[str, ...]:
    """Return the headline, and how the other claims stand; without an article the page's name alone."""
    if article is None or not article.checks:
        return (text("article.title"),)
    counts = dict(tally(article))
    out = counts.pop("borne-out")
    others = ", ".join(text("article.found_one", n=n, verdict=text(f"verdict.{one}")) for one, n in counts.items() if n)
    return (
        text("article.found", n=out, all=len(article.checks)),
        text("article.found_others", others=others) if others else "",
    )
