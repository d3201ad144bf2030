"""Mutants: what is noticed in memory fails in promtool, and what is said to be alike passes there."""

from itertools import permutations
from pathlib import Path

import pytest
from attrs import evolve

from observability.adapters.promtool_tests import run_tests as run_promtool
from observability.emit.rules import rule_file
from observability.model.durations import Duration
from observability.model.rule import Alert, RuleGroup
from observability.mutation import Mutant
from observability.promql import tree_of
from observability.proof import Derived, Fate, RuleTest, Score, derive, score
from observability.proof import test_file as file_of_tests
from observability.proof.evaluator import V2, Evaluator, Storage
from observability.proof.samples.segments import series
from tests.support.promtool import Promtool
from tests.support.rules import alert_of

EXPRESSIONS = [
    'sum by (job) (rate(errors_total{code=~"5.."}[5m])) / sum by (job) (rate(requests_total[5m])) > 0.05',
    'queue_length{job="shop"} > 100 unless on (job) maintenance == 1',
    "predict_linear(free_bytes[1h], 14400) < 0 and free_bytes < 1000",
    'absent(up{job="shop"})',
    "time() - last_success_seconds > 3600",
    "histogram_quantile(0.99, sum by (le) (rate(latency_seconds_bucket[5m]))) > 0.5",
    "count by (job) (up == 0) > 2",
]


def alone(alert: Alert | None) -> bytes:
    return rule_file("A mutant.", (RuleGroup("g", (alert,) if alert else ()),))


def in_promtool(promtool: Promtool, folder: Path, derived: Derived, found: Score) -> list[tuple[Mutant, Fate, bool]]:
    """Every mutant, what became of it, and whether promtool's tests fail with it."""
    paths = []
    tests = [RuleTest("A", case) for case in derived.cases]
    for number, one in enumerate(found.judged):
        rule = one.mutant.rule if isinstance(one.mutant.rule, Alert) else None
        (folder / f"{number}.rules.yaml").write_bytes(alone(rule))
        paths.append(f"{number}.test.yaml")
        (folder / paths[-1]).write_bytes(file_of_tests("Of a mutant.", [f"{number}.rules.yaml"], ["g"], tests))
    failed = [bool(tested.failures) for tested in run_promtool(promtool.path, folder, paths)]
    return [(one.mutant, one.fate, bad) for one, bad in zip(found.judged, failed, strict=True)]


@pytest.mark.parametrize("expr", EXPRESSIONS)
def test_promtool_agrees_about_every_mutant(promtool: Promtool, tmp_path: Path, expr: str):
    derived, found = score(derive(alert_of(expr, severity="critical")))
    assert found.count(Fate.UNKNOWN) == 0
    assert found.count(Fate.NOTICED) > 5
    told = in_promtool(promtool, tmp_path, derived, found)
    passing = {Fate.ALIKE, Fate.UNDECIDED}
    assert [(mutant.change, fate) for mutant, fate, failed in told if failed is (fate in passing)] == []


def left(found: Score) -> list[str]:
    """What is neither noticed nor the same."""
    return [one.mutant.change for one in found.judged if one.fate not in {Fate.NOTICED, Fate.ALIKE}]


def test_cases_are_added_until_they_notice():
    alert = alert_of("used_bytes / size_bytes * 100 > 80")
    before = derive(alert)
    after, found = score(before)
    assert found.count(Fate.BEYOND) == len(after.cases) - len(before.cases) > 0
    assert all(case.name.startswith("fails if ") for case in after.cases[len(before.cases) :])
    assert score(after)[1].count(Fate.BEYOND) == 0


def test_the_same_tests_are_added_every_time():
    alert = alert_of(EXPRESSIONS[0])
    assert score(derive(alert)) == score(derive(alert))


RATIO = 'ratio{service="shop"}'
FILLS = (
    f"{RATIO} >= 0.5 and {RATIO} offset 12h"
    f" and predict_linear({RATIO}[12h], 86400) >= 1 and predict_linear({RATIO}[3h], 86400) >= 1"
)


def test_of_two_trends_each_limit_and_each_window_is_where_it_is():
    alert = evolve(alert_of(FILLS, "15m"), keep_firing_for=Duration.parse("30m"))
    found = score(derive(alert))[1]
    assert left(found) == []


def test_a_survivor_has_series_that_tell_it_apart_and_what_both_do():
    derived = derive(alert_of("queue_length > 100"))
    found = score(evolve(derived, cases=derived.cases[:1]))[1]
    told = {one.mutant.change: str(one.witness) for one in found.judged if one.fate is Fate.BEYOND}
    assert told["100 becomes 98"] == (
        'of queue_length{instance="instance-1",job="job-1"} = \'99x6\' (a sample each 1m) the rule is silent at 5m, '
        'and so changed it fires with {instance="instance-1",job="job-1"}'
    )


