"""A file is known by its content, and another one is refused with what it seems to be."""

import json

import pytest

from pactline.importing import formats
from pactline.importing.imported import ImportFailedError, Options

TIMELINE = {"events": [{"start_date": {"year": 2024}, "text": {"headline": "A"}}]}
FIRST = {"timeline": {"headline": "T", "date": [{"startDate": "2024,6", "headline": "A"}]}}
GEO = {
    "type": "Feature",
    "properties": {"date": "2024", "name": "A"},
    "geometry": {"type": "Point", "coordinates": [128.3, 51.9]},
}
RESULTS = {"head": {"vars": ["item", "date"]}, "results": {"bindings": []}}
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
SHEET = "Year,Month,Day,Headline,Text,Media\n2024,6,,A,,\n"


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (json.dumps(TIMELINE), "timelinejs"),
        ("storyjs_jsonp_data = " + json.dumps(FIRST) + ";", "timelinejs-v1"),
        (json.dumps([{"id": 1, "content": "A", "start": "2024"}]), "vis"),
        (json.dumps({"items": [{"start": 0, "content": "A"}], "groups": []}), "vis"),
        (json.dumps(GEO), "geojson"),
        (json.dumps(RESULTS), "wikidata"),
        (json.dumps([{"item": "http://www.wikidata.org/entity/Q1", "date": "2024-06-19T00:00:00Z"}]), "wikidata"),
        ("\ufeff" + CALENDAR, "ics"),
        ("BEGIN:VEVENT\r\nDTSTART:20240619\r\nEND:VEVENT\r\n", "ics"),
        (json.dumps([{"date": "2024", "title": "A"}]), "json"),
        (SHEET, "timelinejs-sheet"),
        ("date;title\n2024;A\n", "csv"),
        ("date,title\n2024,A\n", "csv"),
        ("---\ntitle: A\ndate: '2024-06'\n---\nText\n", "markdown"),
        ("title: T\n\n2024-06: A\n", "markwhen"),
        ("# Spring\n2024-06-19: A\nJuly 2024: B\n8/1/2024: C\n", "markwhen"),
    ],
)
def test_a_file_is_known_by_its_content(content, key):
    assert formats.recognised(formats.Given("download", content.encode())).key == key


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"%PDF-1.7", "PDF"),
        (b"\xd0\xcf\x11\xe0old", "old Excel"),
        (b"<html></html>", "web page"),
        (b"events:\n- {date: 2024, title: x}\n", "record already"),
        (b'{"a": 1}', "one object with 'a'"),
        (b'{"a": ', "line 1, column"),
        (b"", "empty"),
        (b"one line of prose", "no format"),
        pytest.param(b"[" * 100_000, "deep", id="deep"),
    ],
)
def test_another_file_is_refused_with_what_it_seems_to_be(content, said):
    with pytest.raises(ImportFailedError, match=said):
        formats.read(formats.Given("x", content), Options())
