"""The sourcing exercise in a browser: what reaches it before the reveal, votes by mouse, keyboard and touch, sizes."""

import re

import pytest
from playwright.sync_api import Page, WebSocket, expect

from components.exercise import making
from pactline.files.load import load
from pactline.home import curated_record
from pactline.query.select import whole
from pactline.readings.masking import names_of
from pactline.tables import frames
from tests.browser.axe import violations
from tests.browser.test_app import dark, settled

EVENT = "nis-troop-announcement-2024"
OPEN = f"exercise?event={EVENT}"


@pytest.fixture(scope="module")
def secrets() -> list[str]:
    """Whatever would tell an outlet of this exercise: names, ids, titles and addresses of its publications."""
    view = whole(frames.build(load(curated_record()).dossier))
    made = making.of_events(view, [EVENT], "")
    found: list[str] = []
    for source in (witness.source for witness in made.witnesses):
        for house in filter(None, (source.publisher, *source.carried_by)):
            found += names_of(view.frames.dossier.publishers[house])
        found += filter(None, (source.id, source.title, source.url, source.archived_url))
    assert len(found) > 24
    return found


def told(text: str, secrets: list[str]) -> list[str]:
    return [one for one in secrets if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", text)]


def vote(page: Page, letter: str, grade: str) -> None:
    ballot = page.get_by_role("group", name=f"The class's votes on source {letter}")
    ballot.get_by_role("button", name=f"One more vote for {grade},").click()


def votes(page: Page, letter: str, grade: str) -> int:
    ballot = page.get_by_role("group", name=f"The class's votes on source {letter}")
    return int(ballot.get_by_label(f"Votes for {grade},").input_value())


def test_before_the_reveal_neither_page_nor_server_tells_an_outlet(
    page: Page, served_app: str, secrets: list[str]
) -> None:
    """The page's source, what is shown, the tab, and every message of the server."""
    frames_in: list[str] = []

    def listen(socket: WebSocket) -> None:
        def note(payload: str | bytes) -> None:
            frames_in.append(payload if isinstance(payload, str) else payload.decode("utf-8", errors="ignore"))

        socket.on("framereceived", note)

    page.on("websocket", listen)
    page.goto(f"{served_app}/{OPEN}&publisher=tass&actor=rusx")
    settled(page)
    for letter in "AB":
        vote(page, letter, "B")
    expect(page.get_by_role("group", name="The class's votes on source A").get_by_label("Votes for B,")).to_have_value(
        "1"
    )
    settled(page)
    shadows = "() => [...document.querySelectorAll('*')].map((e) => e.shadowRoot?.innerHTML ?? '').join(' ')"
    seen = " ".join([page.content(), page.evaluate(shadows), page.title()])
    sent = " ".join(frames_in)
    assert "Pacific Fleet" in seen  # the claims are there ...
    assert "Pacific Fleet" in sent  # ... and were read in the messages
    assert told(seen, secrets) == []
    assert told(sent, secrets) == []

    page.get_by_role("button", name="Reveal").click()
    expect(page.get_by_role("heading", name="Compared")).to_be_visible()
    assert len(told(page.content(), secrets)) > 20
    assert len(told(" ".join(frames_in), secrets)) > 20


def test_quick_votes_are_all_counted_and_stand_as_bars_beside_the_answer(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/{OPEN}")
    settled(page)
    for _ in range(5):
        vote(page, "A", "C")
    for grade in "BB":
        vote(page, "A", grade)
    assert votes(page, "A", "C") == 5
    last = page.get_by_role("group", name="The class's votes on source A").get_by_role(
        "button", name=re.compile("for 2,")
    )
    # The vote's own run is overtaken. Runs of the votes before it may draw the other button anew: it is looked for then.
    last.evaluate(
        """(vote) => {
          vote.click();
          [...document.querySelectorAll("button")].find((one) => one.innerText.trim() === "Reveal").click();
        }"""
    )
    bars = page.get_by_role("region", name="Votes on source A")
    expect(bars.get_by_role("listitem").filter(has_text=re.compile("^C"))).to_contain_text("5 votes")
    expect(bars.get_by_role("listitem").filter(has_text=re.compile("^B"))).to_contain_text("2 votes")
    expect(page.get_by_role("row", name=re.compile("^A C 2 TASS"))).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    expect(page.get_by_role("heading", name="Source A", exact=True)).to_be_visible()
    expect(page.get_by_role("group", name="The class's votes on source A")).to_be_visible()
    assert votes(page, "A", "C") == 0


def test_votes_by_keyboard_outlast_another_page_and_stay_apart_from_another_exercise(
    page: Page, served_app: str
) -> None:
    page.goto(f"{served_app}/{OPEN}")
    settled(page)
    ballot = page.get_by_role("group", name="The class's votes on source B")
    ballot.get_by_role("button", name="One more vote for A,").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    expect(ballot.get_by_label("Votes for A,")).to_be_focused()
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    expect(ballot.get_by_label("Votes for A,")).to_have_value("7")  # also once the run of the presses has come back
    settled(page)
    page.get_by_role("button", name="More", exact=True).click()
    page.get_by_role("link", name="Changes", exact=True).click()
    expect(page.get_by_role("heading", name="Changes", exact=True)).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Source B", exact=True)).to_be_visible()
    expect(ballot.get_by_label("Votes for A,")).to_have_value("7")
    settled(page)
    page.get_by_role("link", name="Choose what to judge").click()
    page.get_by_role("link", name=re.compile("^Artillery shells")).click()
    expect(page).to_have_url(re.compile(r"/exercise\?metric=artillery-shells$"))
    expect(page.get_by_text("About: Artillery shells for Russia")).to_be_visible()
    settled(page)
    assert votes(page, "B", "A") == 0


def test_axe_finds_nothing_before_and_after_in_light_and_dark(page: Page, served_app: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(f"{served_app}/{OPEN}")
    settled(page)
    page.get_by_text("The two grades, in words").click()
    assert violations(page) == []
    assert violations(dark(page)) == []
    page.get_by_role("button", name="Reveal").click()
    expect(page.get_by_role("heading", name="Compared")).to_be_visible()
    assert violations(settled(page)) == []
    page.emulate_media(color_scheme="light")
    page.wait_for_function("() => getComputedStyle(document.querySelector('.stApp')).colorScheme === 'light'")
    assert violations(settled(page)) == []


def test_in_type_for_the_room_everything_reads_at_eight_metres(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/{OPEN}")
    settled(page)
    page.get_by_text("Large type for the room").click()
    expect(page.locator(".st-key-exercise-large")).to_be_visible()
    settled(page)
    page.get_by_text("The two grades, in words").click()
    small = """(least) => [...document.querySelectorAll('.st-key-exercise-large :is(p, li, dt, dd, q, h2, h3, span)')]
        .filter((e) => e.checkVisibility() && e.innerText.trim() && parseFloat(getComputedStyle(e).fontSize) < least)
        .map((e) => e.outerHTML.slice(0, 80) + getComputedStyle(e).fontSize)"""
    main = page.locator(".st-key-exercise-large .claim-text").first
    for width, height in ((1280, 720), (1920, 1080)):
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(small, 24) == []
        assert main.evaluate("(e) => parseFloat(getComputedStyle(e).fontSize)") >= 0.98 * 24 * width / 1280
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_on_a_phone_nothing_is_cut_off_and_a_grade_is_large_enough_to_touch(phone_page: Page, served_app: str) -> None:
    phone_page.goto(f"{served_app}/{OPEN}")
    settled(phone_page)
    ballot = phone_page.get_by_role("group", name="The class's votes on source A")
    button = ballot.get_by_role("button", name="One more vote for F,")
    button.tap()
    expect(ballot.get_by_label("Votes for F,")).to_have_value("1")
    box = button.bounding_box()
    assert box is not None
    assert box["height"] >= 44
    assert box["x"] + box["width"] <= 390
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 390
