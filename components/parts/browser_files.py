"""Files that are made from ours when the app starts, for browsers to fetch once and keep.

What a run sends, it sends anew each time; a file is fetched once, since its name holds a hash of its content.
"""

from hashlib import sha256
from pathlib import Path

from pactline.files.writing import sweep, write_whole
from pactline.home import app_root

_FOLDER = "made"  # below static/; nothing in it is kept in the repository


def keep(name: str, content: str | bytes, *, static: Path | None = None) -> str | None:
    """Write a file where the server gives it out, unless it is there, and return its address.

    Args:
        name: Beginning and ending of the file's name: ``style.css``.
        content: Of the file.
        static: The folder that the server gives out as ``app/static``; the app's own unless given.

    Returns:
        The address, relative to the app's own; ``None`` where nothing can be written. The caller sends the content.
    """
    stem, _, ending = name.rpartition(".")
    given = content if isinstance(content, bytes) else content.encode()
    own = f"{stem}-{sha256(given).hexdigest()[:12]}.{ending}"
    file = (static or app_root() / "static") / _FOLDER / own
    try:
        if not file.is_file():
            file.parent.mkdir(exist_ok=True)
            sweep(file.parent)
            write_whole(file, given, durable=False)  # it can be made again
    except OSError:
        return None
    return f"app/static/{_FOLDER}/{own}"
