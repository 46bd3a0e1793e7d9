"""The scale of a figure's amounts: from zero, or by tens where the amounts differ too much for that."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from pactline.wording import large

_LOG_FROM = 20.0  # times: from here on the small amounts would lie on the axis
_DECADES = 2.4  # up to so many tens a log scale has ticks at 1, 2 and 5 of each, beyond at 1 only
_BILLION, _MILLION = 1_000_000_000, 1_000_000


@dataclass(frozen=True, slots=True)
class NumberScale:
    """Where amounts lie between bottom and top.

    Attributes:
        log: By tens; then all amounts are above zero.
        low: Amount at the bottom.
        high: Amount at the top, above ``low``.
        ticks: Amounts to be named, rising.
    """

    log: bool
    low: float
    high: float
    ticks: tuple[float, ...]

    @classmethod
    def of(cls, amounts: Sequence[float], *, air: float = 0.08, ticks: int = 6) -> Self:
        """Return the scale that shows all amounts; without any, that of zero to one.

        A linear scale begins at zero, or spans it if an amount lies below.

        Args:
            amounts: In one unit.
            air: Share of the height, below a half, to keep free above the largest amount, and below the least
                one if that is no zero line.
            ticks: At most so many on a linear scale, or about.
        """
        least, most = min(amounts, default=0.0), max(amounts, default=1.0)
        if least > 0 and most / least >= _LOG_FROM:
            spare = (most / least) ** (air / (1 - 2 * air))
            low, high = least / spare, most * spare
            return cls(log=True, low=low, high=high, ticks=_tens(low, high))
        low, high = min(0.0, least), max(0.0, most)
        if low == high:
            high = low + 1
        spare = (high - low) * air / (1 - (2 if low < 0 else 1) * air)
        low, high = low - (spare if low < 0 else 0), high + spare
        return cls(log=False, low=low, high=high, ticks=_even(low, high, ticks))

    def share(self, amount: float) -> float:
        """Return how far up an amount lies, from 0 at the bottom to 1 at the top."""
        if self.log:
            return math.log(amount / self.low) / math.log(self.high / self.low)
        return (amount - self.low) / (self.high - self.low)

    def above(self, amount: float, share: float) -> float:
        """Return the amount that lies so much of the height above another; below it if ``share`` is negative."""
        if self.log:
            return float(amount * (self.high / self.low) ** share)
        return amount + (self.high - self.low) * share

    @property
    def bounds(self) -> tuple[float, float]:
        """Bottom and top as Plotly takes them: powers of ten on a log scale."""
        return (math.log10(self.low), math.log10(self.high)) if self.log else (self.low, self.high)


def number_words(amount: float) -> str:
    """Return an amount as a reader says it, never rounded: "28,000", "4.8 million", "1.7 billion"."""
    for unit in (_BILLION, _MILLION):
        if abs(amount) >= unit and round(amount) == amount and round(amount) * 1000 % unit == 0:
            return _sign(amount) + large(abs(amount))
    plain = f"{abs(amount):,.6f}".rstrip("0").rstrip(".")
    return _sign(amount) + plain


def _sign(amount: float) -> str:
    return "−" if amount < 0 else ""


def _even(low: float, high: float, number: int) -> tuple[float, ...]:
    """Return round amounts at equal distances, at most so many and one more."""
    rough = (high - low) / number
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= rough)
    first = math.ceil(low / step)
    return tuple(round(number * step, 10) for number in range(first, math.floor(high / step) + 1))


def _tens(low: float, high: float) -> tuple[float, ...]:
    """Return the powers of ten between two amounts, and twos and fives where there is room."""
    factors = (1, 2, 5) if math.log10(high / low) <= _DECADES else (1,)
    powers = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    every = (factor * 10.0**power for power in powers for factor in factors)
    return tuple(tick for tick in every if low <= tick <= high)
