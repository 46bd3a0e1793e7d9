"""Room for many readers: as many open files as the machine allows, and patience where there are no more."""

import errno
import logging
import resource
import socket
import time
from typing import Any

_MOST_FILES = 65_536  # as many as asked for; each reader takes some ten
_PAUSE = 0.05  # s between two tries to let somebody in; those who are in are served meanwhile
_SILENCE = 60.0  # s until it is said again
_log = logging.getLogger(__name__)


def raise_limit() -> int:
    """Raise this process's soft limit of open files towards the hard one, and return what it is then."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _MOST_FILES if hard == resource.RLIM_INFINITY else min(hard, _MOST_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        try:
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
        except (OSError, ValueError):  # macOS allows less than it says
            return soft
        return wanted
    return soft


class Listener(socket.socket):
    """A listening socket that waits where no file can be opened for another connection, and says so once a minute.

    asyncio would try, fail and log as often as the backlog is long, and again with each failure.
    """

    _said = float("-inf")

    def accept(self) -> tuple[socket.socket, Any]:
        """Accept a connection.

        Raises:
            BlockingIOError: None waits, or none can be let in now.
        """
        try:
            return super().accept()
        except OSError as error:
            if error.errno not in (errno.EMFILE, errno.ENFILE):
                raise
        if time.monotonic() - self._said > _SILENCE:
            self._said = time.monotonic()
            _log.warning("No more readers can be let in: too many open files. Raise the limit (ulimit -n).")
        time.sleep(_PAUSE)
        raise BlockingIOError(errno.EAGAIN, "too many open files")
