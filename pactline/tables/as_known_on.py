"""A record as it could be read on a day: the same rows, without what was published, or became known, later."""

from collections.abc import Callable
from datetime import date
from threading import RLock
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from pactline.record import edtf
from pactline.record.citation import FOUNDING_ARTICLE
from pactline.tables.columns import lists, texts
from pactline.tables.disputed import disputed, objected
from pactline.tables.postings import RowMask, Rows, coded
from pactline.tables.source import Tables

Column = Callable[[], pd.Series]


class RewoundTables:
    """The tables of a record as known on a day.

    Events, claims, reactions, estimates and publications keep their rows: a selection hides those that came later.
    Citations of later publications are gone, and what is counted from citations is counted anew. A summary stays
    while it rests on nothing later: on no claim that was not known yet. Notes are written with what is known today,
    and go. Claims have the status of then.
    """

    def __init__(self, whole: Tables, day: date) -> None:
        """Rewind tables.

        Args:
            whole: The record's own.
            day: The last day on which something could have become known.
        """
        self._whole, self._lock = whole, RLock()
        self._made: dict[tuple[str, str], pd.Series] = {}
        self._frames: dict[str, pd.DataFrame] = {}
        late = _published_after(whole, pd.Timestamp(day).to_datetime64())
        self._known = {name: _days(whole, name, "known") <= np.datetime64(day) for name in ("claims", "estimates")}
        self._kept: dict[str, Rows] = {
            "citations": np.flatnonzero(~late[_numbers(whole, "citations", "source")]),
            "evidence": np.flatnonzero(~_late_evidence(whole, late)),
            "history": np.flatnonzero(_days(whole, "history", "date") <= np.datetime64(day)),
            "against": np.flatnonzero(self._both_known()),
            "digest": np.flatnonzero(self._borne()),
        }
        self._kept["voices"] = np.flatnonzero(self._heard())
        self._changed: dict[tuple[str, str], Column] = {
            ("events", "summary"): lambda: self._blank("events", "summary", self._settled()),
            ("claims", "status"): self._status,
            ("claims", "independent"): lambda: self._counted("claims", "voices", "claim", "int16"),
            ("claims", "citations"): lambda: self._counted("claims", "citations", "claim", "int16"),
            ("claims", "state_only"): lambda: self._state_only("claims", "claim"),
            ("claims", "disputed"): self._disputed,
            ("reactions", "state_only"): lambda: self._state_only("reactions", "reaction"),
            ("history", "note"): lambda: _nothing(len(self._kept["history"])),
            ("history", "sources"): lambda: self._told_by_then(whole, late),
            **{(name, "note"): self._no_notes(name) for name in ("claims", "reactions", "estimates", "sources")},
        }

    def rows(self, name: str) -> int:
        """Return how many rows a table has."""
        return len(self._kept[name]) if name in self._kept else self._whole.rows(name)

    def column(self, name: str, column: str) -> pd.Series:
        """Return one column."""
        with self._lock:
            if (name, column) not in self._made:
                self._made[name, column] = self._make(name, column)
            return self._made[name, column]

    def coded(self, name: str, column: str) -> tuple[Rows, list[str]]:
        """Return a column of texts as numbers, as ``pactline.tables.postings.coded`` does."""
        if (name, column) in self._changed:
            return coded(self.column(name, column))
        codes, texts = self._whole.coded(name, column)
        return (codes[self._kept[name]] if name in self._kept else codes), texts

    def frame(self, name: str) -> pd.DataFrame:
        """Return a table with all its columns."""
        with self._lock:
            if name not in self._frames:
                whole = self._whole.frame(name)
                own = whole.take(self._kept[name]).reset_index(drop=True) if name in self._kept else whole
                changed = [column for table, column in self._changed if table == name and column in whole]
                self._frames[name] = own.assign(**{column: self.column(name, column) for column in changed})
            return self._frames[name]

    def _make(self, name: str, column: str) -> pd.Series:
        if (name, column) in self._changed:
            return self._changed[name, column]()
        whole = self._whole.column(name, column)
        return whole.take(self._kept[name]).reset_index(drop=True) if name in self._kept else whole

    def _both_known(self) -> RowMask:
        known = self._known["claims"]
        claim, other = (_numbers(self._whole, "against", column) for column in ("claim", "other"))
        mask: RowMask = known[claim] & known[other]
        return mask

    def _borne(self) -> RowMask:
        """Mark the sentences of digests of which every claim was known."""
        named = self._whole.column("digest", "claims").tolist()
        wanted = {claim for ids in named for claim in ids}
        if not wanted:
            return np.zeros(len(named), dtype=bool)
        ids = self._whole.column("claims", "claim_id").to_numpy(dtype=object)[self._known["claims"]]
        known = wanted.intersection(ids)
        return np.array([bool(one) and known.issuperset(one) for one in named], dtype=bool)

    def _told_by_then(self, whole: Tables, late: RowMask) -> pd.Series:
        """Return which publications tell of each step of a status, without those that came later."""
        later = set(whole.column("sources", "source_id").to_numpy(dtype=object)[late])
        named = whole.column("history", "sources").take(self._kept["history"]).tolist()
        return lists([tuple(one for one in ids if one not in later) for ids in named])

    def _heard(self) -> RowMask:
        """Mark the voices that a publication of the time passes on; only of claims that lost one can any be gone."""
        claims, parts = _numbers(self._whole, "citations", "claim"), self._whole.column("citations", "part").to_numpy()
        kept = np.zeros(len(claims), dtype=bool)
        kept[self._kept["citations"]] = True
        lost = np.unique(claims[~kept & (claims >= 0)])
        voiced = _numbers(self._whole, "voices", "claim")
        heard: RowMask = np.ones(len(voiced), dtype=bool)
        asked = np.flatnonzero(np.isin(voiced, lost))
        if len(asked):
            own = np.flatnonzero(kept & np.isin(claims, lost) & (parts == "supports"))
            passed_on = zip(claims[own].tolist(), self._originators(own), strict=True)
            left = {(claim, one) for claim, originators in passed_on for one in originators}
            originators = self._whole.column("voices", "originator").take(asked).tolist()
            heard[asked] = [pair in left for pair in zip(voiced[asked].tolist(), originators, strict=True)]
        return heard

    def _originators(self, citations: Rows) -> list[tuple[str, ...]]:
        """Return whose word citations pass on; the founding article's count for none."""
        originators = self._whole.column("citations", "originators").take(citations).tolist()
        sources = self._whole.column("citations", "source_id").take(citations).tolist()
        return [() if source == FOUNDING_ARTICLE else own for own, source in zip(originators, sources, strict=True)]

    def _settled(self) -> RowMask:
        """Mark the events of which every claim was known."""
        later = _numbers(self._whole, "claims", "event")[~self._known["claims"]]
        settled: RowMask = np.ones(len(self._whole.column("events", "event_id")), dtype=bool)
        settled[later] = False
        return settled

    def _counted(self, name: str, of: str, owner: str, dtype: str) -> pd.Series:
        owners = self.column(of, owner).to_numpy()
        rows = len(self._whole.column(name, owner + "_id"))
        return pd.Series(np.bincount(owners[owners >= 0], minlength=rows).astype(dtype))

    def _state_only(self, name: str, owner: str) -> pd.Series:
        """Say of each row whether all publications that support it are state-controlled, and there is one."""
        owners, part = self.column("citations", owner).to_numpy(), self.column("citations", "part").to_numpy()
        own = (owners >= 0) & (part == "supports")
        rows = len(self._whole.column(name, owner + "_id"))
        state = self.column("citations", "state_controlled").to_numpy(dtype=bool)
        every, controlled = (np.bincount(owners[mask], minlength=rows) for mask in (own, own & state))
        return pd.Series((every > 0) & (every == controlled))

    def _status(self) -> pd.Series:
        """Return the status that each claim had: of its history the last by then, or its first."""
        found = self._whole.column("claims", "status").to_numpy(dtype=object, copy=True)
        claims = _numbers(self._whole, "history", "claim")
        if len(claims):
            status = self._whole.column("history", "status").to_numpy()
            first = np.append(True, claims[1:] != claims[:-1])
            found[claims[first]] = status[first]
            kept = self._kept["history"]
            found[claims[kept]] = status[kept]  # of several the last one counts, and they are in order
        return pd.Series(found, dtype="str")

    def _disputed(self) -> pd.Series:
        status = self.column("claims", "status")
        claim, other = (self.column("against", end).to_numpy() for end in ("claim", "other"))
        cited, part = (self.column("citations", name).to_numpy() for name in ("claim", "part"))
        return pd.Series(disputed(status, objected(len(status), (claim, other), cited, part)), dtype=bool)

    def _blank(self, name: str, column: str, kept: RowMask) -> pd.Series:
        return self._whole.column(name, column).where(pd.Series(kept))

    def _no_notes(self, name: str) -> Column:
        return lambda: self._blank(name, "note", np.zeros(len(self._whole.column(name, "note")), dtype=bool))


def _nothing(rows: int) -> pd.Series:
    return texts([None] * rows)


def _numbers(tables: Tables, name: str, column: str) -> npt.NDArray[Any]:
    return tables.column(name, column).to_numpy()


def _days(tables: Tables, name: str, column: str) -> npt.NDArray[np.datetime64]:
    return tables.column(name, column).to_numpy().astype("datetime64[D]")


def _published_after(tables: Tables, day: np.datetime64) -> RowMask:
    """Mark the publications that came out after a day; one without a day is not known to be later."""
    written = tables.column("sources", "published")
    days = {text: _last_day(text) for text in written.dropna().unique().tolist()}
    published = written.map(days).to_numpy(dtype="datetime64[D]")
    late: RowMask = published > day.astype("datetime64[D]")  # never of a missing one
    return late


def _last_day(text: str) -> np.datetime64:
    day = edtf.parse(text)
    return np.datetime64("NaT") if day.open_end else np.datetime64(day.latest)


def _late_evidence(tables: Tables, late: RowMask) -> RowMask:
    ids = tables.column("sources", "source_id").to_numpy()[late]
    mask: RowMask = tables.column("evidence", "source_id").isin(ids).to_numpy(dtype=bool)
    return mask
