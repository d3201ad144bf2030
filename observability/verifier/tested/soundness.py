"""Whether tests are any: that what they run over is there and the same as what is loaded, and that they look at it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from difflib import get_close_matches
from pathlib import Path

from attrs import evolve

from observability.findings import Finding
from observability.model.location import NOWHERE
from observability.model.rule import Alert, Rule
from observability.verifier.tested.document import Document

_REBUILD = "run `observability build --only tests`"


def unsound(document: Document, loaded: Mapping[Path, Sequence[Rule]], known: Set[str]) -> Iterator[Finding]:
    """What is wrong with a file of tests. `loaded` are the rules that it names, as far as they are there.

    `known` are those that Prometheus loads, as `bare` tells them.
    """
    yield from _lost(document, loaded)
    yield from _empty(document)
    rules = [rule for those in loaded.values() for rule in those]
    yield from _misnamed(document, [rule.alert for rule in rules if isinstance(rule, Alert)])
    yield from _stale(document, loaded, known)


def _lost(document: Document, loaded: Mapping[Path, Sequence[Rule]]) -> Iterator[Finding]:
    if not document.rules:
        yield Finding("lost-rules", "names no rule files, so nothing is tested", document.location, hint=_REBUILD)
    for path in document.rules:
        if not loaded.get(path):
            message = f"its rule file {path.name} is not there or holds no rules, so nothing is tested"
            yield Finding("lost-rules", message, document.location, hint=_REBUILD)


def _empty(document: Document) -> Iterator[Finding]:
    if not document.tests:
        yield Finding("empty-test", "holds no tests", document.location, hint=_REBUILD)
    for number, test in enumerate(document.tests, 1):
        if not (test.get("alert_rule_test") or test.get("promql_expr_test")):
            name = test.get("name") or f"number {number}"
            message = f"the test {name} looks at nothing, and would always pass"
            yield Finding("empty-test", message, document.location, hint="say what it expects, or remove it")


def _misnamed(document: Document, there: Sequence[str]) -> Iterator[Finding]:
    for name in dict.fromkeys(look.alert for look in document.looks if look.alert not in there):
        close = get_close_matches(name, there, 1)
        hint = f"did you mean {close[0]}?" if close else _REBUILD
        message = f"looks at the alert {name}, which its rules do not have: it would pass for never firing"
        yield Finding("unknown-alert", message, document.location, hint=hint)


def _stale(document: Document, loaded: Mapping[Path, Sequence[Rule]], known: Set[str]) -> Iterator[Finding]:
    for rule in (rule for rules in loaded.values() for rule in rules):
        if bare(rule) not in known:
            name = rule.alert if isinstance(rule, Alert) else rule.record
            message = f"runs over a rule {name} that is not the one that is loaded"
            yield Finding("stale-test", message, document.location, hint=_REBUILD)


def bare(rule: Rule) -> str:
    """All that a rule is, but for where it stands."""
    return repr(evolve(rule, origin=NOWHERE, expr=rule.expr.strip()))
