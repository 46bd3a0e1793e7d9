"""Formats that leave the house, each read back by others' readers or held against its own schema."""

import csv
import io
import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from click.testing import CliRunner

from pactline.cli.main import main
from pactline.export import csv_files
from pactline.export.file_tables import FILES, LINKING, columns_of, rows
from pactline.export.formats import FORMATS
from pactline.export.kinds import kind_of
from pactline.export.references import csl_date
from pactline.export.workbook import SHEETS
from pactline.files import parquet_files
from pactline.files.load import load_texts
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.tables import frames
from tests.figures_record import FIGURES
from tests.support import SMALL, curated, shown

BASE = "https://example.org/pact"
BARE = "events:\n" + "".join(f"- {{date: {1990 + n}, title: Event {n}}}\n" for n in range(20))
ODD = """
edition: {version: "=1+1", licence: 'MIT,"x"', title: '<b>Odd</b> & {more}', as_of: 2024-02-29}
events:
- id: odd
  date: 2024-02/2024-03
  title: '=HYPERLINK("x") <script>alert(1)</script>'
  summary: "# no heading\\n\\n- no list [no](link)"
  place: {name: Nowhere, lat: 1.5, lon: -2}
  themes: ['a; b', '=x']
  claims:
  - {id: odd.1, text: '＝1+1 <i>x</i>', status: alleged, said_by: ['{who}'], sources: [odd-source, {id: second, part: disputes}]}
- {date: -0043-03-15, title: Old}
- {date: Y-20000, title: Older}
- {date: ../2020, title: Open}
- {date: 2019/.., title: Lasting}
sources:
- {id: odd-source, title: 'ab  - c {brace} \\ back', publisher: 'P & Q_{1}', published: 2024-02~, url: 'https://example.org/a?b=c&d=%20#e', language: ko}
- {id: second, title: 'A % source_with $igns'}
"""
VIEWS: dict[str, Callable[[], View]] = {
    "small": shown,
    "part": lambda: shown(theme="military"),
    "then": lambda: shown(known="2024-06-20"),
    "empty": lambda: shown(q="zzzz-nothing"),
    "bare": lambda: shown(BARE),
    "odd": lambda: shown(ODD),
    "figures": lambda: shown(FIGURES),
    "curated": lambda: select(curated(), Selection.from_query({"theme": "sanctions", "from": "2024"})),
}


def some_views(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("view", [VIEWS[one] for one in names], ids=names)


every_view = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)


def made(view: View, name: str) -> Any:
    return FORMATS[name].file(view, BASE)


@every_view
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_any_selection_the_same_twice_and_says_what_it_is(view: Any, name: str) -> None:
    seen = view()
    content = made(seen, name)
    assert content == made(View(seen.selection, seen.shown), name)
    assert FORMATS[name].label
    assert FORMATS[name].holds


def stated_in(name: str, content: bytes) -> str:
    """Return the text of a file in which its statement stands."""
    if name == "xlsx":
        sheet = openpyxl.load_workbook(io.BytesIO(content))["About"]
        return " ".join(str(cell.value) for row in sheet.iter_rows() for cell in row)
    if name in ("zip", "parquet"):
        with zipfile.ZipFile(io.BytesIO(content)) as folder:
            return folder.read("README.md" if name == "zip" else "record.json").decode()
    return content.decode().replace("\\", "").replace("&amp;", "&")


@pytest.mark.parametrize("name", [one for one in FORMATS if one not in ("csv", "ics")])
def test_each_file_states_edition_selection_in_words_and_address(name: str) -> None:
    view = shown(theme="military", from_="2024")
    said = stated_in(name, made(view, name))
    assert "from 1 January 2024; Theme: Military" in re.sub(r"\s+", " ", said)
    assert f"{BASE}/data?from=2024-01-01&theme=military" in said
    assert "CC-BY-4.0" in said


# Tables


def test_rows_say_what_a_reader_would_need_a_join_for() -> None:
    claims = rows(shown(), "claims", BASE).set_index("claim_id")
    own = claims.loc["pact.2"]
    assert (own["event_title"], own["event_date"]) == ("A pact is signed", "2024-06-19")
    assert own["address"] == f"{BASE}/c/pact.2"
    cited = rows(shown(), "citations")
    disputing = cited[cited["part"] == "disputes"].iloc[0]
    assert (disputing["words"], disputing["status"], disputing["publisher_name"]) == (
        "No shells were sent.",
        "documented",
        "The Daily",
    )
    events = rows(shown(), "events").set_index("event_id")
    assert (events.loc["pact", "status"], events.loc["pact", "claims"], events.loc["bare", "status"]) == (
        "documented",
        2,
        "none",
    )


