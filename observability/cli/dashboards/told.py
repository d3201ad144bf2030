"""What a push did, in lines for a terminal."""

from collections import Counter
from collections.abc import Iterator, Sequence

from observability.delivering import Done, Pushed
from observability.delivering.outcome import Deed
from observability.delivery import Built
from observability.delivery.differences import words
from observability.report import number
from observability.report.as_text import printable

_NAMED, _MOST = 10, 50


def lines(pushed: Pushed, *, dry: bool) -> Iterator[str]:
    """A line for each folder and each dashboard, and below it what is different, where nothing was sent."""
    would = "would " if dry else ""
    for folder in pushed.folders:
        yield printable(f"{would}{'create' if dry else 'created'} the folder {folder!r}")
    for done in sorted(pushed.done, key=lambda done: (done.deed is Deed.REMOVE, done.where)):
        yield printable(f"{would}{done.deed if dry else done.deed.past} {done.name!r} ({done.where})")
        if dry:
            yield from _indented(_inside(done))


def summary(pushed: Pushed, server: str, *, dry: bool) -> str:
    """One line; more where the push ended early."""
    counts = Counter(done.deed for done in pushed.done)
    would = "would be " if dry else ""
    parts = [f"{counts[deed]} {would}{deed.past}" for deed in Deed if counts[deed]]
    told = f"{server}: {', '.join([*parts, f'{pushed.unchanged} unchanged'])}"
    return "\n".join((told, *_ending(pushed))) if pushed.stopped else told


def _indented(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {printable(line)}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more"


def _inside(done: Done) -> list[str]:
    if done.deed in (Deed.CREATE, Deed.REMOVE):
        return []
    moves = [f"moves to the folder {done.folder or 'General'!r}"] if done.moves else []
    return moves + words(done.difference)


def _ending(pushed: Pushed) -> Iterator[str]:
    yield printable(f"It ended early: {pushed.stopped}")
    if pushed.unsure:
        yield f"Under way, and perhaps sent: {_names(pushed.unsure)}"
    if pushed.unsent:
        yield f"Not sent: {number('dashboard', len(pushed.unsent))}: {_names(pushed.unsent)}"
    yield "Push again: what was sent is not sent a second time"


def _names(dashboards: Sequence[Built]) -> str:
    named = ", ".join(printable(built.title) for built in dashboards[:_NAMED])
    return f"{named}, and {len(dashboards) - _NAMED} more" if len(dashboards) > _NAMED else named
