"""The finding of the article check: how many claims the outlets that it names bear out."""

from components.article.finding import finding_words
from pactline.record.article import ArticleCheck, Check


def check(number: int, verdict: str) -> Check:
    return Check.model_validate(
        {"id": f"c{number}", "section": "s", "says": "It is.", "verdict": verdict, "why": "So."}
    )


def test_it_counts_what_is_borne_out_and_says_how_the_others_stand() -> None:
    verdicts = ("borne-out", "in-part", "borne-out", "by-others", "in-part")
    article = ArticleCheck(title="A", checks=tuple(check(n, verdict) for n, verdict in enumerate(verdicts)))
    assert finding_words(article) == (
        "The outlets named bear out 2 of 5 claims of the article",
        "Of the others: 1 borne out by others, 2 in part.",
    )


def test_where_all_are_borne_out_nothing_is_said_of_others_and_without_an_article_it_is_the_pages_name() -> None:
    assert finding_words(ArticleCheck(title="A", checks=(check(1, "borne-out"),)))[1] == ""
    assert finding_words(ArticleCheck(title="A")) == finding_words(None) == ("The founding article, checked",)
