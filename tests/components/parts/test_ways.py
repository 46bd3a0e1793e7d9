"""Links that are put together lead where links of whole selections lead."""

from dataclasses import replace
from datetime import date

import pytest

from components.parts import markup
from components.parts.ways import Ways, filled, waiting, waiting_at, waiting_pick
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
@pytest.mark.parametrize(
    ("page", "field", "value"),
    [
        ("event", "event", "e-3"),
        ("findings", "event", None),
        ("data", "columns", ("title", "actors")),
        ("data", "first", None),
        ("data", "words", "é ] [&<"),
    ],
)
def test_what_was_made_for_all_selections_is_filled_with_the_links_of_one(selection, page, field, value):
    made = f'<p>event=[a b c] <a {waiting_at(page, field, value)}>"one"</a> <a {waiting("e-4")}>two</a></p>'
    one, two = markup.go(page, replace(selection, **{field: value})), Ways(selection).event("e-4")
    assert filled(made, selection) == f'<p>event=[a b c] <a {one}>"one"</a> <a {two}>two</a></p>'


def test_where_links_lead_elsewhere_these_do_too():
    with markup.addressed(lambda page, selection: f"#{page}/{selection.event}" if page == "event" else None):
        assert Ways(Selection()).event("e-4") == 'href="#event/e-4" data-go="event"'
        assert not Ways(Selection()).go("map")


def test_where_links_lead_elsewhere_those_that_waited_do_too():
    made = f"<a {waiting('e-5')}>one</a><a {waiting('e-6')}>two</a>"
    with markup.addressed(lambda page, selection: None if selection.event == "e-5" else f"{page}/{selection.event}"):
        assert filled(made, Selection()) == '<a >one</a><a href="event/e-6" data-go="event">two</a>'


@pytest.mark.parametrize("selection", SELECTIONS)
def test_a_link_that_opens_in_the_drawer_waits_too(selection):
    assert filled(f"<a {waiting_pick('é&<')}>", selection) == f"<a {markup.pick('é&<', selection)}>"
