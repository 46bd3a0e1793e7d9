"""Words that are written once for all who read them, and let go of once a record that they are of is gone."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from functools import _lru_cache_wrapper

_T = TypeVar("_T")

_FORGET: Final[list[Callable[[], None]]] = []


def held(most: int) -> Callable[[Callable[..., _T]], "_lru_cache_wrapper[_T]"]:
    """Hold what a function returns for its last so many arguments, until ``forget_words``.

    For words of a record that outlive a run: a record that a reader has brought must leave nothing behind.
    """

    def hold(make: Callable[..., _T]) -> "_lru_cache_wrapper[_T]":
        made = lru_cache(maxsize=most)(make)
        _FORGET.append(made.cache_clear)
        return made

    return hold


def forgotten(forget: Callable[[], None]) -> None:
    """Let ``forget_words`` call what empties another store of a record's words; it may do so in any thread."""
    _FORGET.append(forget)


def forget_words() -> None:
    """Let go of all that is held: a record that some of it was of is gone."""
    for forget in _FORGET:
        forget()
