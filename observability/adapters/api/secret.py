"""A text that is shown nowhere: not by print, not in a traceback, not in a log."""

import os


class Secret:
    """Holds a secret, which only `reveal` gives away."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def __repr__(self) -> str:
        return "Secret(...)"

    def __bool__(self) -> bool:
        return bool(self._text)

    def reveal(self) -> str:
        """The text."""
        return self._text

    def kept_out(self, text: str) -> str:
        """The text without the secret: servers repeat what they were sent."""
        return text.replace(self._text, "...") if self._text else text


def from_environment(name: str) -> Secret | None:
    """A secret that the environment holds."""
    return Secret(text) if (text := os.environ.get(name, "")) else None
