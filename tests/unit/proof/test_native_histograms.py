"""Samples that are histograms, evaluated by us and by promtool: the same series, the same results.

Expressions yield numbers; that a histogram comes out of a function shows in its count, its sum and its quantiles.
"""

import json
import math
import re
import subprocess
from pathlib import Path

import pytest

from observability.promql import tree_of
from observability.proof.evaluator import V2, V3, Evaluator, Histogram, Storage, UnsupportedError
from observability.proof.evaluator.distributions import quantile, share_between
from observability.proof.samples.histogramtext import histogram_of, text_of
from observability.proof.samples.segments import notation, samples, series
from tests.support.promtool import Promtool
from tests.unit.proof.test_evaluator import listed_samples, series_labels

STEP, AT = 60_000, 30 * 60_000

SERIES = {
    # Three servers count: the second began anew, the third has finer buckets.
    'seconds{job="a",instance="1"}': "{{sum:5 count:4 buckets:[1 2 1]}}+{{sum:9 count:7 buckets:[2 4 1]}}x40",
    'seconds{job="a",instance="2"}': " ".join(
        f"{{{{sum:{3 * n} count:{4 * n} z_bucket:{n} z_bucket_w:0.001 offset:1 buckets:[{n} {2 * n}]}}}}"
        for n in (*range(1, 24), *range(1, 12))
    ),
    'fine{job="b"}': "{{schema:2 sum:1 count:3 offset:-3 buckets:[1 0 2]}}"
    "+{{schema:2 sum:2 count:6 offset:-3 buckets:[2 3 1]}}x40",
    'fine{job="c"}': "{{sum:5 count:4 buckets:[1 2 1]}}+{{sum:4 count:4 offset:-1 buckets:[1 1 1 1]}}x40",
    # Gauges, of which some observations lie below zero, and one of bounds that are listed.
    'level{job="a"}': "{{sum:-2 count:12 z_bucket:2 z_bucket_w:0.5 buckets:[1 2 1] n_buckets:[3 2 1]}}x40",
    'level{job="b"}': "{{sum:8 count:6 z_bucket:1 z_bucket_w:0.5 buckets:[1 2 2]}}x40",
    'custom{job="a"}': "{{schema:-53 sum:20 count:10 custom_values:[0.1 1 2.5] buckets:[4 3 2 1]}}x40",
    # Numbers and histograms under one name, at once and one after the other.
    'mixed{job="a"}': "7x40",
    'mixed{job="b"}': "{{sum:5 count:4 buckets:[1 2 1]}}x40",
    'turned{job="a"}': "1+1x20 {{sum:5 count:4 buckets:[1 2 1]}}x20",
    'up{job="a"}': "1x40",
    'up{job="b"}': "0x40",
    'classic{job="a",le="1"}': "5x40",
    'classic{job="a",le="+Inf"}': "6x40",
}
HISTOGRAMS = """
seconds
fine offset 10m
rate(seconds[5m])
increase(seconds[25m])
increase(seconds[40m])
delta(level[5m])
irate(seconds[5m])
idelta(seconds[5m])
rate(fine[10m])
rate(turned[5m])
rate(turned[25m])
sum(rate(seconds{instance="1"}[5m]))
sum(fine)
avg(rate(fine[5m]))
sum by (job) (rate(seconds{instance="1"}[5m]))
sum(mixed)
avg(mixed)
max(seconds)
min(mixed)
stddev(mixed)
quantile(0.5, mixed)
topk(1, mixed)
bottomk(2, seconds)
sum_over_time(level[10m])
avg_over_time(seconds{instance="1"}[5m])
last_over_time(seconds[5m])
max_over_time(turned[25m])
fine * 2
0.5 * fine
fine / 4
fine + fine
fine - fine
fine / fine
fine > 1
fine == fine
fine != bool fine
-(-fine)
abs(fine)
round(mixed)
clamp_min(mixed, 10)
seconds unless fine
seconds and on (job) up == 1
mixed or level
label_replace(fine, "job", "z", "job", "b")
sum(rate(seconds{instance="1"}[5m:1m]))
custom
sum(custom + custom)
"""
LOOKS = (
    "histogram_count({})",
    "histogram_sum({})",
    "histogram_avg({})",
    "histogram_quantile(0.1, {})",
    "histogram_quantile(0.5, {})",
    "histogram_quantile(0.95, {})",
    "histogram_fraction(0, 0.8, {})",
    "histogram_fraction(-1.5, 2.5, {})",
    "histogram_fraction(1, +Inf, {})",
)
NUMBERS = """
count(seconds)
group(seconds)
count by (job) (mixed)
mixed
mixed > 5
mixed == 7
sum(mixed{job="a"})
max(mixed)
scalar(mixed)
scalar(seconds)
timestamp(fine)
absent(fine)
absent(seconds{job="z"})
count_over_time(turned[25m])
present_over_time(turned[25m])
changes(level[10m])
resets(seconds[20m])
fine == bool fine
fine != bool fine * 2
histogram_quantile(1.5, fine)
histogram_quantile(-1, fine)
histogram_quantile(0.5, classic)
histogram_fraction(2, 1, fine)
histogram_count(up)
"""
EXPRESSIONS = [
    *filter(None, NUMBERS.splitlines()),
    *(look.format(expr) for expr in filter(None, HISTOGRAMS.splitlines()) for look in LOOKS),
]


