"""What the doctor finds, and what is to be done about it."""

import json
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner

from pactline.cli import doctor, serve
from pactline.cli.main import main
from pactline.home import app_root

CONFIG = app_root() / ".streamlit" / "config.toml"


def test_what_is_well_is_said_and_ends_with_0(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text("events:\n- {date: 2024, title: x}\n")
    said = CliRunner().invoke(main, ["doctor", str(file), "--json"], env={"PACTLINE_CACHE": str(tmp_path)})
    found = json.loads(said.stdout)
    assert said.exit_code == 0, said.stdout
    assert {"Python", "packages", "settings", "record", "cache", "fonts", "port", "open files"} <= {
        one["about"] for one in found
    }
    assert all(bool(one["advice"]) == (one["state"] != "good") for one in found)


def test_what_is_bad_is_said_with_advice_and_ends_with_1(tmp_path: Path) -> None:
    file = tmp_path / "my.yaml"
    file.write_text("events:\n- {date: soon, title: x}\n")
    said = CliRunner().invoke(main, ["doctor", str(file)])
    assert said.exit_code == 1
    assert f"bad   record: {file}: 1 error\n      → pactline check {file} names each at its line" in said.stdout


def test_an_old_python_is_bad() -> None:
    assert [one.state for one in doctor.python((3, 10, 9))] == ["bad"]
    assert [one.state for one in doctor.python((3, 11, 0))] == ["good"]


def test_a_package_that_is_missing_or_too_old_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "importlib.metadata.requires", lambda _: ["click>=999", "nosuchthing>=1", "numpy>=1", "other>=1; extra == 'x'"]
    )
    [found] = doctor.packages()
    assert found.state == "bad"
    assert "click" in found.said
    assert ">=999" in found.said
    assert "nosuchthing is missing" in found.said
    assert "numpy" not in found.said
    assert "other" not in found.said


@pytest.mark.parametrize(
    ("environment", "state", "said"),
    [({"PACTLINE_FRAME": "x"}, "look", "PACTLINE_FRAME means nothing"), ({"PACTLINE_FRAMES": "x"}, "bad", "'x' is no origin"), ({"PACTLINE_SLOW": "x"}, "bad", "no number"),
     ({"PACTLINE_WATCHERS": "x"}, "bad", "no network"), ({"STREAMLIT_SERVER_ENABLE_CORS": "false"}, "look", "every origin"), ({"PACTLINE_FRAMES": "none"}, "good", "config.toml")],
)  # fmt: skip
def test_settings_are_read_as_the_app_reads_them(environment: dict[str, str], state: str, said: str) -> None:
    found = next(iter(doctor.settings(environment, CONFIG)))
    assert found.state == state
    assert said in found.said


def test_telemetry_that_is_on_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("[browser]\n")
    assert "telemetry" in next(iter(doctor.settings({}, tmp_path / "config.toml"))).said
    (tmp_path / "config.toml").write_text("[browser\n")
    assert [one.state for one in doctor.settings({}, tmp_path / "config.toml")] == ["bad"]


def test_a_folder_that_cannot_be_written_costs_time_only(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    states = [one.state for one in doctor.caches(tmp_path / "file" / "below", tmp_path / "new")]
    assert states == ["look", "good"]
    assert not (tmp_path / "new").exists()  # it changes nothing


def test_missing_fonts_are_named(tmp_path: Path) -> None:
    [found] = doctor.fonts(tmp_path)
    assert found.state == "look"
    assert "static/fonts/latin-sans.woff2" in found.said
    assert [one.state for one in doctor.fonts(app_root())] == ["good"]


def test_a_taken_port_and_few_open_files_are_worth_a_look() -> None:
    with socket.socket() as other:
        other.bind((serve.LOOPBACK, 0))
        other.listen(1)
        assert [one.state for one in doctor.ports(other.getsockname()[1])] == ["look"]
    assert [one.state for one in doctor.open_files(256)] == ["look"]
    assert [one.state for one in doctor.open_files(65_536)] == ["good"]


def test_a_doctor_who_falls_over_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: Path) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(doctor, "fonts", broken)
    found = [one for one in doctor.examined(tmp_path / "nowhere.yaml", 8501) if one.about in ("fonts", "record")]
    assert [one.state for one in found] == ["bad", "bad"]
