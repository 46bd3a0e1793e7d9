"""Follows values through a template: which field of which class it reads, and what it reads that is not there.

Each template is read once from the types of its dataclass on, every branch of it, into its macros with the types that
they are called with. A type that is not declared closely (``Any``) is not followed further.
"""

import collections.abc
import inspect
from collections import ChainMap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass
from types import NoneType, UnionType
from typing import Annotated, Any, ClassVar, Union, get_args, get_origin, get_type_hints, is_typeddict

from jinja2 import Environment, nodes
from markupsafe import Markup

from components.parts import markup

Types = ChainMap[str, Any]


def fields_of(kind: type[Any]) -> dict[str, Any]:
    """Return the declared fields of a class with their types, without what belongs to the class itself."""
    hints = get_type_hints(kind)
    return {name: one for name, one in hints.items() if ClassVar not in (one, get_origin(one))}


def is_ours(kind: Any) -> bool:
    """Say whether a class is one of ours for templates: a dataclass or named tuple of ``components``."""
    named = inspect.isclass(kind) and (is_dataclass(kind) or (issubclass(kind, tuple) and hasattr(kind, "_fields")))
    return named and kind.__module__.startswith("components.")


def members(kind: Any) -> list[Any]:
    """Return what a type may be, without ``None``."""
    if get_origin(kind) is Annotated:
        return members(get_args(kind)[0])
    if get_origin(kind) in (Union, UnionType):
        return [member for one in get_args(kind) for member in members(one)]
    return [] if kind in (None, NoneType) else [kind]


def one_of(kinds: Iterable[Any]) -> Any:
    found = list(dict.fromkeys(kinds))
    if not found or any(kind is Any for kind in found):
        return Any
    return found[0] if len(found) == 1 else Union[tuple(found)]  # noqa: UP007 - of as many as there are


def _returning(kind: Any) -> Any:
    return collections.abc.Callable.__class_getitem__((..., kind))  # type: ignore[attr-defined]


@dataclass(eq=False)
class Module:
    """An imported template: its macros and what they see."""

    scope: Types


@dataclass(eq=False)
class Macro:
    """A macro, or the block that calls one, with what it sees where it stands."""

    template: str
    node: nodes.Macro | nodes.CallBlock
    scope: Types


