"""The tables of the data page: all rows shown, in the order asked for, in the columns chosen, each with a way to its event."""

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from click.testing import CliRunner

from components.data.tables import FIRST, PART, Lead, columns, table_values
from components.parts.event_list import group_list
from pactline.cli.main import main
from pactline.export import csv_files, shown_rows, whole_json
from pactline.export.file_tables import columns_of
from pactline.query.select import View, select
from pactline.query.selection import Selection
from pactline.query.table_rows import number_of, ordered, rows_of
from pactline.record.vocabulary import STANCES, STATUSES
from pactline.tables.columns import SORTABLE, TAKEN
from pactline.wording import has
from tests.components.shell.test_pages import HOSTILE, html, opened, write
from tests.figures_record import FIGURES
from tests.support import curated, shown

SCALES = {"status": STATUSES, "stance": STANCES}
DAYS = {"date", "date_words", "as_of", "as_of_words", "since", "since_words", "published_words"}


def asked(**query: str | list[str]) -> View:
    return select(curated(), Selection.from_query({key.rstrip("_"): value for key, value in query.items()}))


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def lists_as_texts(values: pd.Series) -> pd.Series:
    return values.map("; ".join).astype("str")


@pytest.mark.parametrize("name", TAKEN)
def test_a_table_sorts_by_each_of_its_columns_either_way_and_what_is_missing_comes_last(name: str) -> None:
    view = asked(theme="military")
    rows = rows_of(view, name)
    assert rows.tolist() == getattr(view, name).index.tolist()
    for column in SORTABLE[name]:
        every = shown_rows.table(view, name, rows=np.arange(int(rows.max()) + 1), columns=[column])
        values = shown_rows.called(view.frames, name, every)[column]
        values = lists_as_texts(values) if isinstance(values.iloc[0], tuple) else values
        for by in (column, f"-{column}"):
            found = ordered(view, name, by)
            assert sorted(found.tolist()) == sorted(rows.tolist())
            if column in DAYS:
                continue
            own = values.take(found)
            scale = SCALES.get(column)
            texts = own.dtype == "str"
            plain = own.map(lambda one, s=scale: one if not s else s.index(one) if one in s else None) if texts else own
            present = plain[(plain.notna() & (plain != "")) if texts else plain.notna()].tolist()
            keys = [(one.casefold(), one) if isinstance(one, str) else one for one in present]
            assert keys == sorted(keys, reverse=by.startswith("-")), by
            assert plain.head(len(present)).notna().all(), by


def test_dates_as_written_sort_by_their_day_and_equal_rows_stay_as_they_stand() -> None:
    view = shown(
        "events: [{date: Y-20000, title: a}, {date: 0900-01-01, title: b}, {date: 2024-05, title: d}, {date: 2024-05-02, title: c}]"
    )
    titles = view.frames.events["title"]
    assert titles.take(ordered(view, "events", "date")).tolist() == ["a", "b", "d", "c"]
    assert titles.take(ordered(view, "events", "-importance")).tolist() == view.events["title"].tolist()


def test_the_page_sends_one_part_of_the_rows_in_words_and_each_leads_to_its_event() -> None:
    view = asked(table="claims", by="-known", theme="sanctions")
    values = table_values(view, start=PART + 3)
    sorted_rows = view.claims.sort_values("known", ascending=False, kind="stable")
    assert (values.start, values.after, values.total) == (PART, 2 * PART, len(view.claims))
    assert [row.cells[0].words for row in values.rows] == sorted_rows["text"][PART : 2 * PART].tolist()
    leads = [row.lead for row in values.rows if row.lead]
    assert [(lead.page, lead.otherwise, lead.place) for lead in leads] == [
        ("event", {"event": event}, claim)
        for event, claim in zip(sorted_rows["event_id"], sorted_rows["claim_id"], strict=True)
    ][PART : 2 * PART]
    first = values.rows[0]
    event = str(first.lead.otherwise["event"]) if first.lead else ""
    assert f'href="event?theme=sanctions&amp;event={event}" data-go="event"' in values.line(first)
    assert {table.name: table.number for table in values.tables} == {name: len(getattr(view, name)) for name in TAKEN}


@pytest.mark.parametrize("name", TAKEN)
def test_columns_can_be_chosen_and_the_last_one_stays(name: str) -> None:
    for column in columns(curated(), name):
        assert has(f"column.{column.name}")
        assert column.shown == (column.name in FIRST[name])
        assert column.toggled
        back = next(one for one in columns(curated(), name, column.toggled) if one.name == column.name)
        assert back.shown is not column.shown
        assert back.toggled == ()
    (last,) = (one for one in columns(curated(), name, TAKEN[name][:1]) if one.shown)
    assert last.toggled is None


def test_a_column_is_sorted_up_then_down_then_as_it_stood() -> None:
    by, ways = None, []
    for _ in range(3):
        title = next(one for one in columns(curated(), "events", by=by) if one.name == "title")
        assert title.sortable
        by = title.sorted_by
        ways.append(by)
    assert ways == ["title", "-title", None]


def test_estimates_lead_to_their_event_or_their_figure_and_carry_unit_and_sources() -> None:
    view = shown(FIGURES, table="estimates")
    leads = {row.cells[0].words: row.lead for row in table_values(view).rows}
    assert leads["The fallen"] == Lead("numbers", {}, "figure-fallen")
    first = table_values(view).rows[0].lead
    assert first is not None
    assert (first.page, first.otherwise) == ("event", {"event": "talks"})
    own = shown_rows.table(view, "estimates").set_index("estimate_id")
    assert own.loc["crates-3", "sources"] == ("paper-1", "tass-1")
    assert own.loc["change-1", "unit"] == "percent"
    assert len(own) == len(view.estimates) == 12


