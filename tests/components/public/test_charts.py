"""Charts at an address: with every key, as something to be kept, and refused where nothing can be drawn."""

import pytest

from tests.components.public.fetching import fetch


@pytest.mark.parametrize("chart", ["timeline", "board", "figure", "map"])
def test_a_chart_is_given_with_its_files_name_and_may_do_nothing(chart: str) -> None:
    found = fetch(f"/picture/{chart}.svg", "from=2024")
    assert (found.status, found.headers["content-type"]) == (200, "image/svg+xml")
    assert found.headers["content-disposition"].startswith(f'inline; filename="pactline-{chart}')
    assert "default-src 'none'" in found.headers["content-security-policy"]
    assert b"https://example.org/" in found.body
    assert fetch(f"/picture/{chart}.svg", "from=2024", headers={"if-none-match": found.headers["etag"]}).status == 304


def test_an_event_in_the_address_narrows_no_timeline() -> None:
    assert fetch("/picture/timeline.svg", "event=pact").body == fetch("/picture/timeline.svg").body


def test_a_png_is_a_picture() -> None:
    found = fetch("/picture/matrix.png", "event=pact")
    assert (found.status, found.headers["content-type"]) == (200, "image/png")
    assert found.body.startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("path", "query", "status", "where"),
    [
        ("/picture/nope.svg", "", 404, "nope"),
        ("/picture/timeline.gif", "", 404, "picture/timeline.gif"),
        ("/picture/matrix.svg", "", 400, "event"),
        ("/picture/figure.svg", "metric=nope", 400, "metric"),
        ("/picture/timeline.svg", "colour=red", 400, "colour"),
    ],
)
def test_what_cannot_be_drawn_is_refused_and_named(path: str, query: str, status: int, where: str) -> None:
    found = fetch(path, query)
    assert (found.status, found.json["where"]) == (status, where)
