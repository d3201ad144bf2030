"""Markdown, for a comment beside a change: a table of the findings, errors first. All text in it is shown as text."""

import re
from collections.abc import Iterable, Sequence

from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "markdown"

# Code hosts refuse comments of more than 65,536 characters, and nobody reads a longer table.
_MOST = 100
# What would be markup or an automatic link; a backslash takes it away.
_MARKUP = re.compile(r"([\\`*_\[\]<>|~&$]|:(?=//)|(?<=www)\.)")
# Code hosts look for people and issues in what is shown, where a backslash is gone; a comment parts the text for them.
_MENTION = re.compile(r"([@#])")


def render(findings: Sequence[Finding]) -> str:
    """The table, or a sentence where there is nothing to show."""
    if not findings:
        return "No findings.\n"
    shown = sorted(findings, key=lambda finding: list(Severity).index(finding.severity))[:_MOST]
    rows = [(finding.severity, f"`{finding.check}`", _place(finding), _said(finding)) for finding in shown]
    rest = len(findings) - len(shown)
    more = f"\nAnd {rest} more.\n" if rest else ""
    return table(("", "check", "where", "what"), rows) + more


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of cells that are Markdown already."""
    lines = [head, ["---"] * len(head), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


def literal(text: str) -> str:
    """Text of anybody as Markdown that shows just this text."""
    return unmentioned(_MARKUP.sub(r"\\\1", printable(text)))


def unmentioned(text: str) -> str:
    """Markdown or HTML in which nobody and no issue is mentioned."""
    return _MENTION.sub(r"\1<!-- -->", text)


def _place(finding: Finding) -> str:
    location = finding.location
    return literal(f"{location.file}:{location.line}" if location.line else location.file)


def _said(finding: Finding) -> str:
    where = f" ({finding.where})" if finding.where else ""
    hint = f"; {finding.hint}" if finding.hint else ""
    return literal(f"{finding.message}{where}{hint}")
