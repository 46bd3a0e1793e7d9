"""What "disputed" means wherever claims are counted, chosen or exported: one rule for all of them.

A claim is disputed if that is its status, or if it contradicts another claim of the record. As known on a day the
status is that of then, and the other claim must have been known. ``components/sealed/select.js`` says it once more.
"""

from typing import Any

DISPUTED = "disputed"


def disputed(status: Any, contradicts: Any) -> Any:
    """Say whether a claim is disputed, or which of many are.

    Args:
        status: The claim's status; of many claims a column of them.
        contradicts: Whether it contradicts another claim that is there; of many a mask.

    Returns:
        A truth value, or a column of them.
    """
    return (status == DISPUTED) | contradicts
