"""QR codes as paths, so that a page draws them itself and asks nobody for a picture."""

from functools import lru_cache
from itertools import groupby
from typing import NamedTuple

import segno

QUIET = 4  # modules of free ground around a code, as its standard (ISO/IEC 18004) asks


class Code(NamedTuple):
    """A QR code: the ``path`` of its dark modules, to be stroked one module wide, on a square of ``size`` modules."""

    path: str
    size: int


@lru_cache(maxsize=256)
def qr_code(words: str) -> Code:
    """Return the code of some words, the quiet zone counted in; it survives the loss of 15 % of its modules.

    Raises:
        ValueError: There are more words than a code holds.
    """
    matrix = segno.make_qr(words, error="m").matrix
    parts = []
    for y, row in enumerate(matrix, start=QUIET):
        x, at = QUIET, None  # where this run begins, and where the last one ended
        for dark, run in groupby(row):
            length = len(list(run))
            if dark:
                parts.append(f"{f'M{x} {y}.5' if at is None else f'm{x - at} 0'}h{length}")
                at = x + length
            x += length
    return Code("".join(parts), len(matrix) + 2 * QUIET)
