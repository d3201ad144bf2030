"""A push in lines for a terminal: what was done, what was not, and a summary."""

from collections.abc import Iterator, Sequence

from observability import report
from observability.delivering.output.told import Told, changes
from observability.delivery import Built
from observability.report import number
from observability.report.as_text import printable

NAME = "text"

_NAMED, _MOST = 10, 50


def render(told: Told) -> str:
    """All of it in one text; on a terminal the command tells problems apart."""
    problems = report.render(told.pushed.problems, NAME)
    return "".join(f"{line}\n" for line in lines(told)) + problems + f"{summary(told)}\n"


def lines(told: Told) -> Iterator[str]:
    """A line for each folder and each dashboard, and below it what is different, where nothing was sent."""
    would = "would " if told.dry else ""
    for folder in told.pushed.folders:
        yield printable(f"{would}{'create' if told.dry else 'created'} the folder {folder!r}")
    for done in told.done:
        yield printable(f"{would}{done.deed if told.dry else done.deed.past} {done.name!r} ({done.where})")
        if told.dry:
            yield from _indented(changes(done))


def summary(told: Told) -> str:
    """One line; more where the push ended early."""
    ends = _ending(told) if told.pushed.stopped else ()
    return "\n".join((f"{told.server}: {told.counted}", *ends))


def _indented(lines: Sequence[str]) -> Iterator[str]:
    yield from (f"  {printable(line)}" for line in lines[:_MOST])
    if len(lines) > _MOST:
        yield f"  and {len(lines) - _MOST} more"


def _ending(told: Told) -> Iterator[str]:
    pushed = told.pushed
    yield printable(f"It ended early: {pushed.stopped}")
    if pushed.unsure:
        yield f"Under way, and perhaps sent: {_names(pushed.unsure)}"
    if pushed.unsent:
        yield f"Not sent: {number('dashboard', len(pushed.unsent))}: {_names(pushed.unsent)}"
    yield "Push again: what was sent is not sent a second time"


def _names(dashboards: Sequence[Built]) -> str:
    named = ", ".join(printable(built.title) for built in dashboards[:_NAMED])
    return f"{named}, and {len(dashboards) - _NAMED} more" if len(dashboards) > _NAMED else named
