"""What the timeline draws: one row per event and lane, out of a view."""

import pandas as pd

from pactline.fields import KINDS, STATUSES
from pactline.select import View
from pactline.wording import text

_COLUMNS = [
    "event_id", "lane", "lane_label", "title", "label", "earliest", "latest", "drawable", "open_start", "open_end",
    "approximate", "uncertain", "date_words", "status", "importance", "independent", "claims", "disputed",
]  # fmt: skip
MAX_ACTOR_LANES = 10


def headline(view: View) -> pd.DataFrame:
    """Return one row per shown event that has shown claims.

    An event's status is that of its first shown claim (editors put the one first that says what happened),
    ``independent`` the highest among its shown claims, ``disputed`` whether one of them is.
    """
    grouped = view.claims.groupby("event_id", sort=False)
    return grouped.agg(
        status=("status", "first"),
        claims=("claim_id", "size"),
        independent=("independent", "max"),
        disputed=("disputed", "any"),
    ).reset_index()


def marks(view: View, *, by: str | None = None) -> pd.DataFrame:
    """Return what the timeline draws, in reading order, oldest first.

    Args:
        view: What is shown.
        by: ``theme``, ``actor``, ``kind`` or ``status``; ``None`` puts all events into one lane. An event of
            several lanes has a row in each; one of no lane stands in a lane of its own at the end.

    Returns:
        Columns as the timeline's figure takes them; lanes are in their order of drawing.
    """
    events = view.events[::-1] if view.selection.newest_first else view.events
    facts = headline(view)
    rows = events.merge(facts, on="event_id", how="left")
    rows["status"] = rows["status"].fillna("none")
    rows["claims"] = rows["claims"].fillna(0).astype("int32")
    rows["independent"] = rows["independent"].fillna(0).astype("int16")
    rows["disputed"] = rows["disputed"].eq(True)  # missing is not disputed
    rows["label"] = rows["title"]
    if by is None:
        return rows.assign(lane="", lane_label="")[_COLUMNS]
    lanes = _lanes(view, by, rows)
    labels = lanes.drop_duplicates("lane").set_index("lane")["lane_label"]
    drawn = rows.merge(lanes, on="event_id", how="left")
    drawn["lane"] = drawn["lane"].fillna("")
    drawn["lane_label"] = drawn["lane_label"].fillna(text("lanes.none"))
    order = {lane: place for place, lane in enumerate(labels.index)}
    drawn["place"] = drawn["lane"].map(order).fillna(len(order))
    return drawn.sort_values("place", kind="stable")[_COLUMNS].reset_index(drop=True)


def _lanes(view: View, by: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Return ``event_id``, ``lane`` and ``lane_label``, lanes in their order."""
    shown = rows["event_id"]
    if by == "theme":
        names = view.frames.names["theme"]
        pairs = view.frames.event_themes[["event_id", "theme"]].set_axis(["event_id", "lane"], axis=1)
        order = [theme for theme in names if theme in set(pairs["lane"])]
    elif by == "actor":
        names, pairs, order = _actor_lanes(view, shown)
    elif by == "kind":
        names = {kind: text(f"kind.{kind}").capitalize() for kind in KINDS}
        cited = view.citations[(view.citations["claim"] >= 0) & (view.citations["kind"] != "")]
        pairs = cited[["event_id", "kind"]].set_axis(["event_id", "lane"], axis=1)
        order = list(KINDS)
    else:
        names = {status: text(f"status.{status}").capitalize() for status in (*STATUSES, "none")}
        pairs = rows[["event_id", "status"]].set_axis(["event_id", "lane"], axis=1)
        order = [*STATUSES, "none"]
    pairs = pairs[pairs["event_id"].isin(shown) & pairs["lane"].isin(order)].drop_duplicates()
    pairs = pairs.assign(
        lane_label=pairs["lane"].map(names), place=pairs["lane"].map({lane: n for n, lane in enumerate(order)})
    )
    return pairs.sort_values("place", kind="stable")[["event_id", "lane", "lane_label"]]


def _actor_lanes(view: View, shown: pd.Series) -> tuple[dict[str, str], pd.DataFrame, list[str]]:
    """Return lanes by state or alliance, the most frequent first.

    The principals, who are in nearly every event, are left out unless the reader chose them.
    """
    record = view.frames
    actors = record.dossier.actors
    links = record.event_actors[record.event_actors["event_id"].isin(shown)]
    pairs = links.merge(record.membership, on="actor")[["event_id", "whole"]].drop_duplicates()
    chosen = set(view.selection.actors)
    tops = {
        actor.id
        for actor in actors.values()
        if actor.id in chosen or (not actor.part_of and actor.kind != "person" and actor.group != "principals")
    }
    if not any(actor.kind for actor in actors.values()):
        tops = set(actors)  # a record whose actors are plain words
    pairs = pairs[pairs["whole"].isin(tops)].set_axis(["event_id", "lane"], axis=1)
    order = [str(lane) for lane in pairs["lane"].value_counts().index[:MAX_ACTOR_LANES]]
    return {actor.id: actor.name for actor in actors.values()}, pairs, order
