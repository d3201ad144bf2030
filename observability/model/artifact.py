"""A file that the compiler makes."""

from attrs import frozen


@frozen(order=True)
class Artifact:
    """`path` is relative to the output folder, with `/`; `text` is the whole content, UTF-8."""

    path: str
    text: bytes