def test_what_leads_where_is_a_table_and_ids_have_their_names() -> None:
    view = shown()
    against = rows(view, "contradictions").to_dict("records")
    assert [(one["claim_id"], one["contradicts"], one["contradicts_status"]) for one in against] == [
        ("early-talks.2", "pact.2", "documented")
    ]
    assert [one["status"] for one in rows(view, "history").to_dict("records")] == ["alleged", "documented"]
    assert rows(view, "links")[["event_id", "type", "to"]].to_numpy().tolist() == [["pact", "part-of", "early-talks"]]
    names = {(one["register"], one["id"]): one["name"] for one in rows(view, "names").to_dict("records")}
    assert names["actor", "kim"] == "Kim Jong Un"
    assert names["theme", "diplomacy"] == "Diplomacy"
    assert names["publisher", "tass"] == "TASS"


def test_a_contradiction_is_told_though_a_filter_hides_its_other_end_and_not_before_it_was_known() -> None:
    assert len(rows(shown(theme="military"), "contradictions")) == 1
    assert len(rows(shown(known="2023-09-20"), "contradictions")) == 0


def test_truths_have_one_spelling() -> None:
    for view in (shown(), shown(FIGURES)):
        for name in FILES:
            for column, what in columns_of(name).items():
                if kind_of(what) == "truth":
                    found = {
                        row[column] for row in csv.DictReader(io.StringIO(csv_files.to_csv(view, name), newline=""))
                    }
                    assert found <= {"true", "false", ""}, (name, column)
    controlled = {row["source_id"]: row["state_controlled"] for row in json.loads(made(shown(), "json"))["sources"]}
    assert controlled == {"paper-1": False, "tass-1": True, "wire-1": False}


def test_publications_are_those_that_the_shown_rows_cite_estimates_and_steps_of_a_status_included() -> None:
    view = shown(FIGURES)
    own = rows(view, "estimates")["sources"]
    assert {one for cell in own for one in cell} <= set(rows(view, "sources")["source_id"])
    told = SMALL.replace(
        "{date: 2025-04-26, status: documented}", "{date: 2025-04-26, status: documented, sources: [late-1]}"
    )
    told = told.replace("sources:\n- {id: paper-1", "sources:\n- {id: late-1, title: Told}\n- {id: paper-1")
    assert "late-1" in set(rows(shown(told, theme="military"), "sources")["source_id"])
    assert "late-1" not in set(rows(shown(told, q="talk"), "sources")["source_id"])


def of_type(cell: str, datatype: str) -> bool:
    if datatype == "boolean":
        return cell in ("true", "false")
    if datatype == "integer":
        return re.fullmatch(r"-?\d+", cell) is not None
    if datatype == "double":
        return float(cell) == float(cell)
    return datatype != "date" or bool(date.fromisoformat(cell))


@some_views("small", "odd", "figures", "empty", "curated")
def test_csv_on_the_web_every_cell_is_of_the_type_that_the_metadata_says(view: Any) -> None:
    seen = view()
    files = {name: f"{name}.csv" for name in FILES}
    said = json.loads(csv_files.csv_metadata(seen, files, BASE))
    assert said["@context"] == "http://www.w3.org/ns/csvw"
    assert set(said) <= {"@context", "tables", "notes", "dc:title", "dc:license", "dc:description"}
    for table, name in zip(said["tables"], files, strict=True):
        assert set(table) == {"url", "tableSchema"}
        read = list(csv.reader(io.StringIO(csv_files.csv_file(seen, name).decode("utf-8-sig"), newline="")))
        columns = table["tableSchema"]["columns"]
        assert [one["name"] for one in columns] == read[0]
        for column in columns:
            assert set(column) <= {"name", "titles", "datatype", "dc:description"}
            assert re.fullmatch(r"[A-Za-z0-9_]+", column["name"])
        for line in read[1:]:
            for column, cell in zip(columns, line, strict=True):
                assert not cell or of_type(cell, column["datatype"]), (name, column["name"], cell)


# Workbooks


@some_views("small", "odd", "bare", "empty", "curated")
def test_a_workbook_has_the_rows_of_each_table_a_frozen_head_links_and_no_formula(view: Any) -> None:
    seen = view()
    book = openpyxl.load_workbook(io.BytesIO(made(seen, "xlsx")))
    filled = [name for name in FILES if len(rows(seen, name))]
    assert book.sheetnames == ["About", *(SHEETS.get(name, name) for name in filled)]
    for name in filled:
        sheet, table = book[SHEETS.get(name, name)], rows(seen, name, BASE)
        assert sheet.freeze_panes == "A2"
        assert sheet.max_row == len(table) + 1
        assert [cell.value for cell in sheet[1]] == list(table.columns)
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row), name
        first = [cell.value for cell in sheet[2]]
        for value, column in zip(first, table.columns, strict=True):
            own = table[column].iloc[0]
            if isinstance(own, str | bool) and own != "":
                assert value == own, (name, column)


