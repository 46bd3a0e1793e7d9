"""Sources as people write them: addresses, entries where they are cited, an event's own, plain words; each page once."""

import pytest

from pactline.record.addresses import house_of, readable
from pactline.record.dossier import completed
from pactline.record.model import Record
from pactline.text import strict_yaml
from tests.support import dossier, loaded, problems, tables

MIXED = """
publishers:
- {id: bbc, name: BBC News, also: [BBC], kind: broadcaster, state_controlled: false}
sources:
- {id: bbc-1, publisher: bbc, title: A report, url: "https://www.bbc.co.uk/news/1", published: 2024-06-20}
events:
- id: a
  date: 2024-06-19
  title: A mill burns
  claims:
  - text: It burnt.
    status: reported
    sources:
    - bbc-1
    - http://bbc.co.uk/news/1/#top
    - https://news.bbc.co.uk/other/2
    - {url: "https://example.org/page", title: A page, publisher: The Example, date: 2024-06-21}
    - {url: "https://jane.wordpress.com/x", kind: blog}
    - {title: Diary of the miller, kind: witness}
  - {text: Nobody was hurt., status: reported, sources: ["https://example.org/page", {title: diary of the Miller, kind: witness}, {title: On air, publisher: BBC}]}
- id: b
  date: 2024-06-20
  title: The bridge closes
  sources: [https://example.org/bridge, bbc-1]
- id: c
  date: 2024-06-21
  title: The bridge opens
  sources: [https://example.org/bridge]
  claims:
  - {text: It opened., status: reported}
  - {text: A ribbon was cut., status: reported, sources: [bbc-1]}
"""


def cited(event: int, claim: int) -> list[str]:
    return [one.id for one in dossier(MIXED).events[event].claims[claim].sources]


def test_one_page_is_one_source_however_it_is_written() -> None:
    assert cited(0, 0)[:2] == ["bbc-1", "bbc-1"]
    assert cited(0, 1)[:2] == [cited(0, 0)[3], cited(0, 0)[5]]
    pages = [one.url for one in dossier(MIXED).sources.values() if one.url]
    assert len(pages) == len(set(pages)) == 5


def test_a_source_written_where_it_is_cited_is_registered_with_all_that_is_told() -> None:
    record = dossier(MIXED)
    page = record.sources[cited(0, 0)[3]]
    assert (page.id, page.title, page.publisher, str(page.published)) == (
        "example-org-page",
        "A page",
        "The Example",
        "2024-06-21",
    )
    assert record.publishers["The Example"].name == "The Example"
    assert record.sources[cited(0, 1)[2]].publisher == "bbc"  # by another of its names


def test_a_page_s_publisher_is_the_register_s_on_that_host_or_the_host_s_own_name() -> None:
    record = dossier(MIXED)
    assert record.sources["https://news.bbc.co.uk/other/2"].publisher == "bbc"
    assert record.sources["https://example.org/bridge"].publisher == "The Example"
    alone = dossier(
        "events: [{date: 2024, title: t, claims: [{text: c, sources: ['https://www.example.com/a', 'https://example.com/b']}]}]"
    )
    assert {one.publisher for one in alone.sources.values()} == {"example.com"}
    assert alone.publishers["example.com"].name == "example.com"


def test_two_pages_of_one_house_are_one_voice() -> None:
    record = tables(
        "events: [{id: e, date: 2024, title: t, claims: [{text: c, sources: ['https://a.example.com/a', 'https://b.example.com/b', 'https://example.org']}]}]"
    )
    assert record.claims["independent"].tolist() == [2]


def test_an_event_s_own_sources_are_written_the_same_way_and_bear_no_claim() -> None:
    record = dossier(MIXED)
    assert [one.id for one in record.events[1].sources] == ["https://example.org/bridge", "bbc-1"]
    assert record.events[1].claims == ()
    assert [one.id for one in record.events[2].sources] == ["https://example.org/bridge"]


def test_a_source_s_own_kind_goes_before_its_publisher_s() -> None:
    rows = {row["title"]: (row["kind"], row["weak_host"]) for row in tables(MIXED).sources.to_dict("records")}
    assert rows["Diary of the miller"][0] == "witness"
    assert rows["jane.wordpress.com/x"] == ("blog", "blog")
    assert rows["A report"][0] == "broadcaster"


def test_completing_a_complete_record_changes_nothing() -> None:
    once = completed(Record.model_validate(strict_yaml.read(MIXED)))
    assert [len(claim.sources) for event in once.events for claim in event.claims] == [6, 3, 0, 1]
    assert completed(once) == once


def test_what_is_written_where_it_is_cited_brings_no_warning_about_a_register() -> None:
    told = [one.message for one in loaded(MIXED).warnings]
    assert not [one for one in told if "example" in one or "wordpress" in one or "diary" in one.casefold()], told


@pytest.mark.parametrize(
    ("sources", "says"),
    [
        ("[{id: s, url: 'https://a.org'}]", "the source 's' is told of twice"),
        ("[{quote: words}]", "a citation names no source"),
        ("[{url: 'javascript:alert(1)'}]", "not safe to open"),
        ("[t]", "a claim cites unknown source 't'"),
        ("[{url: 'https://a.org', kind: diary}]", "kind 'diary' is none of"),
        ("[{link: 'https://a.org', title: A}]", "unknown key 'link'"),
    ],
)
def test_what_cannot_be_a_source_is_told(sources: str, says: str) -> None:
    text = f"events: [{{date: 2024, title: t, claims: [{{text: c, status: reported, sources: {sources}}}]}}]\nsources: [{{id: s}}]\n"
    assert [one for one in problems(text) if one.severity == "error" and says in one.message], problems(text)


@pytest.mark.parametrize(
    ("address", "house", "told"),
    [
        ("https://www.bbc.co.uk/news/1?a=b#c", "bbc.co.uk", "bbc.co.uk/news/1?a=b"),
        ("https://jane.wordpress.com/x/", "jane.wordpress.com", "jane.wordpress.com/x"),
        ("http://127.0.0.1:8000/x", "127.0.0.1", "127.0.0.1/x"),
        ("https://example.invalid/%EC%A1%B0", "example.invalid", "example.invalid/조"),
        ("https://example.org/%0Aa%20b", "example.org", "example.org/%0Aa%20b"),
        ("https://[::1]/", "::1", "::1"),
    ],
)
def test_an_address_names_its_house_and_reads_as_a_title(address: str, house: str, told: str) -> None:
    assert house_of(address) == house
    assert readable(address) == told
