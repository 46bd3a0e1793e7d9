"""How far apart estimates lie, in words made from the rows; nothing is averaged.

A row is a dict with the columns of ``ESTIMATES``, what is missing ``None``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, TypeAlias

from components.numbers.scale import number_words
from pactline.wording import text

Row: TypeAlias = Mapping[str, Any]


class Spread(NamedTuple):
    """The estimates of one metric that count the same, and how far apart the latest of them lie.

    Attributes:
        counts: What they count, an id.
        cumulative: ``yes``, ``no`` or ``none``.
        estimates: How many give an amount.
        estimators: By how many.
        words: The sentence, made from ``used``.
        used: Ids of the estimates that the sentence sets beside each other.
    """

    counts: str
    cumulative: str
    estimates: int
    estimators: int
    words: str
    used: tuple[str, ...]


def amount(row: Row) -> str:
    """Return an estimate's amount as a reader says it: "at least 20,000", "about 15,800 to 16,000", "several dozen"."""
    if not numeric(row):
        return str(row["words"])
    said = _amount(row)
    return text("numbers.with_words", amount=said, words=row["words"]) if row["words"] else said


def numeric(row: Row) -> bool:
    """Say whether an estimate gives a number."""
    return any(row[end] is not None for end in ("low", "high", "value"))


def _amount(row: Row) -> str:
    low, high, value = row["low"], row["high"], row["value"]
    if value is None and low is not None and high is not None:
        return _about(row, text("numbers.range", low=number_words(low), high=number_words(high)))
    said = _about(row, number_words(next(one for one in (value, low, high) if one is not None)))
    if value is not None:
        return said
    return text("numbers.at_least" if high is None else "numbers.up_to", amount=said)


def _about(row: Row, said: str) -> str:
    return text("numbers.about", amount=said) if row["approximate"] else said


def spreads(rows: Sequence[Row]) -> list[Spread]:
    """Return the spreads of one metric's estimates, the one of most estimators first.

    What counts different things, or adds up and does not, is never set side by side. Of what adds up, the latest
    figure of each estimator is taken, if it is at most a year older than the group's last one: an early count is no
    rival of a late one. Of what holds at one time, all are.
    """
    groups: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        if numeric(row):
            groups.setdefault((row["counts"], row["cumulative"]), []).append(row)
    found = [_spread(counts, cumulative, own) for (counts, cumulative), own in groups.items()]
    return sorted(found, key=lambda one: (-one.estimators, -one.estimates))


def estimators(rows: Iterable[Row]) -> int:
    """Count the estimators; those that are not named count as one."""
    return len({row["estimator"] for row in rows})


def _spread(counts: str, cumulative: str, rows: Sequence[Row]) -> Spread:
    used = _latest(rows) if cumulative == "yes" else rows
    return Spread(
        counts=counts,
        cumulative=cumulative,
        estimates=len(rows),
        estimators=estimators(rows),
        words=_words(rows, used, added=cumulative == "yes"),
        used=tuple(row["estimate_id"] for row in used),
    )


def _latest(rows: Sequence[Row]) -> list[Row]:
    """Return each estimator's latest estimates, those left out that are more than a year older than the last of all."""
    last = max(row["latest"] for row in rows)
    latest: dict[str, datetime] = {}
    for row in rows:
        if _within_a_year(row["latest"], last):
            latest[row["estimator"]] = max(row["latest"], latest.get(row["estimator"], row["latest"]))
    return [row for row in rows if latest.get(row["estimator"]) == row["latest"]]


def _within_a_year(day: datetime, last: datetime) -> bool:
    return (day.year + 1, day.month, day.day) >= (last.year, last.month, last.day)


def _words(rows: Sequence[Row], used: Sequence[Row], *, added: bool) -> str:
    # Of equal ends the open one is named: "at least 5" says more than "5".
    least = min(used, key=lambda row: (_low(row), not _open(row)))
    most = max(used, key=lambda row: (_high(row), _open(row)))
    first, last = min(rows, key=lambda row: row["earliest"]), max(rows, key=_day)
    way, day = ("by" if added else "at"), last["as_of_words"]
    if len(used) == 1:
        alone = len(rows) == 1
        key = f"numbers.{'single' if alone else 'latest'}_{way}"
        said = text(key, amount=_amount(used[0]), day=day, tally=tally(rows))
    elif _low(least) == _high(most) and not any(_open(row) for row in used):
        said = text(f"numbers.agree_{way}", all=len(used), amount=number_words(_low(least)), day=day)
    else:
        low, high = _end(least, "low"), _end(most, "high")
        said = text(
            f"numbers.between_{way if added or first['as_of_words'] != day else 'on'}",
            ends=low if low == high else text("numbers.ends", low=low, high=high),
            day=day,
            first=first["as_of_words"],
            tally=tally(used),
            estimators=text("numbers.estimators", n=estimators(used)),
        )
    return _sentence(said, _starts(used) if added else "")


def tally(rows: Sequence[Row]) -> str:
    """Return how many estimates by how many estimators."""
    return text(
        "numbers.tally",
        estimates=text("numbers.estimates", n=len(rows)),
        estimators=text("numbers.estimators", n=estimators(rows)),
    )


def _day(row: Row) -> datetime:
    day: datetime = row["latest"]
    return day


def _low(row: Row) -> float:
    return float(next(row[end] for end in ("low", "value", "high") if row[end] is not None))


def _high(row: Row) -> float:
    return float(next(row[end] for end in ("high", "value", "low") if row[end] is not None))


def _open(row: Row) -> bool:
    """Say whether an estimate gives one bound alone."""
    return row["value"] is None and (row["low"] is None or row["high"] is None)


def _end(row: Row, side: str) -> str:
    """Return one end of the spread with what its estimate says of it: "at least", "up to", "about"."""
    if row["value"] is None and row["low"] is not None and row["high"] is not None:
        return _about(row, number_words(row[side]))
    return _amount(row)


def _starts(used: Sequence[Row]) -> str:
    """Say from when amounts that add up count."""
    given = list(dict.fromkeys(row["since_words"] for row in used))
    if given == [None]:
        return text("numbers.since_none", n=len(used))
    if None in given:
        return text("numbers.since_some")
    return text("numbers.since_one", day=given[0]) if len(given) == 1 else text("numbers.since_many")


def independence(rows: Iterable[Row]) -> str:
    """Say how many of the estimators are a party to the pact or the war; empty where nobody can be placed."""
    sides = Counter({row["estimator"]: row["side"] for row in rows}.values())
    parties, unknown, others = sides["pact"] + sides["war"], sides["unknown"], sides["no"]
    if not parties and not others:
        return ""
    if not others:
        return text("numbers.none_known", n=unknown) if unknown else text("numbers.no_independent")
    said = text("numbers.parties", n=parties, all=sides.total()) if parties else text("numbers.no_party")
    return _sentence(said, text("numbers.unplaced", n=unknown) if unknown else "")


def _sentence(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
