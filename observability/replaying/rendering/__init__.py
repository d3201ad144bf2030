"""A replay as text, one format a file. Nothing here prints."""

from typing import Protocol

from observability.replaying.rendering import as_json, as_markdown, as_text
from observability.replaying.replayed import Replay

__all__ = ["FORMATS", "render", "with_replay"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, replay: Replay) -> str:
        """The replay; it ends with a line break."""


FORMATS: tuple[Format, ...] = (as_text, as_json, as_markdown)


def render(replay: Replay, name: str) -> str:
    """The replay in the format of this name."""
    return next(form for form in FORMATS if name == form.NAME).render(replay)


def with_replay(name: str, text: str, replay: Replay | None) -> str:
    """Another text of this format with a replay added to it; formats of findings alone stay as they are."""
    if replay is None:
        return text
    match name:
        case as_text.NAME:
            return f"{text}\n{as_text.render(replay)}"
        case as_markdown.NAME:
            return f"{text}\n{as_markdown.render(replay, as_markdown.COMMENT - len(text))}"
        case as_json.NAME:
            return as_json.added(text, replay)
    return text
