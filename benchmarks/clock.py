"""How a step of ours is timed: processor time, so that what else runs on the machine weighs little."""

import gc
import time
from collections.abc import Callable
from statistics import median
from typing import Any


def cpu(step: Callable[[], Any], *, before: Callable[[], Any] = lambda: None, times: int = 5) -> float:
    """Return the median of the ms of processor time that a step takes, with the collector as the app leaves it.

    Args:
        step: What is timed.
        before: Run before each, untimed: lets go of what was remembered.
        times: How often.
    """
    found = []
    for _ in range(times):
        before()
        gc.collect()
        begin = time.process_time_ns()
        step()
        found.append((time.process_time_ns() - begin) / 1e6)
    return median(found)
