"""What a reader brings: every form comes in as YAML, and nothing beyond the limits."""

import io
import zipfile

import pytest

from pactline.brought import limits, reading
from pactline.brought.reading import Asked, Brought, BroughtError, clean, read_file
from pactline.export.record_yaml import to_yaml
from pactline.files import parquet_files
from pactline.importing.imported import Options
from pactline.query.select import whole
from tests.support import SMALL, tables

EVENTS = "events:\n- {date: 2024-06-19, title: A pact is signed}\n"
CSV = "Who,When,Headline\nA,2024-06-19,A pact is signed\nB,2024-07,Talks\n"


def zipped(files: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


def came(name: str, content: str | bytes, **options: object) -> Brought:
    data = content.encode() if isinstance(content, str) else content
    return read_file(Asked(name, Options(**options)), data)  # type: ignore[arg-type]


def refused(name: str, content: str | bytes) -> BroughtError:
    with pytest.raises(BroughtError) as error:
        came(name, content)
    return error.value


def test_yaml_comes_as_it_stands_with_what_is_wrong_at_its_line() -> None:
    assert came("mine.yaml", EVENTS).texts == (("mine.yaml", EVENTS),)
    assert came("notes.txt", EVENTS).form == "YAML"
    found = came("mine.yaml", EVENTS.replace("2024-06-19", "19 June 2024"))
    assert [(one.line, one.instead) for one in found.errors] == [(2, "- {date: 2024-06-19, title: A pact is signed}")]


def test_a_record_written_as_json_is_a_record_and_another_list_comes_by_its_columns() -> None:
    found = came(
        "mine.json", '{"events": [{"date": "2024-06-19", "title": "A"}], "themes": [{"id": "t", "name": "T"}]}'
    )
    assert (found.form, found.events, found.errors) == ("YAML", 1, ())
    assert came("mine.json", '[{"when": "June 2024", "name": "A"}]').form == "JSON list of objects"
    assert refused("mine.json", '[{"alpha": "x", "beta": {"gamma": 1}}]').columns == ("alpha", "beta.gamma")


def test_a_folder_as_a_zip_is_one_record_without_what_a_system_puts_beside_it() -> None:
    found = came(
        "mine.zip",
        zipped(
            {
                "mine/sources.yaml": "themes: [{id: talks, name: Talks}]\n",
                "mine/events.yaml": EVENTS.replace("}", ", themes: [talks]}"),
                "mine/.DS_Store": b"\0",
                "__MACOSX/mine/._events.yaml": b"\0",
                "mine/inbox.yaml": "proposals: []\n",
            }
        ),
    )
    assert [name for name, _ in found.texts] == ["events.yaml", "sources.yaml"]
    assert (found.errors, found.events) == ((), 1)


def test_a_record_of_parquet_files_comes_as_the_yaml_of_the_same_record() -> None:
    record = tables(SMALL)
    found = came("mine.zip", zipped({f"m/{name}": content for name, content in parquet_files.files_of(record).items()}))
    assert found.form == "Parquet"
    assert found.texts == (("mine.yaml", to_yaml(whole(record))),)
    assert (found.errors, found.events) == ((), 3)


def test_an_import_tells_what_each_column_was_taken_for_and_can_be_told_otherwise() -> None:
    found = came("list.csv", CSV)
    assert {one.column: one.field for one in found.mapped} == {"Who": "actors", "When": "date", "Headline": "title"}
    assert "A pact is signed" in found.texts[0][1]
    told = came("list.csv", CSV, mapping={"Who": "title", "Headline": "summary"})
    assert {one.column: one.field for one in told.mapped}["Who"] == "title"


def test_a_table_that_is_not_understood_tells_its_columns_so_that_somebody_can_say_what_they_are() -> None:
    error = refused("list.csv", "Alpha,Beta\nx,y\nz,w\n")
    assert error.columns == ("Alpha", "Beta")
    assert "no column holds dates" in str(error)


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.yaml", b"", "empty"),
        ("a.yaml", b"x" * (limits.MAX_UPLOAD + 1), "larger than 2 MB"),
        ("a.yaml", "caf\xe9: 1".encode("latin-1"), "not UTF-8"),
        ("a.pdf", b"%PDF-1.7 \xff", "PDF"),
        ("a.zip", b"PK\x03\x04 no zip", "zip is broken"),
        ("a.zip", zipped({"a.txt": "x", "b.txt": "y"}), "holds no record"),
        ("a.zip", zipped({"b.zip": zipped({"events.yaml": EVENTS})}), "another zip"),
        ("a.parquet", b"PAR1 nothing", "Parquet"),
    ],
)
def test_what_cannot_come_in_says_why(name: str, content: bytes, said: str) -> None:
    assert said in str(refused(name, content))


def test_a_zip_is_unpacked_no_further_than_the_limit_whatever_it_says_of_itself() -> None:
    bomb = zipped({"events.yaml": b"a" * (limits.MAX_UNPACKED + 1)})
    assert len(bomb) < limits.MAX_UPLOAD
    assert "larger than 8 MB" in str(refused("a.zip", bomb))
    size = (limits.MAX_UNPACKED + 1).to_bytes(4, "little")
    assert bomb.count(size) == 2  # before the file and in the directory at the end
    assert "broken" in str(refused("a.zip", bomb.replace(size, (1).to_bytes(4, "little"))))


def test_a_zip_of_too_many_files_and_a_locked_one_stay_closed() -> None:
    many = zipped({f"{number}.yaml": "" for number in range(limits.MAX_FILES + 1)})
    assert "more than 100 files" in str(refused("a.zip", many))
    locked = bytearray(zipped({"events.yaml": EVENTS}))
    locked[locked.rindex(b"PK\x01\x02") + 8] |= 1  # the flag in the directory at the end
    assert "password" in str(refused("a.zip", bytes(locked)))


def test_more_events_or_entries_than_the_limits_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_EVENTS", 2)
    assert "more than 2 events" in str(refused("a.yaml", SMALL))
    assert "more than 2 events" in str(refused("a.csv", CSV + "C,2025,More\n"))
    monkeypatch.setattr(reading, "MAX_EVENTS", 100)
    monkeypatch.setattr(reading, "MAX_ENTRIES", 5)
    assert "more than 5 entries" in str(refused("a.yaml", SMALL))


def test_clean_text_is_in_the_one_style_and_what_is_no_yaml_stays() -> None:
    assert clean((("a.yaml", "events:\n  - title: x\n    date: 2024\n"),)) == (
        ("a.yaml", "events:\n- {date: 2024, title: x}\n"),
    )
    assert clean((("a.yaml", "events: [\n"),)) == (("a.yaml", "events: [\n"),)
