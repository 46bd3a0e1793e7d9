"""The sealed edition degrades by what works: forbidden scripts, old browsers, cut files, odd addresses, frames."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Frame, Page, expect

from components.sealed.build import sealed
from pactline.query.select import select, whole
from pactline.query.selection import Selection
from pactline.wording import text
from tests.browser.conftest import Watch
from tests.browser.test_sealed import drawn, opened, written
from tests.made_once import sealed_curated, sealed_legality
from tests.support import curated, tables

RECORD = curated()
PART = select(RECORD, Selection(themes=("legality",)))
HOST = "http://127.0.0.1:9/"  # nobody is asked: the browser is given what it would answer
# Ids that every object of JavaScript has something under.
NAMES = """
actors: [{id: constructor, name: Constructor Works}, {id: valueof, name: Value Of}, {id: "7", name: Seven}]
themes: [{id: constructor, name: Construction}, {id: "10", name: Ten}]
publishers: [{id: constructor, name: The Constructor, kind: newspaper}, {id: tostring, name: The String, kind: wire}]
sources:
- {id: constructor, publisher: constructor, title: On a site, published: 2024-01-03}
- {id: valueof, publisher: tostring, title: Undated}
events:
- {id: constructor, date: 2024-01-02, title: The constructor speaks, actors: [constructor], themes: [constructor], claims: [{id: constructor.1, text: The constructor said so., status: reported, said_by: [constructor], sources: [constructor, valueof]}]}
- {id: "1", date: 2024-01-04, title: An id that is a number, actors: [constructor], themes: [constructor], claims: [{text: toString and hasOwnProperty., status: alleged}]}
- {id: "0", date: 2024-01-05, title: Another number, actors: ["7"], themes: ["10"], claims: [{text: Zero., status: alleged}]}
reactions:
- {event: constructor, actor: constructor, act: says, date: 2024-01-03, summary: It spoke again.}
"""
ODD = [
    "#%", "#50%", "#%EB", "#timeline?q=100%", "#timeline?q=%EB", "#timeline?q=%00", "#?", "#?=", "#timeline?a=b?c",
    "#toString", "#constructor?event=constructor", "#__proto__?__proto__=1", "#timeline?constructor=1",
    "#timeline?constructor=", "#timeline?__proto__=1", "#timeline?hasOwnProperty=1&toString=2", "#timeline?event=toString",
    "#timeline?event=__proto__&lanes=constructor&sort=valueOf", "#timeline?theme=constructor&actor=__proto__",
    "#timeline?status=constructor&kind=toString&publisher=valueOf", "#timeline?known=%&from=%00&to=constructor",
    "#classroom?story=constructor&step=toString", "#exercise?event=constructor", "#key?event=__proto__", "#event?event=",
]  # fmt: skip


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of one theme: much less to look through."""
    return sealed_legality(tmp_path_factory)


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("names") / "names.html", sealed(whole(tables(NAMES))))


def reads_plainly(page: Page | Frame) -> None:
    expect(page.locator(".card-title:visible")).to_have_count(len(PART.events))
    expect(page.locator(".citation a").first).to_be_visible()
    expect(page.locator("#view-sources h1")).to_be_visible()
    expect(page.locator(".plain-only")).to_have_text(text("sealed.no_script"))
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("#chart")).to_be_hidden()


@pytest.mark.parametrize("policy", ["script-src 'none'", "default-src 'none'; style-src 'unsafe-inline'", "sandbox"])
def test_where_a_header_forbids_scripts_the_cards_can_be_read(
    page: Page, watch: Watch, part: Path, policy: str
) -> None:
    answer = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy}
    page.route(HOST, lambda route: route.fulfill(headers=answer, body=part.read_text(encoding="utf-8")))
    page.goto(HOST)
    reads_plainly(page)
    watch.clear()  # the browser says what it forbids


def test_in_a_frame_without_scripts_the_cards_can_be_read(page: Page, watch: Watch, part: Path) -> None:
    reads_plainly(framed(page, part, "sandbox"))
    watch.clear()


@pytest.mark.parametrize("lacks", ["delete Array.prototype.at", "window.structuredClone = undefined"])
def test_a_browser_too_old_for_the_scripts_shows_the_cards(page: Page, watch: Watch, part: Path, lacks: str) -> None:
    """The scripts begin, and do not come to their end."""
    page.add_init_script(lacks)
    page.goto(part.as_uri())
    reads_plainly(page)
    watch.clear()


def test_a_file_that_was_cut_off_shows_what_has_come(page: Page, watch: Watch, part: Path, tmp_path: Path) -> None:
    whole_file = part.read_text(encoding="utf-8")
    cards = whole_file.index('id="cards"')
    cut = whole_file[: whole_file.index('class="sealed-event"', cards + 60_000)]
    page.goto(written(tmp_path / "cut.html", cut).as_uri())
    expect(page.locator(".card-title:visible").first).to_be_visible()
    assert page.locator(".card-title:visible").count() == cut.count('class="card-title"') > 1
    watch.clear()


def test_a_script_that_somebody_put_in_does_not_run(page: Page, watch: Watch, part: Path, tmp_path: Path) -> None:
    evil = '<script>document.title = "evil"</script><img src="data:," onerror="document.title = \'evil\'"><style>body { display: none }</style>'
    changed = part.read_text(encoding="utf-8").replace("</main>", f"{evil}</main>", 1)
    drawn(opened(page, written(tmp_path / "changed.html", changed)))
    expect(page).to_have_title(re.compile("Pactline$"))
    assert any("Content Security Policy" in one for one in watch.errors)
    watch.clear()


