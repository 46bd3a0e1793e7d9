"""What "disputed" means wherever claims are counted, chosen, listed or exported: one rule for all of them.

A claim is disputed if somebody in the record disagrees with it: its status says so; or another claim contradicts it,
or it contradicts another, whichever of the two an editor wrote it at; or a publication that it cites disputes it. As
known on a day the status is that of then, the other claim was known, and the publication was out.
``components/sealed/select.js`` says it once more.
"""

from typing import Any

import numpy as np
import numpy.typing as npt

from pactline.tables.postings import RowMask

DISPUTED = "disputed"


def disputed(status: Any, objected: Any) -> Any:
    """Say whether a claim is disputed, or which of many are.

    Args:
        status: The claim's status; of many claims a column of them.
        objected: Whether something in the record stands against it, as ``objected`` marks it; of many a mask.

    Returns:
        A truth value, or a column of them.
    """
    return (status == DISPUTED) | objected


def objected(
    claims: int, against: tuple[npt.NDArray[Any], npt.NDArray[Any]], cited: npt.NDArray[Any], part: npt.NDArray[Any]
) -> RowMask:
    """Mark the claims that another claim or a cited publication stands against.

    Args:
        claims: How many there are.
        against: Rows of the claims of each contradiction, as of the table ``against``.
        cited: The claim of each citation, -1 for none.
        part: The citation's part.
    """
    mask = np.zeros(claims, dtype=bool)
    for side in against:
        mask[side] = True
    mask[cited[(cited >= 0) & (part == "disputes")]] = True
    return mask
