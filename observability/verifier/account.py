"""What a run tells beside its findings, in formats that have a place for it: numbers, tests that passed, scores."""

from collections.abc import Mapping, Sequence
from typing import Any

from attrs import frozen

from observability import report
from observability.findings import Finding
from observability.proof import Fate, Score
from observability.report import as_json, as_junit
from observability.report.as_junit import Passed


@frozen
class Account:
    """`summary`: how much was looked at. `passed`: tests that did. `scores` of mutants."""

    summary: Mapping[str, int]
    passed: Sequence[Passed] = ()
    scores: Sequence[Score] = ()


def render(findings: Sequence[Finding], account: Account, name: str) -> str:
    """The findings in the format of this name, with as much of the account as that can tell."""
    if name == as_json.NAME:
        return as_json.render(report.in_order(findings), _document(account))
    if name == as_junit.NAME:
        return as_junit.render(report.in_order(findings), account.passed)
    return report.render(findings, name)


def _document(account: Account) -> dict[str, Any]:
    scores = {"scores": list(map(_score, account.scores))} if account.scores else {}
    return {"summary": dict(account.summary), **scores}


def _score(score: Score) -> dict[str, Any]:
    rule, origin = score.rule, score.rule.origin
    return {
        "rule": as_json.utf8(rule.name),
        "labels": {as_json.utf8(name): as_json.utf8(value) for name, value in sorted(rule.labels.items())},
        "file": as_json.utf8(origin.file),
        "line": origin.line,
        "mutants": len(score.judged),
        "noticed": score.count(Fate.NOTICED),
        "beyond": score.count(Fate.BEYOND),
        "undecided": score.count(Fate.UNDECIDED, Fate.UNKNOWN),
        "alike": score.count(Fate.ALIKE),
    }
