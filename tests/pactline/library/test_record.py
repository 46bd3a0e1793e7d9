"""``import pactline``: what programs and notebooks use."""

import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import get_type_hints

import numpy as np
import pandas as pd
import pytest

import pactline
from pactline.export.file_tables import FILES, columns_of
from pactline.files import parquet_files
from pactline.files.opening import open_record
from pactline.library.asking import NAMES, Keys
from tests.support import SMALL


@pytest.fixture
def record(tmp_path: Path) -> pactline.Record:
    file = tmp_path / "record.yaml"
    file.write_text(SMALL)
    return pactline.open(file, address="https://pact.example/")


def _imported(code: str) -> set[str]:
    said = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"], check=True, capture_output=True, text=True
    )
    return set(said.stdout.split())


def test_importing_the_package_imports_nothing_large() -> None:
    assert not _imported("import pactline") & {"pandas", "numpy", "pyarrow", "pydantic", "streamlit", "plotly"}


def test_opening_a_record_and_reading_it_imports_neither_streamlit_nor_plotly(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(SMALL)
    code = f"import pactline; r = pactline.open({str(tmp_path)!r}).select(theme='military'); r.claims; repr(r)"
    assert not _imported(code) & {"streamlit", "plotly"}


def test_a_timeline_imports_no_streamlit(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text(SMALL)
    found = _imported(f"import pactline; r = pactline.open({str(tmp_path)!r}); r.timeline(); r._repr_html_()")
    assert "plotly" in found
    assert "streamlit" not in found


def test_the_package_names_what_it_has() -> None:
    assert set(pactline.__all__) <= set(dir(pactline))
    with pytest.raises(AttributeError, match="no attribute 'opne'"):
        pactline.opne  # noqa: B018


def test_the_package_says_that_it_is_typed() -> None:
    assert Path(pactline.__file__).with_name("py.typed").is_file()


def test_a_folder_and_parquet_open_as_a_file_does(tmp_path: Path, record: pactline.Record) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "parquet").mkdir()
    (tmp_path / "folder" / "record.yaml").write_text(SMALL)
    parquet_files.write(open_record(tmp_path / "record.yaml"), tmp_path / "parquet")
    for place in ("folder", "parquet"):
        other = pactline.open(str(tmp_path / place), address="https://pact.example")
        for name in FILES:
            pd.testing.assert_frame_equal(getattr(other, name), getattr(record, name))


def test_a_record_with_errors_raises_all_of_them_at_their_lines(tmp_path: Path) -> None:
    (tmp_path / "record.yaml").write_text("events:\n- {date: 2024, titel: One}\n- {date: 19 June 2024, title: Two}\n")
    with pytest.raises(pactline.RecordError) as raised:
        pactline.open(tmp_path / "record.yaml")
    assert {problem.line for problem in raised.value.problems} == {2, 3}


def test_a_missing_file_is_named() -> None:
    with pytest.raises(pactline.RecordError, match="no such file"):
        pactline.open("there/is/none.yaml")


# Tables


def test_every_table_that_leaves_the_house_is_an_attribute(record: pactline.Record) -> None:
    for name in FILES:
        assert list(getattr(record, name).columns) == list(columns_of(name)), name


def test_a_claim_stands_with_status_voice_event_and_address(record: pactline.Record) -> None:
    claim = record.claims.set_index("claim_id").loc["early-talks.2"]
    assert (claim["status"], claim["said_by"], claim["event_title"]) == ("alleged", ("NIS",), "Early talks")
    assert claim["address"] == "https://pact.example/c/early-talks.2"


def test_days_are_days_and_truths_are_truths(record: pactline.Record) -> None:
    events = record.events.set_index("event_id")
    assert events.loc["pact", "earliest"] == pd.Timestamp("2024-06-19")
    assert str(events["earliest"].dtype) == "datetime64[us]"
    assert events["approximate"].tolist() == [False, False, True]
    sources = record.sources.set_index("source_id")
    assert sources["state_controlled"].to_dict() == {"paper-1": False, "tass-1": True, "wire-1": False}


def test_a_day_that_nobody_knows_is_missing(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("events:\n- {date: 2024/.., title: Open}\n- {date: '-0300', title: Long ago}\n")
    events = pactline.open(tmp_path / "r.yaml").events.set_index("title")
    assert np.isnat(events["latest"].to_numpy()).all()
    assert events["earliest"].isna().tolist() == [True, False]


def test_what_a_caller_writes_into_a_table_reaches_nobody(record: pactline.Record) -> None:
    before = record.claims
    mine = record.claims
    mine["status"] = "documented"
    mine.loc[0, "text"] = "Something else."
    del mine["known"]
    pd.testing.assert_frame_equal(record.claims, before)
    pd.testing.assert_frame_equal(record.select().claims, before)


def test_the_smallest_record_has_all_tables(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text("events:\n- {date: 2024, title: Something happened}\n")
    small = pactline.open(tmp_path / "r.yaml")
    assert {name: len(getattr(small, name)) for name in FILES if len(getattr(small, name))} == {"events": 1}
    assert (small.title, small.edition, small.as_of, small.licence) == ("", None, None, None)


# Selection


def test_select_takes_every_key_that_leaves_rows_out(record: pactline.Record) -> None:
    assert set(get_type_hints(Keys)) == {*NAMES, "from_"}
    said = record.select.__doc__ or ""
    assert [name for name in NAMES if f"``{name}``" not in said] == []


def test_a_selection_narrows_and_another_narrows_it_further(record: pactline.Record) -> None:
    late = record.select(from_=2024)
    assert late.events["event_id"].tolist() == ["pact", "bare"]
    assert late.select(theme="military").events["event_id"].tolist() == ["pact"]
    assert late.select(from_=None).events["event_id"].tolist() == record.events["event_id"].tolist()
    assert (len(record), len(late)) == (3, 2)


@pytest.mark.parametrize("given", ["2024-06-19", date(2024, 6, 19), pd.Timestamp("2024-06-19 10:00")])
def test_a_day_is_a_text_or_a_day(record: pactline.Record, given: str | date) -> None:
    assert record.select(**{"from": given, "to": given}).selection == {"from": ["2024-06-19"], "to": ["2024-06-19"]}  # type: ignore[arg-type]


def test_several_values_may_be_any_list(record: pactline.Record) -> None:
    for values in (["diplomacy", "outlook"], ("diplomacy", "outlook"), pd.Series(["diplomacy", "outlook"])):
        assert len(record.select(theme=values)) == 3


def test_an_address_of_the_app_selects_what_it_shows(record: pactline.Record) -> None:
    link = "https://pact.example/timeline?theme=military&status=documented&lanes=actor&utm_source=mail"
    assert record.select(link).selection == {"theme": ["military"], "status": ["documented"]}
    assert record.select("theme=outlook").events["event_id"].tolist() == ["bare"]


def test_an_event_is_that_event_alone(record: pactline.Record) -> None:
    pact = record.select(event="pact")
    assert pact.events["event_id"].tolist() == ["pact"]
    assert set(pact.claims["event_id"]) == {"pact"}
    with pytest.raises(pactline.SelectionError, match="the other keys leave out the event 'pact'"):
        pact.select(to=2023)


def test_as_known_on_a_day_claims_have_the_status_of_then(record: pactline.Record) -> None:
    then = record.select(known="2024-12-31").claims.set_index("claim_id")["status"]
    assert then["pact.2"] == "alleged"
    assert record.claims.set_index("claim_id")["status"]["pact.2"] == "documented"


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"themes": "military"}, "There is no key 'themes'. Did you mean 'theme'? There are: from, to, "),
        ({"story": "one"}, "'story' leaves no rows out"),
        ({"theme": "militry"}, "no theme 'militry'. Did you mean 'military'? There are: diplomacy, military, outlook."),
        ({"theme": []}, "'theme' has an empty value"),
        ({"theme": ""}, "'theme' has an empty value"),
        ({"theme": ["military"] * 201}, "'theme' takes at most 200 values, not 201"),
        ({"country": "rsu"}, "no country 'rsu'. Did you mean 'rus'?"),
        ({"event": "pcat"}, "no event 'pcat'. Did you mean 'pact'? There are: early-talks, pact, bare."),
        ({"status": "documentd"}, "'status' cannot be 'documentd'. Did you mean 'documented'? There are: documented,"),
        ({"statemedia": True}, "'statemedia' cannot be 'True'. There are: show, hide."),
        ({"importance": 9}, "'importance' takes a whole number from 1 to 3, not '9'"),
        ({"from": "19 June 2024"}, "not '19 June 2024'. Write '2024-06-19'."),
        ({"to": ["2024", "2025"]}, "'to' takes one value, not 2"),
        ({"q": "a" * 201}, "'q' takes at most 200 characters"),
    ],
)
def test_a_wrong_key_or_value_says_what_there_is(record: pactline.Record, keys: dict[str, object], said: str) -> None:
    with pytest.raises(pactline.SelectionError) as raised:
        record.select(**keys)  # type: ignore[arg-type]
    assert said in str(raised.value)


