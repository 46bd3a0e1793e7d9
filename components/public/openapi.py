"""The API described for programs (OpenAPI 3.1, ``/api/openapi.json``), made from the keys of the selection."""

from functools import lru_cache
from typing import Any, Final

from components.public.answering import PROBLEM, as_json
from components.public.asking import LIMIT, MOST
from pactline.query.key_forms import Choice, Choices, Hours, Number, Switch
from pactline.query.keys import Key
from pactline.query.selection import KEYS
from pactline.record.vocabulary import CITATION_PARTS, EVENT_PARTS, EXTENTS, KINDS, NONE, PRECISIONS, STATUSES
from pactline.wording import has, text

VERSION: Final = "1"
_TEXT: Final = {"type": "string"}
_TEXT_OR_NONE: Final = {"type": ["string", "null"]}
_DAY_OR_NONE: Final = {"type": ["string", "null"], "format": "date"}
_COUNT: Final = {"type": "integer", "minimum": 0}
_TEXTS: Final = {"type": "array", "items": _TEXT}
_LINK: Final = {"type": "string", "format": "uri"}
_LINK_OR_NONE: Final = {"type": ["string", "null"], "format": "uri"}
_STATUS: Final = {"type": "string", "enum": [*STATUSES, NONE]}
_PROBLEMS: Final = {"query": 400, "missing": 404, "method": 405, "too-long": 414, "unready": 503}


def problems() -> list[dict[str, Any]]:
    """Return the kinds of problem that an answer may tell of: name, status of HTTP, what it means."""
    return [{"kind": kind, "status": status, "means": _said(f"problem.{kind}")} for kind, status in _PROBLEMS.items()]


@lru_cache(maxsize=8)
def document(base: str) -> bytes:
    """Return the description as JSON, for an app at an address."""
    return as_json(
        {
            "openapi": "3.1.0",
            "info": {
                "title": text("site.name"),
                "version": VERSION,
                "summary": _said("summary"),
                "description": _said("description"),
            },
            "servers": [{"url": f"{base}/api"}],
            "paths": {
                path: item
                for name, one in (("events", "Event"), ("claims", "Claim"), ("sources", "Source"))
                for path, item in ((f"/{name}", _listing(name, one)), (f"/{name}/{{id}}", _single(name, one)))
            },
            "components": {"schemas": _schemas(), "responses": {"Problem": _problem()}},
        }
    )


def _listing(name: str, one: str) -> dict[str, Any]:
    page: dict[str, Any] = {name: {"type": "array", "items": _ref(one)}}
    page |= {"total": _COUNT, "limit": _COUNT, "offset": _COUNT, "next": _LINK_OR_NONE, "previous": _LINK_OR_NONE}
    paged = [
        _parameter("limit", {"type": "integer", "minimum": 1, "maximum": MOST, "default": LIMIT}, _said("limit")),
        _parameter("offset", {"type": "integer", "minimum": 0, "default": 0}, _said("offset")),
    ]
    return _get(f"list_{name}", _said(f"list_{name}"), [*map(_key, KEYS.values()), *paged], page)


def _single(name: str, one: str) -> dict[str, Any]:
    singular = name.removesuffix("s")
    parameters = [
        {"name": "id", "in": "path", "required": True, "schema": _TEXT, "description": _said("id")},
        _key(KEYS["known"]),
        _key(KEYS["edition"]),
    ]
    return _get(f"get_{singular}", _said(f"get_{singular}"), parameters, {singular: _ref(one)})


def _get(name: str, said: str, parameters: list[dict[str, Any]], content: dict[str, Any]) -> dict[str, Any]:
    schema = {"allOf": [_ref("About"), _object(content)]}
    return {
        "get": {
            "operationId": name,
            "summary": said,
            "parameters": parameters,
            "responses": {
                "200": {"description": _said("found"), "content": {"application/json": {"schema": schema}}},
                "304": {"description": _said("same")},
                "default": {"$ref": "#/components/responses/Problem"},
            },
        }
    }


def _key(key: Key) -> dict[str, Any]:
    """Return a key of the selection as a parameter; one that may be repeated is a list."""
    form, value = key.form, dict[str, Any](_TEXT)
    if isinstance(form, Switch):
        value["enum"] = [form.off, form.on]
    elif isinstance(form, Choice | Choices) and isinstance(form.options, tuple):
        value["enum"] = list(form.options)
    elif isinstance(form, Hours):
        value["pattern"] = f"^{form.PATTERN}$"
    elif isinstance(form, Number):
        value = {"type": "integer", "minimum": form.low, "maximum": form.high}
    schema = {"type": "array", "items": value} if form.many else value
    means = " ".join(text(f"keys.{key.name}.{part}") for part in ("means", "more") if has(f"keys.{key.name}.{part}"))
    return _parameter(key.name, schema, means)


def _parameter(name: str, schema: dict[str, Any], means: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema, "description": means}


def _problem() -> dict[str, Any]:
    return {"description": _said("refused"), "content": {PROBLEM: {"schema": _ref("Problem")}}}


