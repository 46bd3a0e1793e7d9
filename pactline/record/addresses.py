"""Addresses of pages: their host, whose host it is, and which addresses lead to one page."""

from functools import lru_cache
from typing import Any
from urllib.parse import unquote, urlsplit

_OF_OTHERS = ("wordpress.com", "substack.com", "tumblr.com", "medium.com", "livejournal.com")  # not in that list
_WWW = "www."
_LONGEST = 300  # characters of an address as it is shown


def host_of(address: str) -> str:
    """Return the host of an address without its ``www.``."""
    return (urlsplit(address).hostname or "").removeprefix(_WWW).rstrip(".")


def plain(address: str) -> str:
    """Return an address without what makes no other page: scheme, www., fragment, a slash at the end."""
    parts = urlsplit(address)
    return f"{host_of(address)}{parts.path.rstrip('/')}?{parts.query}"


def house_of(address: str) -> str:
    """Return the name under which somebody registered the host of an address: "bbc.co.uk" of "news.bbc.co.uk".

    Where a host lets others in, it is theirs: "jane.wordpress.com". The Public Suffix List tells the two apart, as of
    the release of the library that brings it; nobody is asked.
    """
    return _house(host_of(address))


@lru_cache(maxsize=4096)
def _house(host: str) -> str:
    return _suffixes()(host).top_domain_under_public_suffix or host


@lru_cache(maxsize=1)
def _suffixes() -> Any:
    from tldextract import TLDExtract  # noqa: PLC0415 - few records need it, and it takes a moment

    return TLDExtract(cache_dir=None, suffix_list_urls=(), include_psl_private_domains=True, extra_suffixes=_OF_OTHERS)


def readable(address: str) -> str:
    """Return an address as a title: without scheme and ``www.``, its escaped letters written out."""
    parts = urlsplit(address)
    told = f"{host_of(address)}{parts.path.rstrip('/')}" + (f"?{parts.query}" if parts.query else "")
    letters = unquote(told)
    told = letters if letters.isprintable() and " " not in letters else told
    return told if len(told) <= _LONGEST else f"{told[: _LONGEST - 1]}…"
