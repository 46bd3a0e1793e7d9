"""What is read, shown, kept and refused on the page of a reader's own record."""

import io
import json
import zipfile
from functools import partial
from typing import Any

import pytest

from components.own import editor, panel
from components.own.taking import file_to_take
from components.parts import markup
from pactline.brought import apart
from pactline.brought.reading import Asked, Brought, BroughtError, read_file
from pactline.files import starter
from pactline.files.schema import schema
from pactline.wording import speech, spoken

GOOD = "events:\n- {date: 2024-06-19, title: A pact is signed}\n"
BAD = GOOD.replace("2024-06-19", "19 June 2024")


def took(text: str, *, room: bool = True, keeps: Brought | None = None) -> tuple[dict[str, Any], list[Brought]]:
    held: dict[str, Any] = {}
    shown: list[Brought] = []

    def show(brought: Brought) -> bool:
        shown.append(brought)
        return room

    panel._take(held, partial(apart.read, Asked("mine.yaml"), text.encode()), show, keeps=keeps)
    return held, shown


def test_a_record_without_errors_is_shown_and_one_with_errors_is_kept_to_be_mended() -> None:
    held, shown = took(GOOD)
    assert shown == [held["brought"]]
    held, shown = took(BAD)
    assert shown == []
    assert held["brought"].errors[0].line == 2


def test_where_there_is_no_room_the_text_stays_and_that_is_said() -> None:
    held, shown = took(GOOD, room=False)
    assert len(shown) == 1
    assert held["brought"].texts[0][1] == GOOD
    assert "no room" in held["refused"][0]


def test_an_edit_that_cannot_be_read_at_all_leaves_the_text_that_was_edited() -> None:
    before, _ = took(GOOD)
    held: dict[str, Any] = {}

    def fails() -> Brought:
        raise BroughtError("too large", "take a part")

    panel._take(held, fails, lambda _: True, keeps=before["brought"])
    assert held["brought"] is before["brought"]
    assert held["refused"] == ("too large", "take a part")


def test_an_edited_import_still_tells_how_it_came() -> None:
    imported = read_file(Asked("list.csv"), b"Date,Title\n2024-06,Talks\n")
    held, _ = took(GOOD, keeps=imported)
    assert (held["brought"].form, held["brought"].mapped) == ("CSV", imported.mapped)
    assert held["brought"].texts[0][1] == GOOD


def test_a_strangers_names_values_and_messages_stay_text() -> None:
    evil = "<img src=x onerror=alert(1)>"
    found = read_file(Asked(f"{evil}.csv"), f"Date,{evil}\n2024-06,{evil}\n31 maybe,{evil}\n".encode())
    html = markup.render(panel._report(found))
    html += markup.render(panel.ColumnsValues(found.mapped, 0))
    html += markup.render(panel.RefusedValues(evil, evil))
    bad = read_file(Asked(f"{evil}.yaml"), f"events:\n- {{date: x, title: '{evil}', '{evil}': 1}}\n".encode())
    html += markup.render(panel.FoundValues(bad.problems, 0, len(bad.errors), shown=False))
    assert "<img" not in html
    assert "&lt;img" in html


def test_the_report_gathers_what_changed_and_what_was_left_by_rule() -> None:
    found = read_file(Asked("list.csv"), b"Date,Title,Colour\n2024-06,Talks,red\n2024-07,More,blue\nnever,Lost,\n")
    report = panel._report(found)
    assert (report.form, report.events) == ("CSV", 2)
    assert any("never" in place.value for rule in report.left for place in rule.places)
    assert "Not carried" in markup.render(report)


def test_one_file_is_taken_as_yaml_in_the_one_style_and_several_as_a_zip() -> None:
    name, mime, made = file_to_take("mine.csv", (("mine.yaml", "events:\n  - title: x\n    date: 2024\n"),))
    assert (name, mime, made()) == ("mine.yaml", "application/yaml", b"events:\n- {date: 2024, title: x}\n")
    texts = tuple(starter.files().items())
    name, mime, made = file_to_take("mine/../x.zip", texts)
    assert (name, mime) == ("x.zip", "application/zip")
    with zipfile.ZipFile(io.BytesIO(made())) as again:
        assert {one: again.read(one).decode() for one in again.namelist()} == dict(texts)


def test_the_editor_asks_for_a_newer_text_of_the_same_files_alone() -> None:
    before = (("a.yaml", GOOD), ("b.yaml", ""))
    good = {"at": 3, "texts": [BAD, "x"]}
    assert editor._asked(good, before, 2) == (3, (("a.yaml", BAD), ("b.yaml", "x")))
    for wrong in (None, {}, good | {"at": 2}, good | {"texts": [BAD]}, good | {"texts": [BAD, 1]}, good | {"at": "3"}):
        assert editor._asked(wrong, before, 2) is None


def test_the_editors_shape_is_that_of_the_schema() -> None:
    shape = editor._shape(json.loads(schema()))
    assert shape[""]["events"] == {"kind": "Event", "list": True}
    assert shape["Event"]["place"]["kind"] == "Place"
    assert "documented" in shape["Claim"]["status"]["values"]
    assert shape["Publisher"]["state_controlled"]["values"] == ["true", "false"]


def test_the_editor_speaks_the_language_of_whoever_opens_it(monkeypatch: pytest.MonkeyPatch) -> None:
    registered: dict[str, Any] = {}
    monkeypatch.setattr(editor, "browser_part", lambda _, **told: registered.update({told["language"]: told["words"]}))
    editor._part.cache_clear()
    for language in ("en", "ko"):
        with spoken(speech(language)):
            editor._part(language)
    editor._part.cache_clear()
    assert registered["en"].keys() == registered["ko"].keys()
    assert registered["en"] != registered["ko"]
