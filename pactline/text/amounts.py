"""Amounts in what the commands and the checks of a record say, which is English whatever the interface speaks."""


def counted(number: int, one: str, several: str = "") -> str:
    """Return a number with what it counts: "1 error", "2 errors", "1,200 entries" (``several`` where no s will do)."""
    return f"{number:,} {one if number == 1 else several or one + 's'}"
