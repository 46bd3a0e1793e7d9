"""The stage in a browser: every slide fits and reads, keys and clickers turn it, and Esc gives everything back."""

import json
import re
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from components.pages import PAGES
from components.shell.style_sheet import css
from components.stage.component import stage_words
from components.stage.deck import story_deck, view_deck
from pactline.files.load import load
from pactline.files.story_lint import Names, SlideContent, missing
from pactline.home import app_root, curated_record
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.record.dossier import claims_of
from pactline.tables import frames
from tests.app_server import AppServer
from tests.browser.axe import violations
from tests.browser_scripts import bundled_module
from tests.support import curated

pytestmark = pytest.mark.windows

STORY = "way"
STORIES = """
stories:
- id: way
  title: The way to the treaty
  summary: Six steps out of the record, to try the stage.
  minutes: 20
  age: from 15
  goals: [Put the steps in order., Tell what is documented from what one side says.]
  questions: [Which step surprised you most?]
  steps:
  - {event: treaty-1961, say: Say this first., look: The words of Article 1., ask: What does a promise cost?}
  - {event: treaty-1961-lapses, say: Then say this., look: That nobody can name one day., ask: Why is the end unclear?}
  - {title: Who voted how, view: "timeline?theme=sanctions&from=2013&to=2018", look: Each mark is a vote., ask: What changed later?}
  - {event: vostochny-summit-2023, claims: [vostochny-summit-2023.2], say: Slowly., look: Who says what was agreed., ask: What do you know for certain?}
  - {event: treaty-signed, say: The treaty., look: Two accounts of one clause., ask: Whose words would you quote first?}
  - {title: Voices, view: "reactions?event=treaty-signed", look: Who waits., ask: Whose silence is the loudest?}
  - {title: One claim, view: "article#S33", look: The chain.}
  - {title: Whose pages, view: "sources?theme=military", ask: How many of them are a state's own?}
  - {title: What was known, view: "timeline?known=2024-06-20", look: What is not there yet.}
  - {title: The record, view: findings, look: The four numbers.}
"""


def named(event: str) -> str:
    """Return an event's title as the record has it."""
    return next(one.title for one in curated().dossier.events if one.id == event)


FIRST, SIGNED = (re.compile(re.escape(named(event))) for event in ("treaty-1961", "treaty-signed"))
LAST = 11  # the questions, after ten steps
WORDS = "Say this first."

