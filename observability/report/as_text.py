"""`file:line:column: message (path); hint`, one line a finding: for people, editors and grep."""

from collections.abc import Sequence

from observability.findings import Finding, Severity

NAME = "text"


def render(findings: Sequence[Finding]) -> str:
    """A line a finding. What is no error says so before its message."""
    return "".join(f"{printable(_line(finding))}\n" for finding in findings)


def printable(text: str) -> str:
    """`text` without anything that a terminal would obey: messages quote descriptors, and those are anybody's."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _line(finding: Finding) -> str:
    if finding.severity is Severity.ERROR:
        return str(finding)
    return str(finding).replace(": ", f": {finding.severity}: ", 1)