def test_a_text_that_is_no_address_is_told(record: pactline.Record) -> None:
    with pytest.raises(pactline.SelectionError, match="'military' is no address with a query"):
        record.select("military")


# What a screen shows


def test_a_record_in_words_fits_a_screen(tmp_path: Path) -> None:
    title = "A record of a very long name that goes on and on " * 6
    (tmp_path / "r.yaml").write_text(SMALL.replace("edition: {", f"edition: {{title: {title}, ", 1))
    lines = repr(pactline.open(tmp_path / "r.yaml").select(q="word " * 39)).splitlines()
    assert max(map(len, lines)) <= 80
    assert len(lines) <= 10


def test_a_record_in_words_says_what_it_holds(record: pactline.Record) -> None:
    said = repr(record.select(theme="military"))
    assert "edition 1, as of 31 December 2025" in said
    assert "Theme: Military" in said
    assert "events 1, claims 2, reactions 3, citations 5, estimates 0, sources 2" in said
    assert "claims: 2 documented" in said


def test_no_control_character_of_a_record_reaches_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(SMALL.replace("edition: {", 'edition: {title: "A\\e[2Jb", ', 1))
    assert "\x1b" not in repr(pactline.open(tmp_path / "r.yaml"))


def test_a_record_as_html_keeps_text_text(tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(
        SMALL.replace("edition: {", 'edition: {title: "<img src=x onerror=alert(1)>", ', 1)
    )
    shown = pactline.open(tmp_path / "r.yaml").select(q="<script>alert(1)</script>")._repr_html_()
    assert "&lt;img" in shown
    assert "&lt;script&gt;" in shown
    assert "<img" not in shown
    assert "<script" not in shown


# Citations


def test_each_thing_is_cited_with_status_and_address(record: pactline.Record) -> None:
    day = date(2026, 11, 30)
    assert "[event of 19 June 2024; documented; says TASS]" in record.cite("pact", accessed=day)
    claim = record.cite(claim="early-talks.2", style="mla", accessed=day)
    assert "[claim; alleged; says NIS]" in claim
    assert "https://pact.example/c/early-talks.2" in claim
    assert "theme=military" in record.select(theme="military").cite(style="apa", accessed=day)
    assert record.cite(style="bibtex").startswith("@")


def test_without_a_day_it_is_cited_as_of_today(record: pactline.Record) -> None:
    days = {date.today(), date.today() - timedelta(days=1)}  # noqa: DTZ011 - midnight may have passed
    assert any(f"{day.day}, {day.year}" in record.cite("pact") for day in days)


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"event": "pcat"}, "no event 'pcat'. Did you mean 'pact'?"),
        ({"claim": "pact.9"}, "no claim 'pact.9'. Did you mean 'pact."),
        ({"figure": "shells"}, "no figure 'shells'. There are: none."),
        ({"style": "harvard"}, "'style' takes chicago, apa, mla, bibtex, csl; not 'harvard'"),
        ({"event": "pact", "claim": "pact.1"}, "one at a time"),
    ],
)
def test_what_cannot_be_cited_is_told(record: pactline.Record, what: dict[str, str], said: str) -> None:
    with pytest.raises(ValueError, match=said.replace("?", r"\?")):
        record.cite(**what)  # type: ignore[arg-type]


def test_a_claim_that_nobody_knew_on_the_day_cannot_be_cited(record: pactline.Record) -> None:
    with pytest.raises(pactline.SelectionError, match=r"no claim 'pact\.1'"):
        record.select(known="2023-12-31").cite(claim="pact.1")
