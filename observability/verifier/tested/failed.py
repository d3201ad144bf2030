"""A test that failed: whose it is, in words, and how to run it again."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import evolve, frozen

from observability.adapters.promtool_tests import Failure
from observability.findings import Finding, Location
from observability.model.durations import Duration
from observability.model.rule import Alert, Rule
from observability.proof.suites import CASE
from observability.report import number
from observability.verifier.tested.document import Document
from observability.verifier.tested.selection import case_of, place
from observability.verifier.tested.stale import name_of
from observability.verifier.tested.words import OTHERWISE, Told, told, told_by

_FAILED = "test-failed"
# Where `verify` looks if nobody says where.
_DEFAULT = Path("build")

# Where the author of an alert says what it should do, by the alert's name and the case.
Authors = Mapping[tuple[str, str], Location]


@frozen
class Loaded:
    """A file of tests, and the rules that it runs over, where they are loaded."""

    document: Document
    rules: Sequence[Rule]


@frozen
class _Said:
    """Something to say of a case. `others` are cases of which the same is to be said."""

    case: str
    told: Told
    rule: Rule | None
    others: int = 0


def failed(root: Path, one: Loaded, failures: Sequence[Failure], authors: Authors) -> Iterator[Finding]:
    """The findings for failures, each at the rule's line, or at that where its author says what it should do."""
    return (_finding(root, one, said, authors) for said in _once(_all_said(one, failures)))


def _all_said(one: Loaded, failures: Sequence[Failure]) -> Iterator[_Said]:
    """What is to be said, of a case that shares its test only the first."""
    known = set[tuple[str, str, str]]()
    for failure in failures:
        test = next((test for test in one.document.tests if test.get("name") == failure.test), None)
        shared = _shared(one.document, test, failure) if test and one.document.cases(test) else {}
        if not shared or "" in shared:
            case = case_of(test) if test else failure.test
            yield from (_said(one, failure, case, words) for words in told(failure))
            continue
        for case, all_words in shared.items():
            for words in all_words:
                if (key := (failure.test, case, words.alert)) not in known:
                    known.add(key)
                    yield _said(one, failure, case, words)


def _shared(document: Document, test: Mapping[str, Any], failure: Failure) -> Mapping[str, Sequence[Told]]:
    """What is to be said of each case."""
    if shared := document.turns_of(test):
        case = shared.get(Duration.parse(failure.time)) if failure.time else None
        return {case: told(failure)} if case else {}
    found = told_by(CASE, failure).items()
    return {case: [evolve(words, begins=document.begins(test, case))] for case, words in found}


def _said(one: Loaded, failure: Failure, case: str, words: Told) -> _Said:
    said = failure.message.replace('\\"', '"')
    meant = [rule for rule in one.rules if _is_about(rule, said, words.alert)]
    # Of several alerts of a name it is the one whose labels these are.
    return _Said(
        case, words, max(meant, key=lambda rule: len(rule.labels.items() & words.labels.items()), default=None)
    )


def _once(all_said: Iterator[_Said]) -> Iterator[_Said]:
    """A label or a text that is another one is so in each case: the first says how many more there are."""
    found: dict[object, _Said] = {}
    for index, said in enumerate(all_said):
        repeats = said.told.words.startswith(OTHERWISE)
        key = (said.rule.origin, said.told.words) if said.rule and repeats else index
        found[key] = evolve(found[key], others=found[key].others + 1) if key in found else said
    return iter(found.values())


def _finding(root: Path, one: Loaded, said: _Said, authors: Authors) -> Finding:
    service, title = place(root, one.document.path)
    name = name_of(said.rule) if said.rule else f"the alert {said.told.alert}" if said.told.alert else title or service
    words = f"{said.told} (and so in {number('more case', said.others)})" if said.others else str(said.told)
    test, tests = "/".join(filter(None, (service, title, said.case))), str(root / service)
    again = f"run it again by itself: observability verify --run {shlex.quote(test)}{_where(root)}"
    where = str(one.document.path)
    author = authors.get((said.rule.alert, said.case)) if isinstance(said.rule, Alert) else None
    if author and said.rule:
        message = f"{name}, {said.case}: the rule does not do what its test expects: {words}"
        where = f"{said.rule.origin.file}:{said.rule.origin.line}, {where}"
        return Finding(
            _FAILED, message, author, where=where, hint=f"mend the test or the rule; {again}", test=test, tests=tests
        )
    location = said.rule.origin if said.rule else one.document.location
    message = f"{name}, {said.case}: {words}" if said.case else f"{name}: {words}"
    return Finding(_FAILED, message, location, where=where, hint=again, test=test, tests=tests)


def _where(root: Path) -> str:
    """The environment's folder, where `verify` by itself would not look."""
    environment = root.parents[1]
    return "" if environment.parent == _DEFAULT else f" {shlex.quote(str(environment))}"


def _is_about(rule: Rule, said: str, alert: str) -> bool:
    """Whether promtool speaks of this rule: it names an alert, or prints the expression that we look at it with."""
    if isinstance(rule, Alert):
        named = f"alertname: {rule.alert}, " in said or f'alertname="{rule.alert}"' in said
        return rule.alert == alert if alert else named
    return f"{rule.record}{{" in said and all(f'{name}="{value}"' in said for name, value in rule.labels.items())
