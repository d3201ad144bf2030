"""GitLab's code quality, of which a merge request shows what is new: by a fingerprint that no moved line changes."""

from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

import orjson

from observability.findings import Finding, Severity
from observability.report.as_text import printable

NAME = "gitlab"
_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(findings: Sequence[Finding]) -> str:
    """A list with an entry a finding."""
    return orjson.dumps(list(_entries(findings)), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def _entries(findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    seen: dict[str, int] = {}
    for finding in findings:
        said = repr((finding.check, finding.location.file, finding.message, finding.where))
        # The same said twice of one file is two findings.
        seen[said] = seen.get(said, 0) + 1
        where, hint = f" ({finding.where})" if finding.where else "", f"; {finding.hint}" if finding.hint else ""
        yield {
            "description": printable(f"{finding.message}{where}{hint}"),
            "check_name": finding.check,
            "fingerprint": _hash(f"{said}{seen[said]}"),
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": printable(finding.location.file),
                "lines": {"begin": max(1, finding.location.line)},
            },
        }


def _hash(text: str) -> str:
    return blake2b(text.encode(), digest_size=16).hexdigest()
