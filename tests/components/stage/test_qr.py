"""QR codes: the path has the code's own modules, and free ground around them."""

import re

import pytest
import segno

from components.stage.qr import QUIET, qr_code

LINK = "http://192.168.178.23:8501/classroom?story=from-the-soviet-era&step=12"


def modules(path: str, size: int) -> list[list[int]]:
    """Stroke a path, one module wide, onto a grid."""
    grid = [[0] * size for _ in range(size)]
    x, y = 0, 0
    for command, numbers in re.findall(r"([Mmh])([^Mmh]+)", path):
        values = [float(number) for number in numbers.split()]
        if command == "h":
            for column in range(x, x + int(values[0])):
                grid[y][column] = 1
            x += int(values[0])
        elif command == "M":
            x, y = int(values[0]), int(values[1])
        else:
            x += int(values[0])
    return grid


@pytest.mark.parametrize("words", ["a", LINK, LINK * 5])
def test_the_path_draws_the_codes_modules_and_nothing_else(words: str) -> None:
    code = qr_code(words)
    grid = modules(code.path, code.size)
    inner = [row[QUIET:-QUIET] for row in grid[QUIET:-QUIET]]
    assert inner == [list(row) for row in segno.make_qr(words, error="m").matrix]
    assert sum(map(sum, grid)) == sum(map(sum, inner))
    assert code.size == len(inner) + 8


def test_too_many_words_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"too large|not fit|version"):
        qr_code("x" * 4000)
