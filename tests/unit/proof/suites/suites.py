"""A compiled service, its tests in a folder, and what promtool says of them."""

from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from attrs import evolve

from observability.adapters.promtool_tests import run_tests as run
from observability.emit.rules import rule_file
from observability.model.rule import Alert, Rule, RuleGroup
from observability.proof.suites import Suite, suite
from observability.rulefiles import read_rule_file
from tests.support.promtool import Promtool

RULES = Path(__file__).parents[3] / "golden/checkout/expected/production/prometheus/rules/checkout.yaml"

Change = Callable[[Rule], Rule]


@cache
def groups() -> tuple[RuleGroup, ...]:
    return read_rule_file(str(RULES), RULES.read_bytes()).file.groups


@cache
def checkout() -> Suite:
    return suite("checkout", "../rules/checkout.yaml", groups())


def changed(these: Sequence[RuleGroup], change: Change) -> tuple[RuleGroup, ...]:
    return tuple(evolve(group, rules=tuple(map(change, group.rules))) for group in these)


def lay_out(folder: Path, change: Change = lambda rule: rule) -> list[str]:
    """Tests in a folder, with every rule changed; the paths of the tests."""
    (folder / "rules").mkdir(parents=True)
    (folder / "tests/checkout").mkdir(parents=True)
    (folder / "rules/checkout.yaml").write_bytes(rule_file("", changed(groups(), change)))
    for one in checkout().files:
        (folder / f"tests/{one.name}.yaml").write_bytes(one.text)
        if one.rules:
            (folder / f"tests/{one.name}.rules.yaml").write_bytes(rule_file("", changed(one.rules, change)))
    return [f"{one.name}.yaml" for one in checkout().files]


def failing(promtool: Promtool, folder: Path, change: Change = lambda rule: rule, only: str = "") -> list[str]:
    """What fails in the files of tests whose names begin like this."""
    paths = [path for path in lay_out(folder, change) if path.startswith(f"checkout{only}")]
    return [f"{one.path}: {failure}" for one in run(promtool.path, folder / "tests", paths) for failure in one.failures]


def alerts() -> list[Alert]:
    return [rule for group in groups() for rule in group.rules if isinstance(rule, Alert)]
