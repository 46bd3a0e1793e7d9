"""QR codes as paths, so that a page draws them itself and asks nobody for a picture."""

from functools import lru_cache
from typing import NamedTuple

import segno

QUIET = 4  # modules of free ground around a code, as its standard (ISO/IEC 18004) asks


class Code(NamedTuple):
    """A QR code: the ``path`` of its dark modules in SVG's language, on a square of ``size`` modules."""

    path: str
    size: int


@lru_cache(maxsize=256)
def qr_code(words: str) -> Code:
    """Return the code of some words, the quiet zone counted in; it survives the loss of 15 % of its modules.

    Raises:
        ValueError: There are more words than a code holds.
    """
    matrix = segno.make_qr(words, error="m").matrix
    runs = []
    for y, row in enumerate(matrix, start=QUIET):
        begin = None
        for x, dark in enumerate([*row, 0], start=QUIET):
            if dark and begin is None:
                begin = x
            elif not dark and begin is not None:
                runs.append(f"M{begin} {y}h{x - begin}v1h{begin - x}z")
                begin = None
    return Code("".join(runs), len(matrix) + 2 * QUIET)
