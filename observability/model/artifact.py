"""A file that the compiler makes."""

from attrs import frozen


@frozen(order=True)
class Artifact:
    """`path` is relative to the output folder, with `/`; `text` is the whole content, UTF-8."""

    path: str
    text: bytes


@frozen
class Source:
    """A file that somebody wrote.

    `path` as messages name it (relative to the project's root, with `/`), `text` undecoded.
    """

    path: str
    text: bytes
