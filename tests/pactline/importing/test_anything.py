"""Whatever a file holds, it comes in as a record that loads, or is refused in words."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pactline.files.load import load_texts
from pactline.files.new_record import record_text
from pactline.importing import formats
from pactline.importing.imported import ImportFailedError, Options
from pactline.importing.sections import sections

JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=12)
    | st.sampled_from(["2024", "2024-06-19", "<p>"]),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "events",
                    "text",
                    "headline",
                    "start_date",
                    "year",
                    "month",
                    "media",
                    "url",
                    "items",
                    "content",
                    "start",
                    "end",
                    "id",
                    "groups",
                    "type",
                    "features",
                    "properties",
                    "geometry",
                    "coordinates",
                    "head",
                    "vars",
                    "results",
                    "bindings",
                    "value",
                    "timeline",
                    "date",
                    "startDate",
                    "title",
                ]
            )
            | st.text(max_size=6),
            inner,
            max_size=4,
        )
    ),
    max_leaves=20,
)


def comes_or_is_refused(content: bytes, key: str | None) -> None:
    try:
        found = formats.read(formats.Given("x", content), Options(order="dmy"), key)
        whole, _ = sections(found)
    except ImportFailedError as error:
        assert str(error)  # noqa: PT017 - either way is right, if it is told
        return
    load_texts([("x.yaml", record_text(whole))])


@pytest.mark.parametrize("key", [None, "timelinejs", "timelinejs-v1", "vis", "geojson", "wikidata", "json"])
@given(value=JSON)
def test_any_json_comes_or_is_refused_in_words(key, value):
    comes_or_is_refused(json.dumps(value).encode(), key)


LINES = st.lists(
    st.lists(
        st.text(max_size=10) | st.sampled_from(["2024", "date", "title", "Year", "Headline", "6/7/2024", '"']),
        max_size=5,
    ).map(",".join),
    max_size=6,
).map("\n".join)


@pytest.mark.parametrize("key", ["csv", "timelinejs-sheet", "markwhen", "markdown", "ics", None])
@given(text=LINES | st.text(max_size=80) | LINES.map(lambda rest: "date,title\n2024,x\n" + rest))
def test_any_text_comes_or_is_refused_in_words(key, text):
    comes_or_is_refused(text.encode("utf-8", "replace"), key)


PROPERTIES = st.lists(
    st.tuples(
        st.sampled_from(
            ["DTSTART", "DTEND", "SUMMARY", "GEO", "DURATION", "CATEGORIES", "ATTACH", "X-A", "DTSTART;VALUE=DATE"]
        ),
        st.text(max_size=10) | st.sampled_from(["20240619", "20240619T120000Z", "P1D", "1;2", "-P9999999D"]),
    ),
    max_size=5,
).map(lambda pairs: "\r\n".join(f"{name}:{value}" for name, value in pairs))


@given(text=PROPERTIES)
def test_any_event_of_a_calendar_comes_or_is_refused_in_words(text):
    whole = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n{text}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    comes_or_is_refused(whole.encode("utf-8", "replace"), "ics")


@given(content=st.binary(max_size=200) | st.binary(max_size=60).map(lambda rest: b"PK\x03\x04" + rest))
def test_any_bytes_come_or_are_refused_in_words(content):
    comes_or_is_refused(content, None)
