"""Columns are guessed, shown and overruled; no cell of a table is lost, and a workbook can do no harm."""

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import Workbook

from pactline.importing.imported import ImportFailedError
from tests.imported import read, told

TABLE = """\
Startdatum;Event title;Description;Source URL;Where;Latitude;Longitude;Who;Colour
19 June 2024;Pact;<p>They <b>signed</b> it.</p>;https://example.org/a https://www.example.com/b;Hall;39.0;125.8;Ann, Bo;red
June 2024;Talks;;The Gazette, page 3;;;;;
nonsense;Lost;;;;;;;
"""


def test_columns_are_guessed_and_shown_and_no_cell_is_lost():
    found = read(TABLE, mapping={"Startdatum": "date"})
    assert {one.column: (one.field, one.why) for one in found.mapped} == {
        "Startdatum": ("date", "as asked"),
        "Event title": ("title", "by name"),
        "Description": ("summary", "by name"),
        "Source URL": ("source", "by name"),
        "Where": ("place", "by name"),
        "Latitude": ("lat", "by name"),
        "Longitude": ("lon", "by name"),
        "Who": ("actors", "by name"),
        "Colour": ("", ""),
    }
    first, second = found.happenings
    assert (first.date, first.title, first.summary) == ("2024-06-19", "Pact", "They signed it.")
    assert first.actors == ("Ann", "Bo")
    assert [link.url for link in first.links] == ["https://example.org/a", "https://www.example.com/b"]
    assert (second.date, second.links[0].title) == ("2024-06", "The Gazette, page 3")
    assert "HTML became plain text | row 2" in told(found, "changed")
    assert "'Colour' | row 2 | red" in told(found, "left")
    assert "nonsense" in told(found, "left")
    assert "Lost" in told(found, "left")


def test_columns_without_telling_names_are_known_by_what_they_hold():
    found = read("a,b\n19 June 2024,Pact\n2024-06,Talks\n")
    assert [(one.column, one.field, one.why) for one in found.mapped] == [
        ("a", "date", "by content"),
        ("b", "title", "by content"),
    ]


def test_without_any_dates_the_columns_are_named():
    with pytest.raises(ImportFailedError) as failed:
        read("a,b\n1,2\n")
    assert "a, b" in failed.value.hint
    assert "--map" in failed.value.hint


@pytest.mark.parametrize(("mapping", "said"), [({"dat": "date"}, "no column"), ({"date": "datum"}, "no field")])
def test_a_wrong_mapping_is_told_with_what_was_perhaps_meant(mapping, said):
    with pytest.raises(ImportFailedError, match=said) as failed:
        read("date,title\n2024,A\n", mapping=mapping)
    assert "date" in failed.value.hint


def test_a_column_that_is_not_to_come_is_named_once():
    found = read("date,title,notes\n2024,A,secret\n2025,B,secret\n", mapping={"notes": "-"})
    assert not any(one.summary for one in found.happenings)
    assert told(found, "left").count("notes") == 1


def test_dates_that_can_be_meant_in_two_ways_are_asked_about():
    with pytest.raises(ImportFailedError, match="may be day/month"):
        read("date,title\n06/07/2024,A\n")
    assert read("date,title\n06/07/2024,A\n", order="dmy").happenings[0].date == "2024-07-06"
    evident = read("date,title\n06/07/2024,A\n19/07/2024,B\n")
    assert evident.happenings[0].date == "2024-07-06"
    assert "19/07/2024" in told(evident, "changed")


def test_quotes_commas_and_lines_within_cells_stay():
    found = read('date,title,summary\n2024,"A, and ""B""","one\ntwo; three"\n')
    assert found.happenings[0].title == 'A, and "B"'
    assert found.happenings[0].summary == "one\ntwo; three"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart_and_a_guess_is_told(encoding):
    found = read("date,title\n2024,Café Möhl\n".encode(encoding))
    assert found.happenings[0].title == "Café Möhl"
    assert ("Windows-1252" in told(found, "changed")) == (encoding == "cp1252")


