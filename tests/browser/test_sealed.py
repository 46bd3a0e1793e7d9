"""The sealed edition: by double click, with no network, the same keys and the same results as the app."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from components.event.linked import line
from components.exercise.making import of_event
from components.parts.card import card
from components.sealed.build import sealed
from pactline.query.select import select, whole
from pactline.query.selection import Selection, read
from pactline.readings.contradictions import quarrels
from pactline.readings.exercise import MOST
from pactline.record.dossier import claims_of
from pactline.tables.frames import Frames
from pactline.wording import text
from tests.browser.axe import violations
from tests.made_once import sealed_curated, sealed_legality
from tests.support import SMALL, curated, tables

RECORD = curated()
QUERIES: list[dict[str, Any]] = [
    {},
    {"theme": ["sanctions"]},
    {"theme": ["sanctions", "legality"], "match": ["all"]},
    {"actor": ["kor"]},
    {"actor": ["kor", "jpn"], "match": ["all"]},
    {"actor": ["vladimir-putin"]},
    {"actor": ["prk"], "theme": ["military"], "importance": ["3"]},
    {"publisher": ["tass"]},
    {"publisher": ["tass", "kcna"], "status": ["documented"]},
    {"kind": ["igo"]},
    {"kind": ["state_media"], "statemedia": ["hide"]},
    {"statemedia": ["hide"]},
    {"status": ["alleged"]},
    {"status": ["disputed", "projection"]},
    {"status": ["disputed"]},
    {"status": ["disputed", "reported"], "known": ["2024-10-20"]},
    {"status": ["disputed"], "known": ["2024-06-30"], "theme": ["military"]},
    {"independent": ["2"]},
    {"independent": ["3"], "importance": ["2"]},
    {"from": ["2024"]},
    {"to": ["1991"]},
    {"from": ["2023-09-13"], "to": ["2024-06-19"]},
    {"from": ["2024-06"], "to": ["2024-06"], "dates": ["certain"]},
    {"from": ["2025"], "to": ["2024"]},
    {"q": ["treaty"]},
    {"q": ["Kursk  OBLAST"]},
    {"q": ["chargé"]},
    {"q": ["무력"]},
    {"q": ["помощ"]},
    {"q": ["zzzz-nothing"]},
    {"known": ["2024-10-20"]},
    {"known": ["2025-04-27"], "status": ["documented"]},
    {"known": ["1995"]},
    {"known": ["2025-04-01"]},
    {"known": ["2024-05-16"]},
    {"known": ["2024-06-19"], "q": ["article"]},
    {"theme": ["military"], "kind": ["think_tank"], "status": ["reported"], "from": ["2023"]},
    {"actor": ["nobody"], "theme": ["nothing"], "importance": ["9"], "from": ["soon"], "status": ["none"]},
    {"event": ["treaty-signed"], "lanes": ["actor"], "sort": ["new"]},
]
FACTS = """(day) => {
  const { CLAIMS, DATA, TEXTS, readQuery, select } = Pactline;
  const chosen = readQuery(new URLSearchParams({ known: day }), DATA);
  const { claims, then } = select(DATA, chosen, TEXTS);
  const shown = [...CLAIMS].filter(([, place]) => claims.has(place));
  return Object.fromEntries(shown.map(([id, place]) => [id, [DATA.names.status[then[place].status][0], then[place].independent]]));
}"""
ASK = """(queries) => queries.map((query) => {
  const { CLAIMS, DATA, PLACES, REACTIONS, TEXTS, readQuery, select } = Pactline;
  const asked = new URLSearchParams(Object.entries(query).flatMap(([key, values]) => values.map((one) => [key, one])));
  const { events, claims, reactions } = select(DATA, readQuery(asked, DATA), TEXTS);
  const ids = (places, names) => [...names].filter(([, place]) => places.has(place)).map(([id]) => id).sort();
  return { events: ids(events, PLACES), claims: ids(claims, CLAIMS), reactions: ids(reactions, REACTIONS) };
})"""


def cases(record: Frames, queries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What Python selects for each query."""
    known = {key: record.values(key) for key in ("actor", "theme", "publisher", "country", "event")}
    views = [select(record, read(query, known)[0]) for query in queries]
    return [
        {
            "events": sorted(view.events["event_id"]),
            "claims": sorted(view.claims["claim_id"]),
            "reactions": sorted(view.reactions["reaction_id"]),
        }
        for view in views
    ]


LEGAL = select(RECORD, Selection(themes=("legality",)))
EVENT = str(LEGAL.claims["event_id"].iloc[-1])


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The curated record's sealed edition."""
    return sealed_curated(tmp_path_factory)


