"""The files that prove a rule file: for every alert a copy of its rule, and the tests of it."""

import re
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from attrs import evolve, frozen

from observability.model.artifact import Artifact
from observability.model.durations import Duration
from observability.model.rule import RuleGroup
from observability.proof.derived import Derived
from observability.proof.samples.histogramtext import Version
from observability.proof.testfile import RuleTest, test_file

_ODD = re.compile(r"[^A-Za-z0-9._-]+")


@frozen
class Proof:
    """The cases of an alert, and the group in the rule file `path` that it stands in."""

    path: str
    group: str
    derived: Derived

    @property
    def tests(self) -> dict[str, RuleTest]:
        """By their names, as promtool repeats them."""
        tests = [RuleTest(self.derived.alert.alert, case) for case in self.derived.cases]
        return {test.name: test for test in tests}


@frozen
class ProofFiles:
    """`rules` is the path of a copy of the alert's rule, `tests` that of its tests, in the same folder.

    The last of these ends at `end` milliseconds.
    """

    proof: Proof
    rules: str
    tests: Artifact
    end: int

    @property
    def needed(self) -> Version:
        """The first version of promtool that reads the tests; zeros where any does."""
        return max(test.script.needed for test in self.proof.tests.values())

    @property
    def groups(self) -> tuple[RuleGroup, ...]:
        """What the copy holds: the alert alone, as promtool evaluates every rule of a file for every test."""
        alert = self.proof.derived.alert
        return (RuleGroup(self.proof.group, (evolve(alert, expr=alert.expr.strip()),)),)


def proof_files(proofs: Sequence[Proof]) -> Iterator[ProofFiles]:
    """The files of all alerts that have cases, each with a name of its own."""
    taken: set[str] = set()
    for proof in proofs:
        alert = f"{_plain(PurePath(proof.path).stem)}/{_plain(proof.derived.alert.alert)}"
        for number, one in enumerate(proof.derived.by_pace):
            pace = f"-{Duration(one.cases[0].evaluation)}" if number else ""
            yield _files(evolve(proof, derived=one), _free(f"{alert}{pace}", taken))


def _files(proof: Proof, name: str) -> ProofFiles:
    rules, file = f"{name}.rules.yaml", PurePath(name).name
    origin = proof.derived.alert.origin
    header = (
        f"Made by observability from the alert {proof.derived.alert.alert} in {origin.file}, line {origin.line}.\n"
        f"To run: promtool test rules {file}.test.yaml"
    )
    tests = test_file(header, [f"{file}.rules.yaml"], [proof.group], list(proof.tests.values()))
    end = max(case.end for case in proof.derived.cases)
    return ProofFiles(proof, rules, Artifact(f"{name}.test.yaml", tests), end)


def _plain(text: str) -> str:
    return _ODD.sub("_", text).lstrip(".") or "_"


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number if it is taken; file systems that know no case must tell it apart too."""
    number, found = 1, name
    while found.lower() in taken:
        number += 1
        found = f"{name}-{number}"
    taken.add(found.lower())
    return found
