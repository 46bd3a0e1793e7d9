"""A site of plain files: whatever the record, every link in it leads somewhere, and nothing is asked of another host."""

import json
import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote as coded
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree as ET

import pytest

from components.sealed.content import content
from components.site.addresses import OPEN_FILTERS
from components.site.build import site
from components.site.page import POLICY
from components.site.shared import texts
from pactline.files.load import load_texts
from pactline.query.select import whole
from pactline.readings.editions import is_version
from pactline.record.values import is_slug
from pactline.tables import frames
from pactline.tables.frames import Frames
from tests.every_text import hostile, record
from tests.figures_record import FIGURES
from tests.story_record import STORIED
from tests.support import curated, loaded, tables

SITE_MAP, ATOM = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/2005/Atom}"
ADDRESS = "https://paper.example/below/pact"
PLAIN = "events:\n" + "".join(f"- {{id: day-{n}, date: 2024-01-{n + 1:02}, title: Day {n}}}\n" for n in range(20))
MANY = "events:\n" + "".join(f"- {{id: day-{n}, date: {1800 + n}, title: Year {n}}}\n" for n in range(200))


def _hostile() -> Frames:
    return frames.build(load_texts([("events.yaml", record(hostile))]).dossier)


RECORDS: dict[str, Callable[[], Frames]] = {
    "storied": lambda: tables(STORIED),
    "hostile": _hostile,
    "plain": lambda: tables(PLAIN),
}


@pytest.fixture(scope="module", params=RECORDS)
def written(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Frames]:
    """A site, and its record."""
    shown, folder = RECORDS[request.param](), tmp_path_factory.mktemp("site") / "out"
    site(shown, folder.parent / "events.yaml", folder, address=ADDRESS)
    return folder, shown