@pytest.mark.parametrize(
    ("expr", "lasting"),
    [
        # The limit itself, which no even climb comes to; windows and functions that read more samples, or fewer.
        ("rate(errors_total[5m]) > 0.05", "10m"),
        ("rate(errors_total[5m]) >= 0.05", "10m"),
        ("rate(commits_total[1m]) < 10", "2m"),
        ("rate(waits_total[15m]) > 10", "0s"),
        ("time() - started_seconds < 60", "0s"),
        # Of a mean over steps from a window of long ago, though versions read one step more or less.
        ("sum(avg_over_time((traffic offset 1d)[1h:5m])) > 0.0333 and (sum(traffic) or vector(0)) == 0", "10m"),
    ],
)
def test_a_limit_is_where_it_is_to_the_last_digit(promtool: Promtool, tmp_path: Path, expr: str, lasting: str):
    alert = evolve(alert_of(expr, severity="critical"), duration=Duration.parse(lasting))
    derived, found = score(derive(alert))
    exact = [one.mutant.change for one in found.judged if one.mutant.kind == "comparison" and one.fate != Fate.NOTICED]
    assert exact == []
    told = in_promtool(promtool, tmp_path, derived, found)
    passing = {Fate.ALIKE, Fate.UNDECIDED}
    assert [(mutant.change, fate) for mutant, fate, failed in told if failed is (fate in passing)] == []


def test_a_moment_is_bridged_where_an_alert_is_kept():
    names = [case.name for case in derive(alert_of("rate(errors_total[5m]) > 0.05", "10m")).cases]
    assert {"exactly 0.05 for a moment", "nearly 0.05 for a moment"} <= set(names)
    kept = evolve(alert_of("rate(errors_total[5m]) > 0.05", "10m"), keep_firing_for=Duration.parse("5m"))
    assert not [case.name for case in derive(kept).cases if "for a moment" in case.name]


def test_a_moment_at_a_limit_is_the_same_in_whatever_order_series_are_added_up():
    # Of four rates of which some orders make ten, and others a little more: 2.x has no order.
    expr = (
        'sum by (service) (rate(r_total{code=~"5.*"}[5m])) / sum by (service) (rate(r_total[5m])) > 0.05'
        " and sum by (service) (rate(r_total[5m])) > 10"
    )
    cases = [case for case in derive(alert_of(expr, "10m")).cases if "exactly 10 for a moment" in case.name]
    assert cases
    for case in cases:
        made = [series(one.labels, one.segments, case.sample) for one in case.inputs]
        for ordered in permutations(range(len(made))):
            storage = Storage(made, arranged=lambda found, order=ordered: [found[n] for n in order if n < len(found)])
            for check in case.checks[-1:]:
                found = Evaluator(storage, V2, case.evaluation).vector(tree_of(expr), check.at)
                assert bool(found) == bool(check.expected)


def test_what_is_exact_already_needs_no_moment():
    assert not [case.name for case in derive(alert_of("queue_length > 100")).cases if "for a moment" in case.name]


def test_a_matcher_of_two_selectors_of_one_metric_is_shown_of_both():
    expr = 'sum(x{a="1",le="+Inf"}) unless sum(x{a="1",le="5"})'
    _, found = score(derive(alert_of(expr)))
    assert [change for change in left(found) if change.startswith("without {")] == []


@pytest.mark.parametrize(
    ("expr", "lasting"),
    [
        # Of a sum each side alone: what it does is hidden while the other climbs.
        ("rate(doubled_total[5m]) + rate(late_total[5m]) > 0", "15m"),
        # As much above as below.
        ("max_over_time(synchronised[5m]) == 0 and error_seconds >= 16", "15m"),
        ("min_over_time(drift[5m]) == 0", "5m"),
    ],
)
def test_no_change_is_hidden_by_what_else_there_is(promtool: Promtool, tmp_path: Path, expr: str, lasting: str):
    alert = evolve(alert_of(expr, lasting), annotations={"summary": "Trouble."})
    derived, found = score(derive(alert))
    assert left(found) == []
    assert all(
        not failed or fate is Fate.NOTICED for _, fate, failed in in_promtool(promtool, tmp_path, derived, found)
    )


def test_how_long_a_window_is_shows_where_nothing_climbs_in_it(promtool: Promtool, tmp_path: Path):
    expr = 'last_over_time(used{job=~"a.*"}[5m]) / last_over_time(quota{job=~"a.*"}[5m]) > 0.95'
    derived, found = score(derive(alert_of(expr, "10m")))
    assert [one.mutant.change for one in found.judged if one.mutant.kind == "window" and one.fate != Fate.NOTICED] == []
    missing = {
        case.name.split(", ")[1] for case in derived.cases if case.name.startswith("the last samples are missing")
    }
    assert missing == {"of half a window", "of more than a window"}
    told = in_promtool(promtool, tmp_path, derived, found)
    assert all(failed is (fate not in {Fate.ALIKE, Fate.UNDECIDED}) for _, fate, failed in told)


@pytest.mark.parametrize(
    ("expr", "change"),
    [
        # Beside what is meant there is what is not.
        ('sum(rate(a{v!="x"}[5m])) / sum(rate(b{v!="x"}[5m])) > 0.03', 'without {v!="x"}'),
        ('increase(dead_locks{name!~"t.*|p"}[1m]) > 5', '{name!~"t.*|p"} becomes {name!~"t.*|px"}'),
        # One is as much below zero as another is above it.
        ("sum by (topic) (lag) > 0", "sum becomes max"),
        # They differ in a label that is not mentioned.
        ("sum by (instance, job) (used) > min by (instance, job) (quota * 0.8)", "min becomes max"),
    ],
)
def test_series_beside_others_tell_a_mutant_apart(expr: str, change: str):
    _, found = score(derive(evolve(alert_of(expr), annotations={})))
    fates = [one.fate for one in found.judged if one.mutant.change == change]
    assert fates
    assert set(fates) <= {Fate.NOTICED, Fate.BEYOND}
