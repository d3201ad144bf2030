"""A review as text, one format a file. Nothing here prints: each returns what is to be printed."""

from typing import Protocol

from observability.reviewing.output import as_text
from observability.reviewing.review import Reviewed

__all__ = ["FORMATS", "Format", "render"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, reviewed: Reviewed) -> str:
        """The review; it ends with a line break."""


FORMATS: tuple[Format, ...] = (as_text,)


def render(reviewed: Reviewed, name: str) -> str:
    """The review in the format of this name."""
    return next(form for form in FORMATS if name == form.NAME).render(reviewed)
