"""What the bench asks of the server's own code is still there, and answered."""

from benchmarks import inside
from tests.support import SMALL, tables


def test_each_step_that_is_measured_is_taken() -> None:
    assert inside._questions(tables(SMALL), figure=True).keys() == {"filter", "search", "figure"}
