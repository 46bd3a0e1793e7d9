"""Links that differ in one id alone are made from the same address, and lead where each made by itself would."""

from dataclasses import replace
from datetime import date

import pytest
from markupsafe import Markup

from components.parts import markup
from pactline.query.selection import Selection

IDS = ("treaty-signed", "a b", 'x"><script>', "ü&event=1", "%00", "조약")
SELECTIONS = (
    Selection(),
    Selection(event="lead", themes=("sanctions", 'a"&b'), words="%00 <b>"),
    Selection(actors=("rus",), places=("somewhere",), known=date(2024, 6, 19), sides=("rus", "kor"), newest_first=True),
)


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("one", IDS)
def test_a_link_to_an_event_is_that_of_the_selection_with_it_in_focus(selection: Selection, one: str) -> None:
    for page in ("event", "reactions", "findings"):
        assert markup.go_event(page, one, selection) == markup.go(page, replace(selection, event=one))


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("one", IDS)
def test_a_link_to_an_actor_is_that_of_the_selection_with_it_alone(selection: Selection, one: str) -> None:
    assert markup.go_actor(selection, one) == markup.go("actor", markup.actor_selection(selection, one))


@pytest.mark.parametrize("one", IDS)
def test_what_is_picked_is_named_beside_the_link(one: str) -> None:
    link = markup.go("event", Selection(event=one))
    assert markup.pick(one, Selection()) == link + Markup(' data-pick="{}"').format(one)


def test_where_links_lead_elsewhere_each_is_asked_for_by_itself() -> None:
    with markup.addressed(lambda page, selection: f"{page}-{selection.event or selection.actors[0]}.html"):
        assert markup.go_event("event", "pact", Selection()) == 'href="event-pact.html" data-go="event"'
        assert markup.go_actor(Selection(), "rus") == 'href="actor-rus.html" data-go="actor"'
        assert markup.pick("pact", Selection()).startswith('href="event-pact.html"')
    with markup.addressed(lambda *_: None):
        assert not markup.go_event("event", "pact", Selection())
        assert not markup.pick("pact", Selection())
        assert not markup.go_actor(Selection(), "rus")
