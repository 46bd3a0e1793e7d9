"""What browsers are given is what the scripts make."""

import subprocess
from pathlib import Path

from pactline.home import app_root
from tests.browser_scripts import NODE

COMPONENTS = app_root() / "components"


def test_the_bundles_are_made_of_the_scripts_as_they_are(tmp_path: Path) -> None:
    subprocess.run([*NODE, "scripts/bundle.js", "--out", str(tmp_path)], check=True)
    made = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
    kept = {file.name: file.read_bytes() for file in (COMPONENTS / "bundles").iterdir()}
    stale = sorted(name for name in made.keys() | kept.keys() if made.get(name) != kept.get(name))
    assert not stale, f"{', '.join(stale)}: run `make scripts` and commit components/bundles"


def test_no_bundle_ends_the_script_that_holds_it() -> None:
    for bundle in (COMPONENTS / "bundles").iterdir():
        assert "</script" not in bundle.read_text(encoding="utf-8").lower(), bundle.name
