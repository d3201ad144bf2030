"""SARIF 2.1.0, which code hosts show at the lines of a change."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import orjson

from observability import __version__
from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "sarif"
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(findings: Sequence[Finding]) -> str:
    """One run with a result a finding, indented."""
    checks = sorted({finding.check for finding in findings})
    driver = {"name": "observability", "version": __version__, "rules": [{"id": check} for check in checks]}
    run = {"tool": {"driver": driver}, "results": [_result(finding) for finding in findings]}
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _result(finding: Finding) -> dict[str, Any]:
    where, hint = (f" ({finding.where})" if finding.where else ""), (f"; {finding.hint}" if finding.hint else "")
    return {
        "ruleId": finding.check,
        "level": _LEVELS[finding.severity],
        "message": {"text": printable(f"{finding.message}{where}{hint}")},
        "locations": [{"physicalLocation": _place(finding)}],
    }


def _place(finding: Finding) -> dict[str, Any]:
    location = finding.location
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(printable(location.file))}}
    if location.line:
        place["region"] = {"startLine": location.line, "startColumn": location.column or 1}
        if finding.excerpt:
            place["region"]["endColumn"] = max(finding.excerpt.end, finding.excerpt.start + 1)
    return place