@pytest.fixture(scope="session")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """That of one theme: much less to look through."""
    return sealed_legality(tmp_path_factory)


def written(file: Path, content: str) -> Path:
    file.write_text(content, encoding="utf-8")
    return file


def opened(page: Page, edition: Path, address: str = "") -> Page:
    page.goto(f"{edition.as_uri()}{address}")
    expect(page.locator("html.ready")).to_be_attached()
    return page


def drawn(page: Page) -> Page:
    expect(page.locator(".pl-timeline[data-settled]")).to_be_visible()
    return page


def test_the_browser_selects_what_python_selects(page: Page, edition: Path) -> None:
    """The same cases for both, some of them as known on a day; what is shown of a claim is what it was then."""
    assert edition.stat().st_size <= 8_000_000
    opened(page, edition)
    wanted = cases(RECORD, QUERIES)
    found = page.evaluate(ASK, QUERIES)
    for query, ours, theirs in zip(QUERIES, wanted, found, strict=True):
        for rows in ("events", "claims", "reactions"):
            assert theirs[rows] == ours[rows], (query, rows)
    assert len({tuple(case["events"]) for case in wanted}) > len(QUERIES) / 2  # the cases differ
    for day in ("2024-06-20", "2024-10-20", "2025-04-27"):
        then = select(RECORD, Selection(known=date.fromisoformat(day))).claims
        ours = dict(zip(then["claim_id"], zip(then["status"], then["independent"].tolist(), strict=True), strict=True))
        told = page.evaluate(FACTS, day)
        assert {claim: tuple(facts) for claim, facts in told.items()} == ours, day


OPENED = "card => card.querySelectorAll('details.claim').forEach(claim => { claim.open = true; })"


def test_as_known_on_a_day_a_card_shows_what_python_shows(page: Page, edition: Path) -> None:
    opened(page, edition, "#timeline?event=treaty-signed&known=2024-06-20")
    then = select(RECORD, Selection(known=date(2024, 6, 20), event="treaty-signed"))
    ours = card(then, "treaty-signed")
    shown = page.locator(".sealed-event.in-focus")
    expect(shown.locator(".claim-text:visible")).to_have_text([claim.text for claim in ours.claims])
    shown.evaluate(OPENED)
    expect(shown.locator(".claim .citation:visible")).to_have_count(sum(len(c.citations) for c in ours.claims))
    whole_line, known_line = (line(one, one.frames.row_of("treaty-signed")) for one in (whole(RECORD), then))
    assert whole_line
    assert known_line
    known = {one.selection.event for one in (*known_line.drawn, *known_line.folded)}
    left = [one for one in whole_line.drawn if one.selection.event in known]  # the file draws the nearest of today
    expect(shown.locator(".ev-line li:visible")).to_have_count(len(left))
    against = quarrels(then, [then.frames.claims["claim_id"].tolist().index(one.claim_id) for one in ours.claims])
    expect(shown.locator(".ev-dis:visible")).to_have_count(len(against))
    expect(shown.locator(".note:visible")).to_have_count(0)
    expect(shown.locator(".summary:visible")).to_have_count(1 if ours.summary else 0)
    expect(shown.locator(".ev-dot:visible")).to_have_count(len(ours.reactions))


def test_a_small_strangers_record_selects_alike_and_its_text_stays_text(page: Page, tmp_path: Path) -> None:
    record = tables(SMALL)
    queries = [{}, {"statemedia": ["hide"]}, {"actor": ["kor"]}, {"known": ["2024-06-20"]}, {"q": ["shells"]}]
    small = written(tmp_path / "small.html", sealed(whole(record)))
    found = opened(page, small).evaluate(ASK, queries)
    for query, ours, theirs in zip(queries, cases(record, queries), found, strict=True):
        assert {key: ours[key] for key in theirs} == theirs, query
    evil = "</script></noscript><img src=https://elsewhere.example/x onerror=alert(1)><!--"
    hostile = tables(
        f"edition: {{version: 1}}\nevents: [{{date: 2024, title: '{evil}', summary: '{evil}', claims: [{{text: '{evil}', sources: ['{evil}']}}]}}]"
    )
    opened(page, written(tmp_path / "evil.html", sealed(whole(hostile))))
    page.get_by_role("link", name=evil).click()
    expect(page.locator(".card-title")).to_have_text(evil)
    expect(page.locator("img")).to_have_count(0)
    expect(page.locator(".masthead .edition")).to_have_text(re.compile("^Edition 1 · "))  # of no day


