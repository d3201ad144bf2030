"""Every cure that is taken out of compiled rules again is missed by the tests that are made of them.

Of trap 5, a counter that is born at 1, there is no cure in rules. Noise in a number that is compared (7) changes
nothing. Groups that are slow (12) promtool evaluates as it is told to; that two record the same (13) it refuses.
"""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

import pytest

from observability.adapters.promtool import version
from observability.adapters.promtool_tests import run_tests as run
from observability.emit.rules import rule_file
from observability.lowering import lower
from observability.model.rule import RuleGroup
from observability.model.service import Service
from observability.proof.suites import Suite, TestFile, suite
from tests.support.promtool import Promtool
from tests.traps.cures import CURES, Cure


@cache
def made(of: Callable[[], Service]) -> tuple[Sequence[RuleGroup], Suite]:
    groups = lower(of()).groups
    return groups, suite("checkout", "rules.yaml", groups)


def written(folder: Path, groups: Sequence[RuleGroup], files: Sequence[TestFile], cure: Cure) -> None:
    (folder / "checkout").mkdir(parents=True)
    (folder / "rules.yaml").write_bytes(rule_file("", cure.without(groups)))
    for one in files:
        (folder / f"{one.name}.yaml").write_bytes(one.text)
        if one.rules:
            (folder / f"{one.name}.rules.yaml").write_bytes(rule_file("", cure.without(one.rules)))


def missed(promtool: Promtool, folder: Path, cure: Cure) -> list[str]:
    """What fails without the cure, of the first file that has such, those over rules that had it first."""
    groups, found = made(cure.of)
    files = [one for one in found.files if cure.without(one.rules) != list(one.rules) or not one.rules]
    written(folder, groups, files, cure)
    for one in sorted(files, key=lambda file: not file.rules):
        (tested,) = run(promtool.path, folder, [f"{one.name}.yaml"])
        if tested.failures:
            return [f"{one.name}: {failure.test} {failure.time}" for failure in tested.failures]
    return []


def together(of: Callable[[], Service]) -> pytest.MarkDecorator:
    """In one process, as it takes seconds to find the tests of a service."""
    return pytest.mark.xdist_group(f"traps of {of.__name__}")


# One promtool will do: that the tests mean the same to all of them is for the tests that hold.
@pytest.mark.parametrize("each_promtool", ["newest"], indirect=True)
@pytest.mark.parametrize(
    "cure", [pytest.param(one, id=f"{one.trap}: {one.name}", marks=together(one.of)) for one in CURES]
)
def test_a_cure_that_is_taken_out_is_missed(promtool: Promtool, tmp_path: Path, cure: Cure) -> None:
    groups, _ = made(cure.of)
    others = cure.without(groups)
    assert others != list(groups), "the rules have no such cure"
    assert promtool.check(rule_file("", others).decode()).returncode == 0, "without it these are no rules"
    assert missed(promtool, tmp_path, cure), "no test fails without it"


@pytest.mark.parametrize(
    "of", [pytest.param(of, id=of.__name__, marks=together(of)) for of in dict.fromkeys(cure.of for cure in CURES)]
)
def test_with_its_cures_every_test_holds(promtool: Promtool, tmp_path: Path, of: Callable[[], Service]) -> None:
    groups, found = made(of)
    written(tmp_path, groups, found.files, Cure(0, "all", list, of))
    results = run(promtool.path, tmp_path, [f"{one.name}.yaml" for one in found.files])
    old = {f"{one.name}.yaml" for one in found.files if one.needed > version(promtool.path)}
    assert {one.path for one in results if one.failures} == old
