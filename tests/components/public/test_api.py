"""The API: nothing leaves it without status, way and citation; its description is valid and true."""

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openapi_spec_validator import OpenAPIV31SpecValidator

from components.public.asking import LONGEST, MOST
from pactline.query.selection import KEYS
from tests.components.public.conftest import LEDGER
from tests.components.public.fetching import Fetched, fetch, held
from tests.support import SMALL, curated, tables

LISTS = ("events", "claims", "sources")


@pytest.fixture(scope="module")
def description() -> Any:
    """Return the API's description of itself."""
    from components.public.openapi import document  # noqa: PLC0415 - its words are read when they are wanted

    return json.loads(document("https://example.org"))


def valid(description: Any, path: str, found: Fetched) -> Any:
    """Check an answer against what the description says of it, and return it."""
    operation = description["paths"][path]["get"]
    kind = found.headers["content-type"]
    response = operation["responses"].get(str(found.status)) or description["components"]["responses"]["Problem"]
    schema = response["content"][kind]["schema"]
    jsonschema.Draft202012Validator({**schema, "components": description["components"]}).validate(found.json)
    return found.json


def claims_in(content: Any) -> Iterator[Any]:
    """Yield all that has a claim's text in an answer, however deep."""
    if isinstance(content, dict):
        if "text" in content:
            yield content
        for one in content.values():
            yield from claims_in(one)
    elif isinstance(content, list):
        for one in content:
            yield from claims_in(one)


def test_the_description_is_valid(description: Any) -> None:
    OpenAPIV31SpecValidator(description).validate()
    assert fetch("/api/openapi.json").json == description


def test_the_description_names_each_key_of_the_selection(description: Any) -> None:
    for name in LISTS:
        named = {one["name"] for one in description["paths"][f"/{name}"]["get"]["parameters"]}
        assert named == {*KEYS, "limit", "offset"}


@pytest.mark.parametrize("name", LISTS)
def test_lists_and_single_things_are_as_described(description: Any, name: str) -> None:
    whole = valid(description, f"/{name}", fetch(f"/api/{name}"))
    assert whole["total"] == len(whole[name]) > 0
    for one in whole[name]:
        own = valid(description, f"/{name}/{{id}}", fetch(f"/api/{name}/{one['id']}"))
        assert own[name.removesuffix("s")] == one


@pytest.mark.parametrize("name", LISTS)
def test_the_curated_record_is_as_described(description: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(curated(), monkeypatch):
        valid(description, f"/{name}", fetch(f"/api/{name}", "limit=200"))


@pytest.mark.parametrize("name", LISTS)
def test_no_claim_leaves_without_status_and_no_answer_without_citation_and_edition(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(curated(), monkeypatch):
        found = fetch(f"/api/{name}", "limit=200").json
    assert found["edition"]
    assert found["as_of"]
    told = list(claims_in(found[name]))
    assert told
    assert all(one["status"] for one in told)
    for one in found[name]:
        assert found["edition"] in one["citation"]
        assert "as of" in one["citation"]
        assert "chains" in one or "chain" in one or all("chains" in claim for claim in one["claims"])


def test_a_claim_has_the_ways_of_its_word_from_the_originator_to_the_carrier() -> None:
    claim = fetch("/api/claims/early-talks.2").json["claim"]
    assert claim["status"] == "alleged"
    assert [way["chain"] for way in claim["chains"]] == [["NIS", "Reuters", "The Daily"], ["NIS", "The Daily"]]
    assert claim["link"] == "https://example.org/c/early-talks.2"
    assert claim["citation"].endswith("https://example.org/c/early-talks.2?edition=1")


def test_an_earlier_edition_adds_what_has_changed_since(description: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert valid(description, "/events", fetch("/api/events"))["since"] is None
    assert valid(description, "/events", fetch("/api/events", "edition=9"))["since"]["known"] == "later"
    with held(tables(SMALL.replace('version: "1"', 'version: "2"') + LEDGER), monkeypatch):
        since = valid(description, "/claims", fetch("/api/claims", "edition=1&theme=diplomacy&limit=1"))["since"]
        assert (since["known"], since["events"], since["changed"], since["added"]) == ("known", 2, ["pact"], [])
        assert since["link"] == "https://example.org/changes?theme=diplomacy&edition=1"
        for kind, one, changed in (("events", "pact", ["pact"]), ("claims", "early-talks.1", [])):
            found = valid(description, f"/{kind}/{{id}}", fetch(f"/api/{kind}/{one}", "edition=1"))
            assert (found["since"]["events"], found["since"]["changed"]) == (1, changed)
        assert fetch("/api/events/bare", "edition=1").json["since"]["changed"] == []
        assert fetch("/api/events", "edition=2").json["since"] is None


def test_a_claim_without_a_status_says_that_it_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    with held(tables("events: [{id: a, date: 2024, title: A, claims: [{id: a.1, text: It was so.}]}]"), monkeypatch):
        claim = fetch("/api/claims/a.1").json["claim"]
        assert (claim["status"], claim["status_means"], claim["chains"]) == ("none", "Its editor gave no status.", [])


def test_a_selection_narrows_events_and_their_claims_and_says_how_many_it_hides() -> None:
    found = fetch("/api/events", "status=alleged").json
    (event,) = found["events"]
    assert [claim["id"] for claim in event["claims"]] == ["early-talks.2"]
    assert event["hidden_claims"] == 1
    assert found["selection"] == "status=alleged"


def test_an_event_in_the_query_narrows_to_it_and_by_sorts_the_list_that_is_given() -> None:
    assert {one["event_id"] for one in fetch("/api/claims", "event=pact").json["claims"]} == {"pact"}
    ids = [one["id"] for one in fetch("/api/claims", "by=-claim_id").json["claims"]]
    assert ids == sorted(ids, reverse=True)
    assert fetch("/api/events", "sort=new").json["events"][0]["id"] == "bare"


def test_the_status_is_that_of_the_day_that_is_looked_back_from() -> None:
    then = fetch("/api/claims/pact.2", "known=2024-07-01").json
    assert then["claim"]["status"] == "alleged"
    assert then["known_on"] == "2024-07-01"
    assert fetch("/api/claims/pact.2").json["claim"]["status"] == "documented"
    assert fetch("/api/claims/pact.2", "known=2020").status == 404


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(LISTS), st.integers(1, 6))
def test_pages_of_any_size_together_are_the_whole_list(name: str, limit: int) -> None:
    whole = [one["id"] for one in fetch(f"/api/{name}").json[name]]
    gathered: list[str] = []
    at: str | None = f"https://example.org/api/{name}?limit={limit}"
    while at:
        path, _, query = at.removeprefix("https://example.org").partition("?")
        part = fetch(path, query).json
        assert len(part[name]) <= limit
        gathered += [one["id"] for one in part[name]]
        at = part["next"]
    assert gathered == whole


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("limit=0", "limit"),
        (f"limit={MOST + 1}", "limit"),
        ("limit=x", "limit"),
        ("limit=%C2%B2", "limit"),
        ("offset=-1", "offset"),
        ("offset=99999999999999999999", "offset"),
        ("status=proven", "status"),
        ("theme=nope", "theme"),
        ("event=nope", "event"),
        ("from=yesterday", "from"),
        ("colour=red", "colour"),
        ("staus=alleged", "staus"),
        ("by=nothing", "by"),
    ],
)
def test_what_cannot_be_used_is_a_problem_that_says_where_and_what_to_do(
    description: Any, query: str, where: str
) -> None:
    found = fetch("/api/events", query)
    assert (found.status, found.headers["content-type"]) == (400, "application/problem+json")
    content = valid(description, "/events", found)
    assert content["where"] == where
    assert content["todo"]
    assert content["type"] == "https://example.org/api/problems#query"
    assert found.headers["cache-control"] == "no-store"


