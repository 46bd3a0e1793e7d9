"""What a record becomes of a file: no claim, links as sources, every value within what a record may hold."""

import pytest

from pactline.files.load import load_texts
from pactline.files.new_record import record_text
from pactline.importing import sections
from pactline.problem import RecordError
from tests.imported import read, record_of

FRONT = """\
---
date: 2024-06
title: A
sources:
- {title: One, url: "https://example.org/one", outlet: The Gazette}
- https://example.com/two
status: confirmed
---

Told with a [link](https://example.net/three).
"""


def test_nothing_comes_with_a_claim_or_a_status_and_links_are_the_events_sources():
    dossier = record_of(read(FRONT))
    (event,) = dossier.events
    assert event.claims == ()
    assert [citation.id for citation in event.sources] == ["the-gazette-one", "example-com-two", "example-net-link"]
    assert all(source.read is None for source in dossier.sources.values()), "nobody says that somebody read them"
    assert {source.publisher for source in dossier.sources.values()} == {"the-gazette", "example-com", "example-net"}
    assert dossier.edition.licence is None


def test_what_is_too_long_or_not_safe_is_named():
    found = read([{"content": "word " * 100, "title": "t" * 5000, "start": "2024"}])
    whole, notes = sections.sections(found)
    event = whole["events"][0]
    assert len(event["title"]) <= sections.LONGEST_NAME
    assert len(event["summary"]) <= sections.LONGEST_TEXT
    assert {note.kind for note in notes} == {"changed", "left"}
    unsafe = read("date,title,url\n2024,A,javascript:alert(1)\n", mapping={"url": "source"})
    dossier = record_of(unsafe)
    assert all(source.url is None for source in dossier.sources.values())


def test_the_limits_are_those_of_the_record():
    long = {"date": "2024", "title": "x" * sections.LONGEST_NAME, "summary": "y" * sections.LONGEST_TEXT}
    load_texts([("x.yaml", record_text({"events": [long]}))])
    for key in ("title", "summary"):
        with pytest.raises(RecordError, match="at most"):
            load_texts([("x.yaml", record_text({"events": [long | {key: long[key] + "z"}]}))])
