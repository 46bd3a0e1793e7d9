"""What came later stands nowhere: the curated record rewound, and all that leaves the house of it."""

import json
from datetime import date

import pytest

from pactline.export import whole_json
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.record import edtf
from tests.support import curated

DAYS = (date(2023, 9, 13), date(2024, 6, 20), date(2025, 4, 1))


@pytest.mark.parametrize("day", DAYS)
def test_nothing_that_came_later_is_in_what_leaves_the_house(day: date) -> None:
    record = curated()
    out = json.loads(whole_json.to_json(select(record, Selection(known=day))))
    known = {claim["claim_id"] for claim in out["claims"]}
    for event in out["events"]:
        own = record.claims.loc[record.claims["event_id"] == event["event_id"], "claim_id"]
        assert event["summary"] is None or known.issuperset(own), event["event_id"]
    for source in out["sources"]:
        assert source["published"] is None or edtf.parse(source["published"]).latest <= day, source["source_id"]
        assert source["note"] is None
    cited = {source["source_id"] for source in out["sources"]}
    assert {citation["source_id"] for citation in out["citations"]} <= cited
    told = {one for estimate in out["estimates"] for one in estimate["sources"].split("; ") if one}
    told |= {one for step in out["history"] for one in step["sources"].split("; ") if one}
    assert cited == told | {citation["source_id"] for citation in out["citations"]}
    assert all(claim["note"] is None and claim["known"] <= day.isoformat() for claim in out["claims"])
    assert all(reaction["note"] is None and reaction["known"] <= day.isoformat() for reaction in out["reactions"])


def test_a_record_is_rewound_once_for_all_who_ask() -> None:
    record = curated()
    assert record.on(DAYS[0]) is record.on(DAYS[0])
    assert record.on(None) is record


def test_the_troops_were_alleged_and_denied_until_russia_admitted_them() -> None:
    claim = "nis-troop-announcement-2024.1"
    record = curated()
    for day, status in ((date(2024, 10, 20), "disputed"), (date(2025, 4, 28), "documented")):
        claims = select(record, Selection(known=day)).claims.set_index("claim_id")
        assert claims.loc[claim, "status"] == status


def test_an_event_that_nobody_could_foresee_is_not_brought_by_a_claim_on_what_went_before() -> None:
    record = curated()
    claims = record.claims.set_index("claim_id")
    background = claims.loc["bbc-workers-2025.5"]
    assert str(background["known"])[:10] == "2025-02-09"
    assert "bbc-workers-2025" not in set(select(record, Selection(known=date(2025, 4, 1))).events["event_id"])
    assert "bbc-workers-2025" in set(select(record, Selection(known=date(2025, 8, 12))).events["event_id"])
    # Announced: what its first claim says was known a day before.
    assert "kim-yo-jong-denial" in set(select(record, Selection(known=date(2024, 5, 16))).events["event_id"])
