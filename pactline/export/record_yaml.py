"""What is shown as YAML: a record again, which loads, and which taken away again gives the same bytes."""

from collections.abc import Mapping
from typing import Any

import yaml

from pactline.export.record_part import record_of
from pactline.query.view import View
from pactline.text.strict_yaml import EMPTY

_WIDTH = 120
_TOP = 2  # levels above which an entry of nothing but an id is an entry of a register


class _Plain(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Writes texts as they are: in a record's YAML every scalar is a text, so that none needs quotes for its type."""

    yaml_implicit_resolvers: Mapping[str, Any] = {}

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the same for all
        """Write everything where it stands."""
        return True


def _text(dumper: Any, value: str) -> Any:
    # Without quotes these would say that nothing is given.
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="'" if value in EMPTY else None)


_Plain.add_representer(str, _text)


def to_yaml(view: View, base: str = "") -> str:
    """Return what is shown as one YAML file, in the shape of a record's own; arguments as of ``record_of``."""
    content = record_of(view, base).model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return yaml.dump(
        _texts(content, 0), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=_WIDTH, default_flow_style=None
    )


def _texts(value: Any, level: int) -> Any:
    """Return values with every scalar as the text that a record's YAML has for it; an id alone stands for its entry."""
    if isinstance(value, dict):
        if level > _TOP and value.keys() == {"id"}:
            return value["id"]
        return {key: _texts(one, level + 1) for key, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return [_texts(one, level + 1) for one in value]
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return str(value)
