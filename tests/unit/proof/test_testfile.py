"""The text of tests, and of the samples in it."""

import subprocess
from pathlib import Path

import pytest
import yaml
from attrs import evolve

from observability.proof import Case, Check, Expected, Input, Kind, RuleTest, test_file
from observability.proof.evaluator import labels_of
from observability.proof.samples.segments import Segment, notation, series
from tests.support.promtool import Promtool

# The tests' runner takes functions of such names for tests of its own.
text_of_tests = test_file
del test_file


@pytest.mark.parametrize(
    ("segments", "text", "values"),
    [
        ((Segment(3, 5.05),), "5.05x2", [5.05, 5.05, 5.05]),
        ((Segment(1, 5.0),), "5", [5.0]),
        ((Segment(3, 1.0, 2.5),), "1+2.5x2", [1.0, 3.5, 6.0]),
        ((Segment(2, -1.0, -2.0),), "-1-2x1", [-1.0, -3.0]),
        ((Segment(2), Segment(1, 7.0)), "_x2 7", [7.0]),
        ((Segment(1, 7.0), Segment(3, stale=True)), "7 stale _x2", [7.0, None]),
        ((Segment(1, 7.0), Segment(1, stale=True)), "7 stale", [7.0, None]),
        ((Segment(2, 1e-9),), "0.000000001x1", [1e-9, 1e-9]),
        ((Segment(4, 0.0, 0.1),), "0+0.1x3", [0.0, 0.1, 0.2, 0.30000000000000004]),
    ],
)
def test_samples(
    promtool: Promtool, tmp_path: Path, segments: tuple[Segment, ...], text: str, values: list[float]
) -> None:
    assert notation(segments) == text
    made = series(labels_of({"__name__": "x"}), segments, 60_000)
    assert made.values == values
    check = f"""tests:
- interval: 1m
  input_series: [{{series: x, values: '{text}'}}]
  promql_expr_test:
  - {{expr: 'last_over_time(x[1h])', eval_time: 30m, exp_samples: [{{labels: x, value: {values[-1] or 7.0!r}}}]}}
"""
    (tmp_path / "t.yaml").write_text(check)
    run = subprocess.run([promtool.path, "test", "rules", "t.yaml"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def a_case(**more: object) -> Case:
    labels = {"job": 'quote " \\ back', "odd": "ü\n'"}
    firing = Expected({"severity": "page", **labels}, {"summary": "yes: no #"})
    inputs = (Input(labels_of({"__name__": "x", **labels}), (Segment(6, 6.0),)),)
    checks = (Check(0, ()), Check(60_000, (firing,)))
    return evolve(Case("over 5", Kind.FIRES, inputs, checks, 60_000, 60_000), **more)  # type: ignore[arg-type]


def test_any_text_survives(each_promtool: Promtool, tmp_path: Path) -> None:
    rule = {
        "alert": "A",
        "expr": "x > 5",
        "for": "1m",
        "labels": {"severity": "page"},
        "annotations": {"summary": "yes: no #"},
    }
    (tmp_path / "r.yaml").write_text(yaml.safe_dump({"groups": [{"name": "g: 1", "rules": [rule]}]}))
    unsure = evolve(a_case().checks[1].expected[0], annotations=None)
    blind = a_case(name="over 5, labels alone", checks=(Check(60_000, (unsure,)),))
    (tmp_path / "t.yaml").write_bytes(
        text_of_tests("made", ["r.yaml"], ["g: 1"], [RuleTest("A", a_case()), RuleTest("A", blind)])
    )
    command = [each_promtool.path, "test", "rules", "t.yaml"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stdout + run.stderr


def test_nothing_is_written_that_asserts_nothing() -> None:
    for tests in (
        [],
        [RuleTest("A", a_case(checks=()))],
        [RuleTest("A", a_case()), RuleTest("A", a_case(evaluation=15_000))],
    ):
        with pytest.raises(ValueError, match=r"look at something|one evaluation interval"):
            text_of_tests("", ["r.yaml"], ["g"], tests)