def _schemas() -> dict[str, Any]:
    pair = _object({"id": _TEXT, "name": _TEXT})
    place = _object(
        {
            "name": _TEXT,
            "lat": {"type": ["number", "null"]},
            "lon": {"type": ["number", "null"]},
            "precision": {"enum": [*PRECISIONS, None]},
        }
    )
    publisher = _object(
        {
            "id": _TEXT,
            "name": _TEXT,
            "kind": {"enum": [*KINDS, None]},
            "country": _TEXT_OR_NONE,
            "state_controlled": {"enum": ["yes", "no", "not given"]},
        }
    )
    part = {"type": "string", "enum": list(CITATION_PARTS)}
    return {
        "About": _object(
            {
                "record": _TEXT_OR_NONE,
                "edition": _TEXT_OR_NONE,
                "as_of": _DAY_OR_NONE,
                "known_on": _DAY_OR_NONE,
                "licence": _TEXT_OR_NONE,
                "words": _TEXT,
                "selection": _TEXT,
                "base": _TEXT,
                "since": {"anyOf": [_ref("Since"), {"type": "null"}]},
            }
        ),
        "Since": _object(
            {
                "edition": _TEXT,
                "known": {"enum": ["known", "later", "unknown"]},
                "events": _COUNT,
                "added": _TEXTS,
                "changed": _TEXTS,
                "withdrawn": _TEXTS,
                "link": _LINK_OR_NONE,
                "words": _TEXT,
            }
        )
        | {"description": _said("since")},
        "Event": _object(
            {
                "id": _TEXT,
                "title": _TEXT,
                "short": _TEXT_OR_NONE,
                "summary": _TEXT_OR_NONE,
                "date": _TEXT | {"description": _said("edtf")},
                "date_words": _TEXT,
                "earliest": _DAY_OR_NONE,
                "latest": _DAY_OR_NONE,
                "importance": {"type": "integer", "minimum": 1, "maximum": 3},
                "place": {"oneOf": [place, {"type": "null"}]},
                "actors": {
                    "type": "array",
                    "items": _object(
                        {"id": _TEXT, "name": _TEXT, "part": {"enum": [*EVENT_PARTS, "reacts"]}},
                    ),
                },
                "themes": {"type": "array", "items": pair},
                "status": _STATUS | {"description": _said("event_status")},
                "claims": {"type": "array", "items": _ref("Claim")},
                "hidden_claims": _COUNT,
                "link": _LINK,
                "api": _LINK,
                "citation": _TEXT,
            }
        ),
        "Claim": _object(
            {
                "id": _TEXT,
                "event_id": _TEXT,
                "text": _TEXT,
                "status": _STATUS,
                "status_means": _TEXT,
                "said_by": _TEXTS,
                "known": _DAY_OR_NONE,
                "known_assumed": {"type": "boolean"},
                "independent": _COUNT,
                "note": _TEXT_OR_NONE,
                "chains": {"type": "array", "items": _ref("Chain")},
                "link": _LINK,
                "api": _LINK,
                "citation": _TEXT,
            },
            event=_object({"id": _TEXT, "title": _TEXT, "date_words": _TEXT, "link": _LINK}),
        ),
        "Chain": _object(
            {
                "part": part,
                "chain": _TEXTS | {"description": _said("chain")},
                "originators": _TEXTS,
                "via": _TEXTS,
                "publisher": _TEXT_OR_NONE,
                "carriers": _TEXTS,
                "source": _TEXT,
                "title": _TEXT_OR_NONE,
                "published": _TEXT_OR_NONE,
                "url": _LINK_OR_NONE,
                "archived_url": _LINK_OR_NONE,
                "quote": _TEXT_OR_NONE,
                "lang": _TEXT_OR_NONE,
                "translation": _TEXT_OR_NONE,
                "api": _LINK,
            }
        ),
        "Source": _object(
            {
                "id": _TEXT,
                "title": _TEXT_OR_NONE,
                "publisher": {"oneOf": [publisher, {"type": "null"}]},
                "carriers": _TEXTS,
                "chain": _TEXTS,
                "published": _TEXT_OR_NONE,
                "language": _TEXT_OR_NONE,
                "url": _LINK_OR_NONE,
                "archived_url": _LINK_OR_NONE,
                "read": {"enum": list(EXTENTS)},
                "copy": _TEXT_OR_NONE,
                "note": _TEXT_OR_NONE,
                "statuses": {"type": "object", "additionalProperties": _COUNT, "description": _said("statuses")},
                "claims": {
                    "type": "array",
                    "items": _object({"id": _TEXT, "text": _TEXT, "status": _STATUS, "part": part, "link": _LINK}),
                },
                "claims_total": _COUNT,
                "api": _LINK,
                "citation": _TEXT,
            }
        ),
        "Problem": _object(
            {
                "type": _LINK,
                "title": _TEXT,
                "status": {"type": "integer"},
                "detail": _TEXT,
                "instance": _TEXT,
                "where": _TEXT,
                "todo": _TEXT,
            }
        ),
    }


def _object(properties: dict[str, Any], **optional: Any) -> dict[str, Any]:
    """Return an object of which each property is there, but for the optional ones."""
    return {"type": "object", "properties": {**properties, **optional}, "required": list(properties)}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/components/schemas/{name}"}


def _said(key: str) -> str:
    return text(f"public.openapi.{key}")
