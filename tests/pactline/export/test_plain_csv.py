"""CSV as spreadsheets and pandas read it: a plain table, no formula, dates and numbers as they are, a statement beside."""

import csv
import io
import json
import unicodedata
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from pactline.cli.main import main
from pactline.export import about, csv_files, plain_csv, shown_rows
from pactline.export.file_tables import columns_of
from pactline.query.select import whole
from pactline.tables.columns import TAKEN
from tests.support import SMALL, curated, shown

FORMULAS = """
edition: {version: "1, =1+1", licence: 'MIT,=HYPERLINK("http://elsewhere.example","x")'}
events:
- {id: f1, date: 2024-01-01, title: "=1+1", claims: [{text: "+7 495 is a number", status: reported}]}
- {id: f2, date: 2024-01-02, title: "＝1+1 full width", claims: [{text: "＠SUM(1) full width at", status: reported}]}
- {id: f3, date: -0500, title: "-5 to 10 shells", claims: [{text: "@handle wrote", status: reported}]}
- {id: f4, date: -0043-03-15, title: "-5", claims: [{text: "line one\\n=3+3", status: reported}]}
- {id: f5, date: -0300/-0200, title: "Resolution #2270, adopted; \\" and, comma", summary: "See item #5.", claims: [{text: "－1 by hand", status: alleged}]}
"""


def cells(rows: pd.DataFrame, **more: tuple[str, ...]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(plain_csv.written(rows, **more), newline="")))


def test_pandas_reads_a_file_plainly_with_numbers_signs_and_hashes() -> None:
    view = shown(FORMULAS)
    read = pd.read_csv(io.BytesIO(csv_files.csv_file(view, "events")), dtype={"date": str}).set_index("event_id")
    assert list(read.reset_index().columns) == list(columns_of("events"))
    assert len(read) == len(view.events)
    assert read.loc["f5", "title"] == 'Resolution #2270, adopted; " and, comma'
    assert read.loc["f5", "summary"] == "See item #5."
    for name in TAKEN:
        table = pd.read_csv(io.BytesIO(csv_files.csv_file(shown(), name)))
        assert len(table) == len(shown_rows.table(shown(), name)), name


def test_formula_signs_are_defused_in_full_width_too_and_dates_and_numbers_left_alone() -> None:
    view = shown(FORMULAS)
    rows = {row["event_id"]: row for row in csv.DictReader(io.StringIO(csv_files.to_csv(view, "events"), newline=""))}
    assert [rows[f"f{n}"]["date"] for n in (3, 4, 5)] == ["-0500", "-0043-03-15", "-0300/-0200"]
    titles = [rows[f"f{n}"]["title"] for n in range(1, 5)]
    assert titles == ["'=1+1", "'＝1+1 full width", "'-5 to 10 shells", "-5"]
    claims = [row["text"] for row in csv.DictReader(io.StringIO(csv_files.to_csv(view, "claims"), newline=""))]
    assert sorted(claims) == sorted(
        ["'+7 495 is a number", "'＠SUM(1) full width at", "'@handle wrote", "line one\n=3+3", "'－1 by hand"]
    )


@pytest.mark.parametrize(
    "value",
    ["=A1", " =A1", "\t=A1", "\u00a0+A1", "\ufeff=A1", "\u200b@A1", "＋A1", "﹣A1", "\tplain", "\nplain", "-A1", "+"],
)
def test_what_a_spreadsheet_would_calculate_gets_an_apostrophe(value: str) -> None:
    assert plain_csv.harmless(value) == f"'{value}"


@pytest.mark.parametrize("value", ["-5", "+3.5", "-1,200", "-5%", "A=1", "3-4", "", " ", "'=1", "a\n=1"])
def test_what_it_would_only_show_gets_none(value: str) -> None:
    assert plain_csv.harmless(value) == value