# What is cut off, or would have to be scrolled for: nothing may be.
CUT = """() => {
  const stage = document.querySelector(".stage");
  const body = stage.querySelector(".stage-body").getBoundingClientRect();
  const cut = [];
  for (const part of stage.querySelectorAll(".stage-slide *, .stage-picture, .stage-picture text")) {
    const box = part.getBoundingClientRect();
    if (!box.width || part.closest("[hidden]")) continue;
    if (box.left < -1 || box.right > innerWidth + 1 || box.top < -1 || box.bottom > body.bottom + 1)
      cut.push([part.tagName, part.textContent.slice(0, 40), box.left, box.right, box.bottom]);
  }
  const slide = stage.querySelector(".stage-slide");
  if (stage.classList.contains("stage-long") || slide.scrollWidth > slide.clientWidth + 1) cut.push("slide scrolls");
  const picture = stage.querySelector(".stage-picture");
  if (!picture.hidden && picture.getBoundingClientRect().top < slide.getBoundingClientRect().bottom - 1) cut.push("picture over words");
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth || root.scrollHeight > innerHeight) cut.push("window scrolls");
  return cut;
}"""
# The smallest type in px among the words of a slide, the title's, and that of the picture's labels as drawn.
TYPE = """() => {
  const shown = (part) => part.getBoundingClientRect().width > 0;
  const sizes = (what) => [...document.querySelectorAll(what)].filter(shown).map((part) => parseFloat(getComputedStyle(part).fontSize));
  const words = [...document.querySelectorAll(".stage-slide *, .stage-place, .stage-name")]
    .filter((part) => shown(part) && [...part.childNodes].some((node) => node.nodeType === 3 && node.data.trim()));
  const scale = new DOMMatrix(getComputedStyle(document.querySelector(".stage-art")).transform).a;
  return {
    body: Math.min(...words.map((part) => parseFloat(getComputedStyle(part).fontSize))),
    title: Math.min(...sizes(".stage .slide-title")),
    labels: Math.min(...sizes(".stage-picture:not([hidden]) .textpoint text").map((size) => size * scale)),
  };
}"""


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated record with a story of this test's own."""
    folder = tmp_path_factory.mktemp("record")
    for file in curated_record().glob("*.yaml"):
        if file.name != "stories.yaml":
            shutil.copy(file, folder)
    (folder / "stories.yaml").write_text(STORIES, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def app(record: Path) -> Iterator[str]:
    with AppServer(record) as server:
        yield server.url


@pytest.fixture
def desk(page: Page, app: str) -> Page:
    """The outline of the story."""
    page.goto(f"{app}/classroom?story={STORY}")
    return still(page)


@pytest.fixture
def told(desk: Page) -> Page:
    """The story on the stage, at its cover."""
    desk.get_by_role("button", name="Present", exact=True).click()
    expect(title(desk)).to_have_text("The way to the treaty")
    return desk


def still(page: Page) -> Page:
    expect(page.locator("html[data-presents]")).to_have_count(1)  # the stage's script has come
    expect(page.locator(".colophon")).to_be_attached()  # not seen where a picture fills the window
    expect(page.get_by_test_id("stMain")).to_have_css("visibility", "visible")
    expect(page.locator('[data-stale="true"]')).to_have_count(0)
    return page


def stage(page: Page) -> Locator:
    return page.locator(".stage")


def title(page: Page) -> Locator:
    return stage(page).locator(".slide-title")


def at(page: Page, step: int) -> None:
    """Wait until a step is on and drawn."""
    if 0 < step < LAST:
        expect(stage(page).locator(".stage-place")).to_have_text(f"{step} / {LAST - 1}")
    else:
        expect(title(page)).to_have_text("To discuss" if step else "The way to the treaty")
    if stage(page).locator(".stage-picture").is_visible():
        expect(stage(page)).to_have_attribute("data-drawn", str(step))


def rested(page: Page, step: int) -> None:
    """Wait until a step is on, drawn and written into the address."""
    at(page, step)
    expect(page).to_have_url(re.compile(rf"story={STORY}&step={step}$"))


def show(page: Page, step: int) -> None:
    page.evaluate("step => document.__pactlineStage.show(step)", step)
    at(page, step)


def test_a_story_stepped_through_by_keyboard_fits_and_reads_at_eight_metres(desk: Page) -> None:
    desk.get_by_role("button", name="Present", exact=True).focus()
    desk.keyboard.press("Enter")
    for step in range(LAST + 1):
        at(desk, step)
        fits(desk, 720)
        if step == 1:  # the claim itself, not only who says so
            expect(stage(desk).locator(".slide-claims .slide-words").first).to_be_visible()
        desk.keyboard.press("PageDown")
    expect(title(desk)).to_have_text("To discuss")  # the last one stays
    desk.set_viewport_size({"width": 1920, "height": 1080})
    for step in range(LAST, -1, -1):
        at(desk, step)
        expect(stage(desk).locator(".slide-title")).to_have_css("font-size", re.compile(r"^([6-9]|1\d)\d"))
        fits(desk, 1080)
        desk.keyboard.press("PageUp")
    for width in (900, 1024):  # a smaller screen loses words before size
        desk.set_viewport_size({"width": width, "height": width * 3 // 4})
        for step in (1, 4, 5):
            show(desk, step)
            fits(desk, 720)
    every_page_and_every_step_of_our_own_stories_fit_and_hide_no_text_of_a_treaty(desk)
    no_step_of_our_own_stories_asks_for_what_cannot_be_seen(desk)
    what_had_to_go_before_a_longer_part_comes_back_when_that_has_gone(desk)


ON_THE_STAGE = (
    "the_list_jumps_and_names_no_step_that_the_room_has_not_seen", "the_stage_covers_everything_else",
    "every_key_of_a_keyboard_and_a_clicker", "three_quick_presses_are_three_steps_and_one_entry_of_the_history",
    "buttons_turn_it_too_and_leave_the_space_bar_alone", "a_black_screen_and_back", "a_screen_reader_hears_each_step",
    "on_this_machine_alone_the_code_says_so", "keys_do_nothing_while_somebody_types_and_none_with_ctrl_alt_or_meta",
)  # fmt: skip


def test_keys_buttons_list_black_screen_and_code(told: Page) -> None:
    """Many statements in one visit: each begins at the cover."""
    for statement in ON_THE_STAGE:
        show(told, 0)
        rested(told, 0)
        stage(told).focus()
        globals()[statement](told)


def test_esc_back_forward_and_reload(desk: Page) -> None:
    """Each statement begins and ends at the outline."""
    esc_gives_everything_back(desk)
    esc_goes_back_only_to_where_it_began(desk)
    presses_before_it_has_come_count_too(desk)
    desk.keyboard.press("Escape")
    still(desk).get_by_role("button", name="Present", exact=True).click()
    the_browsers_back_and_forward_go_from_rest_to_rest_and_out(desk)
    still(desk).get_by_role("button", name="Present", exact=True).click()
    a_reload_opens_the_same_step_and_esc_still_finds_the_way(desk)


def test_notes_in_a_second_window(told: Page) -> None:
    the_notes_keep_the_time(told)
    told.context.pages[-1].close()
    the_notes_outlive_a_reload_of_the_stage(told)
    told.context.pages[-1].close()
    show(told, 0)
    the_notes_are_dressed_in_light_and_dark_and_follow_the_stage(told)
    told.context.pages[-1].close()
    show(told, 0)
    two_windows_keep_step_both_ways(told)


def fits(page: Page, height: int) -> None:
    """Nothing is cut off, and all of it reads at eight metres."""
    place = stage(page).locator(".stage-place").inner_text()
    assert page.evaluate(CUT) == [], place
    type_ = page.evaluate(TYPE)
    assert type_["body"] >= 24 * height / 720, place
    assert type_["title"] >= 40 * height / 720, place
    assert type_["labels"] is None or type_["labels"] >= 18 * min(height / 720, page.evaluate("innerWidth") / 1280), (
        place
    )


def the_stage_covers_everything_else(told: Page) -> None:
    at(told, 0)
    covered = """() => [[5, 5], [innerWidth - 5, 5], [5, innerHeight - 60], [innerWidth / 2, innerHeight / 2]]
      .every(([x, y]) => document.elementFromPoint(x, y)?.closest(".stage"))"""
    assert told.evaluate(covered)
    for what in ("nav.main", ".outline"):  # neither focus nor a screen reader gets there
        assert told.locator(what).evaluate("part => Boolean(part.closest('[inert]'))")
    for _ in range(12):
        told.keyboard.press("Tab")
        inside = "() => document.activeElement === document.body || Boolean(document.activeElement.closest('.stage'))"
        assert told.evaluate(inside)
    expect(told.get_by_role("dialog", name="Stage: The way to the treaty")).to_be_visible()


def every_key_of_a_keyboard_and_a_clicker(told: Page) -> None:
    for key, step in (
        ("ArrowRight", 1), ("ArrowDown", 2), ("PageDown", 3), ("Space", 4), ("ArrowLeft", 3), ("ArrowUp", 2),
        ("PageUp", 1), ("End", LAST), ("Home", 0), ("Space", 1), ("Shift+Space", 0),
    ):  # fmt: skip
        told.keyboard.press(key)
        at(told, step)


def three_quick_presses_are_three_steps_and_one_entry_of_the_history(told: Page) -> None:
    rested(told, 0)
    before = told.evaluate("history.length")
    # Sent by the page itself: a busy machine may leave more time between two presses than a teller who rests.
    told.evaluate("""() => {
      for (let press = 0; press < 3; press++)
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "PageDown", bubbles: true, composed: true }));
    }""")
    rested(told, 3)
    assert told.evaluate("history.length") == before + 1


def presses_before_it_has_come_count_too(desk: Page) -> None:
    desk.get_by_role("button", name="Present", exact=True).click()
    for _ in range(3):
        desk.keyboard.press("PageDown")
    at(desk, 3)


def buttons_turn_it_too_and_leave_the_space_bar_alone(told: Page) -> None:
    told.mouse.move(300, 300)
    told.get_by_role("button", name="Next", exact=True).click()
    at(told, 1)
    told.keyboard.press("Space")
    at(told, 2)
    told.get_by_role("button", name="Back", exact=True).click()
    at(told, 1)
    told.get_by_role("button", name="Next", exact=True).focus()
    told.keyboard.press("Enter")
    at(told, 2)
    told.keyboard.press("Space")  # on a button the space bar is the button's
    at(told, 3)


def esc_gives_everything_back(desk: Page) -> None:
    main = desk.get_by_test_id("stMain")
    button = desk.get_by_role("button", name="Present", exact=True)
    button.focus()
    main.evaluate("main => main.scrollTo(0, 120)")
    before = (desk.url, main.evaluate("main => main.scrollTop"), main.inner_text())
    assert before[1] == 120
    desk.keyboard.press("Enter")
    for _ in range(2):
        desk.keyboard.press("PageDown")
    rested(desk, 2)
    desk.keyboard.press("PageDown")
    rested(desk, 3)
    desk.keyboard.press("Escape")
    expect(stage(desk)).to_have_count(0)
    expect(desk).to_have_url(before[0])
    still(desk)
    expect(desk.locator("[inert]")).to_have_count(0)
    assert (desk.url, main.evaluate("main => main.scrollTop"), main.inner_text()) == before
    expect(button).to_be_focused()
    assert not desk.evaluate("document.fullscreenElement")


def esc_goes_back_only_to_where_it_began(desk: Page) -> None:
    """Opened once more after a first time, it ends at the same place again."""
    for _ in range(2):
        desk.get_by_role("button", name="Present", exact=True).click()
        rested(desk, 0)
        desk.keyboard.press("End")
        rested(desk, LAST)
        desk.keyboard.press("Escape")
        expect(desk).to_have_url(re.compile(rf"classroom\?story={STORY}$"))
        still(desk)


def the_browsers_back_and_forward_go_from_rest_to_rest_and_out(told: Page) -> None:
    rested(told, 0)
    for step in (1, 2):
        told.keyboard.press("ArrowRight")
        rested(told, step)
    told.go_back()
    rested(told, 1)
    told.go_forward()
    rested(told, 2)
    for _ in range(3):
        told.go_back()
    expect(stage(told)).to_have_count(0)
    expect(told).to_have_url(re.compile(rf"classroom\?story={STORY}$"))


def a_reload_opens_the_same_step_and_esc_still_finds_the_way(told: Page) -> None:
    told.keyboard.press("ArrowRight")
    rested(told, 1)
    told.reload()
    rested(told, 1)
    told.keyboard.press("ArrowRight")
    rested(told, 2)
    told.keyboard.press("Escape")
    expect(told).to_have_url(re.compile(rf"classroom\?story={STORY}$"))


def test_a_link_to_a_step_opens_it_on_a_desk(page: Page, app: str) -> None:
    page.goto(f"{app}/classroom?story={STORY}&step=5")
    at(page, 5)
    expect(title(page)).to_have_text(SIGNED)
    page.keyboard.press("Escape")
    expect(stage(page)).to_have_count(0)
    expect(page.get_by_role("heading", name=SIGNED)).to_be_visible()


def test_a_press_before_the_stage_has_come_opens_it_when_it_has(page: Page, app: str) -> None:
    waiting: list[Route] = []
    page.route("**/made/pactline_stage-*.js", lambda route: waiting.append(route))  # noqa: PLW0108 - Playwright looks for names of its own on it
    page.goto(f"{app}/classroom?story={STORY}")
    button = page.get_by_role("button", name="Present", exact=True)
    expect(page.locator(".colophon")).to_be_visible()
    expect(page.locator("html[data-presents]")).to_have_count(0)
    button.click()
    expect(button).to_have_attribute("aria-busy", "true")
    expect(stage(page)).to_have_count(0)
    waiting[0].continue_()
    expect(title(page)).to_have_text("The way to the treaty")
    page.keyboard.press("Escape")
    expect(button).not_to_have_attribute("aria-busy", "true")
    expect(button).to_be_focused()


def test_on_a_phone_the_step_is_a_page(phone_page: Page, app: str) -> None:
    phone_page.goto(f"{app}/classroom?story={STORY}&step=5")
    still(phone_page)
    expect(stage(phone_page)).to_have_count(0)
    expect(phone_page.get_by_role("heading", name=SIGNED)).to_be_visible()
    expect(phone_page.get_by_text("Whose words would you quote first?")).to_be_visible()
    expect(phone_page.get_by_role("button", name=re.compile("Present"))).to_be_hidden()
    main = phone_page.get_by_test_id("stMain")
    assert main.evaluate("main => main.scrollWidth - main.clientWidth") <= 0
    phone_page.get_by_role("link", name="Next").tap()
    expect(phone_page).to_have_url(re.compile("step=6$"))
    expect(phone_page.get_by_role("heading", name="Voices")).to_be_visible()


def a_black_screen_and_back(told: Page) -> None:
    told.keyboard.press("PageDown")
    at(told, 1)
    black = stage(told).locator(".stage-black")
    for key in ("b", "."):
        told.keyboard.press(key)
        expect(black).to_be_visible()
        box = black.bounding_box()
        assert box == {"x": 0, "y": 0, "width": 1280, "height": 720}
        told.keyboard.press(key)
        expect(black).to_be_hidden()
    told.keyboard.press("b")
    told.keyboard.press("PageDown")  # whoever turns on wants to see it
    expect(black).to_be_hidden()
    at(told, 2)


def keys_do_nothing_while_somebody_types_and_none_with_ctrl_alt_or_meta(told: Page) -> None:
    at(told, 0)
    told.evaluate("""() => {
      const field = Object.assign(document.createElement("input"), { ariaLabel: "A field" });
      document.querySelector(".stage").append(field);
      field.focus();
    }""")
    field = told.get_by_role("textbox", name="A field")
    with_notes = len(told.context.pages)
    told.keyboard.type("n b.lqf")
    for key in ("ArrowRight", "PageDown", "End", "Escape"):
        told.keyboard.press(key)
    expect(field).to_have_value("n b.lqf")
    expect(stage(told).locator(".stage-black")).to_be_hidden()
    assert len(told.context.pages) == with_notes
    field.evaluate("field => field.blur()")
    for key in ("Control+ArrowRight", "Alt+PageDown", "Meta+b"):
        told.keyboard.press(key)
    expect(stage(told).locator(".stage-black")).to_be_hidden()
    expect(title(told)).to_have_text("The way to the treaty")
    told.keyboard.press("ArrowRight")
    at(told, 1)


def the_list_jumps_and_names_no_step_that_the_room_has_not_seen(told: Page) -> None:
    for _ in range(2):
        told.keyboard.press("PageDown")
    at(told, 2)
    told.keyboard.press("l")
    steps = stage(told).get_by_role("region", name="Steps")
    expect(steps.get_by_role("button", name=re.compile(re.escape(named("treaty-1961-lapses"))))).to_be_focused()
    expect(steps.get_by_role("button", name="Step 4, not shown yet")).to_be_visible()
    assert "Vostochny" not in stage(told).inner_text()
    steps.get_by_role("button", name="Step 4, not shown yet").click()
    at(told, 4)
    expect(steps).to_be_hidden()
    told.keyboard.press("l")
    expect(steps.get_by_role("button", name=re.compile("Vostochny"))).to_have_attribute("aria-current", "step")
    expect(steps.get_by_role("button", name=re.compile("^3"))).to_have_text(re.compile("Who voted how"))
    told.keyboard.press("Escape")  # the list first
    expect(steps).to_be_hidden()
    expect(stage(told)).to_be_visible()


def a_screen_reader_hears_each_step(told: Page) -> None:
    told.keyboard.press("PageDown")
    at(told, 1)
    live = stage(told).locator("[aria-live=polite]")
    expect(live).to_have_text(re.compile(rf"^Step 1 of 10\. {FIRST.pattern}.*6 July 1961"))
    told.keyboard.press("b")
    expect(live).to_have_text("The screen is black.")


def opened_notes(page: Page) -> Page:
    with page.context.expect_page() as opening:
        page.keyboard.press("n")
    return opening.value


def two_windows_keep_step_both_ways(told: Page) -> None:
    told.keyboard.press("PageDown")
    at(told, 1)
    notes = opened_notes(told)
    expect(notes.get_by_role("heading", level=1)).to_have_text(FIRST)
    expect(notes.get_by_text(WORDS)).to_be_visible()
    expect(notes.get_by_text("What does a promise cost?")).to_be_visible()
    expect(notes.get_by_text(f"Next: \u2068{named('treaty-1961-lapses')}\u2069")).to_be_visible()
    assert notes.locator(".teller-claims li li").count()  # sources
    expect(stage(told).get_by_text(WORDS)).to_have_count(0)  # what to say is never on the stage

    notes.bring_to_front()
    notes.keyboard.press("PageDown")
    at(told, 2)
    expect(notes.get_by_text("Then say this.")).to_be_visible()
    told.bring_to_front()
    told.keyboard.press("PageDown")
    at(told, 3)
    expect(notes.get_by_text("Step 3 of 10")).to_be_visible()
    notes.get_by_role("button", name="Black").click()
    expect(stage(told).locator(".stage-black")).to_be_visible()
    expect(notes.get_by_text("The screen is black.")).to_be_visible()
    notes.get_by_role("navigation", name="Steps").get_by_role("button", name=re.compile("^5")).click()
    at(told, 5)
    expect(stage(told).locator(".stage-black")).to_be_hidden()
    notes.keyboard.press("Escape")
    expect(stage(told)).to_have_count(0)
    expect(notes.get_by_text("The stage is closed.")).to_be_visible()


def the_notes_keep_the_time(told: Page) -> None:
    at(told, 0)
    notes = opened_notes(told)
    left = notes.locator(".teller-time").last
    expect(left).to_have_text(re.compile(r"^19:5\d$"))
    field = notes.get_by_role("spinbutton", name="Minutes")
    expect(field).to_have_value("20")
    field.fill("7")
    field.press("Space")  # typing turns nothing
    field.press("PageDown")
    expect(left).to_have_text(re.compile(r"^6:\d\d$"))
    expect(title(told)).to_have_text("The way to the treaty")
    notes.get_by_role("button", name="Pause").click()
    expect(notes.get_by_role("button", name="Go on")).to_be_visible()
    told.evaluate("() => document.__pactlineStage.run({ spent: 9 * 60000, since: null })")
    expect(left).to_have_text("2:00 over")
    notes.get_by_role("button", name="Start again").click()
    expect(left).to_have_text(re.compile(r"^(7:00|6:5\d)$"))


# How the window with the notes looks, and how the stage does.
LOOKS = """() => {
  const style = (what) => getComputedStyle(document.querySelector(what));
  const body = style("body");
  return {
    ground: body.backgroundColor, ink: body.color, layout: body.display, columns: body.gridTemplateColumns.split(" ").length,
    type: body.fontFamily, heading: style("h1").fontFamily, say: style(".teller-say").fontSize,
    steps: style(".teller-steps ol").listStyleType, cue: style(".teller-ask").borderLeftStyle,
    faces: [...document.fonts].length,
  };
}"""
GROUND = "() => { const { backgroundColor, color } = getComputedStyle(document.querySelector('.stage')); return [backgroundColor, color]; }"


def the_notes_are_dressed_in_light_and_dark_and_follow_the_stage(told: Page) -> None:
    """In the app, whose style sheet is imported by another, and on a theme that changes while they are open."""
    told.emulate_media(color_scheme="light")
    told.keyboard.press("PageDown")
    at(told, 1)
    notes = opened_notes(told)
    expect(notes.get_by_text(WORDS)).to_be_visible()
    grounds = []
    for scheme in ("light", "dark"):
        told.emulate_media(color_scheme=scheme)
        expect(notes.locator("html")).to_have_css("color-scheme", scheme)
        looks = notes.evaluate(LOOKS)
        assert [looks["ground"], looks["ink"]] == told.evaluate(GROUND), scheme
        grounds.append(looks["ground"])
        assert looks["layout"] == "grid"
        assert looks["columns"] == 2  # the steps stand beside the words
        assert looks["type"].startswith('"Source Sans"')
        assert looks["heading"].startswith('"Source Serif"')
        assert looks["say"] == "21.6px"
        assert looks["steps"] == "none"
        assert looks["cue"] == "solid"
        assert looks["faces"] > 0
    assert len(set(grounds)) == 2
    told.bring_to_front()
    told.keyboard.press("PageDown")
    at(told, 2)
    expect(notes.get_by_text("Then say this.")).to_be_visible()
    expect(notes.get_by_text("Why is the end unclear?")).to_be_visible()


def the_notes_outlive_a_reload_of_the_stage(told: Page) -> None:
    told.keyboard.press("PageDown")
    rested(told, 1)
    notes = opened_notes(told)
    expect(notes.get_by_text(WORDS)).to_be_visible()
    told.reload()
    rested(told, 1)
    told.keyboard.press("PageDown")
    expect(notes.get_by_text("Then say this.")).to_be_visible()


def on_this_machine_alone_the_code_says_so(told: Page) -> None:
    at(told, 0)
    told.keyboard.press("q")
    code = stage(told).get_by_role("region", name="QR code")
    expect(code).to_contain_text("Only this computer reaches this page.")
    expect(code).to_contain_text("pactline run --lan")
    told.keyboard.press("q")
    expect(code).to_be_hidden()


IN_A_ROOM = """
from pactline.cli import serve
serve.room_address = lambda: "192.0.2.7"
from pactline.cli.main import main
main()
"""


def test_in_a_room_the_code_leads_to_the_step_and_a_lost_connection_ends_nothing(
    page: Page, record: Path, watch: Any
) -> None:
    command = (sys.executable, "-c", IN_A_ROOM)
    server = AppServer(record, command=command, arguments=["--lan"], env={"PYTHONPATH": str(app_root())})
    with server:
        link = f"http://192.0.2.7:{server.port}/classroom?story={STORY}"
        page.goto(f"{server.url}/classroom?story={STORY}&step=2")  # a link to a step opens on the stage
        at(page, 2)
        page.keyboard.press("q")
        code = stage(page).get_by_role("region", name="QR code")
        expect(code.get_by_role("img", name=f"QR code of {link}&step=2")).to_be_visible()
        expect(code).to_contain_text(f"{link}&step=2")
        box = code.locator("svg").bounding_box()
        assert box
        assert box["width"] == box["height"] >= 400
        page.keyboard.press("PageDown")
        expect(code.get_by_role("img", name=f"QR code of {link}&step=3")).to_be_visible()
        page.keyboard.press("q")
        lost = stage(page).get_by_role("status")
        expect(lost).to_have_text("")
        server.stop()
        expect(lost).to_have_text("Connection lost. The downloaded edition goes on without it.")
        expect(title(page)).to_have_text("Who voted how")
        page.keyboard.press("PageDown")
        at(page, 4)
        assert page.evaluate(CUT) == []
        page.keyboard.press("Escape")
        expect(stage(page)).to_have_count(0)
    watch.provokes(f":{server.port}/")  # the browser complains, now or later, that nobody answers
    watch.clear()


A_HOST = """
const story = %(deck)s;
const stage = new part.Stage({
  root: document.body,
  words: %(words)s,
  plotly: () => Promise.resolve(window.Plotly),
  ask: (what) => what && stage.give(story, what.at),
  address: (story, step) => `#classroom?story=${story}&step=${step}`,
  here() {
    const query = new URLSearchParams(location.hash.split("?")[1] || "");
    return { story: query.get("story"), step: query.has("step") ? Number(query.get("step")) : null };
  },
});
document.querySelector("button").addEventListener("click", () => stage.open({ story: story.story }));
"""


def test_the_stage_needs_neither_the_app_nor_a_server(page: Page, record: Path, tmp_path: Path) -> None:
    """The whole of it in one file, opened by its path, under a policy that forbids every request."""
    deck = story_deck(frames.build(load(record).dossier), STORY, look="light", room=None)
    plotly = (app_root() / "static" / "vendor" / "plotly-basic.min.js").read_text(encoding="utf-8")
    host = A_HOST % {"deck": json.dumps(deck).replace("<", "\\u003c"), "words": json.dumps(stage_words())}
    scripts = "".join(
        f"<script>{one.replace('</', chr(60) + chr(92) + '/')}</script>"
        for one in (plotly, bundled_module("stage/stage.js"), host)
    )
    policy = "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; img-src data: blob:"
    file = tmp_path / "stage.html"
    file.write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>T</title><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><style>{css()}</style><body class="stApp"><button>Open</button>{scripts}</body></html>',
        encoding="utf-8",
    )
    page.goto(file.as_uri())
    page.get_by_role("button", name="Open").click()
    at(page, 0)
    page.keyboard.press("PageDown")
    at(page, 1)
    assert page.evaluate(CUT) == []
    notes = opened_notes(page)
    expect(notes.get_by_text(WORDS)).to_be_visible()
    notes.keyboard.press("PageDown")
    at(page, 2)
    page.keyboard.press("Escape")
    expect(page).to_have_url(file.as_uri())
    expect(page.get_by_role("button", name="Open")).to_be_focused()


def test_any_view_can_be_presented_as_it_is(page: Page, app: str) -> None:
    page.goto(f"{app}/timeline?theme=sanctions&from=2013&to=2018")
    still(page)
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    url = page.url
    page.get_by_role("button", name="Present").click()
    expect(title(page)).to_have_text("Timeline")
    expect(stage(page)).to_have_attribute("data-drawn", "0")
    expect(stage(page).locator(".slide-when")).to_have_text("1 January 2013 to 31 December 2018 · Sanctions")
    expect(stage(page).get_by_role("img", name=re.compile("^Timeline of 8 events"))).to_be_visible()
    assert page.evaluate(CUT) == []
    page.keyboard.press("PageDown")
    expect(title(page)).to_have_text("Timeline")
    page.keyboard.press("Escape")
    expect(stage(page)).to_have_count(0)
    assert page.url == url


# Every slide of a deck in turn: what is cut off or would have to be scrolled for, and type below 24 px. At once, as
# the words and the room of the picture do not wait for the picture.
EVERY_SLIDE = f"""(deck) => {{
  const stage = document.__pactlineStage;
  stage.host.plotly = () => new Promise(() => {{}});
  stage.art.replaceChildren(); // what was drawn before
  stage.at = stage.seen = 0;
  stage.give(deck, stage.asked);
  return deck.slides.flatMap((slide, at) => {{
    stage.show(at, {{ rest: false, again: true }});
    const body = ({TYPE})().body;
    const hidden = [...stage.slide.querySelectorAll(".slide-columns *, .slide-answers *, .strips *")]
      .filter((part) => part.closest("[hidden]"));
    return [...({CUT})(), ...(body < 24 ? [`${{body}} px`] : []), ...hidden.map((part) => part.textContent)].map((wrong) => [slide.title, wrong]);
  }});
}}"""


# What of each slide is to be seen, the title and the cues left out, as ``pactline.files.story_lint.Seen`` has it.
SEEN = """(deck) => {
  const stage = document.__pactlineStage;
  stage.host.plotly = () => new Promise(() => {});
  stage.at = stage.seen = 0;
  stage.give(deck, stage.asked);
  return deck.slides.map((slide, at) => {
    stage.show(at, { rest: false, again: true });
    const all = (what) => [...stage.slide.querySelectorAll(what)].filter((part) => part.getBoundingClientRect().width > 0);
    const voices = ".slide-claims > li, .slide-checks > li, .slide-reactions > li, .slide-answers > li, .strips > li, .slide-columns section, .slide-stances > div";
    return {
      words: all(".slide-when, .slide-main").map((part) => part.innerText).join(" "),
      claims: all(".slide-claims > li, .slide-checks > li").length,
      voices: all(voices).length,
      quotes: all("q").length > 0,
      against: all(".against").length > 0,
      history: all(".slide-claims .aside").length > 0,
      sources: all(".slide-sources").length > 0,
      statuses: all(".slide-claims .status").map((part) => part.innerText.replace(/^\\W+/, "")),
    };
  });
}"""


def no_step_of_our_own_stories_asks_for_what_cannot_be_seen(told: Page) -> None:
    """The lint knows what a slide has at most; here are its rules for what is left when room is short."""
    dossier = curated().dossier
    said = {str(claim.id): claim for _, claim in claims_of(dossier)}
    against = [(claim.text, said[other].text) for claim in said.values() for other in claim.contradicts]
    names = Names.of(dossier)
    for width, height in ((1280, 720), (1920, 1080)):
        told.set_viewport_size({"width": width, "height": height})
        for story in dossier.stories:
            slides = told.evaluate(SEEN, story_deck(curated(), story.id, look="light", room=None))
            for step, seen in zip(story.steps, slides[1:], strict=False):
                if step.page == "timeline" and not seen["claims"]:
                    continue  # its words are in the picture, which is not drawn here
                shown = " ".join(seen["words"].split())
                seen["against"] |= any(one in shown and other in shown for one, other in against)
                seen["statuses"] = frozenset(seen["statuses"]) if seen["claims"] else None
                assert list(missing(step, SlideContent(**seen), names)) == [], (story.id, step.title, width, shown)


def every_page_and_every_step_of_our_own_stories_fit_and_hide_no_text_of_a_treaty(told: Page) -> None:
    whole = select(curated(), Selection(event="treaty-signed"))
    decks = [story_deck(curated(), story.id, look="light", room=None) for story in curated().dossier.stories]
    decks += [deck for page in PAGES if (deck := view_deck(whole, page, look="light", room=None))]
    for width, height in ((1280, 720), (1920, 1080)):
        told.set_viewport_size({"width": width, "height": height})
        assert [told.evaluate(EVERY_SLIDE, deck) for deck in decks] == [[] for _ in decks], width


def what_had_to_go_before_a_longer_part_comes_back_when_that_has_gone(told: Page) -> None:
    html = '<p data-spare="1">Small</p><div data-spare="2" style="height:3000px">Huge</div>'
    one = {"id": "", "title": "", "steps": 1, "slides": [{"title": "", "html": html, "picture": None}]}
    told.evaluate(EVERY_SLIDE, one)
    expect(stage(told).get_by_text("Small")).to_be_visible()
    expect(stage(told).get_by_text("Huge")).to_be_hidden()


def test_axe_finds_nothing_on_the_stage_its_lists_and_the_notes(page: Page, app: str) -> None:
    page.emulate_media(color_scheme="light")
    for path in ("classroom", f"classroom?story={STORY}"):
        page.goto(f"{app}/{path}")
        assert violations(still(page)) == [], path
    page.get_by_role("button", name="Present", exact=True).click()
    at(page, 0)
    notes = opened_notes(page)
    page.bring_to_front()
    for scheme in ("light", "dark"):
        if scheme == "dark":  # the stage follows the theme while it is open
            ink = "() => document.querySelector('.stage-picture .textpoint text').style.fill"
            show(page, 1)
            before = page.evaluate(ink)
            page.emulate_media(color_scheme="dark")
            notes.emulate_media(color_scheme="dark")
            page.wait_for_function(f"before => {{ const now = ({ink})(); return now && now !== before; }}", arg=before)
        for step in (0, 1, 6, 7):
            show(page, step)
            page.mouse.move(300 + step, 300)
            assert violations(page) == [], (scheme, step)
        for key in ("l", "q"):
            page.keyboard.press(key)
            assert violations(page) == [], (scheme, key)
        page.keyboard.press("q")
        assert violations(notes) == [], scheme
    page.emulate_media(reduced_motion="reduce")
    moving = "() => [...document.querySelectorAll('.stage *')].filter((part) => parseFloat(getComputedStyle(part).transitionDuration) > 0).length"
    assert page.evaluate(moving) == 0


def test_a_strangers_text_stays_text_on_the_stage_and_in_the_notes(
    page: Page, serve: Callable[[Path], str], tmp_path: Path
) -> None:
    evil = "<img src=x onerror=alert(1)></script><script>alert(2)</script>"
    long = "A word and another, on and on. " * 40
    file = tmp_path / "my.yaml"
    file.write_text(
        f"""
events:
- {{id: a, date: 2024, title: "{evil}", claims: [{{text: "{evil}", said_by: ["{evil}"], sources: ["{evil}"]}}]}}
stories:
- {{id: s, title: "{evil}", questions: ["{evil}"], steps: [{{event: a, say: "{evil}", look: "{evil}", ask: "{evil}"}}, {{title: "{"x" * 200}", view: treaty, ask: "{long}"}}]}}
""",
        encoding="utf-8",
    )
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{serve(file)}/classroom?story=s&step=1")
    expect(title(page)).to_have_text(evil)
    notes = opened_notes(page)
    expect(notes.locator(".teller-say")).to_have_text(evil)
    assert notes.locator("img").count() == page.locator(".stage img").count() == 0
    page.bring_to_front()
    page.keyboard.press("PageDown")
    expect(title(page)).to_have_text("x" * 200)
    assert page.evaluate(
        "() => document.querySelector('.stage-slide').scrollWidth <= document.querySelector('.stage-slide').clientWidth"
    )
