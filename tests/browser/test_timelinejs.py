"""What leaves as TimelineJS JSON is read by TimelineJS itself, as its page would be by a reader."""

import json

import pytest
from playwright.sync_api import Browser

from pactline.export.formats import FORMATS
from pactline.files.opening import open_record
from pactline.home import curated_record
from pactline.query.select import whole
from tests.app_server import ROOT

SCRIPT = ROOT / "node_modules" / "@knight-lab" / "timelinejs" / "dist" / "js" / "timeline.js"
BEGIN = """(content) => {
  window.timeline = new TL.Timeline("here", content, { width: 1200, height: 700, ga_measurement_id: null });
}"""
# What the loader made of it: its slides, its marks, what it complains of.
READ = """() => ({
  ids: timeline.config.events.map((one) => one.unique_id),
  years: timeline.config.events.map((one) => one.start_date.data.date_obj.getFullYear()),
  slides: document.querySelectorAll(".tl-slide").length,
  marks: document.querySelectorAll(".tl-timemarker").length,
  eras: timeline.config.eras.length,
  errors: timeline.config.getErrors(),
})"""


@pytest.mark.skipif(not SCRIPT.is_file(), reason="TimelineJS comes with the tools of package.json: make check")
def test_timelinejs_reads_each_event_and_complains_of_nothing(browser: Browser) -> None:
    view = whole(open_record(curated_record()))
    content = json.loads(FORMATS["timelinejs"].file(view, ""))
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.set_content('<div id="here" style="width:1200px;height:700px"></div>')
    page.add_script_tag(path=SCRIPT)
    page.evaluate(BEGIN, content)
    page.wait_for_function("() => window.timeline.ready || window.timeline.config?.getErrors().length")
    found = page.evaluate(READ)
    page.close()
    given = [one["unique_id"] for one in content["events"]]
    assert not found["errors"]
    assert sorted(found["ids"]) == sorted(given)
    assert found["marks"] == len(given)
    assert found["slides"] == len(given) + 1  # and the title
    assert found["eras"] == len(content["eras"])
    assert sorted(map(int, found["years"])) == sorted(one["start_date"]["year"] for one in content["events"])
