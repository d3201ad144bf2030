"""The lines that make an alert."""

from collections.abc import Sequence

from observability.model.location import Location


def block(lines: Sequence[str], origin: Location) -> range:
    """The lines of the YAML that begins at a place, all counted from 1: what is indented further follows.

    In a list, as rule files have it, the keys beside the first belong to it as well.
    """
    before = lines[origin.line - 1][: max(0, origin.column - 1)]
    least = len(before) if before.strip() == "-" else _indent(lines[origin.line - 1]) + 1
    end = origin.line
    while end < len(lines) and (not lines[end].strip() or _indent(lines[end]) >= least):
        end += 1
    while end > origin.line and not lines[end - 1].strip():
        end -= 1
    return range(origin.line, end + 1)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
