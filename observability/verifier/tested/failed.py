"""A test that failed: whose it is, in words, and how to run it again."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import frozen

from observability.adapters.promtool_tests import Failure
from observability.findings import Finding, Location
from observability.model.durations import Duration
from observability.model.rule import Alert, Rule
from observability.proof.suites import CASE
from observability.verifier.tested.document import Document
from observability.verifier.tested.selection import case_of, place
from observability.verifier.tested.words import told, told_by

# Where `verify` looks if nobody says where.
_DEFAULT = Path("build")


@frozen
class Loaded:
    """A file of tests, and the rules that it runs over, where they are loaded."""

    document: Document
    rules: Sequence[Rule]


def failed(root: Path, one: Loaded, failures: Sequence[Failure]) -> Iterator[Finding]:
    """The findings for failures, each at the rule's line; of a case that shares its test only the first."""
    known = set[tuple[str, str]]()
    for failure in failures:
        test = next((test for test in one.document.tests if test.get("name") == failure.test), None)
        said = _said(one.document, test, failure) if test and one.document.cases(test) else {}
        if not said or "" in said:
            yield _finding(root, one, failure, case_of(test) if test else failure.test, told(failure))
            continue
        for case, words in said.items():
            if (failure.test, case) not in known:
                known.add((failure.test, case))
                yield _finding(root, one, failure, case, words)


def _said(document: Document, test: Mapping[str, Any], failure: Failure) -> Mapping[str, str]:
    """What is to be said of each case."""
    if shared := document.turns_of(test):
        case = shared.get(Duration.parse(failure.time)) if failure.time else None
        return {case: told(failure)} if case else {}
    return told_by(CASE, failure)


def _finding(root: Path, one: Loaded, failure: Failure, case: str, words: str) -> Finding:
    service, title = place(root, one.document.path)
    rule = next((rule for rule in one.rules if _is_about(rule, failure)), None)
    name = _name(rule) if rule else title or service
    message = f"{name}, {case}: {words}" if case else f"{name}: {words}"
    again = shlex.quote("/".join(filter(None, (service, title, case))))
    location = rule.origin if rule else Location(str(one.document.path))
    hint = f"run it again by itself: observability verify --run {again}{_where(root)}"
    return Finding("test-failed", message, location, where=str(one.document.path), hint=hint)


def _where(root: Path) -> str:
    """The environment's folder, where `verify` by itself would not look."""
    environment = root.parents[1]
    return "" if environment.parent == _DEFAULT else f" {shlex.quote(str(environment))}"


def _name(rule: Rule) -> str:
    return f"the alert {rule.alert}" if isinstance(rule, Alert) else f"the recording {rule.record}"


def _is_about(rule: Rule, failure: Failure) -> bool:
    """Whether promtool speaks of this rule: it names an alert, or prints the expression that we look at it with."""
    said = failure.message.replace('\\"', '"')
    if isinstance(rule, Alert):
        return f"alertname: {rule.alert}, " in said or f'alertname="{rule.alert}"' in said
    return f"{rule.record}{{" in said and all(f'{name}="{value}"' in said for name, value in rule.labels.items())