def test_ids_in_a_workbook_lead_to_their_rows() -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(shown(), "xlsx")))
    claims, events = book["claims"], book["events"]
    column = [cell.value for cell in claims[1]].index("event_id")
    for row in claims.iter_rows(min_row=2):
        sheet, place = row[column].hyperlink.location.split("!")
        assert sheet == "'events'"
        assert events[place].value == row[column].value


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed: libreoffice-calc-nogui")
def test_libreoffice_opens_a_workbook_and_shows_its_rows(tmp_path: Path) -> None:
    seen = shown(ODD)
    (tmp_path / "record.xlsx").write_bytes(made(seen, "xlsx"))
    each_sheet = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation={(tmp_path / 'own').as_uri()}", "--headless", "--convert-to"]
    done = subprocess.run(
        [*command, each_sheet, "record.xlsx"], cwd=tmp_path, capture_output=True, timeout=240, check=True
    )
    for name in FILES:
        if len(table := rows(seen, name, BASE)):
            text = (tmp_path / f"record-{SHEETS.get(name, name)}.csv").read_text(encoding="utf-8")
            header, *found = csv.reader(io.StringIO(text))
            assert header == list(table.columns), (name, done.stderr)
            assert len(found) == len(table), name
            column = header.index("title") if "title" in header else 0
            assert [row[column] for row in found] == [str(cell) for cell in table.iloc[:, column]], name


# Records again


def loaded_again(content: bytes) -> frames.Frames:
    return frames.build(load_texts([("events.yaml", content.decode())]).dossier)


@every_view
def test_yaml_is_a_record_that_loads_without_an_error_and_written_again_is_the_same(view: Any) -> None:
    seen = view()
    if not len(seen.event_rows):
        pytest.skip("a record has an event")
    first = made(seen, "yaml")
    again = whole(loaded_again(first))
    assert made(again, "yaml") == first
    assert again.events["event_id"].tolist() == seen.frames.events.take(seen.event_rows)["event_id"].tolist()
    assert again.claims[["claim_id", "text", "status"]].to_numpy().tolist() == (
        seen.claims[["claim_id", "text", "status"]].to_numpy().tolist()
    )
    assert set(again.reactions["reaction_id"]) == set(seen.reactions["reaction_id"])
    assert set(again.estimates["estimate_id"]) == set(seen.estimates["estimate_id"])


def test_the_whole_curated_record_comes_back_whole() -> None:
    record = curated()
    again = loaded_again(made(whole(record), "yaml"))
    assert again.dossier == record.dossier


def test_a_part_says_that_it_is_one_and_holds_nothing_that_was_not_known() -> None:
    part = loaded_again(made(shown(known="2024-06-20", theme="military"), "yaml"))
    note = part.dossier.edition.note or ""
    assert note.startswith("This is a part of the record: Theme: Military; as known on 20 June 2024 (1 of 3 events")
    (event,) = part.dossier.events
    assert {claim.id: claim.status for claim in event.claims} == {"pact.1": "documented", "pact.2": "alleged"}
    assert all(claim.note is None for claim in event.claims)
    assert "early-talks" not in json.dumps(event.model_dump(mode="json"))


@pytest.mark.parametrize("name", ["small", "part", "odd", "curated"])
def test_parquet_is_a_record_that_opens_and_written_again_is_the_same(name: str) -> None:
    view = VIEWS[name]()
    content = made(view, "parquet")
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        files = {one: folder.read(one) for one in folder.namelist()}
    again = parquet_files.record_of(files)
    assert again.events["event_id"].tolist() == view.frames.events.take(view.event_rows)["event_id"].tolist()
    assert pq.read_table(io.BytesIO(files["claims.parquet"])).num_rows == len(view.claims)
    assert made(whole(again), "parquet") == content


# Maps, references, slides, reading


