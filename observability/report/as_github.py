"""Workflow commands of GitHub Actions, which shows them at the lines of a change. Text cannot begin another command."""

from collections.abc import Sequence

from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "github"
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(findings: Sequence[Finding]) -> str:
    """A line a finding."""
    return "".join(f"{_line(finding)}\n" for finding in findings)


def _line(finding: Finding) -> str:
    location = finding.location
    place = {"file": location.file, "title": finding.check}
    if location.line:
        place |= {"line": str(location.line), "col": str(location.column or 1)}
    properties = ",".join(f"{key}={_property(value)}" for key, value in place.items() if value)
    where = f" ({finding.where})" if finding.where else ""
    hint = f"; {finding.hint}" if finding.hint else ""
    return f"::{_COMMANDS[finding.severity]} {properties}::{_data(f'{finding.message}{where}{hint}')}"


def _data(text: str) -> str:
    # What is not printable is written out first, so that no line break is left.
    return printable(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
