"""Templates and the classes that fill them: each field is read, nothing is read that is not there, each one renders."""

import ast
import importlib
import pkgutil
import types
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin, is_typeddict

import pytest
from jinja2 import DictLoader, Environment, StrictUndefined, nodes
from markupsafe import Markup
from pydantic import BaseModel

import components
from components.parts import markup
from components.parts.card_values import EventLink
from pactline.query.selection import Selection
from pactline.record import edtf
from tests.components.parts.template_reader import Reader, fields_of, is_ours, members

HOME = Path(components.__file__).parent


@cache
def filling() -> dict[str, type[markup.Values]]:
    """Every class that fills a template, by the template's name."""
    found: dict[str, type[markup.Values]] = {}
    for module in pkgutil.walk_packages([str(HOME)], "components."):
        for kind in vars(importlib.import_module(module.name)).values():
            if is_ours(kind) and isinstance(getattr(kind, "template", None), str) and kind.__module__ == module.name:
                assert kind.template not in found, f"two classes fill {kind.template}"
                found[kind.template] = kind
    return found


@cache
def environment() -> Environment:
    return markup._environment()


def files() -> set[str]:
    return {path.relative_to(HOME).as_posix() for path in HOME.rglob("*.html")}


def parts() -> set[str]:
    """Templates that others import or include."""
    found = set()
    for name in files():
        tree = environment().parse((HOME / name).read_text(encoding="utf-8"))
        for node in tree.find_all((nodes.Import, nodes.Include)):
            part = node.template if isinstance(node, (nodes.Import, nodes.Include)) else None
            assert isinstance(part, nodes.Const)
            found.add(part.value)
    return found


def nested(kind: Any) -> Iterator[type[Any]]:
    """Yield the classes of ours that a type is made of."""
    if is_ours(kind):
        yield kind
    for one in get_args(kind):
        yield from nested(one)


def reachable(kinds: Iterator[type[Any]]) -> set[type[Any]]:
    found: set[type[Any]] = set()
    waiting = list(kinds)
    while waiting:
        kind = waiting.pop()
        if kind not in found:
            found.add(kind)
            waiting += [one for hint in fields_of(kind).values() for one in nested(hint)]
    return found


@cache
def attributes() -> frozenset[str]:
    """Names that our Python reads of anything, in ``components`` and ``pages``."""
    read = set()
    for path in (*HOME.rglob("*.py"), *(HOME.parent / "pages").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load):
                read.add(node.attr)
    return frozenset(read)


def test_each_template_has_a_class_and_each_class_a_template() -> None:
    assert set(filling()) == files() - parts()


@pytest.mark.parametrize("template", sorted(filling()))
def test_a_template_reads_what_its_values_have_and_nothing_else(template: str) -> None:
    kind = filling()[template]
    reader = Reader(environment())
    reader.follow(kind)
    assert not reader.missing
    unread = [name for name in fields_of(kind) if (kind, name) not in reader.read]
    assert not unread, f"{template} never reads {unread} of {kind.__name__}"


def test_a_field_of_a_part_is_read_by_a_template_or_by_our_own_code() -> None:
    reader = Reader(environment())
    for kind in filling().values():
        reader.follow(kind)
    unread = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in reachable(iter(filling().values()))
        for name in fields_of(kind)
        if (kind, name) not in reader.read and name not in attributes()
    ]
    assert not unread


def test_no_values_are_loose() -> None:
    loose = [
        f"{kind.__module__}.{kind.__name__}.{name}"
        for kind in reachable(iter(filling().values()))
        for name, hint in fields_of(kind).items()
        if _loose(hint)
    ]
    assert not loose


def _loose(hint: Any) -> bool:
    return hint in (Any, object) or any(_loose(one) for one in get_args(hint) if one is not Ellipsis)


# Rendering


