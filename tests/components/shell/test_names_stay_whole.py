"""A name is one name wherever it is drawn or written, whatever signs it has: also those that stand between names.

A record whose names hold semicolons, commas and quotation marks is drawn beside its twin, which has colons where it
has semicolons. What the two show may differ in nothing else.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from components.data.tables import table_values
from components.paper import exercise_sheet, handout
from components.parts.card import card
from components.sealed.build import sealed
from components.sealed.content import content
from components.shell import serving
from pactline.export import csv_files, shown_rows, whole_json
from pactline.files import entries, parquet_files
from pactline.files.load import load_texts
from pactline.home import app_root
from pactline.query.select import View, select, whole
from pactline.query.selection import Selection
from pactline.tables import frames
from pactline.tables.columns import TAKEN
from pactline.tables.frames import Frames
from tests.components.shell.test_every_text import FOCUS, QUERIES, elements
from tests.components.shell.test_pages import PAGES
from tests.every_text import record

SIGNS = "; Ltd, \"the ; one\"; 'x'"
VOICES = ["actor-0", "publisher-1", f"Somebody{SIGNS}"]


def named(place: str) -> str:
    return f"{place.replace('.', '-')}{SIGNS}"


def alike(text: str) -> str:
    """A text without what the twins differ in."""
    text = re.sub(r' data-visit="\w+" data-of="\w+"', "", text)  # digests of all that there is
    return text.replace(";", ":").replace("%3B", "%3A")


def registered(text: Callable[[str], str]) -> str:
    """A record in which most is somebody's word, by way of others, and every name has signs in it."""
    made = json.loads(record(text))
    for event in made["events"]:
        for claim in event["claims"]:
            claim["said_by"] = _signs(VOICES[:2], text)
            claim["sources"][0] |= {"said_by": _signs(VOICES, text), "via": _signs(["publisher-2", *VOICES[:1]], text)}
    for number, source in enumerate(made["sources"]):
        source["carried_by"] = [f"publisher-{(number + 1) % 3}", f"publisher-{(number + 2) % 3}"]
    made["actors"][1]["part_of"] = ["actor-0", "actor-2"]
    return json.dumps(made)


def unregistered(text: Callable[[str], str]) -> str:
    """The same where no register says what a name is: names are ids."""
    who = _signs([f"{name}{SIGNS}" for name in ("Ministry", "Agency", "Paper", "Wire")], text)
    claims = [{"id": "event-0.0", "text": "It happened.", "said_by": who[:2], "sources": ["s", "t"]}]
    return json.dumps(
        {
            "events": [{"id": "event-0", "date": "2024-06-19", "title": "Talks", "actors": who[:2], "claims": claims}],
            "reactions": [{"event": "event-0", "actor": who[0], "summary": "Says so.", "sources": ["s"]}],
            "sources": [
                {"id": "s", "publisher": who[2], "carried_by": [who[3], who[1]]},
                {"id": "t", "publisher": who[3]},
            ],
            "metrics": [{"id": "metric-0", "unit": "shells", "label": "Shells"}],
            "estimates": [
                {"id": "e", "metric": "metric-0", "as_of": "2024", "value": "3", "estimator": who[0], "sources": ["s"]}
            ],
        }
    )


def _signs(names: list[str], text: Callable[[str], str]) -> list[str]:
    return names if text is named else [name.replace(";", ":") for name in names]


def twin(place: str) -> str:
    return named(place).replace(";", ":")


_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL)
RECORDS = (registered, unregistered)


def built(made: Callable[..., str], text: Callable[[str], str]) -> Frames:
    return frames.build(load_texts([("events.yaml", made(text))]).dossier)


@pytest.fixture(scope="module", params=RECORDS, ids=lambda made: made.__name__)
def both(request: pytest.FixtureRequest) -> tuple[Frames, Frames]:
    """The record with signs in its names, and its twin."""
    return built(request.param, named), built(request.param, twin)


@pytest.fixture(scope="module", autouse=True)
def _forgotten() -> Iterator[None]:
    yield
    serving.WATCHED.clear()


def drawn(file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[str, str]]:
    """Yield each page by name, and its HTML without what names the file."""
    monkeypatch.setenv("PACTLINE_DATA", str(file))
    app = AppTest.from_file(str(app_root() / "app.py"), default_timeout=60)
    app.run()
    for page in PAGES:
        app.query_params.clear()
        for key, value in QUERIES.get(page, [{}])[-1].items():
            app.query_params[key] = value
        app.run()
        if page != "findings":
            app.switch_page(f"pages/{page}.py").run()
        assert not app.exception, page
        bodies = [one.proto.body for one in elements(app._tree) if one.type == "html"]
        loaded = serving.name_of(serving.live_record(file))
        yield page, "\n".join(bodies).replace(file.name, "").replace(loaded, "")


