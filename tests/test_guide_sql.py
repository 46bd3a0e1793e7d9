"""The SQL of the guide runs over exported Parquet, and answers what the tables say."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pytest

import pactline
from pactline.export.record_parquet import to_parquet
from pactline.query.select import whole
from tests.support import curated

_DATABASE: Any = duckdb  # which may answer nothing, but not to a SELECT
ROOT = Path(__file__).resolve().parent.parent
_ASKED = re.findall(
    r"^```sql\n(.*?)^```", (ROOT / "docs" / "from-code.md").read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE
)


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    """What each statement of the guide answers, as a frame, asked where the export lies."""
    place = tmp_path_factory.mktemp("sql")
    with zipfile.ZipFile(io.BytesIO(to_parquet(whole(curated()), ""))) as pack:
        pack.extractall(place / "record")
    return [_DATABASE.sql(sql.replace("'record/", f"'{place}/record/")).df() for sql in _ASKED]


def test_the_guide_counts_claims_by_status(answers: list[Any]) -> None:
    own = pactline.open().claims["status"].value_counts().to_dict()
    assert answers[0].set_index("status")["claims"].to_dict() == own


def test_the_guide_finds_the_claims_of_one_voice_with_their_events(answers: list[Any]) -> None:
    own = pactline.open().claims
    own = own[own["independent"] == 1]
    assert sorted(zip(answers[1]["text"], answers[1]["title"], strict=True)) == sorted(
        zip(own["text"], own["event_title"], strict=True)
    )


def test_the_guide_counts_what_state_controlled_publishers_are_cited_for(answers: list[Any]) -> None:
    own = pactline.open().citations
    own = own[(own["state_controlled"] == True) & own["claim_id"].notna()]  # noqa: E712 - a column
    counts = own.groupby("publisher_name")["claim_id"].nunique().to_dict()
    assert answers[2].set_index("name")["claims"].to_dict() == counts
