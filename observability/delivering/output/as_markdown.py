"""A push as Markdown, for a comment beside a change. All text of others in it is shown as text."""

from collections.abc import Iterator, Sequence

from observability import report
from observability.delivering.outcome import Done
from observability.delivering.output.told import Told, changes
from observability.report.as_markdown import literal, table

NAME = "markdown"

# Code hosts refuse comments of more than 65,536 characters: so many dashboards, and so many changes of each.
_MOST, _MOST_CHANGES = 50, 10


def render(told: Told) -> str:
    """A sentence, a table of the dashboards, and one of the problems, where there are any."""
    return "\n".join(_parts(told))


def _parts(told: Told) -> Iterator[str]:
    yield f"{literal(told.server)}: {told.counted}.\n"
    if told.pushed.stopped:
        yield f"**It ended early:** {literal(told.pushed.stopped)}\n"
    if told.done:
        yield table(("", "dashboard", "folder", "what changes"), map(_row, told.done[:_MOST]))
    if len(told.done) > _MOST:
        yield f"And {len(told.done) - _MOST} more.\n"
    if told.pushed.problems:
        yield report.render(told.pushed.problems, NAME)


def _row(done: Done) -> Sequence[str]:
    lines = changes(done)
    more = [f"and {len(lines) - _MOST_CHANGES} more"] if len(lines) > _MOST_CHANGES else []
    return done.deed, literal(done.name), literal(done.folder), "<br>".join(map(literal, lines[:_MOST_CHANGES] + more))
