"""Where the app's own files lie: beside this package in a checkout, inside it once installed."""

import os
import sys
from functools import lru_cache
from pathlib import Path
from typing import Final

DATA_VARIABLE: Final = "PACTLINE_DATA"  # tells the app which record to show; the curated one where it is not set

LANGUAGE_VARIABLE: Final = "PACTLINE_LANGUAGE"  # tells in which language; that of the record where it is not set


@lru_cache(maxsize=1)
def app_root() -> Path:
    """Return the folder that holds ``app.py``, ``pages/``, ``components/``, ``data/`` and ``static/``."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "app.py").is_file() else package / "_app"


@lru_cache(maxsize=1)
def curated_record() -> Path:
    """Return the folder of the record that comes with the program."""
    return app_root() / "data"


def shown_record() -> Path:
    """Return the file or folder of the record that the app shows."""
    return Path(os.environ.get(DATA_VARIABLE) or curated_record())


def lead_to_app() -> None:
    """Put the app's folder on the path, so that ``components`` is found once the package is installed.

    At its end: what somebody else calls ``components`` comes first. In a checkout it is found already.
    """
    if str(app_root()) not in sys.path:
        sys.path.append(str(app_root()))