def test_a_slip_is_answered_with_what_may_have_been_meant() -> None:
    assert "status" in fetch("/api/events", "staus=alleged").json["todo"]
    assert "pact" in fetch("/api/events/pac").json["todo"]
    assert "/api/claims" in fetch("/api/claim").json["todo"]


@pytest.mark.parametrize(
    "path", ["/api/events/no-such", "/api/claims/pact", "/api/sources/x", "/api/nothing", "/api/events/pact/more"]
)
def test_what_there_is_not_is_a_problem_with_404(path: str) -> None:
    found = fetch(path)
    assert (found.status, found.headers["content-type"]) == (404, "application/problem+json")
    assert found.json["status"] == 404


def test_one_thing_is_not_narrowed_in_silence() -> None:
    assert fetch("/api/events/pact", "status=alleged").status == 400


def test_a_query_is_as_long_as_a_selection_or_refused() -> None:
    assert fetch("/api/events", "q=" + "x" * (LONGEST - 2)).status == 200
    assert fetch("/api/events", "q=" + "x" * LONGEST).status == 414
    assert fetch("/api/events", "&".join(["theme=military"] * 401)).status in (400, 414)
    assert fetch("/api/events", "&".join(["q=x"] * 401)).status == 400


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(
        ["/api", "/api/events", "/api/claims", "/api/sources", "/api/events/pact", "/feed/events.atom", "/events.ics"]
    ),
    st.dictionaries(st.sampled_from([*KEYS, "limit", "offset", "x"]), st.text(max_size=12), max_size=3),
)
def test_whatever_is_asked_is_answered_or_refused_in_its_form(path: str, query: dict[str, str]) -> None:
    from urllib.parse import urlencode  # noqa: PLC0415 - of this rule alone

    found = fetch(path, urlencode(query, errors="surrogatepass"))
    assert found.status in (200, 400, 404)
    if found.status != 200:
        assert set(found.json) == {"type", "title", "status", "detail", "instance", "where", "todo"}


def test_the_first_address_names_all_others_and_each_answers() -> None:
    found = fetch("/api").json
    links = [value for value in found.values() if isinstance(value, str) and value.startswith("https://")]
    assert len(links) == 8
    for link in links:
        assert fetch(link.removeprefix("https://example.org")).status == 200


def test_problems_are_told_by_kind() -> None:
    assert {one["kind"] for one in fetch("/api/problems").json["problems"]} == {
        "query",
        "missing",
        "method",
        "too-long",
        "unready",
    }


def test_without_a_record_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    with held(None, monkeypatch):
        found = fetch("/api/events")
        assert (found.status, found.headers["retry-after"]) == (503, "10")
