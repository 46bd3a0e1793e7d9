"""A record's sign, as it is shown."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture that was drawn anew (``pactline/files/logo.py``): nothing of the file that it came from is in it.

    Attributes:
        png: The picture.
        width, height: In pixels.
    """

    png: bytes
    width: int
    height: int
