"""Under which address whoever asks knows the app. Imports nothing heavy: the server waits for this module."""

import os
import re
from typing import Final

from starlette.datastructures import Headers
from starlette.types import Scope

from pactline.network import ROOM_VARIABLE

_HOST: Final = re.compile(r"[A-Za-z0-9.-]{1,253}(:\d{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:\d{1,5})?")


def address_of(scope: Scope, base: str) -> str:
    """Return the app's address as whoever asks knows it, without a slash at its end.

    That is what ``pactline run`` tells the room, else what the request says. What is written like no host gets
    addresses without one.
    """
    if room := os.environ.get(ROOM_VARIABLE):
        return f"{room}{base}"
    host = Headers(scope=scope).get("host", "")
    return f"{scope.get('scheme', 'http')}://{host}{base}" if _HOST.fullmatch(host) else base