def test_it_works_by_address_and_asks_nothing_of_any_network(page: Page, part: Path) -> None:
    """The page's own policy forbids it, and the browser knows no host; the watch fails on a try."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    drawn(opened(page, part, "#timeline?actor=nobody&fbclid=1"))
    notice = page.locator("#view-timeline .notice")
    expect(notice).to_contain_text("actor=nobody")
    expect(notice).not_to_contain_text("fbclid")
    marks = page.locator(".pl-art .scatterlayer .points .point")
    everything = marks.count()
    page.get_by_role("application").focus()
    page.keyboard.press("Home")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("event="))
    expect(page.locator(".sealed-event.in-focus .card-title")).to_be_visible()
    page.get_by_role("checkbox", name=re.compile("^Sanctions")).check()
    expect(page).to_have_url(re.compile("theme=sanctions"))
    held = [e for e in RECORD.dossier.events if "legality" in e.themes]
    both = sum("sanctions" in e.themes for e in held)
    expect(page.locator("#view-timeline .result")).to_have_text(re.compile(f"^{both} of {len(held)} events"))
    expect(marks).not_to_have_count(everything)
    page.get_by_role("link", name="Reactions", exact=True).click()
    expect(page).to_have_url(re.compile("#reactions.*theme=sanctions"))
    said = select(RECORD, Selection(themes=("legality", "sanctions"), match_all=True)).reactions
    expect(page.locator("#view-reactions .reaction:visible")).to_have_count(len(said))
    page.locator("#view-reactions").get_by_role("link", name="Remove Sanctions").click()
    expect(page).not_to_have_url(re.compile("theme="))
    page.go_back()
    page.get_by_role("link", name=text("app.skip")).press("Enter")
    expect(page.locator("#main")).to_be_focused()
    expect(page.get_by_role("checkbox", name=re.compile("^Sanctions"))).to_be_checked()  # it is no address of its own
    for name in ("Sources", "Article check", "About", "Timeline"):
        page.get_by_role("link", name=name, exact=True).first.click()
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


def test_a_story_is_told_on_the_stage_by_keys(page: Page, edition: Path) -> None:
    story = RECORD.dossier.stories[0]
    opened(page, edition, f"#classroom?story={story.id}")
    page.get_by_role("button", name="Present", exact=True).click()
    stage = page.get_by_role("dialog")
    expect(stage.locator(".slide-title")).to_have_text(story.title)
    for key in ("ArrowRight", "PageDown", " "):  # as fast as they come
        page.keyboard.press(key)
    expect(stage.locator(".stage-place")).to_have_text(f"3 / {len(story.steps)}")
    expect(stage.locator(".stage-art .main-svg").first).to_be_visible()
    expect(page).to_have_url(re.compile("step=3"))
    page.keyboard.press("Escape")
    expect(stage).to_have_count(0)
    expect(page).to_have_url(re.compile(f"story={story.id}$"))
    expect(page.get_by_role("heading", name=story.title)).to_be_visible()


def test_a_blind_sheet_has_no_outlet_anywhere_in_the_page_until_its_key_is_asked_for(page: Page, part: Path) -> None:
    """Not in the document, not in a shadow root, not in the title; leaving puts the page back as it was."""
    event, day = "treaty-text-published", "known=2024-06-21"
    told = told_by(event)
    drawn(opened(page, part, f"#timeline?event={event}&publisher=kcna&publisher=tass"))
    page.get_by_role("application").focus()
    page.keyboard.press("+")
    expect(page.get_by_role("button", name="Zoom out")).to_be_enabled()
    expect(page).to_have_url(re.compile("from="))
    result = page.locator("#view-timeline .result").inner_text()
    page.get_by_role("link", name=text("sealed.sheet.offer")).click()
    expect(page.get_by_role("heading", name="Source A", exact=True)).to_be_visible()
    assert named(told, page) == set()
    assert "Article 4" in everything(page)  # what they say is there
    expect(page).to_have_url(re.compile(f"#exercise\\?event={event}$"))
    expect(page.locator("#main")).to_be_focused()
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.set_viewport_size({"width": 1280, "height": 720})
    page.emulate_media(media="print")
    for gone in (".masthead", ".sheet-tools", ".judged .notice"):
        expect(page.locator(gone)).to_be_hidden()
    page.emulate_media(media="screen")
    page.get_by_role("link", name="Answer key").click()
    expect(page.locator(".judged .is").first).to_be_visible()
    assert named(told, page) == told
    assert violations(page) == []
    page.go_back()
    expect(page.get_by_role("heading", name="Source A", exact=True)).to_be_visible()
    assert named(told, page) == set()

    page.get_by_role("link", name=text("sealed.sheet.back")).click()
    expect(page.locator("#view-timeline .result")).to_have_text(result)
    expect(page.locator("#view-timeline .chip", has_text="KCNA")).to_be_visible()
    expect(page.get_by_role("button", name="Zoom out")).to_be_enabled()
    page.locator("#view-timeline").get_by_role("link", name="Remove TASS").click()
    expect(page.locator("#view-timeline .result")).not_to_have_text(result)
    expect(page.get_by_role("checkbox", name=re.compile("^KCNA"))).to_be_checked()

    page.goto(f"{part.as_uri()}#timeline?event={event}&{day}")
    expect(page.locator(".in-focus .card-title")).to_be_visible()
    expect(page.locator(".to-sheet")).to_have_count(0)
    page.goto(f"{part.as_uri()}#exercise?event={event}&publisher=tass&{day}")
    expect(page.locator(".judged")).to_contain_text(text("sealed.sheet.known"))
    expect(page).not_to_have_url(re.compile("publisher"))


def told_by(event: str) -> set[str]:
    """What would tell the outlets of an event's sheet: names and hosts that its key has."""
    dossier = RECORD.dossier
    sources = [one.source for one in of_event(LEGAL, event).witnesses]
    found = {dossier.publishers[source.publisher].name for source in sources if source.publisher}
    found |= {str(urlsplit(source.url).hostname) for source in sources if source.url}
    assert len(found) >= MOST
    return found


