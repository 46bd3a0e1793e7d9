"""Records with odd values in every field that the model has, drawn from the model itself: new fields come along."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from pactline.record.dossier import event_ids
from pactline.record.model import Event, Record
from pactline.record.telling import DRAWN
from pactline.record.values import Date, Day, Id, Lang, Name, Quote, Sentence, Truth, Url

# What has bitten before: the separator of joined names, other scripts and directions, signs of other languages,
# a name that is another's id, a text that ends in what a reader would cut.
TEXTS = (
    "x",
    "A; B",
    ";",
    "publishers-1",
    "actors-0",
    "Daily Mail (Reuters)",
    "조선중앙통신",
    "كيم جونغ أون",
    "e\u0301\u00ad-\u200b\u00a0",
    "İ'“=1+1”",
    "<b>&amp;</b> \\ ` # $x$",
    "🚀 𝕏",
    "none",
    "NaT",
    "line\nline",
    "0",
    "-1",
)
IDS = ("a", "0", "a.b-c_d", "events-0", "publishers-1", "nan", "constructor", "e0")
DATES = ("2024-06-19", "2024-06", "2024", "199X", "2024-06~", "2024-21", "2023/2024-06", "../2024", "0009-01-02", "-0044-03-15", "Y12024", "9999-12-31")  # fmt: skip

_KNOWN: tuple[tuple[Any, st.SearchStrategy[Any]], ...] = (
    (Id, st.sampled_from(IDS)),
    (Name, st.sampled_from(TEXTS)),
    (Sentence, st.sampled_from(TEXTS)),
    (Quote, st.sampled_from(TEXTS)),
    (Date, st.sampled_from(DATES)),
    (Day, st.sampled_from((date.min, date(2024, 2, 29), date.max)).map(date.isoformat)),
    (Lang, st.sampled_from(("en", "ko-KP", "zh-Hans"))),
    (Url, st.sampled_from(("https://example.org/a?b=c&d=%20#e", "http://xn--e1afmkfd.example/"))),
    (Truth, st.booleans()),
)
_NUMBERS = (0, 1, -1, 2, 15, 1e-7, 1e300, 0.1, 51.88)


def of(annotation: Any) -> st.SearchStrategy[Any]:  # noqa: PLR0911 - a return for each kind
    """Return a strategy for values of an annotation, as plain as YAML gives them."""
    for known, strategy in _KNOWN:
        if annotation == known:
            return strategy
    origin, args = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        limits = [one for one in args[1:] if isinstance(one, FieldInfo)]
        return _within(args[0], limits) if args[0] in (int, float) else of(args[0])
    if origin in (Union, UnionType):
        return st.one_of(*(of(one) if one is not type(None) else st.none() for one in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple:
        return st.lists(of(args[0]), max_size=2)
    if origin is dict:
        return st.dictionaries(st.sampled_from(("en", "ko")), of(args[1]), max_size=2)
    if annotation in (int, float):
        return _within(annotation, [])
    if annotation is str:
        return st.sampled_from(TEXTS)
    assert issubclass(annotation, BaseModel), annotation
    return st.deferred(lambda: entry(annotation))


def _within(kind: type, limits: list[FieldInfo]) -> st.SearchStrategy[Any]:
    def holds(number: float) -> bool:
        bounds = [one for limit in limits for one in limit.metadata]
        return all(getattr(bound, "ge", number) <= number <= getattr(bound, "le", number) for bound in bounds)

    return st.sampled_from([number for number in map(kind, _NUMBERS) if holds(number)])


@cache
def entry(model: type[BaseModel]) -> st.SearchStrategy[Any]:
    """Return a strategy for one entry of a model, that passes its own checks."""
    kinds = get_type_hints(model, include_extras=True)
    fields = {
        name: (field.alias or name, of(kinds[name]), field.is_required()) for name, field in model.model_fields.items()
    }
    drawn = st.fixed_dictionaries(
        {alias: strategy for alias, strategy, required in fields.values() if required},
        optional={alias: strategy for alias, strategy, required in fields.values() if not required},
    )
    return drawn.map(_MEND.get(model.__name__, dict)).filter(lambda values: _valid(model, values))


def _valid(model: type[BaseModel], values: Any) -> bool:
    try:
        model.model_validate(values)
    except ValidationError:
        return False
    return True


def _without(*names: str) -> Callable[[Mapping[str, Any]], dict[str, Any]]:
    return lambda values: {name: value for name, value in values.items() if name not in names}


def _claim(values: Mapping[str, Any]) -> dict[str, Any]:
    """Let a history end in the status."""
    history = values.get("history") or []
    days = [dict(one, date=day) for one, day in zip(history, ("2023", "2024-05"), strict=False)]
    return dict(values) | ({"history": days, "status": days[-1]["status"]} if days else {})


def _reaction(values: Mapping[str, Any]) -> dict[str, Any]:
    if values.get("silence"):
        return _without("act", "stance", "summary", "speaker", "date")(values)
    return dict(values) | {"summary": values.get("summary") or "They said so."}


def _estimate(values: Mapping[str, Any]) -> dict[str, Any]:
    if values.get("value") is not None:
        return _without("low", "high")(values)
    low, high = values.get("low"), values.get("high")
    ends = {"low": min(low, high), "high": max(low, high)} if low is not None and high is not None else {}
    return dict(values) | ends | ({"text": "millions"} if low is None and high is None else {})


def _step(values: Mapping[str, Any]) -> dict[str, Any]:
    kept = _without("event", "view")(values)
    return kept | ({"event": values["event"]} if values.get("event") else {"view": "timeline?theme=x#S33"})


def _source(values: Mapping[str, Any]) -> dict[str, Any]:
    """Let a source have an archived copy, or a reason for none."""
    if values.get("archived_url"):
        return _without("archived", "archived_reason")(values)
    reason = values.get("archived_reason")
    return dict(values) | {"archived": "none" if reason else None}


def _figure(values: Mapping[str, Any]) -> dict[str, Any]:
    """Let a number come about in one way."""
    if values.get("estimate") and values.get("value"):
        return _without("days", "count", "where")(values)
    if values.get("count"):
        return _without("days", "estimate", "value")(values)
    return {"days": ["a", "e0"]}


def _picture(values: Mapping[str, Any]) -> dict[str, Any]:
    """Let a picture have the keys of its kind alone."""
    kind = values["kind"]
    alias = {"first": "from", "last": "to"}
    own = {alias.get(name, name) for name in DRAWN[kind]}
    needed: dict[str, dict[str, Any]] = {
        "wordings": {"article": "t-4", "languages": ["ko"]},
        "says": {"rows": [{"label": "x"}]},
        "estimates": {"metric": "m"},
        "stances": {"event": "a"},
    }
    given = {name: value for name, value in values.items() if name in own and value}
    return {"kind": kind} | needed.get(kind, {}) | given


_MEND = {
    "Claim": _claim,
    "Reaction": _reaction,
    "Estimate": _estimate,
    "Step": _step,
    "Source": _source,
    "Figure": _figure,
    "Picture": _picture,
}


@cache
def _sections() -> dict[str, st.SearchStrategy[Any]]:
    return {name: of(kind) for name, kind in get_type_hints(Record, include_extras=True).items()}


@st.composite
def records(draw: st.DrawFn) -> Record:
    """Return a record of which every section may have something, whose ids stand once and lead somewhere."""
    values: dict[str, Any] = {name: draw(section) for name, section in _sections().items()}
    for section, entries in values.items():
        for number, one in enumerate(entries if isinstance(entries, list) else []):
            if one.get("id"):
                one["id"] = f"{section}-{number}"
            for place, claim in enumerate(one.get("claims", []) if section == "events" else []):
                if claim.get("id"):
                    claim["id"] = f"claim.{number}.{place}"
    events = event_ids(Event.model_validate(one) for one in values["events"])
    values["reactions"] = [one | {"event": draw(st.sampled_from(events))} for one in values["reactions"] if events]
    for one in values["estimates"]:
        if one.get("event"):
            one["event"] = draw(st.sampled_from(events)) if events else None
    return Record.model_validate(values)
