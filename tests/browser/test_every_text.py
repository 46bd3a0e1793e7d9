"""Hostile, long and right-to-left texts in a browser: no request, no dialog, no new node, no page wider than it is."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Page, ViewportSize, expect

from components.sealed.build import sealed
from pactline.files.load import load_texts
from pactline.query.select import whole
from pactline.tables import frames
from tests.browser.test_app import settled
from tests.browser.walking import follow
from tests.components.shell.test_every_text import VIEWS
from tests.every_text import Text, hostile, record

# Whatever the hostile text would have become; addresses of ours hold it only encoded, and nothing there follows it.
# What it sets apart is a single letter each time, which our own templates never do.
BECOME = """[src*="leak.invalid"], [href*="//leak.invalid"]:not([href^="#"]), [href^="mailto:"], [onerror], .katex, svg a,
 :is(a, b, s, del, strong, em, code, span[style]):text-matches("^[a-z]$"), [data-testid="stMarkdown"] img"""
BIDI = """
publishers: [{id: pub, name: الصحيفة, kind: newspaper}, {id: heb, name: העיתון, kind: newspaper}]
sources:
- {id: s-ar, publisher: pub, carried_by: [heb], title: توقيع المعاهدة, published: 2024-06-21, language: ar}
events:
- id: a
  date: 2024-06-19
  title: توقيع المعاهدة!
  place: {name: بيونغ يانغ}
  actors: [الوزارة]
  claims: [{text: "وصل 10,000 جندي.", status: reported, said_by: [pub], sources: [s-ar]}]
