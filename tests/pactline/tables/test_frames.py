"""What is asked of a record without making a table says what its tables say."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from pactline.tables import frames
from pactline.tables.columns import TABLES
from pactline.tables.index import STATUS_CODES
from tests.support import curated

CURATED = curated()

_PLAIN = [
    ("events", "importance"),
    ("claims", "event"),
    ("claims", "independent"),
    ("reactions", "event"),
    ("citations", "claim"),
    ("citations", "source"),
]
_DAYS = [("events", "earliest"), ("events", "latest"), ("claims", "known"), ("reactions", "known")]


@pytest.mark.parametrize(("table", "name"), _PLAIN)
def test_numbers_are_the_tables(table: str, name: str) -> None:
    assert CURATED.numbers(table, name).tolist() == getattr(CURATED, table)[name].tolist()


@pytest.mark.parametrize(("table", "name"), _DAYS)
def test_days_are_counted_from_1970(table: str, name: str) -> None:
    days = pd.to_datetime(CURATED.numbers(table, name).astype("datetime64[D]")).to_series().reset_index(drop=True)
    assert days.dt.date.tolist() == getattr(CURATED, table)[name].dt.date.tolist()


def test_statuses_are_places_in_their_list() -> None:
    assert [STATUS_CODES[code] for code in CURATED.numbers("claims", "status")] == CURATED.claims["status"].tolist()


def test_flags_of_events_and_claims() -> None:
    assert (CURATED.numbers("events", "undrawn") == ~CURATED.events["drawable"].to_numpy()).all()
    told = CURATED.claims["disputed"] | (CURATED.claims["status"] == "disputed")
    assert CURATED.numbers("claims", "disputed").tolist() == told.tolist()
    first = CURATED.claims.drop_duplicates("event").set_index("event")["known"]
    begun = CURATED.events["earliest"].to_frame().assign(known=first).min(axis=1)
    assert (CURATED.numbers("events", "out").astype("datetime64[D]") == begun.to_numpy().astype("datetime64[D]")).all()


def test_every_named_number_can_be_asked() -> None:
    for table, names in frames._NUMBERS.items():
        for name in names:
            assert len(CURATED.numbers(table, name)) == len(getattr(CURATED, table)), (table, name)
    with pytest.raises(KeyError):
        CURATED.numbers("events", "title")


def test_cells_and_columns_are_the_tables() -> None:
    rows = np.array([3, 0, 5])
    assert CURATED.column("events", "title").tolist() == CURATED.events["title"].tolist()
    assert CURATED.cells("events", "title", rows) == CURATED.events["title"].take(rows).tolist()
    assert CURATED.cells("events", "title", rows[:0]) == []
    assert CURATED.cell("claims", "claim_id", 7) == CURATED.claims["claim_id"].iloc[7]
    with pytest.raises(KeyError):
        CURATED.column("events", "colour")


@pytest.mark.parametrize("short", [0, 10**6])
def test_rows_are_the_tables_however_they_are_held(short: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frames, "_SHORT", short)
    record = CURATED.on(date(2026, 1, 1))
    for table in ("events", "claims", "reactions", "citations", "evidence", "sources", "history"):
        whole: pd.DataFrame = getattr(record, table)
        for some in ([len(whole) - 1, 0, 5, 0], [*range(40)]):
            taken = whole.take(some)
            found = record.rows(table, some)
            assert list(found[0]) == list(whole.columns)
            for name in whole.columns:
                told = taken[name].astype(object).where(taken[name].notna(), None).tolist()
                assert [one[name] for one in found] == told
                assert type(found[2][name]) in {type(one) for one in told}
            assert record.rows(table, np.array(some)) == found
        assert record.rows(table, []) == []


@pytest.mark.parametrize("day", [None, date(2024, 1, 1)])
def test_a_table_s_number_of_rows_is_told_without_making_it(day: date | None) -> None:
    record = CURATED.on(day)
    for name in TABLES:
        assert record.size(name) == record.stored.rows(name) == len(record.stored.frame(name)), name


def test_a_day_that_is_missing_is_none_in_a_row() -> None:
    undated = np.flatnonzero(CURATED.reactions["day"].isna())
    assert len(undated)
    assert {one["day"] for one in CURATED.rows("reactions", undated)} == {None}


def test_claims_and_titles_are_found_by_id() -> None:
    ids = CURATED.claims["claim_id"]
    assert CURATED.claim_row_of(ids.iloc[12]) == 12
    assert CURATED.claim_row_of("no-such-claim") is None
    assert CURATED.title(CURATED.events["event_id"].iloc[3]) == CURATED.events["title"].iloc[3]
    with pytest.raises(KeyError):
        CURATED.title("no-such-event")


def test_sizes_are_the_tables() -> None:
    assert CURATED.size("events") == len(CURATED.events)
    assert CURATED.size("claims") == len(CURATED.claims)
    assert CURATED.size("reactions") == len(CURATED.reactions)


def test_what_leads_where() -> None:
    for event in range(CURATED.size("events")):
        assert [*CURATED.claims_of(event)] == np.flatnonzero(CURATED.claims["event"] == event).tolist()
    cited = np.flatnonzero(CURATED.citations["claim"] == 4)
    assert len(cited)
    assert CURATED.rows_of("citations", "claim", 4).tolist() == cited.tolist()


def test_what_leads_to_each_of_some_rows_comes_in_their_order() -> None:
    rows = [40, 2, 30, 9]
    found = CURATED.rows_of_each("citations", "claim", rows).tolist()
    assert found == [row for one in rows for row in CURATED.rows_of("citations", "claim", one).tolist()]
    assert found != sorted(found)
    assert CURATED.rows_of_each("citations", "claim", []).tolist() == []


def test_events_of_a_theme_and_of_all_that_belongs_to_an_actor() -> None:
    theme, whole = CURATED.event_themes["theme"].iloc[0], "kor"
    own = CURATED.event_themes.loc[CURATED.event_themes["theme"] == theme, "event"]
    assert CURATED.events_of("theme", theme).tolist() == sorted(own)
    parts = CURATED.membership.loc[CURATED.membership["whole"] == whole, "actor"]
    assert len(parts) > 1
    own = CURATED.event_actors.loc[CURATED.event_actors["actor"].isin(parts), "event"]
    assert CURATED.events_of("actor", whole).tolist() == sorted(set(own))
    assert CURATED.events_of("actor", "nobody").tolist() == []


def test_claims_that_cite_a_kind_of_publisher() -> None:
    cited = CURATED.citations[(CURATED.citations["kind"] == "wire") & (CURATED.citations["claim"] >= 0)]
    assert sorted(set(CURATED.claims_citing("wire").tolist())) == sorted(set(cited["claim"]))
