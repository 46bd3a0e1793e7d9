"""The source diet: every number is counted again from the CSV that a reader takes away; every link shows its number."""

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from components.sources.diet import diet_values
from components.sources.register import grouped, publishers, register_html
from components.sources.voices import voices_values
from pactline.export import csv_files
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.readings.source_diet import Share, diet, independence, without_copy
from pactline.tables import frames
from tests.support import SMALL, curated, shown

QUERIES: list[dict[str, str | list[str]]] = [
    {},
    {"theme": "sanctions"},
    {"kind": "wire"},
    {"known": "2024-07-01"},
    {"statemedia": "hide", "independent": "2"},
    {"publisher": ["tass", "reuters"], "from": "2024"},
]


@pytest.fixture(scope="module")
def record() -> frames.Frames:
    return curated()


def taken_away(view: View, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(csv_files.to_csv(view, name), newline="")))


def numbers(shares: tuple[Share, ...]) -> dict[str, int]:
    return {share.key: share.number for share in shares}


@pytest.mark.parametrize("query", QUERIES)
def test_every_number_is_the_recount_of_the_exported_csv(record: frames.Frames, query: dict[str, Any]) -> None:
    view = select(record, Selection.from_query(query))
    found = diet(view)
    claims = taken_away(view, "claims")
    citations = [row for row in taken_away(view, "citations") if row["claim_id"]]
    sources = taken_away(view, "sources")

    def claims_by(column: str) -> dict[str, int]:
        pairs = {(row[column], row["claim_id"]) for row in citations}
        return {key: sum(key == other for other, _ in pairs) for key in {key for key, _ in pairs}}

    assert found.claims == len(claims)
    assert numbers(found.kinds) == claims_by("kind")
    assert numbers(found.countries) == claims_by("country")
    assert numbers(found.publishers) == claims_by("publisher")

    alone = {row["claim_id"] for row in claims if row["state_only"] == "true"}
    controlled = {row["claim_id"] for row in citations if row["state_controlled"] == "true"} - alone
    assert numbers(found.control) == {
        "alone": len(alone),
        "among": len(controlled),
        "none": len(claims) - len(alone) - len(controlled),
    }
    voices = [min(int(row["independent"]), 3) for row in claims]
    assert numbers(independence(view)) == {str(n): voices.count(n) for n in range(4)}

    addressed = {row["source_id"] for row in sources if row["url"] or row["archived_url"]}
    cited = {row["claim_id"] for row in citations}
    opened = {row["claim_id"] for row in citations if row["source_id"] in addressed}
    assert numbers(found.copies) == {
        "copy": len(opened),
        "no_copy": len(cited - opened),
        "no_source": len(claims) - len(cited),
    }
    behind = {row["source_id"] for row in taken_away(view, "citations")}  # figures have publications of their own
    read = [row["read"] for row in sources if row["source_id"] in addressed & behind]
    assert numbers(found.reading) == {extent: read.count(extent) for extent in ("page", "excerpt", "none")}
    assert all(share.of == len(read) for share in found.reading)


@pytest.mark.parametrize("query", QUERIES)
def test_a_number_that_is_a_link_shows_exactly_its_claims(record: frames.Frames, query: dict[str, Any]) -> None:
    view = select(record, Selection.from_query(query))
    blocks = diet_values(view).blocks
    bars = [bar for block in blocks for one in block.bars for bar in (one, *one.inside)]
    checked = set()
    for bar in bars:
        otherwise: Mapping[str, Any] = bar.otherwise or {}
        selection = replace(view.selection, **otherwise)
        if otherwise and selection not in checked:
            checked.add(selection)
            assert len(select(record, selection).claims) == bar.number, bar.label
    assert checked


