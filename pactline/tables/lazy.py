"""Collections that are made when they are first read, for records whose tables are there before their entries."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

T = TypeVar("T")


class LazySequence(Sequence[T]):
    """A sequence of known length that is made once, at the first look into it."""

    def __init__(self, length: int, make: Callable[[], Sequence[T]]) -> None:
        self._length, self._make = length, make

    @cached_property
    def _made(self) -> Sequence[T]:
        return self._make()

    def __len__(self) -> int:
        return self._length

    def __getitem__(self, place: Any) -> Any:
        return self._made[place]

    def __iter__(self) -> Iterator[T]:
        return iter(self._made)


class LazyMapping(Mapping[str, T]):
    """A mapping that is made once, at the first look into it; whether it is empty is known before."""

    def __init__(self, make: Callable[[], Mapping[str, T]], *, filled: bool) -> None:
        self._make, self._filled = make, filled

    def __bool__(self) -> bool:
        return self._filled

    @cached_property
    def _made(self) -> Mapping[str, T]:
        return self._make()

    def __len__(self) -> int:
        return len(self._made)

    def __getitem__(self, key: str) -> T:
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._made)
