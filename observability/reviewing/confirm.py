"""Has promtool confirm what was found in memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.adapters.promtool_tests import test_rules
from observability.emit.rules import rule_file
from observability.model.artifact import Artifact
from observability.model.rule import Alert, RuleGroup
from observability.parallel import batches
from observability.proof import Case, RuleTest, test_file
from observability.review.changed import Changed
from observability.review.witness import Witness

_GROUP = "review"
_HEADER = "Made by observability for a review; gone when it is over."
_BATCH = 20


@frozen
class _Tested:
    """A version of an alert with a case of it, and the changed rule and its witness that it is of."""

    changed: int
    witness: int
    side: str
    alert: Alert
    case: Case

    @property
    def stem(self) -> str:
        return f"{self.changed}-{self.witness}-{self.side}"


def confirm(found: Sequence[Changed], promtool: Path) -> list[Changed]:
    """The same, each witness with what promtool made of it. One that it does not confirm is taken away.

    Raises:
        MissingToolError: `promtool` is none.
    """
    tested = [one for number, changed in enumerate(found) for one in _tests(number, changed)]
    failed = set(_failed(tested, promtool)) if tested else set()
    return [_confirmed(number, changed, failed) for number, changed in enumerate(found)]


def _tests(number: int, changed: Changed) -> Iterator[_Tested]:
    if changed.old and changed.new and changed.old.alert and changed.new.alert:
        for which, witness in enumerate(changed.witnesses):
            yield _Tested(number, which, "old", changed.old.alert, witness.old)
            yield _Tested(number, which, "new", changed.new.alert, witness.new)


def _failed(tested: Sequence[_Tested], promtool: Path) -> Iterator[tuple[int, int]]:
    by_path = {f"{one.stem}.test.yaml": one for one in tested}
    with workspace.temporary_folder() as folder:
        workspace.write(folder, [artifact for one in tested for artifact in _artifacts(one)])
        for paths in batches(list(by_path), _BATCH):
            for result in test_rules(promtool, folder, paths):
                if result.failures:
                    yield by_path[result.path].changed, by_path[result.path].witness


def _artifacts(one: _Tested) -> Iterator[Artifact]:
    # Where the annotations cannot be rendered nothing is shown of whether it fires, and they are not looked at.
    alert = evolve(one.alert, expr=one.alert.expr.strip(), annotations={})
    yield Artifact(f"{one.stem}.rules.yaml", rule_file(_HEADER, (RuleGroup(_GROUP, (alert,)),)))
    tests = test_file(_HEADER, [f"{one.stem}.rules.yaml"], [_GROUP], [RuleTest(alert.alert, one.case)])
    yield Artifact(f"{one.stem}.test.yaml", tests)


def _confirmed(number: int, changed: Changed, failed: set[tuple[int, int]]) -> Changed:
    kept = [one for which, one in enumerate(changed.witnesses) if (number, which) not in failed]
    return evolve(changed, witnesses=tuple(_seen(one) for one in kept))


def _seen(witness: Witness) -> Witness:
    return evolve(witness, confirmed=True)