@pytest.mark.parametrize("made", RECORDS, ids=lambda made: made.__name__)
def test_every_page_shows_names_with_signs_as_others(
    made: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages: list[dict[str, str]] = []
    for name, text in (("one.yaml", named), ("two.yaml", twin)):
        file = tmp_path / name
        file.write_text(made(text), encoding="utf-8")
        pages.append(dict(drawn(file, monkeypatch)))
    assert pages[0].keys() == pages[1].keys() == set(PAGES)
    for page, html in pages[0].items():
        assert alike(html) == alike(pages[1][page]), page
    assert sum("Ltd" in html for html in pages[0].values()) > 8


@pytest.mark.parametrize("name", TAKEN)
def test_a_table_on_the_data_page_has_the_names_of_its_twin(both: tuple[Frames, Frames], name: str) -> None:
    query = {"table": [name], "column": list(TAKEN[name])}
    one, other = (table_values(select(record, Selection.from_query(query))).rows for record in both)
    assert one
    assert alike(str(one)) == alike(str(other))


def test_a_card_says_whose_word_it_is_name_by_name(both: tuple[Frames, Frames]) -> None:
    record = both[0]
    claim = card(whole(record), "event-0").claims[0]
    said_by = record.dossier.events[0].claims[0].said_by
    assert [voice.name for voice in claim.voice_of] == [record.voice(one) for one in said_by]
    assert len({voice.name for voice in claim.voice_of}) == len(said_by) == 2
    for citation in claim.citations:
        source = record.dossier.sources[citation.source_id]
        assert set(citation.outlets) == {source.publisher, *source.carried_by}
        assert set(citation.houses) == {record.voice(one) for one in citation.outlets}


def cells(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("known", [{}, {"known": "2024-06-20"}], ids=["now", "then"])
def test_tables_are_taken_away_as_their_twins(both: tuple[Frames, Frames], known: dict[str, str]) -> None:
    one, other = (select(record, Selection.from_query(known)) for record in both)
    assert alike(whole_json.to_json(one)) == alike(whole_json.to_json(other))
    for name in TAKEN:
        assert alike(csv_files.to_csv(one, name)) == alike(csv_files.to_csv(other, name))


def test_a_cell_of_several_names_is_read_back_name_by_name(both: tuple[Frames, Frames]) -> None:
    record = both[0]
    view = whole(record)
    for name, column, called in (
        ("claims", "said_by", record.voice),
        ("citations", "originators", record.voice),
        ("citations", "via", record.voice),
        ("sources", "carried_by", record.voice),
        ("events", "actors", str),
    ):
        own = shown_rows.table(view, name, columns=[column])[column]
        for row, ids in zip(cells(csv_files.to_csv(view, name)), own, strict=True):
            read = next(csv.reader([row[column]], delimiter=";", skipinitialspace=True), [])
            assert read == [called(one) for one in ids], (name, column)


@pytest.mark.parametrize("left_out", [(), (entries.NAME,)], ids=["with entries", "tables alone"])
def test_parquet_brings_each_id_and_name_back(both: tuple[Frames, Frames], left_out: tuple[str, ...]) -> None:
    record = both[0]
    files = {name: held for name, held in parquet_files.files_of(record).items() if name not in left_out}
    again = parquet_files.record_of(files)
    assert again.names["publisher"].keys() == record.names["publisher"].keys()
    for name in TAKEN:
        assert csv_files.to_csv(whole(again), name) == csv_files.to_csv(whole(record), name)
    for own, other in zip(again.dossier.events, record.dossier.events, strict=True):
        assert [claim.said_by for claim in own.claims] == [claim.said_by for claim in other.claims]
    for source, held in again.dossier.sources.items():
        assert held.carried_by == record.dossier.sources[source].carried_by
    assert {one: held.part_of for one, held in again.dossier.actors.items()} == {
        one: held.part_of for one, held in record.dossier.actors.items()
    }
    assert {one: held.also for one, held in again.dossier.publishers.items()} == {
        one: held.also for one, held in record.dossier.publishers.items()
    }


def papers(view: View) -> Iterator[str]:
    """What the sheets of paper are made of."""
    day = date(2026, 11, 25)
    focused = select(view.frames, Selection(event=FOCUS["event"]))
    made = exercise_sheet.of_view(view)
    yield from (str(values) for values in (handout.of_event(focused, FOCUS["event"], printed=day),))
    yield str(handout.of_view(view, printed=day))
    for story in view.frames.dossier.stories:
        yield str(handout.of_story(view, story, printed=day))
        yield str(exercise_sheet.key_of(view, made, printed=day, story=story))
    yield str(exercise_sheet.sheet_of(view, made, printed=day))


def test_paper_has_the_names_of_its_twin(both: tuple[Frames, Frames]) -> None:
    one, other = (list(papers(whole(record))) for record in both)
    assert [alike(text) for text in one] == [alike(text) for text in other]
    assert any("Ltd" in text for text in one)


def test_the_sealed_edition_has_the_names_and_voices_of_its_twin(both: tuple[Frames, Frames]) -> None:
    one, other = (whole(record) for record in both)
    assert alike(json.dumps(content(one))) == alike(json.dumps(content(other)))
    bodies = [_SCRIPT.sub("", alike(sealed(view)).partition("<body")[2]) for view in (one, other)]
    assert bodies[0] == bodies[1]
    assert "Ltd" in bodies[0]