def named(told: set[str], page: Page) -> set[str]:
    """Which of these the whole document has, its shadow roots and its title; fonts are letters by chance."""
    found = re.sub("base64,[^)]*", "", everything(page))
    return {one for one in told if re.search(rf"(?<!\w){re.escape(one)}(?!\w)", found)}


def everything(page: Page) -> str:
    return str(
        page.evaluate(
            "[document.documentElement.outerHTML, document.title,"
            " ...[...document.querySelectorAll('*')].map((one) => one.shadowRoot?.innerHTML ?? '')].join(' ')"
        )
    )


def test_a_card_leads_to_its_line_of_the_articles_check(page: Page, part: Path) -> None:
    """Which is made only now: until a page is shown its text is no elements."""
    held = {claim.id: claim.article for _, claim in claims_of(RECORD.dossier)}
    ids = zip(LEGAL.claims["event_id"], LEGAL.claims["claim_id"], strict=True)
    event, line = next((event, held[claim][0]) for event, claim in ids if held[claim])
    opened(page, part, f"#timeline?event={event}")
    expect(page.locator("#view-article *:not(script)")).to_have_count(0)
    page.locator(".in-focus").evaluate(OPENED)
    page.locator(".in-focus").get_by_role("link", name=line, exact=True).first.click()
    expect(page.locator(f"#{line}")).to_be_in_viewport()


def test_a_frame_shows_one_event_with_its_sources_alone(page: Page, part: Path) -> None:
    opened(page, part, f"#event?event={EVENT}&embed=1")
    page.locator(".in-focus").evaluate(OPENED)
    expect(page.locator(".sealed-event.in-focus .citation").first).to_be_visible()
    for gone in (".masthead", "#filters", "#chart", ".listed"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.get_by_role("link", name=text("embed.open", site=text("site.name")))).to_be_visible()


def test_without_scripts_and_on_paper_it_is_a_plain_list_with_sources(
    open_page: Callable[..., Page], page: Page, part: Path
) -> None:
    plain = open_page(java_script_enabled=False)
    plain.goto(part.as_uri())
    expect(plain.locator(".card-title:visible")).to_have_count(len(LEGAL.events))
    expect(plain.locator(".citation a").first).to_be_visible()
    expect(plain.locator("#filters")).to_be_hidden()
    opened(page, part, "#timeline?theme=sanctions")
    expect(page.locator(".masthead .edition")).to_contain_text("as of 28 September 2026")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".on-paper")).to_contain_text("Sanctions")
    both = select(RECORD, Selection(themes=("legality", "sanctions"), match_all=True))
    expect(page.locator(".card-title:visible")).to_have_count(len(both.events))
    for gone in ("#filters", "#chart", ".masthead nav", ".masthead .edition"):  # the edition stands above the list
        expect(page.locator(gone)).to_be_hidden()
    page.goto(f"{part.as_uri()}#event?event={EVENT}")  # an event alone is printed alone
    expect(page.locator(".sealed-event:visible")).to_have_count(1)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_and_a_phone_need_not_scroll_sideways(
    open_page: Callable[..., Page], phone_page: Page, part: Path, scheme: str
) -> None:
    page = opened(open_page(color_scheme=scheme), part)
    for view in (f"timeline?event={EVENT}", "reactions", "sources", "about"):
        page.goto(f"{part.as_uri()}#{view}")
        expect(page.locator(f"#view-{view.split('?')[0]}")).to_be_visible()
        assert violations(page) == [], view
        if scheme == "light":
            opened(phone_page, part, f"#{view}")
            assert phone_page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, view
