"""vis-timeline, calendars, GeoJSON, markwhen, Markdown, Wikidata: what comes, and what is named."""

from pactline.importing import formats
from pactline.importing.imported import Options
from tests.imported import read, told


def test_vis_items_keep_groups_backgrounds_and_milliseconds():
    items = [
        {"id": 1, "content": "<b>A</b>", "start": "2014-04-20", "end": "2014-04-22", "group": 7, "className": "k"},
        {"content": "B", "start": 1397952000000, "title": "more"},
        {"content": "Stretch", "start": "2014", "end": "2015", "type": "background"},
        {"content": "No date"},
    ]
    found = read({"items": items, "groups": [{"id": 7, "content": "<i>Group</i>"}]})
    one, two = found.happenings
    assert (one.title, one.date, one.themes) == ("A", "2014-04-20/2014-04-22", ("Group",))
    assert (two.date, two.summary) == ("2014-04-20", "more")
    assert found.stretches[0].date == "2014/2015"
    assert "className" in told(found, "left")
    assert "No date" in told(found, "left")


ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//x//y
X-WR-CALNAME:Mine
BEGIN:VEVENT
UID:1
DTSTART;VALUE=DATE:20240619
DTEND;VALUE=DATE:20240622
SUMMARY:A\\, and more
DESCRIPTION:<p>Told</p>
LOCATION:Hall
GEO:39.0;125.75
CATEGORIES:x,y
URL:https://example.org/a
RRULE:FREQ=DAILY
ATTENDEE:mailto:a@example.org
END:VEVENT
BEGIN:VEVENT
UID:2
DTSTART;VALUE=DATE:20240701
SUMMARY:B
END:VEVENT
BEGIN:VEVENT
UID:3
DTSTART;TZID=Asia/Seoul:20240619T233000
DTEND;TZID=Asia/Seoul:20240620T000000
SUMMARY:C
END:VEVENT
BEGIN:VEVENT
UID:4
SUMMARY:No day
END:VEVENT
BEGIN:VTODO
UID:5
SUMMARY:To do
END:VTODO
END:VCALENDAR
""".replace("\n", "\r\n")


def test_a_calendar_ends_on_its_last_days_and_repeats_are_named():
    found = read(ICS)
    one, two, three = found.happenings
    assert found.title == "Mine"
    assert (one.date, one.title, one.summary, one.place) == ("2024-06-19/2024-06-21", "A, and more", "Told", "Hall")
    assert (one.lat, one.lon, one.themes) == (39.0, 125.75, ("x", "y"))
    assert one.links[0].url == "https://example.org/a"
    assert two.date == "2024-07-01"
    day = "2024-06-19"  # until midnight is not yet the next day
    assert three.date == f"{day}T23:30:00+09:00/{day}T23:59:59+09:00"
    assert three.zone == "Asia/Seoul"
    left = told(found, "left")
    for lost in ("RRULE", "mailto:a@example.org", "No day", "VTODO", "To do"):
        assert lost in left


def test_entries_without_a_calendar_around_them_are_one():
    entries = "".join(
        f"BEGIN:VEVENT{part.partition('END:VEVENT')[0]}END:VEVENT\r\n" for part in ICS.split("BEGIN:VEVENT")[1:3]
    )
    assert [one.title for one in read(entries).happenings] == ["A, and more", "B"]


def test_geojson_points_have_places_and_other_geometries_are_named():
    features = [
        {
            "type": "Feature",
            "properties": {"date": "2024-06", "name": "A", "place": "Hall", "size": 3, "tags": ["x", "y"]},
            "geometry": {"type": "Point", "coordinates": [125.75, 39.0, 10]},
        },
        {
            "type": "Feature",
            "id": 9,
            "properties": {"date": "2024", "name": "B"},
            "geometry": {"type": "LineString", "coordinates": [[1, 2], [3, 4]]},
        },
        {"type": "Feature", "properties": None, "geometry": None},
    ]
    found = read({"type": "FeatureCollection", "name": "Mine", "features": features})
    one, two = found.happenings
    assert (one.lat, one.lon, one.place, one.themes) == (39.0, 125.75, "Hall", ("x", "y"))
    assert two.lat is None
    assert "LineString" in told(found, "left")
    assert "'size' | feature 1 | 3" in told(found, "left")


MARKWHEN = """\
title: Mine
author: Ann
dateFormat: d/M/y