@dataclass
class Reader:
    """Reads templates; says what it found.

    Attributes:
        read: Fields that some template reads.
        missing: What templates read in vain, each with its place.
    """

    environment: Environment
    read: set[tuple[type[Any], str]] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    _seen: set[tuple[Any, ...]] = field(default_factory=set)
    _template: str = ""

    def follow(self, kind: type[markup.Values]) -> None:
        """Read the template of a class."""
        root: dict[str, Any] = {}
        for name, one in fields_of(kind).items():
            root[name] = (kind, name, one)
        self._run(kind.template, ChainMap({}, root, dict(self.environment.globals)))

    # Statements

    def _run(self, template: str, scope: Types) -> None:
        assert self.environment.loader is not None
        source, *_ = self.environment.loader.get_source(self.environment, template)
        before, self._template = self._template, template
        self._body(self.environment.parse(source).body, scope)
        self._template = before

    def _body(self, body: Iterable[nodes.Node], scope: Types) -> None:
        for node in body:
            self._statement(node, scope)

    def _statement(self, node: nodes.Node, scope: Types) -> None:  # noqa: C901, PLR0912 - one line a kind
        match node:
            case nodes.Output():
                for one in node.nodes:
                    self._type(one, scope)
            case nodes.For():
                inner = scope.new_child({"loop": Any})
                self._assign(node.target, self._item(self._type(node.iter, scope)), inner)
                if node.test:
                    self._type(node.test, inner)
                self._body(node.body, inner)
                self._body(node.else_, scope)
            case nodes.If():
                self._type(node.test, scope)
                for part in (node.body, node.elif_, node.else_):
                    self._body(part, scope)
            case nodes.Assign():
                self._assign(node.target, self._type(node.node, scope), scope)
            case nodes.Macro():
                scope[node.name] = Macro(self._template, node, scope)
            case nodes.CallBlock():
                self._call(node.call, scope, caller=Macro(self._template, node, scope))
            case nodes.Import():
                scope[node.target] = self._module(node, scope)
            case nodes.Include():
                assert isinstance(node.template, nodes.Const)
                self._run(node.template.value, scope)
            case nodes.ExprStmt():
                self._type(node.node, scope)
            case _:
                self._note(node, f"{type(node).__name__} is not understood here")

    def _module(self, node: nodes.Import, scope: Types) -> Module:
        assert isinstance(node.template, nodes.Const)
        # What is imported with its context sees what the template was given.
        given = scope.maps[-2:] if node.with_context else scope.maps[-1:]
        inner: Types = ChainMap({}, *given)
        self._run(node.template.value, inner)
        return Module(inner)

    def _assign(self, target: nodes.Node, kind: Any, scope: Types) -> None:
        if isinstance(target, nodes.Name):
            scope[target.name] = kind
        elif isinstance(target, nodes.Tuple):
            for place, one in enumerate(target.items):
                self._assign(one, self._place(kind, place), scope)

    # Expressions

    def _type(self, node: nodes.Node, scope: Types) -> Any:  # noqa: C901, PLR0911, PLR0912 - one line a kind
        match node:
            case nodes.Const():
                return type(node.value)
            case nodes.TemplateData():
                return Markup
            case nodes.Name():
                return self._name(node, scope)
            case nodes.Getattr():
                return self._attribute(self._type(node.node, scope), node.attr, node)
            case nodes.Getitem():
                kind = self._type(node.node, scope)
                if isinstance(node.arg, nodes.Slice):
                    self._children(node.arg, scope)
                    return kind
                self._type(node.arg, scope)
                place = node.arg.value if isinstance(node.arg, nodes.Const) else None
                return self._place(kind, place)
            case nodes.Call():
                return self._call(node, scope)
            case nodes.Filter():
                return self._filter(node, scope)
            case nodes.CondExpr():
                self._type(node.test, scope)
                return one_of([self._type(one, scope) for one in (node.expr1, node.expr2) if one])
            case nodes.And() | nodes.Or():
                return one_of([kind for one in (node.left, node.right) for kind in members(self._type(one, scope))])
            case nodes.Add():
                self._type(node.right, scope)
                return self._type(node.left, scope)
            case nodes.Tuple():
                return tuple.__class_getitem__(tuple(self._type(one, scope) for one in node.items))
            case nodes.List():
                return list.__class_getitem__(one_of([self._type(one, scope) for one in node.items]))
            case _:
                self._children(node, scope)
                return Any

    def _children(self, node: nodes.Node, scope: Types) -> None:
        for child in node.iter_child_nodes():
            self._type(child.value if isinstance(child, nodes.Keyword) else child, scope)

    def _name(self, node: nodes.Name, scope: Types) -> Any:
        if node.name not in scope:
            self._note(node, f"reads {node.name!r}, which its values lack")
            return Any
        kind = scope[node.name]
        if isinstance(kind, tuple):  # a field of the template's own values
            owner, name, kind = kind
            self.read.add((owner, name))
        return kind

    def _attribute(self, kind: Any, name: str, node: nodes.Node) -> Any:
        if isinstance(kind, Module):
            if name not in kind.scope:
                self._note(node, f"there is no macro {name!r}")
            return kind.scope.get(name, Any)
        return one_of([self._of_one(one, name, node) for one in members(kind)])

    def _of_one(self, kind: Any, name: str, node: nodes.Node) -> Any:  # noqa: PLR0911 - one line a kind
        plain = get_origin(kind) or kind
        if plain is Any or not inspect.isclass(plain):
            return Any
        if issubclass(plain, collections.abc.Mapping) and not is_typeddict(plain):
            key, value = get_args(kind) or (Any, Any)
            pairs = tuple.__class_getitem__((key, value))
            own = {"items": pairs, "values": value, "keys": key}
            if name in own:
                return _returning(list.__class_getitem__(own[name]))
            return _returning(value) if name == "get" else value
        hints = fields_of(plain) if not plain.__module__.startswith("builtins") else {}
        if name in hints:
            if is_ours(plain):
                self.read.add((plain, name))
            return hints[name]
        found = inspect.getattr_static(plain, name, None)
        if found is None:
            self._note(node, f"{plain.__name__} has no field {name!r}")
            return Any
        if isinstance(found, property):
            return get_type_hints(found.fget).get("return", Any)
        returned = get_type_hints(found).get("return", Any) if inspect.isfunction(found) else Any
        return _returning(returned)

    def _place(self, kind: Any, place: Any) -> Any:
        """Return the type of one place of a sequence, or of one key of a mapping."""
        found = []
        for one in members(kind):
            args = get_args(one)
            plain = get_origin(one) or one
            if is_ours(plain) and not isinstance(place, int):  # a field by its name, whichever
                self.read.update((plain, name) for name in fields_of(plain))
                found.append(one_of(fields_of(plain).values()))
            elif not args:
                found.append(Any if not is_ours(one) else list(fields_of(one).values())[place])
            elif inspect.isclass(plain) and issubclass(plain, collections.abc.Mapping):
                found.append(args[1])
            elif plain is tuple and args[-1] is not Ellipsis:
                found.append(args[place] if isinstance(place, int) else one_of(args))
            else:
                found.append(args[0])
        return one_of(found)

    def _item(self, kind: Any) -> Any:
        """Return the type of what a loop over a value takes in turn."""
        found = []
        for one in members(kind):
            args = get_args(one)
            fixed = get_origin(one) is tuple and args[-1] is not Ellipsis
            found.append(one_of(args) if fixed else args[0] if args else Any)
        return one_of(found)

    def _filter(self, node: nodes.Filter, scope: Types) -> Any:
        kind = self._type(node.node, scope) if node.node else Any
        named = [one.value for one in node.args if isinstance(one, nodes.Const)]
        named += [
            one.value.value for one in node.kwargs if one.key == "attribute" and isinstance(one.value, nodes.Const)
        ]
        for one in [*node.args, *(one.value for one in node.kwargs)]:
            self._type(one, scope)
        if node.name in ("selectattr", "rejectattr", "sum", "map") and named:
            item = self._item(kind)
            got = self._place(item, named[0]) if isinstance(named[0], int) else self._attribute(item, named[0], node)
            return list.__class_getitem__(got) if node.name == "map" else kind
        if node.name in ("first", "last", "max", "min"):
            return self._item(kind)
        return kind if node.name in ("list", "sort", "reverse", "unique", "in_text", "in_letters") else Any

    def _call(self, node: nodes.Call, scope: Types, caller: Macro | None = None) -> Any:
        called = self._type(node.node, scope)
        given = [self._type(one, scope) for one in node.args]
        named = {one.key: self._type(one.value, scope) for one in node.kwargs}
        if isinstance(called, Macro):
            self._macro(called, given, named, caller, node)
            return Markup
        if get_origin(called) is collections.abc.Callable:
            return get_args(called)[1]
        if inspect.isfunction(called):
            return get_type_hints(called).get("return", Any)
        return Any

    def _macro(
        self, macro: Macro, given: list[Any], named: Mapping[str, Any], caller: Macro | None, node: nodes.Node
    ) -> None:
        key = (macro, caller, *map(repr, given), *sorted((name, repr(one)) for name, one in named.items()))
        if key in self._seen:
            return
        self._seen.add(key)
        names = [one.name for one in macro.node.args]
        optional = dict(zip(names[len(names) - len(macro.node.defaults) :], macro.node.defaults, strict=True))
        own = dict(zip(names, given, strict=False)) | dict(named)
        if len(given) > len(names) or named.keys() - set(names):
            self._note(node, "gives a macro more than it takes")
        if caller:
            own["caller"] = caller
        inner = macro.scope.new_child(own)
        for name in names:
            if name not in own and name not in optional:
                self._note(node, f"gives no {name!r} to a macro")
            if name not in own:
                own[name] = self._type(optional[name], macro.scope) if name in optional else Any
        before, self._template = self._template, macro.template
        self._body(macro.node.body, inner)
        self._template = before

    def _note(self, node: nodes.Node, words: str) -> None:
        self.missing.add(f"components/{self._template}:{node.lineno}: {words}")
