"""What a sealed edition forbids itself: each script and each sheet that was not in it when it was made."""

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from components.sealed.build import sealed
from pactline.query.select import whole
from tests.support import SMALL, tables

RUN = {"", "text/javascript", "module"}  # what a browser runs; all other types of script are data


class Parts(HTMLParser):
    """Collects scripts that run, sheets, and the policy of a document."""

    def __init__(self) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.policy = ""
        self._into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "meta" and given.get("http-equiv") == "Content-Security-Policy":
            self.policy = given["content"] or ""
        if tag == "style" or (tag == "script" and (given.get("type") or "") in RUN):
            self._into = self.styles if tag == "style" else self.scripts
            self._into.append("")

    def handle_data(self, data: str) -> None:
        if self._into is not None:
            self._into[-1] += data

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._into = None


@pytest.fixture(scope="module")
def content() -> str:
    return sealed(whole(tables(SMALL)))


@pytest.fixture(scope="module")
def parts(content: str) -> Parts:
    found = Parts()
    found.feed(content)
    return found


def allowed(policy: str, kind: str) -> list[str]:
    directives = {name: values for name, *values in (one.split() for one in policy.split(";"))}
    return directives[kind]


def digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_every_script_and_sheet_of_the_file_is_named_by_its_hash(parts: Parts) -> None:
    assert len(parts.scripts) > 5
    assert {digest(script) for script in parts.scripts} < set(allowed(parts.policy, "script-src"))
    assert {digest(style) for style in parts.styles} < set(allowed(parts.policy, "style-src"))


def test_nothing_else_may_run_or_be_asked_for(parts: Parts) -> None:
    for kind in ("script-src", "style-src"):
        assert [one for one in allowed(parts.policy, kind) if not one.startswith("'sha256-")] in ([], ["blob:"]), kind
    assert allowed(parts.policy, "default-src") == ["'none'"]


def test_no_markup_of_the_file_has_a_script_in_an_attribute(content: str) -> None:
    assert not re.search(r"<[a-z][^<>]*\son[a-z]+=", re.sub(r"<script.*?</script>", "", content, flags=re.DOTALL))