def test_the_csv_of_the_open_table_has_its_order_and_columns_and_the_others_all() -> None:
    view = asked(table="claims", by="-text", column=["claim_id", "status"], theme="legality")
    rows = read(csv_files.to_csv(view, "claims"))
    assert list(rows[0]) == ["claim_id", "status"]
    texts = view.claims.set_index("claim_id")["text"]
    in_order = [texts[row["claim_id"]].casefold() for row in rows]
    assert in_order == sorted(in_order, reverse=True)
    assert len(rows) == len(view.claims)
    assert list(read(csv_files.to_csv(view, "events"))[0]) == list(columns_of("events"))


def test_estimates_are_exported_as_shown_and_as_known_on_a_day() -> None:
    view = asked(known="2024-06-20")
    rows = read(csv_files.to_csv(view, "estimates"))
    assert 0 < len(rows) < len(curated().estimates)
    assert max(row["known"] for row in rows) <= "2024-06-20"
    assert [row["estimate_id"] for row in json.loads(whole_json.to_json(view))["estimates"]] == [
        row["estimate_id"] for row in rows
    ]
    own = {row["estimate_id"]: row for row in read(csv_files.to_csv(shown(FIGURES, known="2025-06-15"), "estimates"))}
    assert own["crates-3"]["sources"] == "paper-1"  # the other one denied it in July
    assert own["crates-2"]["note"] == ""
    assert "parade-1" not in own


def test_the_command_line_writes_estimates_sorted_with_chosen_columns(tmp_path: Path) -> None:
    file = write(tmp_path, FIGURES)
    run = CliRunner().invoke(
        main, ["export", file, "--format", "csv", "--table", "estimates", "--by=-value", "--column=estimate_id"]
    )
    assert run.exit_code == 0
    assert [row["estimate_id"] for row in read(run.output)][:2] == ["crates-2", "crates-6"]


def test_every_table_opens_full_narrow_empty_and_by_strangers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened("data")
    for name in TAKEN:
        for narrow in ({}, {"theme": ["legality"], "known": ["2024-12"]}, {"q": ["zzzz-nothing"]}):
            app.query_params.clear()
            for key, value in (narrow | {"table": [name], "column": list(TAKEN[name])}).items():
                app.query_params[key] = value
            app.run()
            assert not app.exception
            shown_now = select(curated(), Selection.from_query(narrow))
            expected = min(PART, number_of(shown_now, name))
            assert html(app).count('<th scope="row" class="cell-') == expected, (name, narrow)
            assert ("No row of this kind matches these filters." in html(app)) == (not expected)
    assert 'id="counts-title"' not in html(app)
    monkeypatch.setenv("PACTLINE_DATA", write(tmp_path, hostile()))
    for name in TAKEN:
        text = html(opened("data", table=name, column=list(TAKEN[name])))
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text, name


def hostile() -> str:
    return f"""
events:
- id: a
  date: 2024
  title: '{HOSTILE}'
  actors: ['{HOSTILE}']
  themes: ['{HOSTILE}']
  claims: [{{text: '{HOSTILE}', sources: ['{HOSTILE}']}}]
reactions: [{{event: a, actor: '{HOSTILE}', summary: '{HOSTILE}'}}]
estimates: [{{id: e, metric: '{HOSTILE}', as_of: 2024, text: '{HOSTILE}', estimator: '{HOSTILE}'}}]
"""


def test_what_is_sent_does_not_grow_with_the_record() -> None:
    record = "events:\n" + "".join(
        f"- {{date: {1900 + n % 120}, title: Event {n}, actors: [a{n}], themes: [t{n}], claims: [{{text: c, sources: [p{n}]}}]}}\n"
        for n in range(600)
    )
    view = shown(record)
    values = table_values(view)
    assert len(values.rows) == PART
    assert table_values(replace(view, selection=Selection(by="-title"))).rows[0].cells[1].words == "Event 99"


def test_a_table_of_all_columns_says_what_the_file_says() -> None:
    frame = shown_rows.table(asked(), "claims")
    assert list(frame.columns) == list(TAKEN["claims"])
    assert isinstance(frame.index, pd.RangeIndex)


def test_a_record_of_plain_dates_shows_no_table_or_column_that_has_nothing() -> None:
    plain = shown("events:\n- {date: 1066-10-14, title: Battle near the mill}\n- {date: 1348, title: The plague}\n")
    values = table_values(plain)
    assert [table.name for table in values.tables] == ["events"]
    assert [column.name for column in columns(plain.frames, "events") if column.shown] == ["date_words", "title"]
    listed = group_list(plain, page="event", most=9)
    assert "Battle near the mill" in listed
    assert "entry-facts" not in listed
    assert "entry-facts" in group_list(shown(), page="event", most=9)


def test_rows_that_were_made_lately_are_those_that_are_asked_for_in_the_columns_asked_for() -> None:
    text = "events:\n" + "".join(f"- {{id: e{n}, date: {1900 + n}, title: Event {n}}}\n" for n in range(90))
    record = shown(text).frames
    for query in ({}, {"sort": "new"}, {"column": "title"}, {"from": "1930"}, {}):
        view = select(record, Selection.from_query(query))
        values = table_values(view, start=PART)
        names = [one.name for one in columns(record, "events", view.selection.columns) if one.shown]
        rows = ordered(view, "events", None)[values.start : values.after]
        at = names.index("title")
        assert [row.cells[at].words for row in values.rows] == view.frames.cells("events", "title", rows)
        assert [len(row.cells) for row in values.rows] == [len(names)] * len(rows)
