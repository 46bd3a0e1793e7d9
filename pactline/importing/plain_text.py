"""Text out of a stranger's HTML or bytes: what is read as such afterwards, and never as markup."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser

from pactline.importing.imported import ImportFailedError, Log

_LOOKS_LIKE_HTML = re.compile(r"<[a-zA-Z/!][^<>]*>|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]+);")
_BREAKS = frozenset({"br", "hr", "tr", "li", "dt", "dd", "figcaption", "cite"})
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "blockquote",
        "section",
        "article",
        "header",
        "footer",
        "aside",
        "figure",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript"})
_WITHIN = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "center",
        "code",
        "del",
        "em",
        "font",
        "i",
        "img",
        "iframe",
        "input",
        "ins",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "td",
        "th",
        "thead",
        "tbody",
        "tfoot",
        "u",
        "var",
        "video",
        "audio",
        "source",
        "embed",
        "object",
        "param",
        "html",
        "body",
        "head",
        "title",
        "meta",
        "link",
        "button",
        "caption",
        "col",
        "colgroup",
        "details",
        "summary",
        "main",
        "nav",
        "time",
        "wbr",
        "svg",
        "path",
        "picture",
    ]
)
_TAGS = _BREAKS | _BLOCKS | _UNSEEN | _WITHIN
_ADDRESS_IN = {"a": "href", "img": "src", "iframe": "src", "video": "src", "audio": "src", "source": "src"}
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")
_HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Plain:
    """HTML as text.

    Attributes:
        links: Addresses in it, each with the words that it stood behind.
    """

    text: str
    links: tuple[tuple[str, str], ...] = ()


def of_html(html: str) -> Plain:
    """Return the text of HTML, a paragraph a line, and the addresses in it; what is no HTML stays as it is."""
    if not _LOOKS_LIKE_HTML.search(html):
        return Plain(html.strip())
    reader = _Reader()
    try:
        reader.feed(html)
        reader.close()
    except AssertionError:  # the standard library's parser gives up on some broken declarations
        return Plain(html.strip())
    return Plain(reader.text(), tuple(dict.fromkeys(reader.links)))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.links: list[tuple[str, str]] = []
        self._pieces: list[str] = []
        self._unseen = 0
        self._open: tuple[str, int] | None = None  # an address, and where its words begin

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _TAGS:
            self._pieces.append(self.get_starttag_text() or "")  # "<name>" of a writer who knew no HTML
            return
        self._unseen += tag in _UNSEEN
        self._pieces.append("\n\n" if tag in _BLOCKS else "\n" if tag in _BREAKS else "")
        address = dict(attrs).get(_ADDRESS_IN.get(tag, ""))
        if address and tag == "a":
            self._open = (address, len(self._pieces))
        elif address:
            self.links.append((address, (dict(attrs).get("alt") or "").strip()))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag in _UNSEEN:
            self._unseen -= 1

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(self._unseen - 1, 0)
        if tag == "a" and self._open:
            address, begin = self._open
            self.links.append((address, " ".join("".join(self._pieces[begin:]).split())))
            self._open = None
        if tag in _BLOCKS:
            self._pieces.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._pieces.append(re.sub(r"\s+", " ", data))

    def text(self) -> str:
        if self._open:
            self.handle_endtag("a")
        whole = "".join(self._pieces)
        lines = [" ".join(line.split()) for line in whole.split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


_IMAGE = re.compile(r"!\[(?P<words>[^\]\n]*)\]\((?P<url>[^)\s]+)(?:\s+\"[^\"]*\")?\)")
_LINK = re.compile(r"\[(?P<words>[^\]\n]+)\]\((?P<url>[^)\s]+)(?:\s+\"[^\"]*\")?\)")


def of_markdown(text: str) -> Plain:
    """Return Markdown with its links as their words, and the addresses in it; all other signs stay as they are."""
    found = [(match["url"], match["words"].strip()) for pattern in (_IMAGE, _LINK) for match in pattern.finditer(text)]
    return Plain(_LINK.sub(r"\g<words>", _IMAGE.sub(r"\g<words>", text)).strip(), tuple(dict.fromkeys(found)))


def tidy(text: str, log: Log, where: str) -> str:
    """Return a text with plain line ends and without what no record may hold; what went is noted."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x85", "\n").strip()
    if _CONTROL.search(text) or _HALF.search(text):
        log.changed("control characters are left out", where)
        text = _HALF.sub("\ufffd", _CONTROL.sub("", text)).strip()
    return text


def one_line(text: str) -> str:
    """Return a text with single blanks, for a name or a title."""
    return " ".join(text.split())


def decoded(content: bytes, log: Log) -> str:
    """Return a file's text: by the mark at its beginning, as UTF-8, or as Western European, which is noted.

    Raises:
        ImportFailedError: It is no text.
    """
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise ImportFailedError(f"the file says that it is {encoding}, and is not") from None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = content.decode("cp1252", "replace")
        line = content.count(b"\n", 0, error.start) + 1
        log.changed(
            "the text is no UTF-8 and is read as Western European (Windows-1252): look at its letters", f"line {line}"
        )
    if "\x00" in text:
        raise ImportFailedError("the file is no text", "see 'pactline import --help' for what can come in")
    return text


def html_out(text: str, log: Log, where: str) -> Plain:
    """Return a text without markup, and note it where there was some."""
    plain = of_html(text)
    if plain.text != text.strip():
        log.changed("HTML became plain text", where)
    return plain
