"""The list's entries: what each says, each text as it is, and what stands below a title."""

import xml.etree.ElementTree as ET

from components.parts.event_list import group_list
from pactline.wording import text
from tests.support import shown

HOSTILE = """
events:
- {id: a, date: 2024-01-01, title: "<b onclick='x'>&\\"", importance: 3, claims: [{text: x, status: alleged}]}
- {id: b, date: 2024-02, title: "מה & who", importance: 1}
"""


def entries(page: str = "timeline", **query: str) -> list[ET.Element]:
    listed = group_list(shown(HOSTILE, **query), page=page, most=9)
    return list(ET.fromstring(listed.replace("&nbsp;", " ")).iter("li"))  # noqa: S314 - our own


def words(one: ET.Element, kind: str) -> str:
    return " ".join("".join(own.itertext()) for own in one.iter("p") if own.get("class") == kind)


def test_a_stranger_s_title_stays_a_title_and_turns_nothing_round() -> None:
    first, second = entries()
    assert words(first, "entry-title") == "<b onclick='x'>&\""
    assert [len(list(one.iter("bdi"))) for one in (first, second)] == [0, 1]
    assert words(second, "entry-title") == "מה & who"


def test_an_entry_leads_to_its_event_with_what_is_selected() -> None:
    (own,) = entries(page="map", importance="3")
    (link,) = own.iter("a")
    assert link.get("href") == "map?importance=3&event=a"
    assert (link.get("data-go"), link.get("data-pick"), own.get("data-event")) == ("map", "a", "a")
    assert own.get("class") == "entry importance-3"


def test_below_a_title_stands_what_its_claims_are_and_that_there_are_none() -> None:
    first, second = entries()
    assert words(first, "entry-facts") == "▲alleged1 claim, 0 independent sources"
    assert words(second, "entry-facts").endswith(text("card.no_claims"))