def storage() -> Storage:
    return Storage(series(series_labels(name), samples(text), STEP) for name, text in SERIES.items())


def expected(expr: str) -> str:
    return listed_samples(Evaluator(storage(), V3, STEP).vector(tree_of(expr), AT))


def test_promtool_has_the_same_results(promtool: Promtool, tmp_path: Path) -> None:
    checks = [
        f"  - {{expr: {json.dumps(expr)}, eval_time: 30m, exp_samples: [{expected(expr)}]}}" for expr in EXPRESSIONS
    ]
    inputs = [f"  - {{series: {json.dumps(name)}, values: {json.dumps(text)}}}" for name, text in SERIES.items()]
    lines = ["- interval: 1m", "  input_series:", *inputs, "  promql_expr_test:", *checks]
    (tmp_path / "tests.yaml").write_text("\n".join(["evaluation_interval: 1m", "tests:", *lines]))
    run = subprocess.run([promtool.path, "test", "rules", "tests.yaml"], cwd=tmp_path, capture_output=True, text=True)
    said = run.stdout + run.stderr
    assert "SUCCESS" in said or "FAILED" in said, said
    assert [block for block in said.split("    expr: ")[1:] if not is_alike(block)] == []


def is_alike(block: str) -> bool:
    """Whether what promtool shows as different differs in the last digits only; NaN is never equal to it."""
    sides = re.search(r"exp: (.*)\n\s*got: (.*)", block)
    expected, got = (re.findall(r"(\{.*?\}) (\S+?)(?:, |$)", side) for side in sides.groups()) if sides else ((), (0,))
    return [labels for labels, _ in expected] == [labels for labels, _ in got] and all(
        math.isclose(float(ours), float(theirs), rel_tol=1e-12, abs_tol=1e-12) or ours == theirs
        for (_, ours), (_, theirs) in zip(expected, got, strict=True)
    )


def test_expressions_have_results() -> None:
    """Of nothing all would agree."""
    found = [expr for expr in EXPRESSIONS if Evaluator(storage(), V3, STEP).vector(tree_of(expr), AT)]
    assert len(found) > len(EXPRESSIONS) / 2


@pytest.mark.parametrize("share", [0.25, 0.75])
def test_versions_agree_at_the_edge_of_a_bucket(share: float) -> None:
    histogram = Histogram(4, 5, ((0, 1), (1, 2), (2, 1)))
    assert quantile(share, histogram, exponential=True) == quantile(share, histogram, exponential=False)
    assert quantile(0.5, histogram, exponential=True) < quantile(0.5, histogram, exponential=False)


def test_versions_agree_on_a_share_up_to_an_empty_bucket() -> None:
    histogram = Histogram(4, 5, ((0, 3), (2, 1)))
    assert share_between(0, 1.5, histogram, exponential=True) == 0.75
    assert share_between(0, 1.5, histogram, exponential=False) == 0.75


def test_older_versions_extend_to_before_it_was_empty() -> None:
    made = Storage(
        [
            series(
                series_labels('x{job="a"}'),
                samples("{{count:1 sum:1 buckets:[1]}}+{{count:9 sum:9 buckets:[9]}}x9"),
                STEP,
            )
        ]
    )
    rates = [
        dict(Evaluator(made, one, STEP).vector(tree_of("histogram_count(rate(x[6m]))"), 5 * STEP)) for one in (V2, V3)
    ]
    assert [round(next(iter(rate.values())) * 360, 3) for rate in rates] == [54, 46]


@pytest.mark.parametrize("expr", ["custom + level", "last_over_time(turned[25m])", 'count_values("v", level)'])
def test_what_we_do_not_know_says_so(expr: str) -> None:
    with pytest.raises(UnsupportedError):
        Evaluator(storage(), V3, STEP).vector(tree_of(expr), AT)


@pytest.mark.parametrize(
    "text", [*SERIES.values(), "{{schema:8 sum:0.5 count:2 offset:-7 buckets:[1 0 1]}}-{{count:1}}x3 _x2 stale"]
)
def test_samples_are_read_as_they_are_written(text: str) -> None:
    assert samples(notation(samples(text))) == samples(text)


@pytest.mark.parametrize(
    "text", ["{{}", "{{count}}", "{{count:x}}", "{{kount:1}}", "{{count:1}} {{", "{{count:1}}+1x4"]
)
def test_what_is_no_histogram(text: str) -> None:
    with pytest.raises(ValueError, match="is no"):
        samples(text)


def test_a_histogram_as_text() -> None:
    one = Histogram(12, -2.5, ((1, 1), (3, 2)), 3, ((0, 6),), 3, 0.001)
    text = "{{schema:3 sum:-2.5 count:12 z_bucket:3 z_bucket_w:0.001 offset:1 buckets:[1 0 2] n_buckets:[6]}}"
    assert (text_of(one), histogram_of(text)) == (text, one)
