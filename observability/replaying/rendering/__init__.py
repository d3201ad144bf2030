"""A replay as text, one format a file. Nothing here prints."""

from typing import Protocol

from observability.replaying.rendering import as_json, as_markdown, as_text
from observability.replaying.replayed import Replay

__all__ = ["FORMATS", "render"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, replay: Replay) -> str:
        """The replay; it ends with a line break."""


FORMATS: tuple[Format, ...] = (as_text, as_json, as_markdown)


def render(replay: Replay, name: str) -> str:
    """The replay in the format of this name."""
    return next(form for form in FORMATS if name == form.NAME).render(replay)
