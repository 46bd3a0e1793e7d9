"""Charts as pictures: each says what it shows, who says it and where it is from; it stands alone and can be read."""

import io
import re
from functools import lru_cache
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from components.pictures.taking import CHARTS, charts_of, picture
from pactline.files.opening import open_record
from pactline.home import curated_record
from pactline.query.select import select
from pactline.query.selection import Selection
from pactline.query.view import View
from pactline.tables.frames import Frames
from tests.components.pictures.drawn_text import lines, overlapping
from tests.support import tables

BASE = "https://example.org/pact"
PLAIN = "events:\n" + "".join(f"- {{date: {1800 + 9 * n}, title: Event number {n} at the mill}}\n" for n in range(20))
HOSTILE = """
edition: {title: "<b>Mine</b> & yours", version: 1, licence: CC0-1.0}
events:
- id: one
  date: 2024-01-02
  title: '<script>alert(1)</script> "quoted" & more'
  place: {name: "<i>here</i>", lat: 1.5, lon: 2.5, precision: city}
  claims:
  - {id: one.1, text: "</text><image href='http://evil.example/x'/>", status: alleged, said_by: ["<u>who</u>"], sources: [s]}
reactions:
- {id: r, event: one, actor: ally, date: 2024-01-03, act: says, stance: condemns, summary: No., sources: [s]}
metrics:
- {id: m, unit: "<shells>", label: "<How many>"}
estimates:
- {id: e, metric: m, counts: loss, as_of: 2024-02, value: 3, estimator: "<someone>", sources: [s]}
sources:
- {id: s, publisher: p, title: "<t>", published: 2024-01-02}
publishers:
- {id: p, name: "<p>&", kind: newspaper, state_controlled: true}
actors:
- {id: ally, name: "<a>", kind: state}
"""


@lru_cache
def curated() -> Frames:
    return open_record(curated_record())


def svg(record: Frames, chart: str, query: dict[str, list[str]] | None = None) -> str:
    return picture(seen(record, query), chart, "svg", BASE).content.decode()


def seen(record: Frames, query: dict[str, list[str]] | None = None) -> View:
    return select(record, Selection.from_query(query or {}))


def said(drawn: str) -> str:
    return " ".join(line.words for line in lines(drawn))


OF_CHART = {
    "timeline": {},
    "board": {},
    "figure": {"metric": ["artillery-shells"]},
    "map": {},
    "matrix": {"event": ["treaty-signed"]},
    "whole": {},
}


@pytest.mark.parametrize("chart", CHARTS)
def test_a_picture_of_the_curated_record_can_be_read(chart: str) -> None:
    found = lines(svg(curated(), chart, OF_CHART[chart]))
    assert len(found) > 10
    assert overlapping(found) == []
    assert [line.words for line in found if line.left < 0 or line.right > 1200] == []


@pytest.mark.parametrize("chart", CHARTS)
def test_it_says_edition_licence_sources_and_address(chart: str) -> None:
    told = said(svg(curated(), chart, OF_CHART[chart]))
    edition = curated().dossier.edition
    assert f"edition {edition.version}" in told
    assert f"Licence: {edition.licence}" in told
    assert f"{BASE}/" in told
    assert re.search(
        r"Sources: [\d,]+ publications of \d+ publishers|Who says so: \d+ estimates by \d+ estimators", told
    )


def test_each_finding_that_has_a_drawing_is_a_picture_to_take_away() -> None:
    findings = [name for name in charts_of(curated()) if name.startswith("finding-")]
    assert len(findings) > 3
    for name in findings:
        drawn = svg(curated(), name)
        found = lines(drawn)
        assert overlapping(found) == [], name
        assert [line.words for line in found if line.left < 0 or line.right > 1200] == [], name
        assert f"Licence: {curated().dossier.edition.licence}" in said(drawn)
        assert "Sources: " in said(drawn)
        assert picture(seen(curated()), name, "svg").name == f"pactline-{name}.svg"


