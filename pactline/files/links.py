"""Whether the pages that a record cites are still there, and whether an archive has a copy of those that are not.

Asks the network, so nothing but ``pactline check --links`` imports it. Polite: of one host one page at a time, with a
pause between two, the body of a page never read, and a name that says who asks.
"""

import json
import os
import queue
import re
import threading
import time
from collections import defaultdict, deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

import requests

from pactline import __version__
from pactline.record.model import Source
from pactline.record.values import is_safe_url

ARCHIVE = "https://archive.org/wayback/available"
ARCHIVE_VARIABLE = "PACTLINE_ARCHIVE"  # another address than that of the archive's interface
AGENT = f"pactline/{__version__} (an editor's check of cited links; one request at a time per host)"
_AT_ONCE = 8  # hosts
_REDIRECTS = 8
_PATIENCE = 2 * _REDIRECTS  # times the longest that one step may take, until nobody is waited for
_MOST = 65_536  # bytes of the archive's answer
_GONE = (404, 410)
_WRONG = 400
_COPY = re.compile(r"/web/\d{14}(?:[a-z]{2}_)?/")


@dataclass(frozen=True, slots=True)
class Pace:
    """How patient and how fast the questions are.

    Attributes:
        timeout: Seconds that a host may take to connect, and again to begin its answer.
        pause: Seconds between two questions to one host.
    """

    timeout: float = 15.0
    pause: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What asking for one page brought.

    Attributes:
        source: The publication's id.
        status: Of HTTP; ``None`` if no answer came.
        failure: Why none came; else empty.
        moved_to: The address that answered in the end, if it is another one.
        for_ever: Every step on the way there says that it is for good.
        copy: An archived copy of a page that is not there, if the archive has one.
        asked_archive: The archive was asked and answered.
    """

    source: str
    address: str
    status: int | None = None
    failure: str = ""
    moved_to: str = ""
    for_ever: bool = False
    copy: str = ""
    asked_archive: bool = False

    @property
    def dead(self) -> bool:
        """Whether nobody can open the page: it is gone, or its host is."""
        return self.status in _GONE or self.status is None

    @property
    def refused(self) -> bool:
        """Whether the host answers, but not this question: a browser may see more."""
        return self.status is not None and self.status >= _WRONG and not self.dead


def archive() -> str:
    """Return the address of the archive's interface."""
    return os.environ.get(ARCHIVE_VARIABLE) or ARCHIVE


def ask(sources: Iterable[Source], pace: Pace | None = None) -> Generator[Answer]:
    """Ask for the pages of publications and yield what came, as it comes.

    Whoever stops listening ends it: no further question is asked. A host that lets everybody wait without end ends
    it too, with the pages that nobody answered for left out.

    Args:
        sources: Those without an address are passed over.
        pace: How patient and how fast.
    """
    pace = pace or Pace()
    hosts: dict[str, deque[Source]] = defaultdict(deque)
    for source in sources:
        if source.url:
            hosts[urlsplit(source.url).netloc.lower()].append(source)
    waiting: queue.SimpleQueue[deque[Source]] = queue.SimpleQueue()
    for own in hosts.values():
        waiting.put(own)
    number = sum(map(len, hosts.values()))
    answers: queue.SimpleQueue[Answer] = queue.SimpleQueue()
    stop, one_at_a_time = threading.Event(), threading.Lock()
    for _ in range(min(_AT_ONCE, len(hosts))):
        work = threading.Thread(target=_work, args=(waiting, answers, pace, stop, one_at_a_time), daemon=True)
        work.start()  # a daemon: who ends the program does not wait for a slow host
    try:
        for _ in range(number):
            yield answers.get(timeout=_PATIENCE * (pace.timeout + pace.pause))
    except queue.Empty:
        return
    finally:
        stop.set()


def _work(
    waiting: "queue.SimpleQueue[deque[Source]]",
    answers: "queue.SimpleQueue[Answer]",
    pace: Pace,
    stop: threading.Event,
    archive_is_free: threading.Lock,
) -> None:
    """Ask one host after the other, each page by page."""
    with _session() as session:
        while not stop.is_set():
            try:
                own = waiting.get_nowait()
            except queue.Empty:
                return
            for number, source in enumerate(own):
                if number and stop.wait(pace.pause):
                    return
                answer = _asked(session, source, pace)
                if answer.dead and not source.archived_url:
                    with archive_is_free:
                        if stop.is_set():
                            return
                        answer = _with_copy(session, answer, pace)
                answers.put(answer)


def _session() -> requests.Session:
    session = requests.Session()
    session.headers["User-Agent"] = AGENT
    return session


def _asked(session: requests.Session, source: Source, pace: Pace) -> Answer:
    address, for_ever = str(source.url), True
    try:
        for _ in range(_REDIRECTS):
            # Step by step, since requests reads the whole body of a page that leads on.
            with session.get(address, timeout=pace.timeout, stream=True, allow_redirects=False) as reply:
                if not reply.is_redirect:
                    moved = address if _bare(address) != _bare(str(source.url)) else ""
                    return Answer(
                        source.id, str(source.url), reply.status_code, moved_to=moved, for_ever=bool(moved) and for_ever
                    )
                for_ever = for_ever and reply.is_permanent_redirect
                address = requests.utils.requote_uri(urljoin(address, session.get_redirect_target(reply) or ""))
            if not is_safe_url(address):
                return Answer(source.id, str(source.url), failure="it leads to what is no address")
    except (requests.RequestException, ValueError) as error:  # a host's strange answer may be no valid address
        return Answer(source.id, str(source.url), failure=_why(error))
    return Answer(source.id, str(source.url), failure="it leads from page to page without end")


def _bare(address: str) -> str:
    return address.partition("#")[0]


def _why(error: Exception) -> str:
    for kind, words in (
        (requests.exceptions.SSLError, "its certificate is not valid"),
        (requests.Timeout, "no answer in time"),
        (requests.ConnectionError, "its host cannot be reached"),
    ):
        if isinstance(error, kind):
            return words
    return f"no answer that can be read ({type(error).__name__})"


def _with_copy(session: requests.Session, answer: Answer, pace: Pace) -> Answer:
    """Ask the archive for a copy of a page that is not there."""
    found, copy = False, ""
    try:
        with session.get(archive(), params={"url": answer.address}, timeout=pace.timeout, stream=True) as reply:
            content = reply.raw.read(_MOST, decode_content=True)
            found = reply.ok
        copy = _copy_in(json.loads(content)) if found else ""
    except (requests.RequestException, ValueError, OSError):
        found = False
    time.sleep(pace.pause)  # with the lock held: the archive is one host, too
    return replace(answer, copy=copy, asked_archive=found)


def _copy_in(said: object) -> str:
    """Return the copy that the archive's answer names, if it is the address of one, with its time of 14 digits."""
    for key in ("archived_snapshots", "closest", "url"):
        said = said.get(key, "") if isinstance(said, dict) else ""
    copy = said if isinstance(said, str) else ""
    return copy.replace("http://", "https://", 1) if is_safe_url(copy) and _COPY.search(copy) else ""
