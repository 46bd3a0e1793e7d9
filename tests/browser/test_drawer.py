"""The drawer in a real browser: opening, address, focus, keys, a list, the sheet of a phone."""

import re

from playwright.sync_api import Page, expect

from tests.browser import axe

EVENT = "nis-troop-announcement-2024"
TITLE = "Seoul's spy agency says North Korea is sending Russia troops"


def test_a_pick_opens_the_card_steps_and_gives_the_focus_back(page: Page, served_app: str) -> None:
    page.goto(f"{served_app}/sources?event=no-such-event&theme=military")
    drawer = page.locator("#drawer")
    expect(drawer).to_contain_text("This record has no event “no-such-event”.")
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    assert "event=" not in page.url

    # By a link, from the list of an event's kind: the focus goes to the title and comes back.
    page.evaluate(f"""() => {{ const link = Object.assign(document.createElement('a'), {{ href: 'event?event={EVENT}', textContent: 'A link', id: 'link' }});
      link.dataset.pick = '{EVENT}'; document.querySelector('.stApp').prepend(link); }}""")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    page.locator("#link").focus()
    expect(page.locator("#link")).to_be_focused()
    page.keyboard.press("Enter")
    title = page.locator("#drawer-title")
    expect(title).to_have_text(TITLE)
    expect(title).to_be_focused()
    assert f"event={EVENT}" in page.url
    assert "theme=military" in page.url
    assert page.evaluate("document.__pactlineFocus") == EVENT
    assert page.evaluate("document.documentElement.style.getPropertyValue('--drawer')") == "var(--drawer-wide)"
    assert page.locator(".drawer").evaluate("(one) => one.offsetWidth") == 400
    expect(page.locator(".drawer-cite")).to_be_hidden()
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.locator(".drawer-cite code").first).to_contain_text(f"{served_app}/e/{EVENT}")
    page.get_by_role("radio", name="Chicago").focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".drawer-cite [data-way=apa]").first).to_be_visible()
    expect(page.locator(".drawer-cite [data-way=chicago]").first).to_be_hidden()
    _steps(page)
    _lists(page)


def test_on_a_phone_it_is_a_sheet_over_a_page_that_cannot_be_reached(phone_page: Page, served_app: str) -> None:
    page = phone_page
    page.goto(f"{served_app}/sources?event={EVENT}")
    drawer = page.locator("#drawer")
    expect(page.locator(".drawer-claim")).to_be_visible()
    expect(drawer).to_have_attribute("aria-modal", "true")
    assert page.evaluate(
        "[...document.querySelector('#drawer').parentElement.children].every((one) => one.inert || one.matches('#drawer, .drawer-scrim'))"
    )
    assert page.evaluate("document.querySelector('#drawer').scrollWidth <= innerWidth")
    assert axe.violations(page) == []
    place = page.locator(".drawer-place b")
    own = int(place.inner_text())
    _drag(page, ".drawer-claim", -120, 4)
    expect(place).to_have_text(str(own + 1))
    _drag(page, ".drawer-claim", 120, 4)
    expect(place).to_have_text(str(own))
    _drag(page, ".drawer-top", 3, 40)  # too short to be meant
    expect(drawer).to_be_visible()
    _drag(page, ".drawer-top", 3, 200)
    expect(drawer).to_have_count(0)
    assert not page.evaluate("[...document.querySelector('.stApp').children].some((one) => one.inert)")


def _steps(page: Page) -> None:
    """Keys step through what is shown, to its ends too, and the focus stays on the title."""
    title, place = page.locator("#drawer-title"), page.locator(".drawer-place b")
    own = int(place.inner_text())
    total = int(re.sub(r"\D", "", page.locator(".drawer-place").inner_text().removeprefix(str(own))))
    title.focus()
    for key, at in (("ArrowRight", own + 1), ("ArrowLeft", own), ("End", total), ("Home", 1), ("ArrowRight", 2)):
        page.keyboard.press(key)
        expect(place).to_have_text(str(at))
        expect(title).to_be_focused()
    # What was stepped to is one entry of the history: Back closes it, Forward opens what stood there last.
    second = page.url
    page.go_back()
    expect(page.locator("#drawer")).to_have_count(0)
    assert "event=" not in page.url
    expect(page.locator("#link")).to_be_focused()
    page.go_forward()
    expect(place).to_have_text("2")
    assert page.url == second
    page.go_back()
    expect(page.locator("#drawer")).to_have_count(0)


def _lists(page: Page) -> None:
    """A list's entries lead to cards, from which one comes back to the entry, and Escape to where one began."""
    title, drawer = page.locator("#drawer-title"), page.locator("#drawer")
    page.locator("#link").focus()
    detail = f"{{ events: ['treaty-signed', '{EVENT}'], title: 'Two events' }}"
    page.evaluate(f"document.dispatchEvent(new CustomEvent('pactline:pick', {{ detail: {detail} }}))")
    expect(title).to_have_text("Two events")
    expect(title).to_be_focused()
    entries = drawer.locator(".drawer-list a")
    expect(entries).to_have_count(2)
    assert "event=" not in page.url
    entries.nth(1).focus()
    page.keyboard.press("Enter")
    expect(title).to_have_text(TITLE)
    assert f"event={EVENT}" in page.url
    drawer.locator(".drawer-back").click()
    expect(entries.nth(1)).to_be_focused()
    page.keyboard.press("Escape")
    expect(drawer).to_have_count(0)
    expect(page.locator("#link")).to_be_focused()


def _drag(page: Page, what: str, aside: int, down: int) -> None:
    """Draw a finger over the sheet, as a touch screen tells of it."""
    box = page.locator(what).bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    touch = page.context.new_cdp_session(page)
    for kind, points in (
        ("touchStart", [{"x": x, "y": y}]),
        ("touchMove", [{"x": x + aside / 2, "y": y + down / 2}]),
        ("touchMove", [{"x": x + aside, "y": y + down}]),
        ("touchEnd", []),
    ):
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
