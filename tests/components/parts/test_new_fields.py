"""What a card and the register say of a page that no newsroom answers for, and of a status over time."""

import re
from datetime import date
from html import unescape

import pytest

from components.event.whole import whole_html
from components.parts import markup
from components.sources.register import RegisterValues, grouped, publishers
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.wording import text
from tests.support import tables

RECORD = """
events:
- id: a
  date: 2024-06-19
  title: A
  claims:
  - id: a.1
    text: It was said.
    status: documented
    sources: [own, carried, on-a-blog]
    history:
    - {date: 2024-06-19, status: alleged, sources: [own], note: Somebody says it.}
    - {date: 2025-04-26, status: documented, sources: [later], note: The other side says it too.}
sources:
- {id: carried, publisher: wire, carried_by: [mirror], title: Carried, url: "https://mirror.example/1", published: 2024-06-19}
- {id: later, publisher: wire, title: Later, url: "https://wire.example/2", published: 2025-04-26}
- {id: on-a-blog, publisher: blog, title: On a blog, url: "https://blog.example/1", published: 2024-06-19}
- {id: own, publisher: wire, title: Own, url: "https://wire.example/1", published: 2024-06-19}
publishers:
- {id: blog, name: A blog, kind: blog, state_controlled: false}
- {id: mirror, name: A mirror, kind: mirror, state_controlled: false}
- {id: wire, name: A wire, kind: wire, state_controlled: false}
"""


def view(known: date | None = None) -> View:
    return select(tables(RECORD), Selection(known=known))


def warned(html: str) -> dict[str, str]:
    """The warning beside each link, by its title."""
    links = re.findall(
        r'<a href="https[^>]*>([^<]*)<span class="out"[^<]*</span></a>(?:\s*<span class="weak-host">([^<]*)</span>)?',
        html,
    )
    return {title: unescape(warning) for title, warning in links}


EXPECTED = {"Carried": text("weak_host.copy"), "On a blog": text("weak_host.blog"), "Own": ""}


def test_a_card_warns_beside_a_link_to_a_copy_and_to_a_blog() -> None:
    assert warned(whole_html(view(), "a")).items() >= EXPECTED.items()


def test_the_register_warns_likewise() -> None:
    houses = publishers(view())
    html = markup.render(
        RegisterValues(
            groups=grouped(houses), folded=False, written=True, start=0, last=len(houses), total=len(houses), size=9,
            chosen=(), choose=lambda _: Selection(),
        )
    )  # fmt: skip
    assert warned(html).items() >= EXPECTED.items()


@pytest.mark.parametrize(
    ("known", "steps"),
    [
        (None, ["Somebody says it.", "The other side says it too."]),
        (date(2024, 12, 31), []),  # notes are written with what is known today
    ],
)
def test_a_status_over_time_names_its_notes(known: date | None, steps: list[str]) -> None:
    html = whole_html(view(known), "a")
    assert [note for note in ("Somebody says it.", "The other side says it too.") if note in html] == steps


def test_a_step_links_what_tells_of_it_and_nothing_that_came_later() -> None:
    assert html_of_steps(whole_html(view(), "a")) == ["https://wire.example/1", "https://wire.example/2"]
    assert html_of_steps(whole_html(view(date(2024, 12, 31)), "a")) == ["https://wire.example/1"]


def html_of_steps(html: str) -> list[str]:
    history = re.search(r'class="claim-history">(.*?)</ol>', html, re.DOTALL)
    assert history
    return re.findall(r'href="(https[^"]*)"', history[1])
