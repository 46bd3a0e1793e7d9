"""A walk through the app and the sealed file in each engine besides Chromium, which the tests in ``browser/`` drive.

A walk sees that each thing stands and answers; how it does in detail is looked at in ``browser/``.
"""

from pathlib import Path

import pytest

from components.pages import PAGES
from components.parts.theme import LIGHT
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.wording import text
from tests.engines.engine import DESK, PHONE, Engine
from tests.made_once import sealed_legality
from tests.support import curated

IN_MASTHEAD = tuple(name for name, page in PAGES.items() if page.menu != "open")
BY_ADDRESS = ("event?event=treaty-signed", "compare?event=treaty-signed", "exercise?event=nis-troop-announcement-2024")
STORY = "soviet-era-to-treaty"

# The page that the masthead's present link names stands, if it names one, is seen, nothing runs, and the filters have come.
STANDS = """!document.getElementById("baked") && part(".masthead") && parts(".colophon").length && (parts(".masthead [aria-current=page]")[0]?.textContent ?? null) === args[0]
  && !document.querySelector('[data-stale="true"], [data-testid="stStatusWidget"]')
  && (!document.querySelector(".st-key-filters") || parts("[data-name=q]").length)"""
# What only our own sheet makes so; and that nothing stands out of the window.
LOOKS = """
const style = (what) => getComputedStyle(part(what));
const row = part(".masthead .main ul"); // on a phone behind a button
return {
  paper: style(".stApp").getPropertyValue("--paper").includes(args[0]),
  rule: style(".masthead").borderBottomWidth,
  links: row ? getComputedStyle(row).display === "flex" : Boolean(part(".opens-more .on-phone")),
  fits: document.documentElement.scrollWidth <= innerWidth,
};"""
LETTERS = """["Source Serif", "Source Sans"].every((family) => [...document.fonts].some(
  (font) => font.family.replaceAll('"', "") === family && font.style === "normal" && font.status === "loaded"))"""
LOOK = {"paper": True, "rule": "1px", "links": True, "fits": True}
# The picture of the timeline is drawn for the width it has.
DRAWN = "part('.pl-timeline[data-settled]') && parts('.pl-art .point').length"


def stands(engine: Engine, page: str) -> None:
    """Wait until a page stands, and see that it looks as it should."""
    named = text(f"nav.{page}") if page in IN_MASTHEAD else None
    engine.wait(STANDS, named)
    engine.wait(LETTERS)  # a busy machine shows the page before its letters
    assert engine.run(LOOKS, LIGHT.paper) == LOOK, page


def test_every_page_stands_with_its_looks(engine: Engine, served_app: str) -> None:
    engine.open(served_app)
    stands(engine, "findings")
    for page in IN_MASTHEAD:
        if PAGES[page].menu == "more":
            engine.click("button", "More")
        engine.click(".masthead a", text(f"nav.{page}"))
        stands(engine, page)
    for address in BY_ADDRESS:
        engine.open(f"{served_app}/{address}")
        stands(engine, address.partition("?")[0])


def test_a_phone_has_room_for_it(engine: Engine, served_app: str) -> None:
    engine.resize(PHONE)
    try:
        engine.open(f"{served_app}/timeline")
        stands(engine, "timeline")
        engine.wait("part('.opens-more .on-phone') && part('.pl-entry')")
        assert engine.run("return document.documentElement.scrollWidth <= innerWidth")
    finally:
        engine.resize(DESK)


def test_a_view_in_a_frame_has_its_looks_too(engine: Engine, served_app: str) -> None:
    engine.open(f"{served_app}/timeline?embed=true")
    engine.wait("part('.stApp') && getComputedStyle(part('.stApp')).getPropertyValue('--paper')")
    engine.wait(DRAWN)
    assert not engine.run("return parts('.masthead').length")


def test_the_timeline_takes_a_drag_a_pick_and_filters(engine: Engine, served_app: str) -> None:
    engine.open(f"{served_app}/timeline")
    stands(engine, "timeline")
    engine.wait(DRAWN)
    left, top, width, height = engine.run(
        "const box = part('.pl-strip').getBoundingClientRect(); return [box.left, box.top, box.width, box.height]"
    )
    engine.drag([(left + width * share, top + height / 2) for share in (0.6, 0.64, 0.7, 0.75)])
    engine.wait(r"/from=\d{4}-\d\d-\d\d&to=/.test(location.search)")
    engine.wait("parts('.chip').length === 2")  # they take their place in the row of the links
    stands(engine, "timeline")
    engine.click("a", "All")
    engine.wait("location.search === '' && !parts('.chip').length")
    stands(engine, "timeline")
    engine.wait(DRAWN)

    engine.click(".pl-art .textpoint text", "Vostochny summit")
    engine.wait("location.search === '?event=vostochny-summit-2023'")
    engine.wait("part('#drawer-title', 'Putin and Kim meet at the Vostochny')")
    engine.press("Escape")
    engine.wait("location.search === '' && !part('#drawer-title')")

    engine.click("button", "Filter")
    engine.click("label", "Sanctions")
    engine.wait("location.search.includes('theme=sanctions')")
    engine.type("[data-name=q]", "panel")
    engine.wait("location.search.includes('q=panel')")
    wanted = len(select(curated(), Selection.from_query({"theme": ["sanctions"], "q": ["panel"]})).events)
    engine.wait("part('.selection .result').textContent.trim().startsWith(args[0])", f"{wanted} of ")


def test_the_stage_and_its_notes_keep_step(engine: Engine, served_app: str) -> None:
    engine.open(f"{served_app}/classroom?story={STORY}")
    engine.wait(STANDS, text("nav.classroom"))
    engine.wait("document.documentElement.dataset.presents !== undefined")
    engine.click("button", "Present")
    cover = engine.wait("part('.stage .slide-title')?.textContent")
    engine.press("PageDown")
    engine.wait(
        "part('.stage-place')?.textContent.startsWith('1 /') && part('.stage .slide-title').textContent !== args[0]",
        cover,
    )
    (stage,) = engine.windows()
    engine.press("n")
    (notes,) = {*engine.windows()} - {stage}
    engine.turn_to(notes)
    first = engine.wait("part('.teller h1')?.textContent")
    engine.press("PageDown")
    engine.wait("part('.teller h1').textContent !== args[0]", first)
    engine.turn_to(stage)
    engine.wait("part('.stage-place').textContent.startsWith('2 /')")
    engine.press("Escape")
    engine.wait("!parts('.stage').length")
    stands(engine, "classroom")


def test_the_exercise_takes_a_vote_and_reveals(engine: Engine, served_app: str) -> None:
    engine.open(f"{served_app}/{BY_ADDRESS[2]}")
    stands(engine, "exercise")
    engine.click("button[aria-label^='One more vote for B,']")
    engine.wait("parts('input[aria-label^=\"Votes for B,\"]')[0].value === '1'")
    assert not engine.run("return document.body.innerText.includes('TASS')")
    engine.click("button", "Reveal")
    engine.wait("part('h2', 'Compared')")
    stands(engine, "exercise")
    assert engine.run("return document.body.innerText.includes('TASS')")


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed edition of one theme."""
    return sealed_legality(tmp_path_factory)


def test_the_sealed_file_opens_by_double_click(engine: Engine, file: Path) -> None:
    engine.open(f"{file.as_uri()}#timeline")
    engine.wait("document.documentElement.matches('.ready')")
    engine.wait(DRAWN)
