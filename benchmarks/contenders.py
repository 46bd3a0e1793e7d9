"""The pages of vis-timeline and TimelineJS: the same events, each as its own manual begins, served from a folder."""

import functools
import http.server
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.records import KEPT
from pactline.tables.frames import Frames

NPM = KEPT / "npm"
PACKAGES = ("vis-timeline", "@knight-lab/timelinejs")

_VIS = """<!doctype html><meta charset="utf-8"><title>vis-timeline</title>
<link rel="stylesheet" href="/node_modules/vis-timeline/styles/vis-timeline-graph2d.min.css">
<script src="/node_modules/vis-timeline/standalone/umd/vis-timeline-graph2d.min.js"></script>
<button id="half">Half</button><div id="here"></div>
<script>
fetch("EVENTS").then((answer) => answer.json()).then((events) => {
  const items = events.map(([id, title, from, to]) => to === from ? { id, content: title, start: from, type: "point" }
    : { id, content: title, start: from, end: to, type: "range" });
  const words = items.map((item) => ({ ...item, content: item.content.replace(/[<&]/g, " ") }));
  const data = new vis.DataSet(words);
  const timeline = new vis.Timeline(document.getElementById("here"), data, { height: "560px" });
  document.getElementById("half").onclick = () => timeline.setItems(new vis.DataSet(words.filter((_, n) => n % 2)));
});
</script>
"""
_KNIGHT = """<!doctype html><meta charset="utf-8"><title>TimelineJS</title>
<link rel="stylesheet" href="/node_modules/@knight-lab/timelinejs/dist/css/timeline.css">
<script src="/node_modules/@knight-lab/timelinejs/dist/js/timeline.js"></script>
<div id="here" style="width: 100%; height: 600px"></div>
<script>
const day = (text) => { const [year, month, day] = text.split("-"); return { year, month, day }; };
fetch("EVENTS").then((answer) => answer.json()).then((events) => {
  const entries = events.map(([id, headline, from, to]) => ({ unique_id: id, start_date: day(from),
    end_date: to === from ? undefined : day(to), text: { headline } }));
  new TL.Timeline("here", { events: entries }, { font: null });
});
</script>
"""


def install() -> dict[str, str]:
    """Get the packages where they are missing and return their versions; none where npm is missing or fails."""
    if not all((NPM / "node_modules" / name / "package.json").is_file() for name in PACKAGES):
        npm = shutil.which("npm")
        if npm is None:
            return {}
        NPM.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(NPM), "--no-fund", "--no-audit", *PACKAGES]
        if subprocess.run(command, check=False, capture_output=True, timeout=300).returncode:
            return {}
    return {
        name: json.loads((NPM / "node_modules" / name / "package.json").read_text(encoding="utf-8"))["version"]
        for name in PACKAGES
    }


def pages(record: Frames, name: str) -> None:
    """Write both pages with the events of a record, as ``vis-NAME.html`` and ``knight-NAME.html``."""
    rows = record.events[record.events["drawable"]]
    days = [rows[column].dt.strftime("%Y-%m-%d") for column in ("earliest", "latest")]
    events = list(zip(rows["event_id"], rows["title"], *days, strict=True))
    (NPM / f"events-{name}.json").write_text(json.dumps(events), encoding="utf-8")
    for page, content in (("vis", _VIS), ("knight", _KNIGHT)):
        (NPM / f"{page}-{name}.html").write_text(content.replace("EVENTS", f"events-{name}.json"), encoding="utf-8")


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def served(folder: Path = NPM) -> Iterator[int]:
    """Serve a folder on this machine and give the port."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
