"""Article: the founding article claim by claim, what it attributes to whom, and what the sources say."""

from components.article.finding import found_article
from components.article.panel import article_check
from components.shell import run

view = run.view()

found_article(view)
article_check(view)
