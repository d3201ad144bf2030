"""A review as text, one format a file. Nothing here prints: each returns what is to be printed.

What is no format of its own is made of findings, by the formats of `report`.
"""

from typing import Protocol

from observability import report
from observability.reviewing.output import as_json, as_markdown, as_text
from observability.reviewing.output.as_findings import findings
from observability.reviewing.review import Reviewed

__all__ = ["FORMATS", "Format", "render"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, reviewed: Reviewed) -> str:
        """The review; it ends with a line break."""


FORMATS: tuple[Format, ...] = (as_text, as_json, as_markdown)


def render(reviewed: Reviewed, name: str) -> str:
    """The review in the format of this name, one of FORMATS or of `report`."""
    own = next((form for form in FORMATS if name == form.NAME), None)
    return own.render(reviewed) if own else report.render(findings(reviewed), name)