def test_without_an_unpacker_of_the_browsers_own_picture_and_exercise_come_all_the_same(page: Page, part: Path) -> None:
    page.add_init_script("delete window.DecompressionStream")
    drawn(opened(page, part))
    assert page.evaluate("typeof DecompressionStream") == "undefined"
    page.get_by_role("link", name="Exercise", exact=True).click()
    expect(page.get_by_role("heading", name=text("exercise.title"))).to_be_visible()


@pytest.mark.parametrize(("lost", "address"), [("figures", "timeline"), ("sheets", "exercise")])
def test_a_part_that_does_not_unpack_is_said(page: Page, part: Path, tmp_path: Path, lost: str, address: str) -> None:
    content = part.read_text(encoding="utf-8")
    changed = re.sub(rf'(id="{lost}">.{{40}})[^<]*', r"\1", content, count=1)
    assert len(changed) < len(content)
    opened(page, written(tmp_path / "lost.html", changed), f"#{address}")
    expect(page.get_by_text(text("sealed.broken"))).to_be_visible()
    if address == "timeline":
        expect(page.locator(".event-list .entry:visible").first).to_be_visible()


def test_a_story_that_does_not_unpack_is_said_and_leaves_no_empty_stage(
    page: Page, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    content = sealed_curated(tmp_path_factory).read_text(encoding="utf-8")
    changed = re.sub(r'(id="decks">.{40})[^<]*', r"\1", content, count=1)
    opened(page, written(tmp_path / "lost.html", changed), f"#classroom?story={RECORD.dossier.stories[0].id}")
    page.get_by_role("button", name="Present", exact=True).click()
    expect(page.get_by_text(text("sealed.broken"))).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_no_address_makes_it_throw(page: Page, names: Path) -> None:
    """Neither typed into an open page nor as the first; the watch fails on whatever is not caught."""
    drawn(opened(page, names))
    for odd in ODD:
        page.evaluate("(odd) => { location.hash = odd; }", odd)
        expect(page.locator("#view-timeline:visible, .view:visible")).not_to_have_count(0)
        page.evaluate("() => new Promise((done) => setTimeout(done))")
        assert page.evaluate("[Pactline.here(), Pactline.state !== null]") == [page.evaluate("location.hash"), True], (
            odd
        )
    for odd in ("#timeline?q=100%", "#%", "#timeline?constructor=1&__proto__=2", "#timeline?event=toString"):
        page.goto("about:blank")
        drawn(opened(page, names, odd))
    page.evaluate("() => { location.hash = '#timeline?q=100%'; }")
    expect(page.locator("#view-timeline .chip")).to_contain_text("100%")


def test_ids_that_every_object_knows_are_ids_like_any_other(page: Page, names: Path) -> None:
    drawn(opened(page, names))
    page.get_by_role("link", name="The constructor speaks").click()
    expect(page.locator(".in-focus .card-title")).to_have_text("The constructor speaks")
    page.get_by_role("checkbox", name=re.compile("^Construction")).check()
    expect(page.locator("#view-timeline .result")).to_have_text(re.compile("^2 of 3 events"))
    page.get_by_role("link", name="An id that is a number").click()
    expect(page.locator(".in-focus .card-title")).to_have_text("An id that is a number")
    page.goto(f"{names.as_uri()}#sources?known=2024-01-02")
    expect(page.locator("[data-source=valueof]")).to_have_count(1)
    assert page.locator("[data-source=constructor]:visible").count() == 0


def framed(page: Page, edition: Path, attributes: str = "") -> Frame:
    """A page of somebody else's that holds the edition as the text of a frame, which then has no address of its own."""
    held = html.escape(edition.read_text(encoding="utf-8"))
    host = f'<!doctype html><title>Host</title><iframe {attributes} style="width: 1200px; height: 900px" srcdoc="{held}"></iframe>'
    page.route(HOST, lambda route: route.fulfill(content_type="text/html; charset=utf-8", body=host))
    page.goto(HOST)
    return page.frames[1]


@pytest.mark.parametrize("attributes", ["", 'sandbox="allow-scripts"'])
def test_links_work_in_a_frame_that_has_no_address(page: Page, part: Path, attributes: str) -> None:
    frame = framed(page, part, attributes)
    expect(frame.locator("html.ready")).to_be_attached()
    frame.get_by_role("link", name="Sources", exact=True).first.click()
    expect(frame.locator("#view-sources h1")).to_be_visible()
    frame.get_by_role("link", name="Timeline", exact=True).first.click()
    expect(frame.locator("#view-timeline")).to_be_visible()  # what is out of sight takes no key
    frame.locator(".entry-title a").first.press("Enter")
    expect(frame.locator(".in-focus .card-title")).to_be_visible()
    frame.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(frame.locator("#view-timeline .chip").first).to_contain_text("Sanctions")
    frame.get_by_role("link", name="Exercise", exact=True).first.click()
    frame.locator(".judged .choice a").first.click()
    expect(frame.get_by_role("heading", name="Source A", exact=True)).to_be_visible()
    frame.get_by_role("link", name=text("sealed.sheet.back")).click()
    expect(frame.locator("#view-timeline .result")).to_be_visible()
    assert page.url == HOST
    expect(page).to_have_title("Host")


def test_a_link_out_of_a_frame_leaves_embed_behind_wherever_it_stood(
    open_page: Callable[..., Page], part: Path
) -> None:
    page = opened(open_page(), part, "#timeline?embed=1&theme=legality")
    page.evaluate("dispatchEvent(new MouseEvent('click'))")
    expect(page.get_by_role("link", name=text("embed.open", site=text("site.name")))).to_have_attribute(
        "href", re.compile("#timeline\\?theme=legality$")
    )
