"""A stranger's file is read in a process of its own, which has so much time and memory, and can write nothing.

What can be made of a few bytes is not to be told from them: a table, a zip, a Parquet file. So that whoever brings one
keeps nobody waiting, it is read where it can be ended, and only text comes back. A short text of YAML, such as one
being edited, is read at once: it costs less than to begin a process.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import TypeAlias

from pydantic import TypeAdapter, ValidationError

import pactline
from pactline.brought.limits import AT_ONCE, MAX_UPLOAD, MB, SECONDS, WAIT
from pactline.brought.reading import Asked, Brought, BroughtError, Texts, read_file, read_texts
from pactline.files import regular_files

Refusal: TypeAlias = tuple[str, str, tuple[str, ...]]  # why not, what to do next, a table's columns
ANSWER: TypeAdapter[Brought | Refusal] = TypeAdapter(Brought | Refusal)
ASKED: TypeAdapter[tuple[Asked, Texts | None]] = TypeAdapter(tuple[Asked, Texts | None])
_PLACES = BoundedSemaphore(1)  # one after the other: two would halve each other's time
_BUSY = ("other files are being read", "try again in a moment")
_TOO_LONG = (f"the file takes more than {SECONDS} seconds to read", "take a part of it")


def read(asked: Asked, content: bytes) -> Brought:
    """Return what a file holds; see ``read_file``.

    Raises:
        BroughtError: It cannot come in, or takes too long.
    """
    if len(content) > MAX_UPLOAD:
        raise BroughtError(f"the file is larger than {MAX_UPLOAD // MB} MB")
    if len(content) <= AT_ONCE and Path(asked.shown).suffix.lower() in regular_files.YAML and b"\0" not in content:
        return read_file(asked, content)
    return _answered(asked, None, content)


def read_again(name: str, texts: Texts) -> Brought:
    """Return texts that a reader has edited with what is wrong in them; see ``read_texts``.

    Raises:
        BroughtError: They are too large, or take too long.
    """
    if sum(len(text) for _, text in texts) <= AT_ONCE:
        return read_texts(name, texts)
    return _answered(Asked(name), texts, b"")


def _answered(asked: Asked, texts: Texts | None, content: bytes) -> Brought:
    given = ASKED.dump_json((asked, texts)) + b"\n" + content
    if not _PLACES.acquire(timeout=WAIT):
        raise BroughtError(*_BUSY)
    try:
        done = subprocess.run(
            [sys.executable, "-B", "-m", "pactline.brought"],
            input=given,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # what a library says of a stranger's file is nobody's business
            timeout=WAIT,
            env=_environment(),
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise BroughtError(*_TOO_LONG) from None
    finally:
        _PLACES.release()
    if done.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        raise BroughtError(*_TOO_LONG)
    try:
        found = ANSWER.validate_json(done.stdout)
    except ValidationError:
        raise BroughtError("the file cannot be read, or needs more memory than there is", "take a part of it") from None
    if isinstance(found, Brought):
        return found
    raise BroughtError(*found)


def _environment() -> dict[str, str]:
    """Return this process's environment, in which ours finds the same program; libraries are to take one thread."""
    here = str(Path(pactline.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (here, os.environ.get("PYTHONPATH", ""))))
    one = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "ARROW_IO_THREADS"), "1")
    return os.environ | one | {"PYTHONPATH": path}
