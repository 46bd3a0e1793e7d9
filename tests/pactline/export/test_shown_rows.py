"""What a reader takes away: exactly the rows shown, saying which edition and selection they are."""

import csv
import io
import json

from pactline.export import about, csv_files, shown_rows, whole_json
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.tables.columns import TAKEN
from tests.support import curated, shown


def read_csv(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_csv_holds_exactly_the_rows_shown() -> None:
    view = shown(theme="military")
    rows = read_csv(csv_files.to_csv(view, "claims"))
    assert [row["claim_id"] for row in rows] == view.claims["claim_id"].tolist()


def test_what_is_taken_away_states_edition_licence_and_selection() -> None:
    assert about.stated(shown(theme="military", from_="2024")) == {
        "edition": "1",
        "as of": "2025-12-31",
        "licence": "CC-BY-4.0",
        "selection": "from 1 January 2024; Theme: Military",
        "query": "from=2024-01-01&theme=military",
        "events": "1 of 3",
        "claims": "2 of 4",
    }


def test_the_whole_record_is_stated_as_such() -> None:
    assert about.stated(shown())["selection"] == "the whole record"


def test_json_holds_every_table_of_what_is_shown() -> None:
    view = shown(publisher="daily")
    content = json.loads(whole_json.to_json(view))
    assert content["selection"] == {"publisher": ["daily"]}
    for name in TAKEN:
        assert len(content[name]) == len(getattr(view, name))
    assert {source["source_id"] for source in content["sources"]} == set(view.citations["source_id"])


def test_events_carry_their_actors_and_themes_and_claims_their_sources() -> None:
    events = shown_rows.table(shown(), "events").set_index("event_id")
    assert events.loc["early-talks", "actors"] == ("rus", "kim")
    assert events.loc["pact", "themes"] == ("diplomacy", "military")
    claims = shown_rows.table(shown(), "claims").set_index("claim_id")
    assert claims.loc["early-talks.1", "sources"] == ("wire-1", "paper-1")


def test_estimates_are_taken_away_with_their_sources_and_as_known_on_a_day() -> None:
    record = curated()
    whole, then = (select(record, Selection.from_query(query)) for query in ({}, {"known": "2024-07-01"}))
    rows = shown_rows.table(whole, "estimates").set_index("estimate_id")
    sources = {one.id: tuple(dict.fromkeys(c.id for c in one.sources)) for one in record.dossier.estimates}
    assert rows["sources"].to_dict() == sources
    early = shown_rows.table(then, "estimates")
    assert set(early["estimate_id"]) == set(then.estimates["estimate_id"]) < set(rows.index)
    assert early["note"].isna().all()


def test_an_open_end_is_missing_not_the_end_of_the_calendar() -> None:
    events = shown_rows.table(
        shown("events: [{date: 2024/.., title: Open}, {date: Y-20000, title: Old}]"), "events"
    ).set_index("title")
    assert events.loc["Open", "earliest"] == "2024-01-01"
    assert events.loc["Open"].isna()["latest"]
    assert events.loc["Old"].isna()["earliest"]


def test_a_spreadsheet_meets_no_formula() -> None:
    text = csv_files.to_csv(shown("events: [{date: 2024, title: '=HYPERLINK(1)'}]"), "events")
    assert "'=HYPERLINK(1)" in text
    assert ",=HYPERLINK" not in text
