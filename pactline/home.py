"""Where the app's own files lie: beside this package in a checkout, inside it once installed."""

import importlib
import sys
from functools import lru_cache
from pathlib import Path
from types import ModuleType


@lru_cache(maxsize=1)
def app_root() -> Path:
    """Return the folder that holds ``app.py``, ``pages/``, ``components/``, ``data/`` and ``static/``."""
    package = Path(__file__).resolve().parent
    checkout = package.parent
    return checkout if (checkout / "app.py").is_file() else package / "_app"


def curated_record() -> Path:
    """Return the folder of the record that comes with the program."""
    return app_root() / "data"


def app_module(name: str) -> ModuleType:
    """Import a module of the app that travels beside, or inside, this package: ``components.sealed.build``.

    Only the command line draws anything; nothing in the domain may call this.
    """
    root = str(app_root())
    if root not in sys.path:
        sys.path.insert(0, root)
    return importlib.import_module(name)
