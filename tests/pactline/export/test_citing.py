"""How an event, a claim, a figure and a selection are cited: with status, edition, days, address and digest."""

import json
from datetime import date

import jsonschema
import pytest
from bibtexparser.entrypoint import parse_string

from pactline.export.citing import Cited, cited_claim, cited_event, cited_figure, cited_view, ways
from pactline.query.select import whole
from tests.figures_record import FIGURES
from tests.pactline.export.test_formats import schema
from tests.support import SMALL, curated, shown, tables

BASE = "https://example.org/pact"
DAY = date(2026, 11, 30)


def event(text: str = SMALL, **query: str) -> Cited:
    return cited_event(shown(text, **query), "pact", BASE, DAY)


def test_an_event_is_cited_in_three_styles_with_edition_access_day_address_and_digest() -> None:
    found = ways(event())
    what = "event of 19 June 2024; documented; says TASS"
    digest = event().digest
    assert found["chicago"] == (
        f"“A pact is signed” [{what}]. In Pactline, edition 1, as of 31 December 2025. "
        f"Accessed November 30, 2026. {BASE}/e/pact?edition=1. Rows {digest}."
    )
    assert found["apa"] == (
        f"Pactline. (2025, December 31). A pact is signed [{what}]. In Pactline (Edition 1) [Data set]. "
        f"Retrieved November 30, 2026, from {BASE}/e/pact?edition=1 (Rows {digest})"
    )
    assert found["mla"] == (
        f"“A pact is signed” [{what}]. Pactline, edition 1, 31 Dec. 2025, {BASE}/e/pact?edition=1. "
        f"Accessed 30 Nov. 2026. Rows {digest}."
    )


def test_a_claim_is_cited_with_the_status_of_the_day_and_who_says_it() -> None:
    then = cited_claim(shown(known="2024-07-01"), "pact.2", BASE, DAY)
    assert then.what == "claim; alleged; says TASS"
    assert then.address == f"{BASE}/c/pact.2?known=2024-07-01&edition=1"
    assert "as known on 1 July 2024" in ways(then)["chicago"]
    assert cited_claim(shown(), "early-talks.2", BASE, DAY).what == "claim; alleged; says NIS"
    assert then.title.endswith(".")
    assert f" {then.title.removesuffix('.')} [claim; " in ways(then)["apa"]
    with pytest.raises(KeyError):
        cited_claim(shown(known="2024-01-01"), "pact.2", BASE, DAY)


@pytest.mark.parametrize(("month", "short"), [(5, "May"), (6, "June"), (9, "Sept."), (10, "Oct.")])
def test_the_mla_cuts_months_its_own_way(month: int, short: str) -> None:
    accessed = date(2026, month, 30)
    assert f"Accessed 30 {short} 2026." in ways(cited_event(shown(), "pact", BASE, accessed))["mla"]


def test_figures_and_selections_are_cited_by_what_is_shown_of_them() -> None:
    figure = cited_figure(shown(FIGURES), "crates", BASE, DAY)
    assert figure.address == f"{BASE}/numbers?edition=1#figure-crates"
    assert figure.what.startswith("contested figure, ")
    view = cited_view(shown(theme="military"), BASE, DAY)
    assert (view.title, view.what) == ("Theme: Military", "1 event; 2 claims")
    assert view.address == f"{BASE}/data?theme=military&edition=1"
    assert cited_view(shown(), BASE, DAY).title == "The whole record"
    assert cited_view(shown(), BASE, DAY, page="map").address == f"{BASE}/map?edition=1"
    assert cited_view(shown(), BASE, DAY, page="").address == f"{BASE}/?edition=1"


def test_an_address_names_an_edition_where_the_record_has_one_that_an_address_can_carry() -> None:
    for version in ("", "version: the first, "):
        text = SMALL.replace('version: "1", ', version)
        assert event(text).address == f"{BASE}/e/pact"
        assert cited_view(shown(text), BASE, DAY).address == f"{BASE}/data"


def test_a_digest_stays_while_the_rows_do_and_changes_with_them_alone() -> None:
    same = event(SMALL.replace("They met.", "They met twice."))  # another event
    assert event().digest == event(theme="diplomacy").digest == same.digest
    changed = [
        event(SMALL.replace("No shells were sent.", "Shells were sent.")),
        event(SMALL.replace("A pact is signed", "A treaty is signed")),
        event(SMALL.replace("quote: shells were sent", "quote: shells were not sent")),
        event(SMALL.replace("A matter between the two.", "A matter of theirs.")),
        event(known="2024-07-01"),
    ]
    assert len({event().digest, *(one.digest for one in changed)}) == 1 + len(changed)


def test_bibtex_and_csl_are_read_by_others() -> None:
    for cited in (event(), cited_claim(whole(curated()), curated().claims["claim_id"].iloc[0], BASE, DAY)):
        found = ways(cited)
        (item,) = json.loads(found["csl"])
        jsonschema.validate([item], schema("csl-items.json"))
        assert item["accessed"] == {"date-parts": [[2026, 11, 30]]}
        (entry,) = parse_string(found["bibtex"]).entries
        assert entry["url"] == cited.address
        assert cited.digest in entry["note"]


def test_an_event_of_a_plain_record_is_cited_too() -> None:
    bare = cited_event(whole(tables("events: [{date: 2024, title: Only}]")), "2024-only", "", DAY)
    said = ways(bare)["chicago"]
    assert said.startswith("“Only” [event of 2024; The record has no claim on it]. In Pactline. Accessed")
    assert "None" not in json.dumps(ways(bare))
