"""The drawer in a real browser: opening, address, focus, keys, the sheet of a phone."""

from playwright.sync_api import Page, expect

from tests.browser import axe

EVENT = "nis-troop-announcement-2024"


def test_a_pick_opens_the_card_and_puts_it_into_the_address(page: Page, served_app: str) -> None:
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
    expect(title).to_have_text("Seoul's spy agency says North Korea is sending Russia troops")
    expect(title).to_be_focused()
    assert f"event={EVENT}" in page.url
    assert "theme=military" in page.url
    assert page.evaluate("document.__pactlineFocus") == EVENT
    assert page.evaluate("document.documentElement.style.getPropertyValue('--drawer')") == "400px"
    expect(page.locator(".drawer-cite")).to_be_hidden()
    page.get_by_role("button", name="Cite", exact=True).click()
    expect(page.locator(".drawer-cite cite")).to_contain_text(f"{served_app}/event?theme=military&event={EVENT}")


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
