"""The rules that files of tests run over, and which of those that are loaded they are about."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from observability import workspace
from observability.exceptions import InputError
from observability.findings import Location
from observability.model.rule import Alert, Rule, RuleGroup
from observability.rulefiles import read_rule_file
from observability.verifier.tested.document import Document
from observability.verifier.tested.stale import bare

Groups = Sequence[RuleGroup]


def groups_of(path: Path) -> Groups:
    """The groups of a rule file.

    Raises:
        InputError: it cannot be read.
    """
    return read_rule_file(str(path), workspace.read_output(path)).file.groups


def by_text(groups: Groups) -> dict[str, Rule]:
    """All rules of some groups, by all that they are."""
    return {bare(rule): rule for group in groups for rule in group.rules}


def named(document: Document, real: Path, groups: Groups) -> Mapping[str, Mapping[Path, Groups]]:
    """The rule files that each pattern of a file of tests finds; those of `real`, which is read, are `groups`."""
    return {
        pattern: {
            path: groups if workspace.resolved(path) == workspace.resolved(real) else _readable(path)
            for path in workspace.found(document.path.parent, pattern)
        }
        for pattern in document.rules
    }


def _readable(path: Path) -> Groups:
    try:
        return groups_of(path)
    except InputError:
        return ()


def about(title: str, meant: Sequence[Rule], real: Iterable[Rule], file: Path) -> Location:
    """Where a file of tests is told of: at the one rule that is `meant`, else at the file of all of them."""
    if len(meant) == 1:
        return meant[0].origin
    # Its copy is gone, or another: then its own name tells, which begins with the alert's.
    name = title.rpartition("/")[2].removesuffix(".yaml")
    alerts = [rule for rule in real if isinstance(rule, Alert) and name.partition("-")[0] == rule.alert]
    best = max(alerts, key=lambda alert: sum(f"-{value}" in name for value in alert.labels.values()), default=None)
    return best.origin if best else Location(str(file))
