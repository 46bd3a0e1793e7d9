"""The snippet for a page elsewhere: one element, whatever a title says, and the address of the app as served."""

from html.parser import HTMLParser

from components.parts.embed import link, snippet
from pactline.query.selection import Selection
from tests.components.shell.test_pages import html, opened


class Elements(HTMLParser):
    """The elements of a snippet, with their attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_a_snippet_is_one_frame_with_a_title_that_loads_late() -> None:
    evil = '"><script>alert(1)</script>'
    [(tag, said)] = Elements(snippet("http://a.test/event?event=b&embed=true", title=evil, height=720)).found
    assert tag == "iframe"
    assert (said["src"], said["loading"], said["height"]) == ("http://a.test/event?event=b&embed=true", "lazy", "720")
    assert said["title"] == f"{evil} · Pactline"


def test_the_address_keeps_the_selection_and_asks_for_the_view_alone() -> None:
    assert link("event", Selection(event="b", themes=("military",))) == "event?theme=military&event=b&embed=true"
    assert link("timeline", Selection()) == "timeline?embed=true"


def test_without_a_browser_that_tells_an_address_no_code_is_offered() -> None:
    assert 'class="embed"' not in html(opened("timeline"))