def test_what_is_no_date_is_defused_in_a_column_of_dates_too() -> None:
    """Dates out of a stranger's Parquet are only text."""
    timed = "-0043-03-15T10:00:00+01:30/-0043-03-16T00:00:00Z"
    rows = pd.DataFrame({"date": ["-0043?", timed, "=cmd|'/c calc'!A1", "-HYPERLINK(1)"]})
    assert [row["date"] for row in cells(rows, dates=("date",))] == [
        "-0043?", timed, "'=cmd|'/c calc'!A1", "'-HYPERLINK(1)",
    ]  # fmt: skip


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=12), min_size=1))
def test_any_text_comes_back_with_at_most_an_apostrophe_more(texts: list[str]) -> None:
    read = [row["text"] for row in cells(pd.DataFrame({"text": texts, "more": ["x"] * len(texts)}))]
    for before, after in zip(texts, read, strict=True):
        assert after in (before, f"'{before}")
        first = unicodedata.normalize("NFKC", after.strip())[:1]
        assert first not in ("=", "@"), after


@given(st.floats(allow_nan=False, allow_infinity=False) | st.integers(-(10**9), 10**9))
def test_numbers_come_back_as_they_were(number: float) -> None:
    (row,) = cells(pd.DataFrame({"n": [number]}))
    assert float(row["n"]) == number


def test_edition_and_selection_stand_in_a_file_beside(tmp_path: Path) -> None:
    file, out = tmp_path / "small.yaml", tmp_path / "rows.csv"
    file.write_text(SMALL, encoding="utf-8")
    asked = ["export", str(file), "--format", "csv", "--table", "claims", "--theme", "military", "--from", "2024"]
    assert CliRunner().invoke(main, [*asked, "--out", str(out)]).exit_code == 0
    content = out.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfclaim_id,")
    said = json.loads((tmp_path / "rows.csv-metadata.json").read_text(encoding="utf-8"))
    assert said["@context"] == "http://www.w3.org/ns/csvw"
    assert said["notes"] == [about.stated(shown(theme="military", from_="2024"))]
    assert said["dc:license"] == "CC-BY-4.0"
    (table,) = said["tables"]
    assert table["url"] == "rows.csv"
    assert [one["name"] for one in table["tableSchema"]["columns"]] == list(columns_of("claims"))
    streamed = CliRunner().invoke(main, asked)
    assert streamed.stdout_bytes.replace(b"\r\n", b"\n") == content.removeprefix(b"\xef\xbb\xbf").replace(
        b"\r\n", b"\n"
    )


def test_json_has_its_statement_inside_and_none_beside(tmp_path: Path) -> None:
    out = tmp_path / "rows.json"
    assert (
        CliRunner().invoke(main, ["export", "--format", "json", "--importance", "3", "--out", str(out)]).exit_code == 0
    )
    assert json.loads(out.read_text(encoding="utf-8"))["about"]["query"] == "importance=3"
    assert [one.name for one in tmp_path.iterdir()] == ["rows.json"]


def test_the_statement_names_the_columns_that_a_table_is_taken_with() -> None:
    view = shown(table="claims", column=["claim_id", "status"])
    said = json.loads(csv_files.csv_metadata(view, {"claims": "c.csv", "events": "e.csv"}))
    found = {one["url"]: [column["name"] for column in one["tableSchema"]["columns"]] for one in said["tables"]}
    assert found == {"c.csv": ["claim_id", "status"], "e.csv": list(columns_of("events"))}


def test_a_licence_is_no_cell_of_any_table() -> None:
    view = shown(FORMULAS)
    assert not any(b"HYPERLINK" in csv_files.csv_file(view, name) for name in TAKEN)
    assert json.loads(csv_files.csv_metadata(view, {}))["dc:license"].startswith("MIT,=HYPERLINK")


def test_hangul_and_cyrillic_are_utf_8_with_its_mark() -> None:
    content = csv_files.csv_file(shown(q="treaty"), "events")
    assert content.decode("utf-8-sig") == csv_files.to_csv(shown(q="treaty"), "events")
    assert "무력" in csv_files.csv_file(whole(curated()), "citations").decode("utf-8-sig")
