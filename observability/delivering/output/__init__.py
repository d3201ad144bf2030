"""A push as text, one format a file. Nothing here prints: each returns what is to be printed.

What is no format of its own is made of the findings, by the formats of `report`.
"""

from typing import Protocol

from observability import report
from observability.delivering.output import as_json, as_markdown, as_text
from observability.delivering.output.told import Told

__all__ = ["FORMATS", "Format", "Told", "render"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, told: Told) -> str:
        """The push; it ends with a line break."""


FORMATS: tuple[Format, ...] = (as_text, as_json, as_markdown)


def render(told: Told, name: str) -> str:
    """The push in the format of this name, one of FORMATS or of `report`."""
    own = next((form for form in FORMATS if name == form.NAME), None)
    return own.render(told) if own else report.render(told.pushed.problems, name)
