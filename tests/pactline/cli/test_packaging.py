"""What reaches those who install the package: the whole app, with its config, wherever it is started."""

import subprocess
import zipfile
from pathlib import Path

import pytest

from pactline import __version__
from tests.app_server import ROOT, AppServer

APP = ("app.py", "pages", "components", "data", "static", ".streamlit")


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_the_wheel_installs_nothing_beside_pactline(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names} == {"pactline", f"pactline-{__version__}.dist-info"}


@pytest.mark.parametrize("part", APP)
def test_the_wheel_carries_every_file_of_the_app(names: set[str], part: str) -> None:
    lie = [ROOT / part] if (ROOT / part).is_file() else (ROOT / part).rglob("*")
    wanted = {f"pactline/_app/{path.relative_to(ROOT).as_posix()}" for path in lie if path.is_file()}
    left = ("__pycache__", "static/made/")  # made where the app runs
    wanted = {name for name in wanted if not any(part in name for part in left)}
    wanted = {name for name in wanted if not name.endswith((".DS_Store", "secrets.toml"))}
    assert wanted
    assert wanted <= names


def test_the_wheel_carries_no_leftovers(names: set[str]) -> None:
    assert not [
        name
        for name in names
        if "__pycache__" in name or "secrets" in name or "/made/" in name or name.startswith("tests")
    ]


def test_the_wheel_carries_both_licences(names: set[str]) -> None:
    licences = f"pactline-{__version__}.dist-info/licenses"
    assert {f"{licences}/LICENSE", f"{licences}/data/LICENSE"} <= names


def test_the_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    command = [str(installed.with_name("pactline")), "--version"]
    said = subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
    assert said == f"pactline {__version__}\n"


def test_the_installed_app_starts_anywhere_with_its_own_config(installed: Path, tmp_path: Path) -> None:
    """Not with the config of the project in whose folder somebody happens to start it."""
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text("[server]\nbaseUrlPath = 'elsewhere'\n")
    root = _root_of(installed, tmp_path)
    (root / "static" / "proof.txt").write_text("from the installed app")  # static files are off unless config says

    with AppServer(command=[str(installed.with_name("pactline"))], cwd=tmp_path) as server:
        assert server.get("/app/static/proof.txt") == b"from the installed app"
        assert server.url in server.output


def _root_of(python: Path, cwd: Path) -> Path:
    code = "from pactline.home import app_root; print(app_root())"
    said = subprocess.run([str(python), "-c", code], cwd=cwd, check=True, capture_output=True, text=True).stdout
    root = Path(said.strip())
    assert not root.is_relative_to(ROOT)
    return root
