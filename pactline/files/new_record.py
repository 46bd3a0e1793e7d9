"""The text of a record that was not there before, in the one style."""

from collections.abc import Iterable, Mapping
from typing import Any

from pactline.files.formatting import written
from pactline.text import strict_yaml


def record_text(sections: Mapping[str, Any], *, head: Iterable[str] = ()) -> str:
    """Return sections as YAML.

    Args:
        sections: As plain values, by name.
        head: Lines of comment above them.

    Raises:
        YamlError: They are larger than a file of a record may be, or hold what YAML cannot.
    """
    text = "".join(f"# {line}\n" for line in head) + written(sections)
    if len(text.encode("utf-8", "surrogatepass")) > strict_yaml.MAX_BYTES:
        size = strict_yaml.MAX_BYTES // 1024 // 1024
        raise strict_yaml.YamlError(f"the record would be larger than {size} MB", "split the file", 1, 1)
    return text