class Links(HTMLParser):
    """What a page loads, where it leads, and what can be led to in it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.loads: list[str] = []
        self.leads: list[str] = []
        self.places: set[str] = set()
        self.policy = ""
        self.buttons: list[dict[str, str | None]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        own = dict(attrs)
        self.places |= {value for key, value in own.items() if key in ("id", "name") and value}
        if own.get("http-equiv") == "Content-Security-Policy":
            self.policy = own["content"] or ""
        if tag == "button":
            self.buttons.append(own)
        into = (
            self.loads
            if tag in ("script", "img", "iframe") or (tag == "link" and own["rel"] != "canonical")
            else self.leads
        )
        into += [value for key, value in own.items() if key in ("href", "src", "action", "xlink:href") and value]


def pages(folder: Path) -> Iterator[tuple[Path, Links]]:
    for file in sorted(folder.rglob("*.html")):
        if file.name not in ("sealed.html", "404.html") and not file.is_relative_to(folder / "files"):
            yield file, Links(file.read_text(encoding="utf-8"))


def read(file: Path) -> ET.Element:
    return ET.fromstring(file.read_text(encoding="utf-8"))  # noqa: S314 - our own


def test_every_link_and_every_shared_file_of_every_page_is_there(written: tuple[Path, Frames]) -> None:
    folder, _ = written
    found = dict(pages(folder))
    dead = []
    for file, links in found.items():
        for address in links.loads + links.leads:
            parts = urlsplit(address)
            if parts.scheme in ("http", "https"):
                continue
            assert address == parts._replace(scheme="", netloc="", path=parts.path.lstrip("/")).geturl(), file
            to = (file.parent / unquote(parts.path)).resolve() if parts.path else file
            there = to.is_file() and to.is_relative_to(folder)
            if there and parts.fragment and to in found and parts.fragment != OPEN_FILTERS:
                there = unquote(parts.fragment) in found[to].places
            if not there:
                dead.append(f"{file.relative_to(folder)}: {address}")
    assert dead == []


def test_a_page_asks_nothing_of_another_host_and_runs_no_script_of_its_own_text(written: tuple[Path, Frames]) -> None:
    folder, _ = written
    for file, links in pages(folder):
        if file.parent.parent.name in ("e", "c"):  # leads on, and holds nothing
            continue
        assert links.policy == POLICY, file
        assert [address for address in links.loads if urlsplit(address).netloc and ADDRESS not in address] == [], file
        html = file.read_text(encoding="utf-8")
        inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>", html)
        assert inline == [], file
        assert "http-equiv" in html.partition("<script")[0], f"{file}: the policy comes before what it is for"
    for sheet in folder.glob("assets/*.css"):
        asked = re.findall(r"url\(['\"]?([^'\")]+)", sheet.read_text(encoding="utf-8"))
        assert all(one.startswith("data:") or (folder / "assets" / one).is_file() for one in asked), asked


def test_every_event_and_actor_has_a_page_and_a_card(written: tuple[Path, Frames]) -> None:
    folder, shown = written
    for event in shown.values("event"):
        assert is_slug(event)
        assert (folder / "event" / f"{event}.html").is_file()
        assert (folder / "card" / f"{event}.js").read_text().startswith(f'pactlineHolds("card/{event}",')
    if shown.dossier.actors:
        assert {file.stem for file in folder.glob("actor/*.html")} == set(shown.values("actor"))


def test_the_menu_of_each_page_leads_to_the_same_pages(written: tuple[Path, Frames]) -> None:
    folder, _ = written
    for file, links in pages(folder):
        if "../" * file.relative_to(folder).as_posix().count("/") == "../../":
            continue
        html = file.read_text(encoding="utf-8")
        menu = re.findall(
            r'<li><a href="([^"]*)" data-go="([a-z]+)"', html.partition("<nav")[2].partition("setting")[0]
        )
        led = {name: one.rpartition("/")[2].partition("?")[0] for one, name in menu if name != file.parent.name}
        assert len(led) >= 3, file
        assert led == {name: "index.html" if name == "findings" else f"{name}.html" for name in led}, (file, links)


def test_what_needs_a_server_is_left_out(written: tuple[Path, Frames]) -> None:
    folder, _ = written
    for file, links in pages(folder):
        assert 'data-go="own"' not in file.read_text(encoding="utf-8"), file
        for button in links.buttons:
            assert not {"data-present", "data-list"} & button.keys(), file
            assert button.get("data-opens") != "filters" or file.name == "timeline.html", file


def test_the_timeline_says_where_its_list_stands_that_filters_need_scripts(written: tuple[Path, Frames]) -> None:
    folder, shown = written
    html = (folder / "timeline.html").read_text(encoding="utf-8")
    assert re.search(r'st-key-timeline-list"[^>]*><noscript><p class="notice">Filters and search need scripts', html)
    version = shown.dossier.edition.version
    assert ('<template id="other-edition"' in html) == bool(version and is_version(version))


def test_where_a_page_has_no_filters_of_its_own_its_button_leads_to_those_of_what_it_shows(
    written: tuple[Path, Frames],
) -> None:
    folder, shown = written
    to_filters = {}
    for file, links in pages(folder):
        found = {one for one in links.leads if one.endswith("#filters")}
        assert len(found) <= 1, file
        to_filters[file.relative_to(folder).as_posix()] = "".join(found)
    assert to_filters["index.html"] == "timeline.html#filters"
    assert to_filters["timeline.html"] == ""
    actor = next(iter(shown.values("actor")), None) if shown.dossier.actors else None
    if actor is not None:
        assert to_filters[f"actor/{actor}.html"] == f"../timeline.html?actor={coded(actor)}#filters"


def test_a_page_says_where_it_lies_and_the_map_and_the_feed_lead_to_pages(written: tuple[Path, Frames]) -> None:
    folder, _ = written
    for file, links in pages(folder):
        own = file.relative_to(folder).as_posix()
        if own.count("/") < 2:
            assert f"{ADDRESS}/{'' if own == 'index.html' else own}" in links.leads, own
    listed = [one.text or "" for one in read(folder / "sitemap.xml").iter(f"{SITE_MAP}loc")]
    assert len(listed) == len({*listed})
    assert all((folder / (one.removeprefix(f"{ADDRESS}/") or "index.html")).is_file() for one in listed)
    for feed in ("events", "changes"):
        atom = read(folder / "feed" / f"{feed}.atom")
        selves = [one.get("href") for one in atom.iter(f"{ATOM}link") if one.get("rel") == "self"]
        assert selves == [f"{ADDRESS}/feed/{feed}.atom"]
        for entry in atom.iter(f"{ATOM}entry"):
            for link in entry.iter(f"{ATOM}link"):
                place = (link.get("href") or "").removeprefix(f"{ADDRESS}/")
                assert (folder / place).is_file() or (folder / place / "index.html").is_file(), place
    for table in ("events", "claims", "sources"):
        told = json.loads((folder / "api" / f"{table}.json").read_text())
        assert len(told[table]) == told["total"]


def test_a_long_list_stands_on_its_page_whole(tmp_path: Path) -> None:
    site(tables(MANY), tmp_path / "events.yaml", tmp_path / "out")
    html = (tmp_path / "out" / "timeline.html").read_text(encoding="utf-8")
    assert len(re.findall(r'<li class="entry ', html)) == len(loaded(MANY).dossier.events) == 200


def test_each_estimate_has_the_page_of_its_figure(tmp_path: Path) -> None:
    shown = tables(FIGURES)
    site(shown, tmp_path / "events.yaml", tmp_path / "out")
    html = (tmp_path / "out" / "numbers.html").read_text(encoding="utf-8")
    assert all(metric.label in html for metric in shown.dossier.metrics.values())


def test_a_quotation_is_searched_at_the_place_of_its_citation() -> None:
    view = whole(curated())
    citations: dict[int, list[list[object]]] = {claim: [] for claim in view.claim_rows.tolist()}
    for claim, quote, translation in view.citations[["claim", "quote", "translation"]].itertuples(index=False):
        if claim >= 0:
            citations[claim].append([quote, translation])
    found = 0
    for row, (_, _, quotes), (*_, cited, _, _) in zip(
        view.claim_rows.tolist(), texts(view)["claims"], content(view)["claims"], strict=True
    ):
        assert len(cited) == len(citations[row])
        for place, words in quotes:
            assert words in citations[row][place]
            found += 1
    assert found == sum(isinstance(words, str) for own in citations.values() for pair in own for words in pair) > 0
