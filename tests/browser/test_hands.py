"""Hands that write other scripts: input methods, other layouts, a browser in another language; and the fold in it."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from components.sealed.build import sealed
from pactline.query.select import whole
from tests.browser_scripts import address
from tests.support import tables

CASES = json.loads((Path(__file__).parents[1] / "cases" / "folding.json").read_text(encoding="utf-8"))
NAMES = ["India", "Iran", "Italy", "김철수", "이영희", "Émile", "Straße", "Иванов", "Chile", "Ghana", "Kenya", "Nepal"]
EVENTS = "\n".join(
    f"- {{date: 2024-01-{n:02}, title: Number {n}, actors: ['{name}'], claims: [{{text: 'Of {name}.'}}]}}"
    for n, name in enumerate(NAMES, start=1)
)


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sealed edition with more actors than its filter shows at once."""
    made = tmp_path_factory.mktemp("hands") / "hands.html"
    made.write_text(sealed(whole(tables(f"events:\n{EVENTS}\n"))), encoding="utf-8")
    return made


@pytest.fixture
def sheet(page: Page, file: Path) -> Page:
    return opened(page, file)


def opened(page: Page, file: Path, address: str = "") -> Page:
    page.goto(f"{file.as_uri()}{address}")
    expect(page.locator("html.ready")).to_be_attached()
    page.locator("#filters summary", has_text="Actor").click()
    return page


class Composing:
    """An input method that composes in the field that has the focus, as Chromium is told by the system."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)

    def shows(self, text: str) -> None:
        self._session.send("Input.imeSetComposition", {"text": text, "selectionStart": 1, "selectionEnd": 1})

    def gives(self, text: str) -> None:
        self._session.send("Input.insertText", {"text": text})


def folded(page: Page, texts: list[str], *, accents: bool = False) -> list[str]:
    # As JSON, since half surrogates pass no other way.
    asked = "([texts, accents]) => JSON.stringify(JSON.parse(texts).map((text) => fold(text, accents)))"
    found: list[str] = json.loads(page.evaluate(asked, [json.dumps(texts), accents]))
    return found


def test_the_browser_folds_the_shared_cases_as_python_does(page: Page) -> None:
    page.evaluate("async (address) => { window.fold = (await import(address)).fold; }", address("parts/folding.js"))
    for texts in CASES["same"]:
        assert len(set(folded(page, texts))) == 1, texts
    for texts in CASES["differ"]:
        assert len(set(folded(page, texts))) == len(texts), texts
    for key, accents in (("exact", False), ("accents", True)):
        texts, wanted = zip(*CASES[key], strict=True)
        assert folded(page, list(texts), accents=accents) == list(wanted)


def test_what_an_input_method_composes_in_a_find_box_stays_whole(sheet: Page) -> None:
    find = sheet.get_by_role("searchbox", name="Find")
    find.focus()
    hand = Composing(sheet)
    for step in "ㄱ기김":
        hand.shows(step)
        expect(find).to_have_value(step)
    hand.gives("김")
    expect(find).to_have_value("김")
    expect(sheet.locator("#filters .row", has_text="김철수")).to_be_visible()
    expect(sheet.locator("#filters .row", has_text="Italy")).to_have_count(0)
    expect(find).to_be_focused()


def test_a_redraw_waits_for_what_is_composed_in_the_search(sheet: Page) -> None:
    search = sheet.get_by_role("searchbox", name="Search")
    search.focus()
    hand = Composing(sheet)
    hand.shows("ㅇ")
    sheet.get_by_role("checkbox", name="India").evaluate("(box) => box.click()")  # a click that leaves the focus
    expect(sheet).to_have_url(re.compile("actor=India"))
    hand.shows("이")
    expect(search).to_have_value("이")
    hand.gives("이")
    expect(search).to_have_value("이")
    expect(sheet).to_have_url(re.compile("q=%EC%9D%B4"))
    expect(sheet.get_by_role("checkbox", name="India")).to_be_checked()
    expect(sheet.locator("#filters .clear")).to_be_enabled()


@pytest.fixture
def turkish(browser: Browser, file: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    # What a browser does whose system speaks Turkish; none can be told to by its settings alone.
    page.add_init_script("""for (const name of ["toLocaleLowerCase", "toLocaleUpperCase"]) {
      const own = String.prototype[name];
      String.prototype[name] = function (locale) { return own.call(this, locale ?? "tr"); };
    }""")
    page.goto("about:blank")
    assert page.evaluate("'I'.toLocaleLowerCase()") == "ı"
    yield opened(page, file)
    context.close()


def test_a_find_box_does_not_go_by_the_browsers_language(turkish: Page) -> None:
    find = turkish.get_by_role("searchbox", name="Find")
    for words, name in (
        ("india", "India"), ("ITALY", "Italy"), ("emile", "Émile"), ("STRASSE", "Straße"), ("иванов", "Иванов"),
    ):  # fmt: skip
        find.fill(words)
        expect(turkish.locator("#filters .row", has_text=name)).to_be_visible()
        expect(turkish.locator("#filters .row", has_text="Nepal")).to_have_count(0)


def test_the_sealed_search_finds_every_form_and_a_link_in_another_form_its_actor(page: Page, file: Path) -> None:
    opened(page, file, "#timeline?q=strasse")
    expect(page.locator(".entry:visible")).to_have_count(1)
    asked = "(query) => Pactline.readQuery(new URLSearchParams(query), Pactline.DATA)"
    name = "\u1100\u1175\u11b7철수"
    found: dict[str, Any] = page.evaluate(asked, f"actor={name}&actor=STRASSE&actor=nobody")
    assert found["actor"] == page.evaluate(asked, "actor=김철수&actor=Straße")["actor"] != []
    assert found["ignored"] == [["actor", "nobody"]]
    half = page.evaluate(
        "() => Pactline.readQuery({ getAll: (key) => key === 'q' ? ['a\\ud800b\\0'] : [] }, Pactline.DATA).q"
    )
    assert half == "a b"


KEYS = [
    ({"key": "b", "code": "KeyB"}, "black"),
    ({"key": "и", "code": "KeyB"}, "black"),
    ({"key": "ㅠ", "code": "KeyB"}, "black"),
    ({"key": "ю", "code": "Period"}, "black"),
    ({"key": ".", "code": "Slash"}, "black"),
    ({"key": "д", "code": "KeyL"}, "steps"),
    ({"key": "ㅂ", "code": "KeyQ"}, "code"),
    ({"key": "Process", "code": "KeyN"}, "notes"),
    ({"key": "А", "code": "KeyF", "shiftKey": True}, "full"),
    ({"key": "PageDown", "code": "PageDown"}, "next"),
    ({"key": "n", "code": "KeyL"}, "notes"),
    ({"key": "a", "code": "KeyQ"}, None),
    ({"key": "и", "code": "KeyB", "isComposing": True}, None),
    ({"key": "и", "code": "KeyB", "ctrlKey": True}, None),
    ({"key": "и", "code": "constructor"}, None),
]


def test_the_stages_keys_go_by_their_letter_else_by_their_place(page: Page) -> None:
    page.evaluate(
        "async (address) => { window.stageAct = (await import(address)).stageAct; }", address("stage/keys.js")
    )
    acts = page.evaluate(
        """(keys) => keys.map((key) => {
          let act;
          document.addEventListener("keydown", (event) => { act = stageAct(event); }, { once: true });
          document.body.dispatchEvent(new KeyboardEvent("keydown", { ...key, bubbles: true }));
          return act;
        })""",
        [key for key, _ in KEYS],
    )
    assert acts == [act for _, act in KEYS]
