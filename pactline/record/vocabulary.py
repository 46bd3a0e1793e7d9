"""The words that a record may choose from: each list stands here once, and all else follows from it.

The model takes its types from here, and so do the JSON Schema, what Parquet files may hold
(``pactline.tables.columns``), filters, boards and scales. A list's order is that in which readers meet it.
"""

from typing import Literal, get_args

Status = Literal["documented", "reported", "alleged", "disputed", "projection"]
Stance = Literal["endorses", "supports", "neutral", "cautious", "concerned", "condemns"]  # from one end to the other
Kind = Literal[
    "wire",
    "newspaper",
    "magazine",
    "broadcaster",
    "state_media",
    "government",
    "igo",
    "think_tank",
    "ngo",
    "academic",
    "encyclopedia",
    "database",
    "archive",
    "court",
    "company",
    "book",
    "dataset",
    "document",
    "log",
    "witness",
    "blog",
    "forum",
    "social",
    "mirror",
    "other",
]
CitationPart = Literal["supports", "repeats", "disputes"]
EventPart = Literal["acts", "hosts", "addressed"]
Act = Literal["says", "denies", "does"]
LinkType = Literal["part-of", "responds-to", "leads-to"]
Precision = Literal["site", "city", "region", "country"]
Extent = Literal["page", "excerpt", "none"]  # how much of a publication was read
Translator = Literal["us", "outlet"]
ActorKind = Literal["state", "body", "alliance", "person"]
ActorGroup = Literal["principals", "neighbours", "parties-to-the-war", "blocs-and-bodies", "others"]
ChangeKind = Literal["added", "corrected", "withdrawn"]
Counts = Literal[
    "delivery",
    "capacity",
    "purchase",
    "presence",
    "deployment",
    "loss",
    "death",
    "production",
    "forecast",
    "value",
    "share",
    "cap",
    "vote",
    "other",
]
Side = Literal["pact", "war", "no", "unknown"]  # whether an estimator is a party, by its group

STATUSES: tuple[Status, ...] = get_args(Status)
STANCES: tuple[Stance, ...] = get_args(Stance)
KINDS: tuple[Kind, ...] = get_args(Kind)
WEAK_KINDS: frozenset[Kind] = frozenset({"mirror", "blog", "forum", "social", "other"})  # no newsroom answers for these
ON_A_COPY = "copy"  # of a publication whose carrier is of such a kind
CITATION_PARTS: tuple[CitationPart, ...] = get_args(CitationPart)
EVENT_PARTS: tuple[EventPart, ...] = get_args(EventPart)
ACTS: tuple[Act, ...] = get_args(Act)
LINK_TYPES: tuple[LinkType, ...] = get_args(LinkType)
PRECISIONS: tuple[Precision, ...] = get_args(Precision)
EXTENTS: tuple[Extent, ...] = get_args(Extent)
TRANSLATORS: tuple[Translator, ...] = get_args(Translator)
ACTOR_KINDS: tuple[ActorKind, ...] = get_args(ActorKind)
ACTOR_GROUPS: tuple[ActorGroup, ...] = get_args(ActorGroup)
COUNTS: tuple[Counts, ...] = get_args(Counts)
SIDES: tuple[Side, ...] = get_args(Side)
THEMES = (
    "history",
    "diplomacy",
    "military",
    "sanctions",
    "economy",
    "technology",
    "legality",
    "disarmament",
    "outlook",
)  # of the curated record; another may have its own

# What tables say where a record says nothing, and of those that say nothing themselves.
NONE = "none"
NOT_GIVEN = "not given"
YES_OR_NO = ("yes", "no")
SILENT = "silent"  # beside ``ACTS``: looked for, and nothing found
REACTS = "reacts"  # beside ``EVENT_PARTS``: of an actor with a reaction to an event
