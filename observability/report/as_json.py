"""Findings for programs: one JSON document of a versioned shape.

{"version": 1, "findings": [{"check", "severity", "message", "file", "line", "column", "where", "hint", "test"}]}

It is described by `findings.schema.json`. `test` is there where a test failed: the case, as `verify --run` knows it.
Some runs tell more than what they found: how much they looked at, what became of mutants.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any

import orjson

from observability.findings import Finding

NAME = "json"
_VERSION = 1
_NOTHING: Mapping[str, Any] = MappingProxyType({})


def render(findings: Sequence[Finding], more: Mapping[str, Any] = _NOTHING) -> str:
    """The document, indented; a line or column of 0 means the whole file. `more` is told beside the findings."""
    document = {"version": _VERSION, **more, "findings": list(map(finding, findings))}
    return orjson.dumps(document, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE).decode()


def finding(finding: Finding) -> dict[str, Any]:
    """One of them, as in the document."""
    return {
        "check": finding.check,
        "severity": finding.severity,
        "message": utf8(finding.message),
        "file": utf8(finding.location.file),
        "line": finding.location.line,
        "column": finding.location.column,
        "where": utf8(finding.where),
        "hint": utf8(finding.hint),
        **({"test": utf8(finding.test)} if finding.test else {}),
    }


def utf8(text: str) -> str:
    """The text as JSON can hold it."""
    # File names and YAML escapes can hold halves of surrogate pairs, which are no UTF-8.
    return text.encode("utf-8", "backslashreplace").decode()
