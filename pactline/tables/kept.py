"""What is made of a record is kept on the record itself, and ends with it.

Several records may be read at a time: the server's, and one that a reader has brought for a visit. Kept in one place
for all, what was made of theirs would outlive them, and push out what was made of the other.
"""

from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from functools import lru_cache, wraps
from threading import Lock
from typing import Any, ParamSpec, Protocol, TypeVar, cast

P = ParamSpec("P")
R = TypeVar("R")
R_co = TypeVar("R_co", covariant=True)

_FEW = 8  # results: where a function keeps no more of a large record, each of them is large
_SMALL = 2000  # events of a record that is small: what is made of it is, too
_MORE = 4  # times as many results are kept of a small one


class Shelf(dict[Callable[..., Any], Callable[..., Any]]):
    """Where what is made of a record is kept, by function: the same function, with what it has made."""

    def __init__(self, events: int) -> None:
        """Begin it for a record of so many events."""
        super().__init__()
        self.events = events

    def room(self, most: int) -> int:
        """Return how many results of a function are kept that keeps ``most`` of a large record."""
        return most * _MORE if most <= _FEW and self.events <= _SMALL else most


class Shelved(Protocol):
    """What belongs to a record: its tables, or a view of them."""

    @property
    def shelf(self) -> Shelf:
        """Where what is made of the record is kept."""

    @property
    def key(self) -> Hashable:
        """What stands for it where answers are kept: equal to that of another of the record that shows the same.

        It holds no rows and no tables: the answers of many are kept, and of a large record a view weighs megabytes.
        """


class Kept(Protocol[P, R_co]):
    """A function whose results are kept; ``__wrapped__`` makes them anew."""

    @property
    def __wrapped__(self) -> Callable[P, R_co]: ...

    def __call__(self, *args: P.args, **named: P.kwargs) -> R_co: ...  # noqa: D102


def kept(most: int) -> Callable[[Callable[P, R]], Kept[P, R]]:
    """Keep what a function returns, as ``functools.lru_cache`` does, for each record apart.

    What several readers ask for at the same moment is made once; the others wait for it.

    The function's first argument, by position, is a record or a view of one; all of them can be hashed. It asks for
    nothing that asks for it again with the same arguments.

    Args:
        most: Results of one record that are kept, more of a small record (``Shelf.room``); the one that was asked
            for longest ago goes first.
    """

    def keeping(make: Callable[P, R]) -> Kept[P, R]:
        @wraps(make)
        def found(*args: P.args, **named: P.kwargs) -> R:
            of: Any = args[0]
            shelf: Shelf = of.shelf
            own = shelf.get(make)
            if own is None:
                own = shelf.setdefault(make, lru_cache(maxsize=shelf.room(most))(_answering(make)))
            key = of.key
            made: R = own(*args, **named) if key is of else own(_Question(key, args, named))
            return made

        return cast("Kept[P, R]", found)

    return keeping


class _Question:
    """Arguments of a function, the first of them told apart by its key; they are held no longer than until answered."""

    __slots__ = ("_key", "args", "named")

    def __init__(self, key: Hashable, args: tuple[Any, ...], named: dict[str, Any]) -> None:
        self._key = key, args[1:], tuple(named.items())
        self.args, self.named = args, named

    def __hash__(self) -> int:
        return hash(self._key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Question) and self._key == other._key


def _answering(make: Callable[..., R]) -> Callable[..., R]:
    """Return a function of a question, or of its arguments themselves."""
    once = _once(make)

    def answered(*args: Any, **named: Any) -> R:
        if not (args and isinstance(args[0], _Question)):
            return once((args, tuple(named.items())), args, named)
        question = args[0]
        own, told = question.args, question.named
        question.args, question.named = (), {}
        return once(question, own, told)

    return answered


def _once(make: Callable[..., R]) -> Callable[[Hashable, tuple[Any, ...], dict[str, Any]], R]:
    """Return a function that lets who asks for what is being made, by its key, wait for it."""
    lock, under_way = Lock(), dict[Hashable, "Future[R]"]()

    def made(key: Hashable, args: tuple[Any, ...], named: dict[str, Any]) -> R:
        own = Future[R]()
        with lock:
            first = under_way.setdefault(key, own)
        if first is not own:
            try:
                return first.result()
            except CancelledError:  # who made it was called away
                return make(*args, **named)
        try:
            result = make(*args, **named)
        except Exception as error:
            own.set_exception(error)
            raise
        except BaseException:  # a run that ends early is no answer for others
            own.cancel()
            raise
        else:
            own.set_result(result)
            return result
        finally:
            with lock:
                del under_way[key]

    return made