@every_view
def test_geojson_has_each_event_once_longitude_first_as_rfc_7946_has_it(view: Any) -> None:
    seen = view()
    content = json.loads(made(seen, "geojson"))
    assert content["type"] == "FeatureCollection"
    assert [one["id"] for one in content["features"]] == rows(seen, "events")["event_id"].tolist()
    for one in content["features"]:
        assert one["type"] == "Feature"
        assert set(one) == {"type", "id", "geometry", "properties"}
        assert one["geometry"] is None or (
            one["geometry"]["type"] == "Point" and len(one["geometry"]["coordinates"]) == 2
        )
        assert one["properties"]["status"]
    located = [one for one in content["features"] if one["geometry"]]
    for one in located:
        lon, lat = one["geometry"]["coordinates"]
        row = seen.frames.events.iloc[seen.frames.row_of(one["id"])]
        assert (lon, lat) == (row["lon"], row["lat"])


@every_view
def test_geojson_holds_against_its_schema(view: Any) -> None:
    jsonschema.validate(json.loads(made(view(), "geojson")), schema("geojson.json"))


def schema(name: str) -> Any:
    return json.loads((Path(__file__).parents[2] / "schemas" / name).read_text(encoding="utf-8"))


@every_view
def test_csl_json_holds_against_the_names_and_forms_of_its_schema(view: Any) -> None:
    items = json.loads(made(view(), "csl"))
    jsonschema.validate(items, schema("csl-items.json"))
    assert items[0]["type"] == "dataset"
    assert len({one["id"] for one in items}) == len(items)


@every_view
def test_bibtex_is_read_back_by_a_parser_entry_by_entry(view: Any) -> None:
    seen = view()
    items = json.loads(made(seen, "csl"))
    library = parse_string(made(seen, "bibtex").decode())
    assert not library.failed_blocks
    assert len(library.entries) == len(items)
    for entry, item in zip(library.entries, items, strict=True):
        assert ("url" in entry) == ("URL" in item)
        assert "url" not in entry or entry["url"] == item["URL"]
        assert ("title" in entry) == ("title" in item)


@every_view
def test_ris_is_read_back_by_a_parser_entry_by_entry(view: Any) -> None:
    seen = view()
    items = json.loads(made(seen, "csl"))
    read = rispy.loads(made(seen, "ris").decode())
    assert len(read) == len(items)
    for entry, item in zip(read, items, strict=True):
        assert entry["id"] == re.sub(r"\s+", " ", str(item["id"]))
        assert entry.get("urls", [None])[0] == item.get("URL")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2024-06-19", {"date-parts": [[2024, 6, 19]]}),
        ("2024-06", {"date-parts": [[2024, 6]]}),
        ("2024~", {"date-parts": [[2024]], "circa": True}),
        ("2024-21", {"literal": "spring 2024"}),
    ],
)
def test_a_month_stays_a_month_in_references(written: str, said: dict[str, Any]) -> None:
    assert csl_date(written) == said


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts_in(one)


@every_view
def test_timelinejs_has_what_its_documentation_asks_of_each_slide(view: Any) -> None:
    seen = view()
    content = json.loads(made(seen, "timelinejs"))
    assert content["title"]["text"]["headline"]
    assert [one["unique_id"] for one in content["events"]] == seen.frames.events.take(seen.event_rows)[
        "event_id"
    ].tolist()
    for one in content["events"]:
        assert isinstance(one["start_date"]["year"], int)
        assert set(one["start_date"]) <= {"year", "month", "day"}
        assert one["display_date"]
        assert ("<li>" in one["text"]["text"]) or ("The record has no claim on it." in one["text"]["text"])
    for one in content["eras"]:
        assert one["start_date"]
        assert one["end_date"]
    assert not any("<script" in one or "<i>" in one for one in texts_in(content))


def test_timelinejs_gives_a_month_as_a_month_and_an_open_side_as_the_other() -> None:
    found = {one["text"]["headline"]: one for one in json.loads(made(shown(ODD), "timelinejs"))["events"]}
    assert found["Open"]["start_date"] == {"year": 2020, "month": 12, "day": 31}
    assert found["Lasting"]["start_date"] == {"year": 2019, "month": 1, "day": 1}
    assert "end_date" not in found["Lasting"]
    assert found["Older"]["start_date"] == {"year": -20000}
    early = json.loads(made(shown(), "timelinejs"))["events"][0]
    assert early["start_date"] == {"year": 2023, "month": 9}
    assert "Alleged: Shells were asked for." in early["text"]["text"]


