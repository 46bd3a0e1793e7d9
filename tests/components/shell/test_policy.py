"""What browsers are told to refuse, asked without one; that no page of ours is in its way is `tests/browser`."""

import base64
import hashlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.shell import policy
from components.shell.first_page import first_page
from components.shell.policy import POLICY, Frames, hashes
from components.shell.sorry import sorry_page
from tests.components.shell.test_door import ask


def directives(said: str) -> dict[str, list[str]]:
    return {name: values for name, *values in (one.split() for one in said.split(";"))}


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_first_document_may_run_its_own_inline_scripts_and_no_others() -> None:
    allowed = directives(ask("/timeline")[1][POLICY.lower()])["script-src"]
    inline = re.findall(r"<script>(.*?)</script>", first_page().body.decode(), re.DOTALL)
    assert len(inline) >= 2  # ours, and Streamlit's
    assert {one for one in allowed if one.startswith("'sha256-")} == {digest(text) for text in inline}
    assert not {"'unsafe-inline'", "'unsafe-eval'", "*", "https:", "http:", "data:"} & set(allowed)


@pytest.mark.parametrize("path", ["/", "/nonsense", "/app/raises", "/card?event=x", "/hits?q=treaty"])
def test_nothing_of_another_host_runs_or_is_asked_in_any_document(path: str) -> None:
    said = directives(ask(*path.split("?"))[1][POLICY.lower()])
    assert said["default-src"] == ["'none'"]
    assert said["base-uri"] == ["'none'"]
    assert said["frame-ancestors"] == ["'self'"]
    for name, values in said.items():
        assert not [one for one in values if "*" in one or one.startswith("http")], name
    if path != "/":
        assert "script-src" not in said  # no script at all


def test_a_file_of_streamlits_needs_no_policy_and_has_the_other_headers() -> None:
    given = ask("/static/js/index.js")[1]
    assert POLICY.lower() not in given
    assert given["x-content-type-options"] == "nosniff"
    assert "camera=()" in given["permissions-policy"]


@pytest.mark.parametrize(
    ("host", "scheme", "told"),
    [("127.0.0.1:8501", "http", True), ("localhost", "http", True), ("192.168.7.5:8501", "http", False), ("paper.example", "https", True), ("@", "http", False)],
)  # fmt: skip
def test_windows_are_kept_apart_where_a_browser_heeds_it(host: str, scheme: str, *, told: bool) -> None:
    assert ("cross-origin-opener-policy" in ask("/", headers={"host": host}, scheme=scheme)[1]) is told


@pytest.mark.parametrize(
    ("said", "whole", "view"),
    [(None, "'self'", "*"), ("", "'self'", "*"), ("none", "'none'", "'none'"),
     ("https://paper.example, https://*.school.example:8443", "'self' https://paper.example https://*.school.example:8443", "'self' https://paper.example https://*.school.example:8443")],
)  # fmt: skip
def test_who_may_show_a_page_in_a_frame_is_the_hosts_to_say(said: str | None, whole: str, view: str) -> None:
    frames = Frames.of(said)
    for query, wanted in (
        ("", whole),
        ("embed=true", view),
        ("q=embed=true", whole),
        ("q=x&embed=true", view),
        ("embed=false", whole),
        ("embed=untrue", whole),
        ("embed=True", view),
    ):
        given = ask("/timeline", query, frames=frames)[1][POLICY.lower()]
        assert given.endswith(f"; frame-ancestors {wanted}")


@pytest.mark.parametrize(
    "said",
    [
        "*",
        "paper.example",
        "https://",
        "https://x; script-src *",
        "https://x/path",
        "javascript:x",
        "https://a:0",
        "https://a:99999",
        "none https://a.example",
        "https://a\x00b",
    ],
)
def test_what_is_no_origin_is_refused_by_name(said: str) -> None:
    with pytest.raises(ValueError, match="PACTLINE_FRAMES"):
        Frames.of(said)


@given(st.text(max_size=40))
def test_no_setting_ends_the_list_of_frames(said: str) -> None:
    try:
        ancestors = Frames.of(said).ancestors(embedded=False)
    except ValueError:
        return
    assert not set(";,\r\n") & set(ancestors)
    ancestors.encode("latin-1")


def test_only_scripts_that_run_and_stand_in_the_document_have_a_hash() -> None:
    document = (
        '<script src="x.js"></script><script type="application/ld+json">{"a": 1}</script>'
        "<SCRIPT>\nfirst() </SCRIPT><script type=\"module\">second()</script><script type='text/javascript'>third()</script>"
    )
    assert list(hashes(document.encode())) == [digest("\nfirst() "), digest("second()"), digest("third()")]
    assert hashes(sorry_page("missing", home="/").encode()) == ()


def test_each_exception_of_the_policy_has_its_reason_in_the_document() -> None:
    from pactline.home import app_root  # noqa: PLC0415

    told = (app_root() / "docs" / "security.md").read_text(encoding="utf-8")
    for source in {one for values in directives(policy.policy()).values() for one in values} - {"'self'", "'none'"}:
        assert f"`{source}`" in told, source
    for name in directives(policy.policy()):
        assert f"`{name}`" in told, name
