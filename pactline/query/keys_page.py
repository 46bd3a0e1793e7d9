"""The table of URL keys in ``docs/url-keys.md``, made from the keys themselves and their words."""

import re

from pactline.home import app_root
from pactline.query.key_forms import Choice, Choices, Form, Number, Switch
from pactline.query.keys import Key
from pactline.query.selection import KEYS
from pactline.wording import has, text

_BEGIN, _END = "<!-- keys -->", "<!-- end of keys -->"
_TABLE = re.compile(f"{_BEGIN}.*{_END}", re.DOTALL)


def with_table(page: str) -> str:
    """Return a page in Markdown with the table of all keys between its two marks; nothing else in it changes."""
    lines = ["| key | values | default | means |", "| --- | --- | --- | --- |", *map(_row, KEYS.values())]
    return _TABLE.sub(lambda _: "\n".join((_BEGIN, *lines, _END)), page)


def _row(key: Key) -> str:
    means = " ".join(said for part in ("means", "more") if (said := _said(key, part)))
    cells = (f"`{key.name}`", _options(key.form) or _said(key, "values"), _default(key), means)
    return f"| {' | '.join(cells)} |".replace("|  |", "| |")


def _options(form: Form) -> str:
    """Return the words that a form takes, where these are the same for every record and page."""
    if isinstance(form, Switch):
        return f"`{form.off}`, `{form.on}`"
    if isinstance(form, Choice | Choices) and isinstance(form.options, tuple):
        return ", ".join(f"`{option}`" for option in form.options)
    return ""


def _default(key: Key) -> str:
    if isinstance(key.form, Switch):
        return f"`{key.form.write(key.default)[0]}`"
    if isinstance(key.form, Choice) and (key.default or key.form.unsaid):
        return f"`{key.default or key.form.unsaid}`"
    if isinstance(key.form, Number) and key.default is not None:
        return str(key.default)
    return _said(key, "default")


def _said(key: Key, part: str) -> str:
    name = f"keys.{key.name}.{part}"
    return text(name) if has(name) else ""


def main() -> None:
    """Write the table into the checkout's page anew."""
    page = app_root() / "docs" / "url-keys.md"
    page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
