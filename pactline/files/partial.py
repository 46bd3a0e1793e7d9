"""A record some of which is wrong, as far as it goes: so that one bad value does not hide what stands below."""

from functools import lru_cache
from typing import Any, TypeVar, cast

from pydantic import TypeAdapter, ValidationError

from pactline.record import edtf
from pactline.record.values import Entry

M = TypeVar("M", bound=Entry)
_SOME_DAY = edtf.parse("2000")  # stands for a date that cannot be read; never shown


def as_far_as_it_goes(model: type[M], given: Any) -> M:
    """Make an entry of values some of which may be wrong.

    What is right is as ever. What is wrong, or missing and must not, takes a stand-in of the field's kind: the text
    as given, an empty text, some day. For looking for further problems alone; such an entry is never shown.

    Args:
        model: Of the entry.
        given: Plain values as they were read; anything at all.
    """
    try:
        return model.model_validate(given)
    except ValidationError:
        pass
    plain = {"id": given} if isinstance(given, str) else given if isinstance(given, dict) else {}
    values = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key not in plain:
            values[name] = (
                _stand_in(field.annotation, "") if field.is_required() else field.get_default(call_default_factory=True)
            )
            continue
        try:
            values[name] = _adapter(model, name).validate_python(plain[key])
        except ValidationError:
            values[name] = _partly(field.annotation, plain[key], field)
    return cast(M, model.model_construct(**values))


@lru_cache(maxsize=512)
def _adapter(model: type[Entry], name: str) -> TypeAdapter[Any]:
    return TypeAdapter(model.model_fields[name].rebuild_annotation())


def _partly(annotation: Any, value: Any, field: Any) -> Any:
    """Return what can be made of a value that does not fit its field."""
    inner = entry_in(annotation)
    if _is_list(annotation):
        many = value if isinstance(value, list) else []
        return tuple(as_far_as_it_goes(inner, one) if inner else one if isinstance(one, str) else "" for one in many)
    if _is_mapping(annotation):
        named = value if isinstance(value, dict) else {}
        return {str(name): as_far_as_it_goes(inner, one) for name, one in named.items()} if inner else named
    if inner:
        return as_far_as_it_goes(inner, value)
    return _stand_in(annotation, value) if field.is_required() else _default(field)


def _default(field: Any) -> Any:
    return field.get_default(call_default_factory=True)


def _stand_in(annotation: Any, value: Any) -> Any:
    if "Edtf" in str(annotation):
        return _SOME_DAY
    if _is_list(annotation):
        return ()
    if _is_mapping(annotation):
        return {}
    if inner := entry_in(annotation):
        return as_far_as_it_goes(inner, value)
    return value if isinstance(value, str) else ""


def entry_in(annotation: Any) -> type[Entry] | None:
    """Return the kind of entry that a field holds, one or a list of them; ``None`` if it holds none."""
    if isinstance(annotation, type) and issubclass(annotation, Entry):
        return annotation
    found = (entry_in(argument) for argument in getattr(annotation, "__args__", ()))
    return next((one for one in found if one), None)


def _is_mapping(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is dict


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple
