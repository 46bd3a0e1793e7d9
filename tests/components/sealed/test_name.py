"""What a sealed edition is called when it is taken away: a version is any text, a file's name is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.sealed.download import file_name


@pytest.mark.parametrize(
    ("version", "name"),
    [
        ("2026.1", "pactline-2026.1.html"),
        (None, "pactline.html"),
        ("..", "pactline.html"),
        (
            '../../x"; filename="evil.exe\r\nX-Injected: 1\u202egpj',
            "pactline-x-filename-evil.exe-X-Injected-1-gpj.html",
        ),
    ],
)
def test_a_version_becomes_a_name(version: str | None, name: str) -> None:
    assert file_name(version) == name


@given(st.text())
def test_no_version_leaves_its_folder_or_its_header(version: str) -> None:
    assert re.fullmatch(r"pactline(-[A-Za-z0-9.-]{1,40})?\.html", file_name(version))
    assert ".." not in file_name(version)