def sample(kind: Any, *, full: bool, inside: tuple[type[Any], ...] = ()) -> Any:  # noqa: C901, PLR0911 - one line a kind
    """Return a value of a type: with everything that it may have, or with as little as possible.

    Args:
        kind: The type.
        full: Which of the two.
        inside: Classes that the value is a part of: what may be made of itself ends.
    """
    may = members(kind)
    optional = get_origin(kind) in (Union, types.UnionType) and len(may) < len(get_args(kind))
    if not may or (optional and not full):
        return None
    kind = may[-1] if full else may[0]
    plain, args = get_origin(kind) or kind, get_args(kind)
    if plain is Literal:
        return args[0]
    if plain is Callable:
        return lambda *_: sample(args[1], full=full)
    if plain is tuple and args[-1] is not Ellipsis:
        return tuple(sample(one, full=full, inside=inside) for one in args)
    if issubclass(plain, Selection):
        return Selection()
    if issubclass(plain, edtf.Edtf):
        return edtf.parse("2024-06-19")
    if is_typeddict(plain) or is_dataclass(plain) or hasattr(plain, "_fields") or issubclass(plain, BaseModel):
        own = {name: sample(one, full=full, inside=(*inside, plain)) for name, one in fields_of(plain).items()}
        return plain.model_construct(**own) if issubclass(plain, BaseModel) else plain(**own)
    if issubclass(plain, Mapping) and args[0] is str:  # a template may ask for any key
        return defaultdict(lambda: sample(args[1], full=full), {"said": sample(args[1], full=full)} if full else {})
    if issubclass(plain, Mapping):
        return {}
    if issubclass(plain, (Sequence, AbstractSet)) and not issubclass(plain, str):
        some = [] if not full or args[0] in inside else [sample(args[0], full=full, inside=inside)] * 3
        return frozenset(some) if issubclass(plain, AbstractSet) else tuple(some) if plain is tuple else some
    plainly: dict[type[Any], Any] = {
        bool: full, int: 2 if full else 0, float: 2.5 if full else 0.0, str: "said" if full else "",
        date: date(2024, 6, 19), datetime: datetime(2024, 6, 19, tzinfo=UTC), Markup: Markup("<b>x</b>") if full else Markup(),
    }  # fmt: skip
    return plainly[plain]


@pytest.mark.parametrize("full", [True, False], ids=["full", "bare"])
@pytest.mark.parametrize("template", sorted(filling()))
def test_a_template_renders_all_and_nothing(template: str, full: bool, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: FBT001
    ours = environment()
    assert ours.undefined is StrictUndefined
    for name in ("text", "rich"):  # samples are no keys of the interface's words
        monkeypatch.setitem(ours.globals, name, lambda key, **_: str(key))
    ours.cache.clear()  # type: ignore[union-attr]
    try:
        assert markup.render(sample(filling()[template], full=full)) or not full
    finally:
        ours.cache.clear()  # type: ignore[union-attr]


# The reader itself


def missed(template: str, hints: dict[str, Any]) -> tuple[set[str], set[str]]:
    """Return what a template reads in vain, and which fields it reads, from values with some fields."""
    macros = "{% macro of(c) %}{{ c.nope }}{% endmacro %}{% macro on(c) %}{{ c.title }}{% endmacro %}"
    ours = environment().overlay(loader=DictLoader({"x.html": template, "m.html": macros}))
    kind = type("Values", (), {"template": "x.html", "__annotations__": hints, "__module__": __name__})
    reader = Reader(ours)
    reader.follow(kind)
    return {note.split(": ", 1)[1] for note in reader.missing}, {name for _, name in reader.read}


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ titel }}", "reads 'titel', which its values lack"),
        ("{% for one in links %}{{ one.titel }}{% endfor %}", "EventLink has no field 'titel'"),
        ("{% if false %}{% else %}{{ links[0].titel }}{% endif %}", "EventLink has no field 'titel'"),
        ("{{ links | map(attribute='titel') | join }}", "EventLink has no field 'titel'"),
        ("{% import 'm.html' as m %}{% for one in links %}{{ m.of(one) }}{% endfor %}", "EventLink has no field 'nope'"),
        ("{% import 'm.html' as m %}{{ m.off(links) }}", "there is no macro 'off'"),
        ("{% import 'm.html' as m %}{{ m.on() }}", "gives no 'c' to a macro"),
        ("{% macro own(c) %}{{ c.nope }}{% endmacro %}{{ own(links | first) }}", "EventLink has no field 'nope'"),
        ("{% macro each() %}{{ caller(links[0]) }}{% endmacro %}{% call(e) each() %}{{ e.nope }}{% endcall %}", "EventLink has no field 'nope'"),
        ("{% for key, link in by_id.items() %}{{ link.nope }}{% endfor %}", "EventLink has no field 'nope'"),
    ],
)  # fmt: skip
def test_the_reader_says_what_is_read_in_vain(template: str, said: str) -> None:
    assert missed(template, {"links": list[EventLink], "by_id": dict[str, EventLink]})[0] == {said}


def test_the_reader_follows_a_value_into_a_macro() -> None:
    template = "{% import 'm.html' as m %}{% for one in links if one.id %}{{ m.on(one) }}{% endfor %}"
    assert missed(template, {"links": list[EventLink], "other": str}) == (set(), {"links", "id", "title"})
