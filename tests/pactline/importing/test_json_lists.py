"""JSON of no program's format: a list of objects is a table, and what is none is refused with what it is."""

import json

import pytest

from pactline.importing.imported import ImportFailedError
from tests.imported import read, record_of, told

LIST = [
    {
        "when": "19 June 2024",
        "headline": "Pact signed",
        "location": {"name": "Hall", "lat": 39.0, "lon": 125.8, "lines": ["a", "b"]},
        "sources": [{"name": "The Gazette", "url": "https://example.org/a"}],
        "tags": ["treaty", "visit"],
        "score": 0,
        "checked": True,
        "extra": None,
    },
    {"when": "2024-07", "headline": "Talks"},
]


def test_each_object_is_a_row_and_what_stands_within_one_has_both_names():
    found = read(LIST)
    assert {one.column: one.field for one in found.mapped} == {
        "when": "date",
        "headline": "title",
        "location.name": "place",
        "location.lat": "lat",
        "location.lon": "lon",
        "location.lines": "",
        "sources": "source",
        "tags": "themes",
        "score": "",
        "checked": "",
    }
    first, second = found.happenings
    assert (first.date, first.title, first.place, first.lat, first.lon) == (
        "2024-06-19",
        "Pact signed",
        "Hall",
        39.0,
        125.8,
    )
    assert [(link.url, link.note) for link in first.links] == [("https://example.org/a", "The Gazette")]
    assert first.themes == ("treaty", "visit")
    assert second.date == "2024-07"
    left = told(found, "left")
    assert all(
        one in left
        for one in ("'location.lines' | object 1 | a; b", "'score' | object 1 | 0", "'checked' | object 1 | true")
    )
    assert [event.title for event in record_of(found).events] == ["Pact signed", "Talks"]


@pytest.mark.parametrize("name", ["events", "data"])
def test_the_one_list_of_an_object_is_taken_and_the_rest_is_named(name):
    found = read({"title": "My years", "page": 3, name: [{"date": "June 2024", "name": "A"}]})
    assert (found.title, [one.title for one in found.happenings]) == ("My years", ["A"])
    assert "'page' | the file | 3" in told(found, "left")


def test_an_object_a_line_is_a_list_and_an_error_names_its_line():
    lines = '{"date": "2024", "title": "A"}\n\n{"date": "2025", "title": "B"}\n'
    assert [one.title for one in read(lines).happenings] == ["A", "B"]
    with pytest.raises(ImportFailedError, match="line 3, column 14: this is no JSON"):
        read(lines.replace('"2025"', "2025-"))


def test_a_column_may_be_said_to_be_another_thing():
    found = read([{"date": "2024", "title": "A", "b": "B"}], mapping={"b": "title", "title": "-"})
    assert [one.title for one in found.happenings] == ["B"]


@pytest.mark.parametrize(
    ("content", "said", "hint"),
    [
        ({"events": [{"date": "2024-06-19", "title": "A", "claims": []}]}, "record already", "pactline check"),
        ({"events": [{"date": "2024", "title": "A"}], "actors": [{"id": "a"}]}, "record already", "pactline check"),
        ({"a": 1, "b": [1]}, "one object with 'a', 'b'", "one list of objects"),
        ({"a": [{"date": "2024"}], "b": [{"date": "2025"}]}, "one object with 'a', 'b'", "one list of objects"),
        ([1, 2], "a list of no objects", "one list of objects"),
        ([], "a list of nothing", "one list of objects"),
        ([{"title": "A"}], "no column holds dates", "the columns are: title"),
        (
            '// items\nvar items = new vis.DataSet([{ id: 1, content: "A", start: "2019-05" }]);',
            "a script",
            "JSON.stringify",
        ),
        ("export const items = load();", "a script", "JSON.stringify"),
    ],
)
def test_what_is_no_list_is_refused_with_what_it_is_and_what_to_do(content, said, hint):
    with pytest.raises(ImportFailedError, match=said) as failed:
        read(content)
    assert hint in failed.value.hint


def test_results_of_wikidata_without_their_head_are_known():
    rows = [{"item": {"type": "uri", "value": "http://www.wikidata.org/entity/Q1"}, "itemLabel": {"value": "A"},
             "date": {"value": "-0232-01-01T00:00:00Z"}}]  # fmt: skip
    found = read(json.dumps(rows))
    assert (found.form, found.happenings[0].date, found.happenings[0].title) == (
        "Wikidata query results as JSON", "-0232", "A",
    )  # fmt: skip
