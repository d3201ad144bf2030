"""How long work tells what it is doing. Adapters do not know who listens."""

from typing import Protocol


class Progress(Protocol):
    """Called again and again with the step that is under way."""

    def __call__(self, step: str, done: int = 0, total: int | None = None) -> None:
        """`done` of `total` parts of the step are finished; a total of None is not known (yet)."""