def workbook(rows, **others) -> bytes:
    book = Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for name, more in others.items():
        other = book.create_sheet(name)
        for row in more:
            other.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_workbook_comes_by_what_its_cells_show():
    content = workbook(
        [
            ["Date", "Title", "Lat", "Lon"],
            [datetime(2024, 6, 19, tzinfo=UTC).replace(tzinfo=None), "A", 39, 125.75],
            [2024, "B"],
            [date(2024, 7, 1), "C"],
        ],
        Other=[["Date", "Title"], [2023, "D"]],
    )
    found = read(content, "x.xlsx")
    assert [one.date for one in found.happenings] == ["2024-06-19", "2024", "2024-07-01"]
    assert (found.happenings[0].lat, found.happenings[0].lon) == (39, 125.75)
    assert "'Other'" in told(found, "left")
    assert read(content, sheet="Other").happenings[0].title == "D"
    with pytest.raises(ImportFailedError, match="no sheet"):
        read(content, sheet="Othr")


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after:
        for one in before.namelist():
            after.writestr(one, part if one == name else before.read(one))
    return out.getvalue()


def test_a_workbook_that_defines_entities_or_swells_is_refused():
    plain = workbook([["Date", "Title"], [2024, "A"]])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(ImportFailedError, match="defines names"):
        read(with_part(plain, "xl/worksheets/sheet1.xml", bomb), "x.xlsx")
    with pytest.raises(ImportFailedError, match="unpacks to more"):
        read(with_part(plain, "docProps/app.xml", b" " * (300 * 1024 * 1024)), "x.xlsx")
    with pytest.raises(ImportFailedError):
        read(plain[: len(plain) // 2], "x.xlsx", key="xlsx")


def fields(text: str) -> dict[str, str]:
    return {one.column: one.field for one in read(text).mapped}


def test_plain_numbers_are_no_dates_unless_they_are_years():
    rows = "".join(f"{place},{size},{year}\n" for place, size, year in (("A", 1099, 1990), ("B", 24280, 1991)))
    assert fields(f"place name,sample,made in\n{rows}") == {"place name": "title", "sample": "", "made in": "date"}
    assert fields(f"place name,made in,year_id\n{rows}")["year_id"] == "date"
    with pytest.raises(ImportFailedError, match="no column holds dates"):
        read("location,covariate\nA,1099\nB,1099\nC,0112\n")


def test_a_spreadsheets_count_of_days_is_asked_about_and_no_far_year():
    found = read("date,title\n45462,Pact\n2024-06,Talks\n")
    assert [one.title for one in found.happenings] == ["Talks"]
    assert "a number of days, as spreadsheets count them" in told(found, "left")


def test_titles_and_notes_above_a_table_are_named_and_its_columns_found():
    found = read("Incidents of 2024;;\n\nas of June;;\nDate;Event;Place\n2024-06-19;Pact;Hall\n2024-07;Talks;Hall\n")
    assert [one.column for one in found.mapped] == ["Date", "Event", "Place"]
    assert len(found.happenings) == 2
    assert "a line above the table | row 1 | Incidents of 2024" in told(found, "left")
    assert "a line above the table | row 3 | as of June" in told(found, "left")


def test_a_table_without_names_of_columns_loses_no_row():
    found = read("2024-06-19,Pact signed\n2024-07-01,Talks held\n")
    assert [one.title for one in found.happenings] == ["Pact signed", "Talks held"]
    assert "the first row holds a date" in told(found, "changed")


@pytest.mark.parametrize(
    "header", ["날짜,제목,장소", "日付,出来事,場所", "Дата,Событие,Место", "Datum,Ereignis,Ort", "Fecha,Título,Lugar"]
)
def test_columns_are_known_in_the_languages_that_people_name_them_in(header: str):
    found = read(f"{header}\n2024-06-19,Pact,Hall\n2024-07,Talks,Hall\n")
    assert [(one.field, one.why) for one in found.mapped] == [
        ("date", "by name"),
        ("title", "by name"),
        ("place", "by name"),
    ]
