"""The text of a record that was not there before, in the one style."""

from collections.abc import Iterable, Mapping
from typing import Any

from pactline.files.formatting import formatted
from pactline.files.inbox import entry_text
from pactline.text import strict_yaml

_ONE = "edition"  # the section that is no list


def record_text(sections: Mapping[str, Any], *, head: Iterable[str] = ()) -> str:
    """Return sections as YAML.

    Args:
        sections: As plain values, by name.
        head: Lines of comment above them.

    Raises:
        YamlError: They are larger than a file of a record may be, or hold what YAML cannot.
    """
    parts = [f"# {line}\n" for line in head]
    for name, entries in sections.items():
        if name == _ONE:
            lines = entry_text(entries).rstrip("\n").split("\n")
            parts += [f"{name}:\n", *(f"{line}\n" for line in ["  " + lines[0].removeprefix("- "), *lines[1:]])]
        else:
            parts += [f"{name}:\n", *map(entry_text, entries)]
    text = "".join(parts)
    if len(text.encode("utf-8", "surrogatepass")) > strict_yaml.MAX_BYTES:
        size = strict_yaml.MAX_BYTES // 1024 // 1024
        raise strict_yaml.YamlError(f"the record would be larger than {size} MB", "split the file", 1, 1)
    return formatted(text)
