"""A push that is to be told, in the order in which every format tells it."""

from collections import Counter
from collections.abc import Sequence

from attrs import frozen

from observability.delivering.outcome import Deed, Done, Pushed
from observability.delivery.differences import words


@frozen
class Told:
    """`server` is the URL of the Grafana; `dry`: nothing was sent."""

    pushed: Pushed
    server: str
    dry: bool

    @property
    def done(self) -> Sequence[Done]:
        """What was sent, by file; what was removed, at the end."""
        return sorted(self.pushed.done, key=lambda done: (done.deed is Deed.REMOVE, done.where))

    @property
    def counted(self) -> str:
        """`1 would be updated, 4 unchanged`."""
        counts = Counter(done.deed for done in self.pushed.done)
        would = "would be " if self.dry else ""
        parts = [f"{counts[deed]} {would}{deed.past}" for deed in Deed if counts[deed]]
        return ", ".join([*parts, f"{self.pushed.unchanged} unchanged"])


def changes(done: Done) -> list[str]:
    """What is different, a line each; nothing of what is new or gone as a whole."""
    if done.deed in (Deed.CREATE, Deed.REMOVE):
        return []
    moves = [f"moves to the folder {done.folder or 'General'!r}"] if done.moves else []
    return moves + words(done.difference)
