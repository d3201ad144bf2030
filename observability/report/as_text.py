"""`file:line:column: message (path); hint`, one line a finding: for people, editors and grep.

Where a finding shows the line that it is about, that stands below, with a caret and the check's id.
"""

from collections.abc import Sequence
from unicodedata import east_asian_width

from observability.findings import Excerpt, Finding, Severity

NAME = "text"
# A terminal's width and some; of a longer line the piece that the finding is about is shown.
_WIDEST = 120
_BEFORE = 40


def render(findings: Sequence[Finding]) -> str:
    """A line a finding. What is no error says so before its message."""
    return "".join(f"{printable(_line(finding))}\n{_shown(finding)}" for finding in findings)


def printable(text: str) -> str:
    """`text` without anything that a terminal would obey: messages quote descriptors, and those are anybody's."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _line(finding: Finding) -> str:
    if finding.severity is Severity.ERROR:
        return str(finding)
    return str(finding).replace(": ", f": {finding.severity}: ", 1)


def _shown(finding: Finding) -> str:
    if finding.excerpt is None:
        return ""
    number = str(finding.location.line)
    text, before, width = _piece(finding.excerpt)
    carets = "^" + "~" * (width - 1)
    return f"  {number} | {text}\n  {' ' * len(number)} | {' ' * before}{carets} {finding.check}\n"


def _piece(excerpt: Excerpt) -> tuple[str, int, int]:
    """What is shown of the line; how many cells stand before the caret, and how many it spans."""
    line, start, end = excerpt.line.replace("\t", " "), excerpt.start - 1, max(excerpt.end - 1, excerpt.start)
    first = max(0, start - _BEFORE) if len(line) > _WIDEST else 0
    last = min(len(line), first + _WIDEST)
    left, right = "…" if first else "", "…" if last < len(line) else ""
    shown = printable(line[first:last])
    before = _cells(left) + _cells(printable(line[first:start]))
    return f"{left}{shown}{right}", before, max(1, _cells(printable(line[start : min(end, last)])))


def _cells(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
