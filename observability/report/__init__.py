"""Findings to text, one format a file. Nothing here prints: each format returns what is to be printed."""

from collections.abc import Sequence
from typing import Protocol

from observability.findings import Finding, Severity
from observability.report import as_github, as_gitlab, as_json, as_junit, as_markdown, as_sarif, as_text

__all__ = ["FORMATS", "Format", "count", "in_order", "number", "render"]


class Format(Protocol):
    """What a format's module has: the name by which `--format` calls it, and the function."""

    NAME: str

    def render(self, findings: Sequence[Finding]) -> str:
        """The findings, in their order; it ends with a line break, or is empty."""


FORMATS: tuple[Format, ...] = (as_text, as_json, as_junit, as_sarif, as_markdown, as_github, as_gitlab)


def render(findings: Sequence[Finding], name: str) -> str:
    """The findings in the format of this name, sorted by file and line."""
    chosen = next(form for form in FORMATS if name == form.NAME)
    return chosen.render(in_order(findings))


def in_order(findings: Sequence[Finding]) -> list[Finding]:
    """Sorted by file and line."""
    return sorted(findings, key=lambda finding: (finding.location, finding.message))


def count(findings: Sequence[Finding]) -> str:
    """`3 errors, 1 warning in 2 files`: the line at the end of a run that has findings."""
    numbers = ((severity, sum(f.severity == severity for f in findings)) for severity in Severity)
    files = len({finding.location.file for finding in findings})
    return f"{', '.join(number(noun, amount) for noun, amount in numbers if amount)} in {number('file', files)}"


def number(noun: str, amount: int) -> str:
    """`1 file`, `2 files`."""
    return f"{amount} {noun}{'' if amount == 1 else 's'}"
