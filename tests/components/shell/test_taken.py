"""Files to take away: each is made at its address, of what that asks for, and of no other record."""

import gc
import json
import re
from html import unescape

import pytest

from components.data.take import TAKE, take_away
from components.parts import draw
from components.shell import own_records, serving, shown, taken
from pactline.files.watch import LiveRecord
from pactline.network import Served
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.tables.frames import Frames
from tests.components.shell.test_door import ask
from tests.support import SMALL, tables

RECORD = tables(SMALL)
SERVED = Served("https://pact.example", reachable=True)


@pytest.fixture(autouse=True)
def _held(monkeypatch: pytest.MonkeyPatch) -> None:
    live = LiveRecord(record=RECORD)
    monkeypatch.setattr(serving, "live_record", lambda _: live)


def offered(record: Frames, of: str = "", **query: str) -> dict[str, str]:
    """Return the addresses of the files that the data page offers, by what their links say."""
    leaf = draw.Leaf()
    with draw.onto(leaf):
        take_away(select(record, Selection.from_query(query)), served=SERVED, of=of)
    return {label: unescape(to) for to, label in re.findall(r'<li><a href="([^"]+)" download[^>]*>([^<]+)<', leaf.html)}


def test_every_link_leads_to_its_file() -> None:
    links = offered(RECORD, theme="military")
    assert len(links) > 20
    assert "Selection as GeoJSON" in links
    assert "Whole record as GeoJSON" in links
    names = set()
    for address in links.values():
        path, _, query = address.partition("?")
        found = taken.answer(query, "")
        assert path == TAKE
        assert found, address
        assert found.content
        names.add(found.name)
    assert {"pactline-claims.csv", "csv-metadata.json", "pactline.xlsx", "pactline.zip"} <= names


def test_a_file_holds_what_its_address_selects_and_states_where_the_app_is() -> None:
    def features(label: str) -> tuple[list[str], str]:
        query = offered(RECORD, theme="military")[label].partition("?")[2]
        status, headers, body = ask("/deep/take", query, base="/deep", headers={"host": "pact.example"})
        assert (status, headers["cache-control"]) == (200, "no-store")
        assert headers["content-disposition"] == 'attachment; filename="pactline.geojson"'
        said = json.loads(body)
        return [one["properties"]["title"] for one in said["features"]], said["about"]["address"]

    part, address = features("Selection as GeoJSON")
    every, _ = features("Whole record as GeoJSON")
    assert address == "http://pact.example/deep/data?theme=military"
    assert len(part) <= len(every)
    rows = {of: ask("/take", f"file=pactline-events.csv&{of}")[2].splitlines() for of in ("", "theme=military")}
    assert 1 < len(rows["theme=military"]) < len(rows[""])


@pytest.mark.parametrize(
    "query", ["", "file=", "file=../app.py", "file=pactline-secrets.csv", "of=own-nobody&file=pactline.json"]
)
def test_what_there_is_not_is_not_there(query: str) -> None:
    status, headers, body = ask("/take", query)
    assert status == 404
    assert "content-disposition" not in headers
    assert "<html" in body


def test_a_readers_own_record_is_taken_by_its_name_alone_and_not_once_it_is_gone() -> None:
    own = own_records.opened("mine.yaml", (("mine.yaml", SMALL.replace("A pact is signed", "Zyxomma")),))
    query = offered(own.record, own.key)["Everything as JSON"].partition("?")[2]
    assert "Zyxomma" in ask("/take", query)[2]
    assert "http" not in json.loads(ask("/take", query)[2])["about"].get("address", "")  # it has none that leads there
    assert "Zyxomma" not in ask("/take", "file=pactline.json")[2]
    assert shown.named(own.key) == (own.record, False)
    del own
    gc.collect()
    assert ask("/take", query)[0] == 404
