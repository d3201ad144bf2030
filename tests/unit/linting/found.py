"""What lint finds in rules that are written in a test."""

from pathlib import Path
from typing import Any

from observability.findings import Finding
from observability.linting import Request, lint
from tests.support.samples import rule_file

# Short rules have nobody who reads what they record, or records what they read.
_OTHERS = frozenset({"unused-recording", "unknown-recording"})


def findings(folder: Path, text: str, **more: Any) -> list[Finding]:
    """The findings in a file: a whole one, a list of rules, or some keys of one rule."""
    path = folder / "rules.yaml"
    path.write_text(rule_file(text))
    return [one for one in lint(Request((path,), **more)).findings if one.check not in _OTHERS]


def checks(folder: Path, text: str, **more: Any) -> set[str]:
    """The ids of the checks that find something."""
    return {finding.check for finding in findings(folder, text, **more)}


def marked(finding: Finding) -> str:
    """The piece of the line under which the caret stands."""
    assert finding.excerpt is not None
    return finding.excerpt.line[finding.excerpt.start - 1 : finding.excerpt.end - 1]
