"""Alerts by chance: nothing breaks, bounds hold, and what is derived passes."""

import subprocess
from pathlib import Path

from observability.emit.rules import rule_file
from observability.promql import tree_of
from observability.promql.tree import every
from observability.proof import Proof, derive, proof_files
from observability.proof.evaluator import V3, EvaluationError, Evaluator, Series, Storage, labels_of
from observability.proof.satisfiability.always import always_holds
from observability.proof.satisfiability.bounds import bounds
from observability.proof.satisfiability.intervals import point
from tests.support.promtool import Promtool
from tests.unit.proof.chance import METRICS, Alerts

STEP, END = 60_000, 7_200_000


def test_what_is_derived_passes(promtool: Promtool, tmp_path: Path) -> None:
    chance = Alerts(11)
    proofs = [Proof("chance.yaml", "g", derive(chance.alert(number))) for number in range(40)]
    files = list(proof_files(proofs))
    assert len(files) > 25
    (tmp_path / "chance").mkdir()
    for one in files:
        (tmp_path / one.rules).write_bytes(rule_file("", one.groups))
        (tmp_path / one.tests.path).write_bytes(one.tests.text)
    paths = [one.tests.path for one in files]
    run = subprocess.run([promtool.path, "test", "rules", *paths], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert all(proof.derived.both_ways or proof.derived.findings for proof in proofs)


def test_no_value_is_out_of_bounds() -> None:
    chance, values = Alerts(5), Alerts(6)
    looked_at = 0
    for expr in (chance.expression() for _ in range(300)):
        for node, samples in evaluated(expr, storage(values)):
            within = bounds(node)
            looked_at += len(samples)
            assert all(point(value).within(within) for value in samples if value == value), expr
    assert looked_at > 1000


def evaluated(expr: str, series: Storage) -> list[tuple[object, list[float]]]:
    """Every part of an expression that has samples, with their values."""
    tree, evaluator = tree_of(expr), Evaluator(series, V3, STEP)
    try:
        evaluator.vector(tree, END)
    except EvaluationError:
        return []
    vectors = [(node, evaluator.values.get(id(node), [])) for node in every(tree)]
    return [(node, [value for _, value in vector]) for node, vector in vectors if isinstance(vector, list)]


def storage(values: Alerts) -> Storage:
    names = [*METRICS, "limit", "all_total"]
    return Storage([series(name, code, values) for name in names for code in ("200", "500") if values.random() < 0.8])


def series(name: str, code: str, values: Alerts) -> Series:
    labels = labels_of({"__name__": name, "job": "a", "instance": f"i{code}", "code": code, "zone": "z"})
    times = list(range(0, END + 1, STEP))
    if name.endswith("_total"):
        steps = [values.choice([0, 0, 1, 5]) for _ in times]
        return Series(labels, times, [float(sum(steps[: i % 40])) for i in range(len(times))])
    return Series(labels, times, [values.choice([0.0, 1.0, 2.5, 90.0]) for _ in times])


def test_what_always_holds_does() -> None:
    values = Alerts(3)
    chance = Alerts(9)
    always = [expr for expr in (chance.condition() for _ in range(4000)) if always_holds(tree_of(expr))]
    assert len(always) > 20
    for expr in always:
        full = Storage([series(name, "500", values) for name in (*METRICS, "limit", "all_total")])
        vector = Evaluator(full, V3, STEP).vector(tree_of(expr), END)
        tree = tree_of(expr)
        before = Evaluator(full, V3, STEP).vector(tree.left, END)  # type: ignore[union-attr]
        # What is no number differs from all, and compares with none in another way.
        differs = tree.operator == "!="  # type: ignore[union-attr]
        assert len(vector) == len([value for _, value in before if value == value or differs]), expr
