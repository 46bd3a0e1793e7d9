"""What a fresh machine meets: the Python that is taken, and one clear line where there is none."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests import packages
from tests.app_server import ROOT
from tests.browser import chrome

LINE = "#!/bin/sh\n"


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH: nothing else is on this machine."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("PYTHON", raising=False)
    monkeypatch.delenv(chrome.OVERRIDE, raising=False)
    return tmp_path


def test_a_python_that_does_not_start_is_passed_over(machine: Path) -> None:
    """As a pyenv shim of a version that is not chosen, or Apple's stub."""
    _put(machine / "python3.13", "exit 127")
    _put(machine / "python3", f'exec "{sys.executable}" "$@"')
    assert _find_python() == (0, f"{machine}/python3\n", "")


def test_an_old_python_is_passed_over(machine: Path) -> None:
    _put(machine / "python3.13", 'case "$2" in *version_info*) exit 1;; esac')
    assert _find_python()[0] == 1
    _put(machine / "python3", f'exec "{sys.executable}" "$@"')
    assert _find_python() == (0, f"{machine}/python3\n", "")


def test_a_python_without_venv_is_taken_only_to_be_named(machine: Path) -> None:
    _put(machine / "python3.12", 'case "$2" in *venv*) exit 1;; esac')
    code, out, said = _find_python()
    assert (code, out) == (1, "")
    assert said.startswith(f"{machine}/python3.12 has no venv module. Install it")
    assert "python3.12-venv" in said

    _put(machine / "python3.11", "exit 0")
    assert _find_python() == (0, f"{machine}/python3.11\n", "")


def test_a_machine_without_python_gets_one_clear_line(machine: Path) -> None:
    assert machine.is_dir()
    code, out, said = _find_python()
    assert (code, out) == (1, "")
    assert said.startswith("No Python 3.11 or newer found. Install one")
    assert said.count("\n") == 1


def test_the_python_that_is_named_is_taken_or_refused(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(machine / "python3", "exit 0")
    monkeypatch.setenv("PYTHON", sys.executable)
    assert _find_python() == (0, f"{sys.executable}\n", "")
    monkeypatch.setenv("PYTHON", "python2")
    assert _find_python() == (1, "", "python2 is no Python 3.11 or newer.\n")


def test_a_browser_that_does_not_start_is_passed_over(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As Ubuntu's chromium-browser, which may only say that a snap is needed."""
    monkeypatch.setattr(chrome, "_MAC", ())
    monkeypatch.setattr(chrome, "_playwrights_own", lambda: None)
    _put(machine / "chromium-browser", "exit 1")
    assert chrome.find() is None
    _put(machine / "google-chrome", "echo Google Chrome 1.2.3")
    assert chrome.find() == machine / "google-chrome"


def test_the_browser_that_is_named_is_taken_and_no_other(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _put(machine / "chromium", "echo Chromium 1.2.3")
    monkeypatch.setenv(chrome.OVERRIDE, "/nowhere/chrome")
    assert chrome.find() is None
    _put(machine / "mine", "echo Chromium 4.5.6")
    monkeypatch.setenv(chrome.OVERRIDE, str(machine / "mine"))
    assert chrome.find() == machine / "mine"


def test_a_machine_without_a_browser_gets_one_clear_line(
    machine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert machine.is_dir()
    monkeypatch.setattr(chrome, "_install", lambda: None)
    monkeypatch.setattr(chrome, "find", lambda **_: None)
    assert chrome.main() == 1
    assert capsys.readouterr().err == chrome.HELP + "\n"


@pytest.mark.parametrize(("root", "ci", "apt"), [(True, "", True), (False, "true", True), (False, "", False)])
def test_debians_package_is_installed_only_by_root_or_in_ci(
    machine: Path, monkeypatch: pytest.MonkeyPatch, *, root: bool, ci: str, apt: bool
) -> None:
    for name in ("apt-get", "sudo"):
        _put(machine / name, "exit 0")
    tried: list[str] = []

    def run(*command: str) -> bool:
        tried.append(" ".join(command))
        return True

    monkeypatch.setenv("CI", ci)
    monkeypatch.setattr("os.geteuid", lambda: 0 if root else 1000)
    monkeypatch.setattr(packages, "run", run)
    packages._fresh.cache_clear()
    monkeypatch.setattr(chrome, "find", lambda **_: None)
    chrome._install()
    assert any("apt-get install" in command for command in tried) == apt
    assert tried[-1].endswith("playwright install chromium")  # Debian's package did not help, so Playwright's


@pytest.mark.parametrize(
    "file", ["requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile", ".ci/run"]
)
def test_no_file_of_the_setup_names_a_host_or_a_place_on_a_machine(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert not [
        line for line in text.splitlines() if "://" in line or "index-url" in line.replace("no-emit-index-url", "")
    ]
    assert str(ROOT) not in text


def test_every_locked_package_has_a_hash() -> None:
    for lock in ("requirements.lock", "requirements-dev.lock"):
        entries = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", "").splitlines()
        packages = [entry for entry in entries if "==" in entry.split("#")[0]]
        assert packages
        assert not [entry for entry in packages if "--hash=sha256:" not in entry]


def test_both_locks_agree() -> None:
    # On the version: for which interpreters a package is needed may be more where tests need it too.
    run, dev = (
        {line.split(" ")[0] for line in (ROOT / lock).read_text(encoding="utf-8").splitlines() if "==" in line}
        for lock in ("requirements.lock", "requirements-dev.lock")
    )
    assert run <= dev


def test_the_plain_list_for_hosts_is_the_lock_without_its_hashes_and_is_the_first_that_they_find() -> None:
    """Streamlit's cloud takes the first of these files that it finds."""
    order = ("uv.lock", "Pipfile", "environment.yml", "requirements.txt", "pyproject.toml")
    assert next(name for name in order if (ROOT / name).exists()) == "requirements.txt"
    plain = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines()
    assert set(plain) <= {line.removesuffix(" \\") for line in locked}
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    names = {re.split(r"[=\[ ;]", line)[0] for line in plain}
    assert {re.split(r"[<>=\[ ;]", one)[0].replace(".", "-").lower() for one in needed} <= names
    assert "hatchling" not in names  # what builds the package is no host's business


def _put(path: Path, does: str) -> None:
    path.write_text(LINE + does + "\n", encoding="utf-8")
    path.chmod(0o755)


def _find_python() -> tuple[int, str, str]:
    said = subprocess.run(
        ["/bin/sh", str(ROOT / "scripts" / "find-python")],
        capture_output=True,
        text=True,
        check=False,
        env=dict(os.environ),
    )
    return said.returncode, said.stdout, said.stderr
