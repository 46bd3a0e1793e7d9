"""What stands before the server, asked without one: any path, any neighbour, any base."""

import asyncio
import string
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from components.pages import PAGES
from components.shell import door
from components.shell.door import HOME, Door, pages
from components.shell.first_page import first_page
from components.shell.policy import HEADERS, Frames

_LETTERS = string.ascii_letters + "/%._- \x00é김"
BY_DEFAULT = Frames()
FIRST = first_page().body.decode()
SEGMENTS = st.text(st.sampled_from(_LETTERS), max_size=12)


async def _streamlit(scope: Any, _: Any, send: Any) -> None:
    if scope["path"].endswith("raises"):
        raise ValueError("secret words of a trace")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/x-streamlit")]})
    await send({"type": "http.response.body", "body": b"streamlit"})


def ask(
    path: str,
    query: str = "",
    *,
    base: str = "",
    client: str | None = "127.0.0.1",
    method: str = "GET",
    headers: Mapping[str, str] = MappingProxyType({}),
    scheme: str = "http",
    frames: Frames = BY_DEFAULT,
) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of an answer of a door behind which nothing is baked."""
    own = Door(_streamlit, pages=pages(), base=base, frames=frames)
    return ask_of(own, path, query, client=client, method=method, headers=headers, scheme=scheme)


def ask_of(
    own: Door,
    path: str,
    query: str = "",
    *,
    client: str | None = "127.0.0.1",
    method: str = "GET",
    headers: Mapping[str, str] = MappingProxyType({}),
    scheme: str = "http",
) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of an answer of a door."""
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    scope: dict[str, Any] = {
        "type": "http", "scheme": scheme, "method": method, "path": path, "query_string": query.encode("latin-1"),
        "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
        "client": (client, 5) if client else None,
    }  # fmt: skip
    asyncio.run(own(scope, receive, send))
    start = sent[0]
    given = {name.decode(): value.decode("latin-1") for name, value in start["headers"]}
    return start["status"], given, b"".join(part.get("body", b"") for part in sent[1:]).decode()


def test_what_has_its_digest_in_its_name_may_be_kept_for_ever_and_only_what_is_there() -> None:
    for base in ("", "/below"):
        kept = ask(f"{base}/app/static/made/style-a92a385a3c95.css", base=base)[1]["cache-control"]
        assert "immutable" in kept
        assert "max-age=604800" in ask(f"{base}/app/static/fonts/first-sans.woff2", base=base)[1]["cache-control"]
        assert "cache-control" not in ask(f"{base}/app/static/icon.png", base=base)[1]
    assert "immutable" not in ask("/app/static/made/raises")[1].get("cache-control", "")


def test_the_door_knows_the_pages_that_the_shell_has() -> None:
    assert pages() == set(PAGES)


@given(st.lists(SEGMENTS, max_size=4).map(lambda parts: "/" + "/".join(parts)), st.sampled_from(["", "/deep/below"]))
@example("/event/x", "")
@example("//evil.example/timeline", "")
@example("/timeline/raises", "")
@example("/app/raises", "")
def test_whatever_is_asked_the_answer_is_whole_and_says_no_more_than_it_should(path: str, base: str) -> None:
    status, headers, body = ask(base + path, base=base)
    assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
    assert "secret" not in body
    if status == 308:
        place = headers["location"].removeprefix(base)
        assert place == "/" or place[1:] in pages()
        assert ask(headers["location"], base=base)[2] == FIRST  # one step, and there
    elif status in (404, 500):
        assert f'href="{base}/"' in body
        assert path.strip("/") not in pages()
    else:
        assert status == 200
        assert body in ("streamlit", FIRST)


@pytest.mark.parametrize("page", sorted(pages()))
@pytest.mark.parametrize("base", ["", "/deep"])
def test_a_page_written_otherwise_leads_to_the_page_with_its_query(page: str, base: str) -> None:
    right = f"{base}/" if page == HOME else f"{base}/{page}"
    for wrong in (page.upper(), page.title(), f"{page}/", f"/{page}", f"{page} "):
        status, headers, _ = ask(f"{base}/{wrong}", "q=%25&theme=x", base=base)
        assert (status, headers["location"]) == (308, f"{right}?q=%25&theme=x")
    assert ask(right, "q=x", base=base)[2] == FIRST


def test_a_misspelt_page_is_named_and_its_query_stays_text() -> None:
    status, _, body = ask("/timelime", 'q="><script>')
    assert status == 404
    assert 'href="/timeline?q=&#34;&gt;&lt;script&gt;"' in body
    assert "<script>" not in body


@pytest.mark.parametrize(
    ("client", "status"),
    [("127.0.0.1", 200), ("::1", 200), ("::ffff:127.0.0.1", 200), ("192.168.7.5", 403), ("203.0.113.9", 403), (None, 403)],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/metrics/", "//_stcore/metrics"])
def test_the_numbers_of_the_server_are_for_its_own_machine(path: str, client: str | None, status: int) -> None:
    for method in ("GET", "POST", "OPTIONS"):
        assert ask(path, client=client, method=method)[0] == status
    assert ask("/_stcore/health", client=client)[0] == 200


def test_other_methods_are_streamlits_business() -> None:
    assert ask("/nonsense", method="POST")[2] == "streamlit"


def test_a_query_is_as_long_as_a_reader_makes_it_or_refused() -> None:
    assert ask("/timeline", "q=" + "x" * (door.LONGEST_QUERY - 2))[0] == 200
    assert ask("/timeline", "q=" + "x" * door.LONGEST_QUERY)[0] == 414


def test_what_the_server_failed_on_stands_in_the_log_alone(caplog: pytest.LogCaptureFixture) -> None:
    status, _, body = ask("/app/raises")
    assert status == 500
    assert "secret words of a trace" in caplog.text
    assert "secret" not in body
    assert "Traceback" not in body


@pytest.mark.parametrize("base", ["", "/below"])
def test_a_browser_that_asks_for_the_icon_by_habit_gets_ours(base: str) -> None:
    status, headers, _ = ask(f"{base}/favicon.ico", base=base)
    assert status == 308
    assert headers["location"] == f"{base}/app/static/icon.png"


def test_the_first_hits_come_without_a_page_below_any_base_and_too_long_a_query_is_none() -> None:
    for base in ("", "/docs/pact"):
        status, given, body = ask(f"{base}/hits", "q=lavrov", base=base)
        assert (status, given["cache-control"]) == (200, "no-store")
        assert "<mark>Lavrov</mark>" in body
    assert ask("/hits", "q=%20")[::2] == (200, "")
    assert ask("/hits", "q=" + "x" * 20_001)[0] == 414