def test_a_finding_is_no_picture_before_it_was_known_or_where_there_is_none() -> None:
    name = next(name for name in charts_of(curated()) if name.startswith("finding-"))
    for chart, query in ((name, {"known": ["1990-01-01"]}), ("finding-nope", {})):
        with pytest.raises(KeyError):
            svg(curated(), chart, query)
    assert charts_of(tables(PLAIN)) == tuple(CHARTS)


@pytest.mark.parametrize("chart", CHARTS)
@pytest.mark.parametrize("query", [{}, {"from": ["1500"], "to": ["1501"]}])
@pytest.mark.parametrize("text", [HOSTILE, PLAIN, "events: []"])
def test_of_any_record_it_stands_alone_and_holds_a_strangers_text_as_text(
    chart: str, query: dict[str, list[str]], text: str
) -> None:
    record = tables(text)
    of = {"event": [str(record.events["event_id"].iloc[0])]} if chart == "matrix" and len(record.events) else {}
    if chart == "matrix" and not of:
        with pytest.raises(KeyError):
            svg(record, chart, query)
        return
    drawn = svg(record, chart, query | of)
    root = ET.fromstring(drawn)  # noqa: S314 - of our own making
    assert {element.tag.partition("}")[2] for element in root.iter()} <= {
        "svg", "title", "desc", "rect", "g", "path", "text", "tspan", "circle", "polygon", "clipPath",
    }  # fmt: skip
    assert "href" not in {name for element in root.iter() for name in element.attrib}
    assert re.findall(r"url\((?!#)|var\(", drawn) == []
    assert overlapping(lines(drawn)) == []


@pytest.mark.parametrize("chart", ["timeline", "board", "map", "figure"])
def test_an_empty_selection_says_so_in_the_picture(chart: str) -> None:
    told = said(svg(curated(), chart, {"from": ["1500"], "to": ["1501"]}))
    assert "No event matches these filters." in told
    assert "From 1 January 1500; to 31 December 1501" in told


def test_a_record_of_plain_dates_promises_no_source_and_no_status() -> None:
    told = said(svg(tables(PLAIN), "timeline"))
    assert "Event number 0 at the mill" in told
    assert "ource" not in told.replace("with its sources", "")
    assert "status" not in told


def test_a_publisher_that_a_state_controls_is_named_as_such() -> None:
    assert "<p>& (1, state-controlled)" in said(svg(tables(HOSTILE), "timeline"))


def test_the_matrix_counts_the_sources_of_the_claims_alone() -> None:
    assert "Sources: 1 publication of 1 publisher" in said(svg(tables(HOSTILE), "matrix", {"event": ["one"]}))


def test_a_figure_that_the_record_does_not_have_is_an_error() -> None:
    with pytest.raises(KeyError):
        svg(curated(), "figure", {"metric": ["nope"]})


def test_without_an_address_none_is_stated() -> None:
    drawn = picture(seen(curated()), "map", "svg").content.decode()
    assert "http" not in drawn.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({}, "pactline-timeline.svg"),
        ({"from": ["2024-06"], "to": ["2024-12"]}, "pactline-timeline-2024-06_2024-12.svg"),
        ({"from": ["2024"], "to": ["2024"]}, "pactline-timeline-2024.svg"),
        ({"from": ["2024-06-02"]}, "pactline-timeline-from-2024-06-02.svg"),
        ({"to": ["2024-06"], "importance": ["2"]}, "pactline-timeline-until-2024-06-importance-2.svg"),
    ],
)
def test_a_files_name_says_what_it_shows(query: dict[str, list[str]], name: str) -> None:
    assert picture(seen(tables(PLAIN), query), "timeline", "svg").name == name


def test_a_figures_file_has_its_name() -> None:
    assert picture(seen(tables(HOSTILE)), "figure", "svg").name == "pactline-figure-m.svg"


def test_a_png_has_two_pixels_a_px() -> None:
    made = picture(seen(tables(HOSTILE)), "map", "png")
    with Image.open(io.BytesIO(made.content)) as drawn:
        assert (drawn.format, drawn.width) == ("PNG", 2400)
        assert len(drawn.convert("RGB").getcolors(2**20) or []) > 50