def test_kind_publisher_country_control_and_voices_are_links_while_their_key_is_free(record: frames.Frames) -> None:
    blocks = {block.name: block.bars for block in diet_values(whole(record)).blocks}
    assert all(bar.otherwise for name in ("kind", "publisher") for bar in blocks[name])
    assert all(bar.otherwise for bar in blocks["country"] if bar.label != "no country given")
    assert [bool(bar.otherwise) for bar in blocks["control"]] == [False, False, False, True]
    groups = voices_values(whole(record)).groups
    assert [(group.key, bool(group.selection)) for group in groups if group.key in "13"] == [("1", True), ("3", True)]
    for group in groups:
        if group.selection:
            assert len(select(record, group.selection).claims) == group.number
    assert not any(group.selection for group in voices_values(select(record, Selection(one_voice=True))).groups)
    taken = {
        block.name: block.bars
        for block in diet_values(
            select(record, Selection(kinds=("wire",), publishers=("reuters",), hide_state_media=True, independent=3))
        ).blocks
    }
    assert not any(bar.otherwise for bars in taken.values() for bar in bars)


def test_a_country_folds_out_into_its_publishers(record: frames.Frames) -> None:
    view = whole(record)
    found = diet(view)
    assert {share for own in found.by_country.values() for share in own} == set(found.publishers)
    home = {house.id: house.country or "" for house in record.dossier.publishers.values()}
    for country, own in found.by_country.items():
        assert {home[share.key] for share in own} == {country}


def test_the_claims_without_a_copy_are_listed(record: frames.Frames) -> None:
    view = whole(record)
    (bar,) = [bar for block in diet_values(view).blocks if block.name == "copies" for bar in block.bars if bar.claims]
    assert [claim.text for claim in bar.claims] == view.frames.cells("claims", "text", without_copy(view))
    assert bar.number == len(bar.claims)


def test_an_address_in_an_archive_is_a_copy_to_open() -> None:
    text = "events: [{id: a, date: 2024, title: x, claims: [{id: a.1, text: t, sources: [s]}]}]\nsources: [{id: s, title: S%s}]"
    assert without_copy(shown(text % "")).tolist() == [0]
    assert not len(without_copy(shown(text % ", archived_url: https://example.org/s")))


def test_nothing_shown_is_no_diet_and_no_exception() -> None:
    found = diet(shown(q="zzzz"))
    assert found.claims == 0
    assert found.kinds == ()
    assert all(
        share.number == 0 for share in (*found.control, *independence(shown(q="zzzz")), *found.copies, *found.reading)
    )


def test_a_claim_without_a_source_counts_as_such() -> None:
    found = diet(shown("events: [{id: a, date: 2024, title: x, claims: [{text: t}]}]"))
    assert numbers(found.copies) == {"copy": 0, "no_copy": 0, "no_source": 1}


def test_the_register_puts_state_controlled_publishers_together_and_the_others_by_kind() -> None:
    found = grouped(publishers(shown(SMALL)))
    assert [(name, [house.id for house in own]) for name, own in found] == [
        ("newspaper", ["daily"]),
        ("state", ["tass"]),
        ("wire", ["reuters"]),
    ]


@pytest.mark.parametrize("query", QUERIES)
def test_the_register_holds_each_publisher_once_and_its_numbers_are_the_diets(
    record: frames.Frames, query: dict[str, Any]
) -> None:
    view = select(record, Selection.from_query(query))
    houses = [house for _, own in grouped(publishers(view, most=len(view.sources))) for house in own]
    assert sorted(house.id for house in houses) == sorted(view.citations["publisher"].unique())
    counted = numbers(diet(view).publishers)
    assert {house.id: house.claims for house in houses if house.claims} == counted
    assert sum(len(house.sources) + house.more for house in houses) == view.citations["source"].nunique()


def test_a_long_register_writes_out_the_chosen_publishers_only(
    monkeypatch: pytest.MonkeyPatch, record: frames.Frames
) -> None:
    monkeypatch.setattr("components.sources.register.MOST", 0)
    written = register_html.__wrapped__  # not what was made before
    assert '<ul class="publications">' not in written(whole(record), 0)
    assert written(select(record, Selection(publishers=("tass",))), 0).count('<ul class="publications">') == 1
