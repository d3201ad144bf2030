"""Files: what the compiler makes, and what somebody wrote."""

from typing import Protocol

from attrs import frozen


class File(Protocol):
    """What is to be written: `path` is relative to the output folder, with `/`; `text` is the whole content, UTF-8."""

    @property
    def path(self) -> str:
        """Where."""

    @property
    def text(self) -> bytes:
        """What."""


@frozen(order=True)
class Artifact:
    """A file in memory."""

    path: str
    text: bytes


@frozen
class Source:
    """A file that somebody wrote.

    `path` as messages name it (relative to the project's root, with `/`), `text` undecoded.
    """

    path: str
    text: bytes