// a comment
# Phase one #big
2024-06-19: !first Meeting [notes](https://example.org/n) #talks
color: red
They met.

- [ ] write it up
06/07/2024 - 08/07/2024: Works
after !first 3 days: Later
of what was left
section Inner
2024-07/2024-09: Summer
2025-01-01 every 2 weeks for 3 times: Again
end section
Dec 2025: Last
"""


def test_markwhen_keeps_texts_tags_and_groups():
    found = read(MARKWHEN, "x.mw")
    assert [(one.date, one.title, one.themes) for one in found.happenings] == [
        ("2024-06-19", "Meeting notes", ("Phase one", "talks")),
        ("2024-07-06/2024-07-08", "Works", ("Phase one",)),
        ("2024-07/2024-09", "Summer", ("Phase one", "Inner")),
        ("2025-01-01", "Again", ("Phase one", "Inner")),
        ("2025-12", "Last", ("Phase one",)),
    ]
    assert found.title == "Mine"
    assert found.happenings[0].summary == "They met.\n\n- [ ] write it up"
    assert found.happenings[0].links[0].url == "https://example.org/n"
    left = told(found, "left")
    for lost in ("Ann", "a comment", "'color'", "after !first 3 days: Later", "of what was left", "every 2 weeks"):
        assert lost in left, lost


def test_markwhen_is_american_where_it_does_not_say_otherwise_and_that_is_told():
    found = read("06/07/2024: A\n", "x.mw")
    assert found.happenings[0].date == "2024-06-07"
    assert "month/day/year" in told(found, "changed")
    assert read("06/07/2024: A\n", "x.mw", order="dmy").happenings[0].date == "2024-07-06"


FRONT = """\
---
id: 2024-06--a
date: '2024-06'
title: 'A: b'
importance: 8
actors:
- Ann
- {name: Bo, role: clerk}
tags: [x, y]
sources:
- title: One
  url: https://example.org/one
  outlet: The Gazette
  date: '2024-07-01'
- https://example.com/two
status: confirmed
---

Told with a [link](https://example.net/three).
"""


def test_markdown_with_front_matter_has_sources_with_their_houses():
    found = read(FRONT, "a.md")
    (one,) = found.happenings
    assert (one.date, one.title, one.actors, one.themes) == ("2024-06", "A: b", ("Ann", "Bo"), ("x", "y"))
    assert [(link.url, link.publisher, link.published) for link in one.links] == [
        ("https://example.org/one", "The Gazette", "2024-07-01"),
        ("https://example.com/two", "", ""),
        ("https://example.net/three", "", ""),
    ]
    assert "'status' | the file | confirmed" in told(found, "left")
    assert "role" in told(found, "left")


def test_of_a_folder_one_broken_file_is_named_and_the_others_come():
    found = formats.read_folder(
        [("a.md", FRONT.encode()), ("b.md", b"no front matter"), ("c.md", b"---\na: &x 1\nb: *x\n---\n")], Options()
    )
    assert len(found.happenings) == 1
    assert "b.md" in told(found, "left")
    assert "c.md" in told(found, "left")


def binding(**values: str) -> dict[str, dict[str, str]]:
    return {name: {"type": "literal", "value": value} for name, value in values.items()}


def test_wikidata_dates_are_as_exact_as_the_results_say():
    entity = "http://www.wikidata.org/entity/Q"
    rows = [
        binding(
            item=entity + "1",
            itemLabel="Day",
            date="2024-01-01T00:00:00Z",
            datePrecision="11",
            place=entity + "9",
            placeLabel="Hall",
        ),
        binding(
            item=entity + "2",
            itemLabel="Year",
            date="2024-01-01T00:00:00Z",
            datePrecision="9",
            coord="Point(125.75 39.0)",
        ),
        binding(item=entity + "3", itemLabel="Ancient", date="-0043-03-15T00:00:00Z", datePrecision="11"),
        binding(item=entity + "4", itemLabel="Decade", date="1925-01-01T00:00:00Z", datePrecision="8"),
        binding(item=entity + "5", itemLabel="Unknown", date="http://www.wikidata.org/.well-known/genid/ab"),
    ]
    found = read({"head": {"vars": ["item"]}, "results": {"bindings": rows}})
    assert [(one.title, one.date) for one in found.happenings] == [
        ("Day", "2024-01-01"),
        ("Year", "2024"),
        ("Ancient", "-0043-03-15"),
        ("Decade", "1920/1929"),
    ]
    assert found.happenings[0].place == "Hall"
    assert found.happenings[1].lat == 39.0
    assert found.happenings[0].links[0].url == "https://www.wikidata.org/wiki/Q1"
    assert "Unknown" in told(found, "left")


def test_wikidata_without_a_precision_says_no_more_than_is_sure():
    rows = [
        {"item": f"http://www.wikidata.org/entity/Q{n}", "itemLabel": f"L{n}", "date": f"{day}T00:00:00Z"}
        for n, day in enumerate(["2024-01-01", "2024-06-01", "2024-06-19"])
    ]
    found = read(rows)
    assert [one.date for one in found.happenings] == ["2024", "2024-06", "2024-06-19"]
    assert "does not say" in told(found, "changed") or "do not say" in told(found, "changed")


def test_rows_of_one_item_become_one_event():
    entity = "http://www.wikidata.org/entity/Q1"
    rows = [
        binding(item=entity, itemLabel="A", date="2024-06-19T00:00:00Z", participantLabel=who) for who in ("Ann", "Bo")
    ]
    found = read({"head": {"vars": ["item"]}, "results": {"bindings": rows}})
    assert [one.actors for one in found.happenings] == [("Ann", "Bo")]
