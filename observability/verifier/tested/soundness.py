"""Whether tests are any: that what they run over is there and the same as what is loaded, and that they look at it."""

from collections.abc import Callable, Iterator, Mapping
from difflib import get_close_matches
from functools import partial
from pathlib import Path

from attrs import frozen

from observability.findings import Finding, Location
from observability.model.rule import Alert, Rule
from observability.verifier.tested.copies import Groups
from observability.verifier.tested.document import REBUILD, Document
from observability.verifier.tested.stale import counterpart, differences, name_of

_CHANGE = "change the descriptor and run `observability build`, which makes both anew"


@frozen
class Run:
    """What a file of tests runs over.

    `files`: by each of the patterns under `rule_files`, the rule files that it finds, each with its groups. `tested`
    are all of their rules, `known` those of the whole service, as Prometheus loads them; both by all that they are.
    `location` is where all of this is told: the rule that the file is about, or the rule file.
    """

    files: Mapping[str, Mapping[Path, Groups]]
    tested: Mapping[str, Rule]
    known: Mapping[str, Rule]
    location: Location

    @property
    def meant(self) -> list[Rule]:
        """Of the rules that are loaded, those that are tested."""
        return [self.known[text] for text in self.tested if text in self.known]

    @property
    def groups(self) -> list[str]:
        """The names of all groups that it runs over."""
        return [group.name for files in self.files.values() for groups in files.values() for group in groups]


_Complain = Callable[..., Finding]


def unsound(document: Document, run: Run) -> Iterator[Finding]:
    """What is wrong with a file of tests. Where it is about rules that are not there, nothing else is told."""
    complain = partial(_finding, document, location=run.location)
    lost = [*_lost(run, complain)]
    yield from lost
    yield from _empty(document, complain)
    if not lost:
        yield from _unordered(document, run, complain)
        yield from _misnamed(document, run, complain)
        yield from _stale(document, run)


def _finding(document: Document, check: str, message: str, hint: str = REBUILD, *, location: Location) -> Finding:
    """Of the file, where the rule is that it is about."""
    return Finding(check, f"tests/{document.title} {message}", location, where=str(document.path), hint=hint)


def _lost(run: Run, complain: _Complain) -> Iterator[Finding]:
    if not run.files:
        yield complain("lost-rules", "names no rule files, so nothing is tested")
    for pattern, files in run.files.items():
        if not files:
            yield complain("lost-rules", f"names the rule file {pattern}, which is not there, so nothing is tested")
        for path in (path for path, groups in files.items() if not any(group.rules for group in groups)):
            yield complain("lost-rules", f"runs over {path.name}, which holds no rules, so nothing is tested")
    if (several := sum(map(len, run.files.values()))) > 1:
        yield complain("several-rules", f"runs over {several} rule files at once, where only one is to be tested")


def _empty(document: Document, complain: _Complain) -> Iterator[Finding]:
    if not document.tests:
        yield complain("empty-test", "holds no tests")
    for number, test in enumerate(document.tests, 1):
        if not (test.get("alert_rule_test") or test.get("promql_expr_test")):
            name = test.get("name") or f"number {number}"
            message = f"has the test {name}, which looks at nothing and would always pass"
            yield complain("empty-test", message, "say what it expects, or remove it")


def _unordered(document: Document, run: Run, complain: _Complain) -> Iterator[Finding]:
    for group in (name for name in dict.fromkeys(run.groups) if name not in document.order):
        message = f"does not name the group {group} under group_eval_order: promtool would evaluate it at any time"
        yield complain("unordered-groups", message)


def _misnamed(document: Document, run: Run, complain: _Complain) -> Iterator[Finding]:
    there = [rule.alert for rule in run.tested.values() if isinstance(rule, Alert)]
    for name in dict.fromkeys(look.alert for look in document.looks if look.alert not in there):
        close = get_close_matches(name, there, 1)
        hint = f"did you mean {close[0]}?" if close else REBUILD
        message = f"looks at the alert {name}, which its rules do not have: it would pass for never firing"
        yield complain("unknown-alert", message, hint)


def _stale(document: Document, run: Run) -> Iterator[Finding]:
    where = str(document.path)
    for rule in (rule for text, rule in run.tested.items() if text not in run.known):
        if loaded := counterpart(rule, run.known.values()):
            message = f"{name_of(rule)} is not as its tests have it: {'; '.join(differences(rule, loaded))}"
            yield Finding("stale-test", message, loaded.origin, where=where, hint=_CHANGE)
        else:
            message = f"{name_of(rule)} is tested, and is not among the rules that are loaded"
            yield Finding("stale-test", message, run.location, where=where, hint=REBUILD)
