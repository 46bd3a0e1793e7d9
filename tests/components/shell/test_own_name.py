"""A record's own name, sign, colour and words stand wherever the app's would."""

import io
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from pypdf import PdfReader

from components.about.panel import method
from components.findings.panel import first_page
from components.map.panes import Spot, drawn
from components.paper import handout, press
from components.public import share
from components.sealed.build import sealed
from components.shell import baked, serving
from components.shell.sorry import sorry_page
from pactline import wording
from pactline.files.opening import open_record
from pactline.files.watch import LiveRecord
from pactline.query.select import whole
from pactline.record.look import Colours, MapWindow
from pactline.record.own_words import speech_of
from pactline.tables.frames import Frames
from tests.components.public.fetching import fetch, held
from tests.support import SMALL, tables

MILL = """
edition:
  version: 3
  as_of: 2025-12-31
  title: The footbridge at the mill, and who let it rot
  short: Mill <b>
  logo: sign.svg
  accent: "#0B5A8A"
  start: What became of the footbridge.
  about: |
    We are three neighbours.

    We read the <i>minutes</i>.
  kinds: {state_media: town paper}
"""
OWN = (
    SMALL.replace(SMALL[SMALL.index("edition:") : SMALL.index("events:")], MILL)
    if "edition:" in SMALL
    else MILL + SMALL
)
SIGN = (
    b'<svg xmlns="http://www.w3.org/2000/svg" width="20" height="20"><rect width="20" height="20" fill="#0a5"/></svg>'
)


@pytest.fixture
def mill(tmp_path: Path) -> Frames:
    (tmp_path / "events.yaml").write_text(OWN, encoding="utf-8")
    (tmp_path / "sign.svg").write_bytes(SIGN)
    return open_record(tmp_path)


def test_a_page_before_the_app_has_the_records_name_sign_and_colour(
    mill: Frames, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = LiveRecord(1, mill, datetime(2026, 11, 30, tzinfo=UTC))
    monkeypatch.setattr(serving, "live_record", lambda _: live)
    baked.OVEN.cache_clear()
    monkeypatch.setattr(baked, "WAIT", 60.0)
    made = baked.page("timeline", "", "https://example.org/")
    baked.OVEN.cache_clear()
    assert made is not None
    html = made.body.decode()
    assert re.search(r"<title>.*· Mill &lt;b&gt;</title>", html)
    assert 'property="og:site_name" content="Mill &lt;b&gt;"' in html
    head = html[html.index("<header") : html.index("</header>")]
    assert re.search(r'<img class="logo" src="app/static/made/logo-\w+\.png" width="24" height="24" alt="">', head)
    assert "Mill &lt;b&gt;</span></a>" in head
    assert "Pactline" not in head
    assert "--accent:light-dark(#0B5A8A," in html


def test_a_sheet_of_paper_says_whose_record_it_is(mill: Frames) -> None:
    view = whole(mill)
    with wording.spoken(speech_of(mill.dossier.edition)):
        values = handout.of_view(view, printed=date(2026, 11, 30))
    assert values["stated"]["record"].startswith("Mill <b> · Edition 3")
    assert values["accent"] == "#0B5A8A"
    (page, *_) = PdfReader(io.BytesIO(press.pdf("handout", values, on=date(2026, 11, 30)))).pages
    assert len(page.images) == 1


def test_the_sealed_edition_is_called_as_the_record_is_and_holds_its_sign(mill: Frames) -> None:
    with wording.spoken(speech_of(mill.dossier.edition)):
        html = sealed(whole(mill))
    assert "<title>The footbridge at the mill, and who let it rot · Mill &lt;b&gt;</title>" in html
    assert '<img class="logo" src="data:image/png;base64,iVBOR' in html
    assert '"site":"Mill \\u003cb>"' in html
    assert "--accent:light-dark(#0B5A8A," in html.split("</style>")[0].rsplit("<style>", 1)[1]


def test_feeds_and_pictures_of_links_say_it_too(mill: Frames, monkeypatch: pytest.MonkeyPatch) -> None:
    with held(mill, monkeypatch), wording.spoken(speech_of(mill.dossier.edition)):
        feed = ET.fromstring(fetch("/feed/events.atom").body)  # noqa: S314 - ours
        assert "footbridge" in (feed.findtext("{http://www.w3.org/2005/Atom}title") or "")
    found: list[dict[str, Any]] = []
    monkeypatch.setattr(share, "png", lambda _, values: found.append(values))
    with wording.spoken(speech_of(mill.dossier.edition)):
        share.page_picture(mill, "timeline")
    assert (found[0]["app"], found[0]["accent"], bool(found[0]["logo"])) == ("Mill <b>", "#0B5A8A", True)


def test_the_first_page_begins_with_the_records_words_and_about_too(mill: Frames) -> None:
    with wording.spoken(speech_of(mill.dossier.edition)):
        hero, about = first_page(whole(mill)).hero, method(whole(mill), titled=True)
    assert hero.index("What became of the footbridge.") < hero.index("</p>")
    assert "We are three neighbours.</p>" in about
    assert "We read the &lt;i&gt;minutes&lt;/i&gt;.</p>" in about
    assert "Pactline" not in about


def test_a_kind_of_source_has_the_records_word_for_it(mill: Frames) -> None:
    with wording.spoken(speech_of(mill.dossier.edition)):
        assert wording.text("kind.state_media") == "town paper"
    assert wording.text("kind.state_media") == "state media"


@pytest.mark.parametrize(
    ("edition", "name"),
    [
        ("short: Mill", "Mill"),
        ("title: The old mill", "The old mill"),
        ("title: The old mill by the river and the bridge", "Pactline"),
        ("version: 1", "Pactline"),
        ('short: "{n} mills"', "{n} mills"),
    ],
)
def test_a_short_title_is_a_name_and_a_long_one_is_none(edition: str, name: str) -> None:
    record = tables(f"edition: {{{edition}}}\nevents: [{{date: 2024, title: Only}}]")
    with wording.spoken(speech_of(record.dossier.edition)):
        assert wording.text("site.name") == name
        assert name in wording.text("about.licence", site=wording.text("site.name"), licence="CC0")


def test_the_first_map_shows_what_the_record_asks_for() -> None:
    spots = (Spot("p", "Place", 35.0, 127.0, "site", 1),)
    own = drawn(spots, MapWindow(west=120, south=30, east=140, north=45)).panes[0]
    around = drawn(spots).panes[0]
    assert (own.wide[0].x, own.wide[0].y) != (around.wide[0].x, around.wide[0].y)
    assert own.wide[0].y > 60  # a place at 35° lies in the lower half of 30-45
    across = drawn((Spot("p", "Place", 0.0, 179.0, "site", 1),), MapWindow(west=170, south=-20, east=-170, north=20))
    assert 30 < across.panes[0].wide[0].x < 60


def test_the_calm_page_has_the_records_colour_and_every_script() -> None:
    page = sorry_page("missing", home="/", own=Colours(light="#00523A"))
    assert "--accent:light-dark(#00523A," in page
    assert page.index("--accent:light-dark(#8A1F2D,") < page.index("--accent:light-dark(#00523A,")
    assert '--sans:"Source Sans", "Noto KR"' in page