"""
LONGEST = 300  # characters of a name
PHONE, DESK = ViewportSize(width=320, height=720), ViewportSize(width=1280, height=720)
OVER = """() => { const main = document.querySelector("[data-testid=stMain]"); return main.scrollWidth - main.clientWidth; }"""
# Where words stand on the screen: the left edge of each element's text.
LEFTS = "(all) => all.map((one) => one.getBoundingClientRect().left)"
FIRST_LETTER = """(one) => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const text = walker.nextNode();
  const box = (at) => { const range = new Range(); range.setStart(text, at); range.setEnd(text, at + 1); return range.getBoundingClientRect().left; };
  return box(0) - box(text.length - 1);
}"""


def words(place: str) -> str:
    """A word that nothing breaks, as long as a name may be."""
    return f"{place.replace('.', '').replace(' ', '')}{'w' * 250}"


def file(folder: Path, text: Text) -> Path:
    made = folder / "record.yaml"
    made.write_text(record(text), encoding="utf-8")
    return made


def edition(folder: Path, content: str) -> str:
    made = folder / "sealed.html"
    made.write_text(sealed(whole(frames.build(load_texts([("events.yaml", content)]).dossier))), encoding="utf-8")
    return made.as_uri()


def address(app: str, page: str, query: dict[str, str]) -> str:
    return f"{app}/{'' if page == 'findings' else page}?{urlencode(query)}"


def unfolded(page: Page) -> Page:
    """Open whatever can be opened, also what the server sends only then."""
    boxes = page.get_by_test_id("stExpander").locator("details:not([open]) > summary")
    boxes.evaluate_all("(all) => all.forEach((one) => one.click())")  # also below a drawer that lies over the page
    settled(page)
    page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    return page


@pytest.fixture
def wary(page: Page) -> Page:
    """A page on which a dialog fails the test; requests and complaints do so already."""
    return wary_of(page)


def wary_of(page: Page) -> Page:
    """The page, failing the test on a dialog."""
    page.on("dialog", lambda dialog: pytest.fail(f"a dialog: {dialog.message}"))
    return page


@pytest.mark.parametrize("half", [0, 1])
def test_a_hostile_record_makes_no_request_no_dialog_no_node_and_no_page_wider_than_its_window(
    open_page: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path, half: int
) -> None:
    """Markup in every text, and behind it a word of hundreds of letters: on a phone, and some pages on a desk."""
    page = wary_of(open_page(viewport=PHONE))
    app = serve(file(tmp_path, lambda place: f"{hostile(place)} ".ljust(LONGEST, "w")))
    for number, (name, query) in enumerate(VIEWS[half::2]):
        if number % 8:
            follow(page, address(app, name, query))
        else:  # what stands before the app asks nobody either
            page.goto(address(app, name, query))
        unfolded(settled(page))
        assert page.locator(BECOME).count() == 0, (name, query)
        assert page.evaluate(OVER) <= 3, (name, query)
        if number % 4 == 0:
            page.set_viewport_size(DESK)
            assert page.evaluate(OVER) <= 3, (name, query, "desk")
            page.set_viewport_size(PHONE)
        if name == "findings":
            expect(page.get_by_role("heading", level=1)).to_contain_text("![p](//leak.invalid/m)")
    page.goto(address(app, "event", {"event": "event-0"}))
    settled(page)
    assert "<img src=//leak.invalid/i" in page.title()


@pytest.mark.windows
def test_on_the_stage_and_in_the_tellers_window_text_is_text(
    wary: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    app = serve(file(tmp_path, hostile))
    wary.goto(address(app, "classroom", {"story": "story-0"}))
    settled(wary)
    wary.get_by_role("button", name="Present", exact=True).click()
    stage = wary.get_by_role("dialog")
    expect(stage.locator(".slide-title")).to_contain_text("<b>b</b>")
    with wary.expect_popup() as popup:
        wary.keyboard.press("n")
    teller = popup.value
    expect(teller.get_by_role("heading", level=1)).to_contain_text("<b>b</b>")
    last = int(stage.locator(".stage-steps li").count()) - 1
    for number in range(1, last + 1):
        wary.keyboard.press("ArrowRight")
        if number < last:
            expect(stage.locator(".stage-place")).to_have_text(f"{number} / {last - 1}")
        assert wary.locator(BECOME).count() == 0, number
        assert teller.locator(BECOME).count() == 0, number


def test_in_the_sealed_file_text_is_text(wary: Page, tmp_path: Path) -> None:
    wary.goto(edition(tmp_path, record(hostile)))
    expect(wary.locator("html.ready")).to_be_attached()
    scripts = wary.locator("script").count()
    for view in ("timeline?event=event-0", "reactions", "sources", "article", "classroom?story=story-0", "about",
                 "timeline?actor=actor-0&q=$%26", "exercise?event=event-0"):  # fmt: skip
        wary.evaluate("(hash) => { location.hash = hash; }", view)
        expect(wary.locator("main, #main").first).to_be_visible()
        assert wary.locator(BECOME).evaluate_all("found => found.map((one) => one.outerHTML)") == [], view
        if "actor=" in view:
            chips = wary.locator("#view-timeline .chip")
            expect(chips.first).to_contain_text("$&{what}")
            assert "$&{what}" in (chips.first.get_attribute("aria-label") or "")
    assert wary.locator("body script:not([src])").count() <= scripts  # none that the record brought


def test_a_long_word_fits_into_the_sealed_file_on_a_phone(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(viewport={"width": 320, "height": 720})
    page.goto(f"{edition(tmp_path, record(words))}#timeline?event=event-0")
    expect(page.locator(".sealed-event.in-focus .card-title")).to_be_visible()
    for view in (
        "timeline?event=event-0",
        "reactions",
        "sources",
        "article",
        "classroom?story=story-0",
        "exercise?event=event-0",
    ):
        page.evaluate("(hash) => { location.hash = hash; }", view)
        expect(page.locator("main, #main").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view


def reads(page: Page) -> None:
    """A chain goes from left to right, its names from right to left, and the date stays whole beside a place."""
    page.locator(".card details.claim > summary").first.click()
    chain = page.locator(".card .claim .citation:visible .chain > span:not(.arrow) bdi")
    expect(chain).to_have_text(["الصحيفة", "העיתון"])
    lefts = chain.evaluate_all(LEFTS)
    assert lefts == sorted(lefts)
    assert chain.first.evaluate(FIRST_LETTER) > 0  # its first letter is the rightmost
    assert page.locator(".card .dateline time").first.inner_text() == "19 June 2024"
    title = page.locator(".card-title bdi").first
    assert title.evaluate(FIRST_LETTER) > 0  # also of the mark at its end, which an English line would put at the right
    claim = page.locator(".claim-text").first
    assert claim.evaluate("(one) => getComputedStyle(one).direction") == "rtl"


def test_names_from_the_right_turn_nothing_round(page: Page, serve: Callable[[Path], str], tmp_path: Path) -> None:
    made = tmp_path / "record.yaml"
    made.write_text(BIDI, encoding="utf-8")
    page.goto(f"{serve(made)}/event?event=a")
    reads(settled(page))
    page.goto(f"{edition(tmp_path, BIDI)}#event?event=a")
    expect(page.locator(".sealed-event.in-focus .card-title")).to_be_visible()
    reads(page)
