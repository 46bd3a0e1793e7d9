"""The process that reads a stranger's file: asked on its input, answered on its output; see ``apart.py``."""

import contextlib
import resource
import sys

from pactline.brought.limits import MEMORY, SECONDS


def _bound() -> None:
    """Take no more time and memory than is ours, and write no file."""
    for what, most in (
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(ValueError, OSError):  # not every system can
            resource.setrlimit(what, (most, most))


def main() -> None:
    """Read, and answer."""
    _bound()
    from pactline.brought.apart import ANSWER, ASKED  # noqa: PLC0415 - the limits come first
    from pactline.brought.reading import BroughtError, read_file, read_texts  # noqa: PLC0415

    asked, texts = ASKED.validate_json(sys.stdin.buffer.readline())
    try:
        found = read_file(asked, sys.stdin.buffer.read()) if texts is None else read_texts(asked.name, texts)
    except BroughtError as error:
        sys.stdout.buffer.write(ANSWER.dump_json((str(error), error.hint, error.columns)))
    else:
        sys.stdout.buffer.write(ANSWER.dump_json(found))


if __name__ == "__main__":
    main()
