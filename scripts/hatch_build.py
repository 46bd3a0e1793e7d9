"""A step of the wheel's build that its settings cannot express: Hatch maps folders, and app.py is a file."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AppFile(BuildHookInterface):  # type: ignore[type-arg]
    """Puts ``app.py`` where the rest of the app travels."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the file to a real wheel; an editable one runs the checkout's own.

        Args:
            version: ``"standard"`` or ``"editable"``.
            build_data: What Hatch is about to build, to be added to.
        """
        if version == "standard":
            build_data["force_include"]["app.py"] = "pactline/_app/app.py"
