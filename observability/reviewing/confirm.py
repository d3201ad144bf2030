"""Has promtool confirm what was found in memory."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from attrs import evolve, frozen

from observability import workspace
from observability.adapters.promtool_tests import run_tests
from observability.emit.rules import rule_file
from observability.model.artifact import Artifact
from observability.model.rule import RuleGroup
from observability.parallel import batches
from observability.proof import Case, RuleTest, test_file
from observability.review.version import Version
from observability.review.witness import Witness

_GROUP = "review"
_HEADER = "Made by observability for a review; gone when it is over."
_BATCH = 20

# Two versions of an alert, and what tells them apart.
Told = tuple[Version, Version, Sequence[Witness]]


@frozen
class _Tested:
    """A version of an alert with a case of it, and the numbers of those two and of the witness that it is of."""

    told: int
    witness: int
    side: str
    version: Version
    case: Case

    @property
    def stem(self) -> str:
        return f"{self.told}-{self.witness}-{self.side}"


def confirm(found: Sequence[Told], promtool: Path) -> list[tuple[Witness, ...]]:
    """Of each two those witnesses that promtool confirms.

    Raises:
        MissingToolError: `promtool` is none.
    """
    tested = [one for number, told in enumerate(found) for one in _tests(number, told)]
    failed = set(_failed(tested, promtool)) if tested else set()
    return [
        tuple(evolve(one, confirmed=True) for which, one in enumerate(witnesses) if (number, which) not in failed)
        for number, (_, _, witnesses) in enumerate(found)
    ]


def _tests(number: int, told: Told) -> Iterator[_Tested]:
    old, new, witnesses = told
    for which, witness in enumerate(witnesses):
        yield _Tested(number, which, "old", old, witness.old)
        yield _Tested(number, which, "new", new, witness.new)


def _failed(tested: Sequence[_Tested], promtool: Path) -> Iterator[tuple[int, int]]:
    by_path = {f"{one.stem}.test.yaml": one for one in tested}
    with workspace.temporary_folder() as folder:
        workspace.write(folder, [artifact for one in tested for artifact in _artifacts(one)])
        for paths in batches(list(by_path), _BATCH):
            for result in run_tests(promtool, folder, paths):
                if result.failures:
                    yield by_path[result.path].told, by_path[result.path].witness


def _artifacts(one: _Tested) -> Iterator[Artifact]:
    # Where the annotations cannot be rendered nothing is shown of whether it fires, and they are not looked at.
    alert = evolve(one.version.alert, expr=one.version.alert.expr.strip(), annotations={})
    recordings = (evolve(rule, expr=rule.expr.strip()) for rule in one.version.recordings)
    group = RuleGroup(_GROUP, (*recordings, alert))
    yield Artifact(f"{one.stem}.rules.yaml", rule_file(_HEADER, (group,)))
    tests = test_file(_HEADER, [f"{one.stem}.rules.yaml"], [_GROUP], [RuleTest(alert.alert, one.case)])
    yield Artifact(f"{one.stem}.test.yaml", tests)
