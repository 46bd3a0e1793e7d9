"""Links that are put together lead where links of whole selections lead."""

from dataclasses import replace
from datetime import date

import pytest

from components.parts import markup
from components.parts.ways import Ways, filled, waiting
from pactline.query.selection import Selection

SELECTIONS = [
    Selection(),
    Selection.from_query({"theme": ["a", "b"], "q": 'say "no" & <go>', "event": "e-1", "lang": "ko"}),
    Selection.from_query({"from": "2024", "to": "2025", "dates": "certain", "actor": "rus", "place": ["x=1&y"]}),
]


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize(
    "values",
    [
        {},
        {"event": "e-2"},
        {"event": None},
        {"first": date(2024, 2, 29), "last": date(2024, 3, 31), "certain": True},
        {"actors": ("prk", "kor"), "event": None, "places": ()},
        {"words": "'a\"b' <c>", "newest_first": True, "themes": ()},
        {"first": None, "last": None, "certain": False, "actors": (), "places": (), "themes": (), "words": ""},
    ],
)
@pytest.mark.parametrize("page", ["event", "findings"])
def test_a_link_with_some_values_otherwise_is_that_of_the_whole_selection(selection, values, page):
    assert Ways(selection).go(page, **values) == markup.go(page, replace(selection, **values))


@pytest.mark.parametrize("selection", SELECTIONS)
def test_what_was_made_for_all_selections_is_filled_with_the_links_of_one(selection):
    made = f"<p>event=- <a {waiting('e-3')}>one</a><a {waiting('é&<')}>two</a></p>"
    one, two = (markup.go("event", replace(selection, event=event)) for event in ("e-3", "é&<"))
    assert filled(made, selection) == f"<p>event=- <a {one}>one</a><a {two}>two</a></p>"


def test_where_links_lead_elsewhere_these_do_too():
    with markup.addressed(lambda page, selection: f"#{page}/{selection.event}" if page == "event" else None):
        assert Ways(Selection()).event("e-4") == 'href="#event/e-4" data-go="event"'
        assert not Ways(Selection()).go("map")


def test_where_links_lead_elsewhere_those_that_waited_do_too():
    made = f"<a {waiting('e-5')}>one</a><a {waiting('é&<')}>two</a>"
    with markup.addressed(lambda page, selection: None if selection.event == "e-5" else f"{page}/{selection.event}"):
        assert filled(made, Selection()) == '<a >one</a><a href="event/é&amp;&lt;" data-go="event">two</a>'
