"""Addresses as files have them, made safe to open, and found in texts."""

import re
from collections.abc import Sequence
from urllib.parse import quote

from pactline.importing.imported import Link
from pactline.importing.plain_text import Plain
from pactline.record.values import is_safe_url

_UNSAFE = re.compile(r"[\x00-\x20\x7f\"<>\\^`{|}]")
_WITHIN = re.compile(r"(?:https?://|www\.)[^\s<>\"'|\\^`{}]+", re.IGNORECASE)
_ENDS = ".,;:!?)]»”’"


def safe(address: str) -> str:
    """Return an address of the web that is safe to open, odd characters percent-encoded; or nothing."""
    text = address.strip()
    if text.startswith("//"):
        text = "https:" + text
    elif text.lower().startswith("www."):
        text = "https://" + text
    scheme, colon, rest = text.partition(":")
    text = scheme.lower() + colon + rest
    text = _UNSAFE.sub(lambda match: quote(match[0], safe=""), text)
    return text if is_safe_url(text) else ""


def within(text: str) -> list[str]:
    """Return the addresses that stand in a text, as they stand there, each once."""
    return list(dict.fromkeys(_trimmed(found) for found in _WITHIN.findall(text)))


def _trimmed(address: str) -> str:
    """Return an address without the sentence's sign behind it; a bracket that it opened itself stays."""
    while address and address[-1] in _ENDS:
        if address[-1] == ")" and address.count("(") >= address.count(")"):
            break
        address = address[:-1]
    return address


def in_texts(texts: Sequence[Plain]) -> list[Link]:
    """Return the addresses in texts as links."""
    found = [Link(address, title) for text in texts for address, title in text.links]
    known = {link.url for link in found}
    return found + [Link(address) for text in texts for address in within(text.text) if address not in known]
