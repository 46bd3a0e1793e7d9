"""A record's sign: only pixels of it leave, whatever the file holds; what cannot be shown is told to its editor."""

import io
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from pactline.files.logo import MOST, LogoError, logo_of
from pactline.files.opening import check_record, open_record

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">{}<rect width="40" height="20" fill="#0a5"/></svg>'
)


def png(size: tuple[int, int], **about: str) -> bytes:
    out, told = io.BytesIO(), PngImagePlugin.PngInfo()
    for name, words in about.items():
        told.add_text(name, words)
    Image.new("RGBA", size, (10, 90, 138, 255)).save(out, "PNG", pnginfo=told)
    return out.getvalue()


def test_a_png_is_written_anew_without_what_stood_beside_its_pixels(tmp_path: Path) -> None:
    (tmp_path / "sign.png").write_bytes(png((400, 200), Comment="<script>alert(1)</script>"))
    logo = logo_of(tmp_path, "sign.png")
    assert (logo.width, logo.height) == (192, 96)
    assert b"script" not in logo.png
    with Image.open(io.BytesIO(logo.png)) as picture:
        assert picture.getpixel((5, 5)) == (10, 90, 138, 255)


def test_an_svg_is_drawn(tmp_path: Path) -> None:
    (tmp_path / "sign.SVG").write_text(SVG.format(""))
    logo = logo_of(tmp_path / "events.yaml", "sign.SVG")
    assert (logo.width, logo.height) == (192, 96)
    with Image.open(io.BytesIO(logo.png)) as picture:
        assert picture.getpixel((96, 48)) == (0, 170, 85, 255)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<image href="other.png" width="9" height="9"/>',
        '<use href="#a"/>',
        "<foreignObject/>",
        '<svg:SCRIPT xmlns:svg="http://www.w3.org/2000/svg"/>',
    ],
)
def test_an_svg_that_holds_more_than_shapes_is_refused(tmp_path: Path, inside: str) -> None:
    (tmp_path / "sign.svg").write_text(SVG.format(inside))
    with pytest.raises(LogoError, match="holds a script"):
        logo_of(tmp_path, "sign.svg")


def _bomb() -> bytes:
    """Return a PNG of some hundred bytes that says it has 4,000 × 4,000 pixels."""
    plain = png((1, 1))
    header = b"IHDR" + (4_000).to_bytes(4, "big") * 2 + plain[24:29]
    return plain[:12] + header + zlib.crc32(header).to_bytes(4, "big") + plain[33:]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"GIF89a", "no picture that can be read"),
        (_bomb(), "million pixels"),
        (b"\x89PNG" + b"\0" * MOST, "larger than 500 kB"),
        (None, "is not there"),
    ],
)
def test_what_is_no_sign_is_told_to_the_editor_and_the_record_opens_without_it(
    tmp_path: Path, content: bytes | None, why: str
) -> None:
    record = tmp_path / "events.yaml"
    record.write_text("edition:\n  title: Mill\n  logo: sign.png\nevents:\n- {date: 2024, title: Only}\n")
    if content is not None:
        (tmp_path / "sign.png").write_bytes(content)
    (warning,) = [one for one in check_record(tmp_path) if "logo" in one.message]
    assert why in warning.message
    assert (warning.severity, warning.line) == ("warning", 3)
    assert open_record(tmp_path).dossier.logo is None


def test_a_sign_never_comes_from_another_folder(tmp_path: Path) -> None:
    record = tmp_path / "events.yaml"
    record.write_text("edition:\n  logo: ../secret.png\nevents:\n- {date: 2024, title: Only}\n")
    with pytest.raises(Exception, match="not the name of a picture"):
        open_record(tmp_path)
