"""A reader's own record as a file to take away: its YAML in the one style."""

import io
import zipfile
from collections.abc import Callable
from functools import partial
from pathlib import PurePosixPath

from pactline.brought.reading import Texts, clean

YAML = "application/yaml"  # RFC 9512


def file_to_take(name: str, texts: Texts) -> tuple[str, str, Callable[[], bytes]]:
    """Return name, media type and what makes the bytes of the file: YAML, or a zip where the record has several."""
    if len(texts) == 1:
        return f"{_stem(texts[0][0])}.yaml", YAML, partial(_text, texts)
    return f"{_stem(name)}.zip", "application/zip", partial(_zip, texts)


def _stem(name: str) -> str:
    stem = PurePosixPath(name).stem
    return "".join(one if one.isalnum() or one in "-_. " else "-" for one in stem).strip("-. ")[:80] or "record"


def _text(texts: Texts) -> bytes:
    return clean(texts)[0][1].encode()


def _zip(texts: Texts) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in clean(texts):
            made.writestr(name, content)
    return out.getvalue()