def test_timelinejs_and_csl_have_a_time_as_written_or_its_day() -> None:
    text = """
    events:
    - {date: "2024-06-19T14:30:00+09:00", title: Point}
    - {date: "2024-06-19T14:30:00/2024-06-19T15:10:05", title: Span}
    - {date: "/2024-06-19T15:10:00Z", title: Until}
    """
    found = {one["text"]["headline"]: one for one in json.loads(made(shown(text), "timelinejs"))["events"]}
    day = {"year": 2024, "month": 6, "day": 19}
    assert found["Point"]["start_date"] == day | {"hour": 14, "minute": 30, "second": 0}
    assert found["Point"]["display_date"] == "19 June 2024, 14:30 (UTC+9)"
    assert "end_date" not in found["Point"]
    assert found["Span"]["end_date"] == day | {"hour": 15, "minute": 10, "second": 5}
    assert found["Until"]["start_date"] == day | {"hour": 15, "minute": 10, "second": 0}
    assert "end_date" not in found["Until"]
    assert csl_date("2024-06-19T14:30:00Z") == {"date-parts": [[2024, 6, 19]]}


def test_markdown_takes_no_sign_of_a_text_for_its_own() -> None:
    read = made(shown(ODD), "markdown").decode()
    heads = [line for line in read.splitlines() if line.startswith("#")]
    assert len(heads) == 1 + 5
    assert "<script" not in read.replace("\\<", "")
    assert "\n\\# no heading \\- no list \\[no\\]\\(link\\)\n" in read
    assert "**Alleged**" in read


# One zip of all


@some_views("small", "part", "odd", "empty")
def test_the_zip_is_a_data_package_that_holds_what_it_says(view: Any) -> None:
    seen = view()
    with zipfile.ZipFile(io.BytesIO(made(seen, "zip"))) as folder:
        held = {one: folder.read(one) for one in folder.namelist()}
    said = json.loads(held["datapackage.json"])
    jsonschema.validate(said, schema("data-package.json"))
    assert {one["path"] for one in said["resources"]} | {
        "README.md",
        "datapackage.json",
        "csv/csv-metadata.json",
    } == set(held)
    assert len({one["name"] for one in said["resources"]}) == len(said["resources"])
    for one in said["resources"]:
        assert one["bytes"] == len(held[one["path"]])
        if "schema" not in one:
            assert one["type"] == "file"
            continue
        table = pd.read_csv(io.BytesIO(held[one["path"]]), dtype=str, keep_default_na=False)
        assert [field["name"] for field in one["schema"]["fields"]] == list(table.columns)
        if key := one["schema"].get("primaryKey"):
            assert table[key].is_unique
        for lead in one["schema"].get("foreignKeys", []):
            to = next(other for other in said["resources"] if other["name"] == lead["reference"]["resource"])
            others = pd.read_csv(io.BytesIO(held[to["path"]]), dtype=str, keep_default_na=False)
            assert set(table[lead["fields"]]) <= set(others[lead["reference"]["fields"]])


def test_the_zip_has_every_format_and_every_table() -> None:
    with zipfile.ZipFile(io.BytesIO(made(shown(), "zip"))) as folder:
        names = set(folder.namelist())
    assert {f"csv/{name}.csv" for name in FILES} <= names
    assert {f"pactline{one.suffix}" for one in FORMATS.values() if one.name not in ("csv", "zip")} <= names


# The command line


@pytest.mark.parametrize("name", FORMATS)
def test_the_command_line_writes_each_format_as_it_is_made(tmp_path: Path, name: str) -> None:
    file, out = tmp_path / "small.yaml", tmp_path / "out"
    file.write_text(SMALL, encoding="utf-8")
    run = CliRunner().invoke(
        main, ["export", str(file), "--format", name, "--theme", "military", "--address", BASE, "--out", str(out)]
    )
    assert run.exit_code == 0, run.output
    assert out.read_bytes() == made(shown(theme="military"), name)


def test_an_event_narrows_what_is_exported_and_estimates_of_no_event_go(tmp_path: Path) -> None:
    file = tmp_path / "figures.yaml"
    file.write_text(FIGURES, encoding="utf-8")
    run = CliRunner().invoke(main, ["export", str(file), "--format", "json", "--event", "talks"])
    content = json.loads(run.stdout)
    assert [one["event_id"] for one in content["events"]] == ["talks"]
    assert {one["event_id"] for one in content["estimates"]} == {"talks"}
    assert content["about"]["query"] == "event=talks"
    missed = CliRunner().invoke(main, ["export", str(file), "--format", "json", "--event", "talks", "--to", "1900"])
    assert missed.exit_code == 2
    assert "leave out" in missed.output


@pytest.mark.parametrize("name", LINKING)
def test_tables_of_what_leads_where_are_csv_too(name: str) -> None:
    run = CliRunner().invoke(main, ["export", "--format", "csv", "--table", name])
    assert run.exit_code == 0
    assert run.stdout.splitlines()[0].split(",") == list(LINKING[name])
