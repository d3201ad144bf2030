"""Our reading of PromQL against promtool's: the same series, the same expressions, the same results.

promtool reads series in random order, so sums may differ in their last digit from run to run: 13 digits are compared.
"""

import itertools
import json
import math
import random
import re
import subprocess
from pathlib import Path

import pytest

from observability.promql import text_of, tree_of
from observability.promql.tree import Aggregation, Binary, Call, Matching, Negation, Node, Number, Subquery
from observability.proof.evaluator import (
    V2,
    V3,
    EvaluationError,
    Evaluator,
    Labels,
    Sample,
    Semantics,
    Series,
    Storage,
    UnsupportedError,
    labels_of,
    numbers,
)
from tests.support.promtool import Promtool

STEP = 60_000
MINUTES = 61
AT = (60, 37)

SERIES: dict[str, list[float | None]] = {
    'requests_total{job="a",instance="1",code="200"}': [i * 3.3 for i in range(MINUTES)],
    'requests_total{job="a",instance="1",code="500"}': [i * 0.07 for i in range(MINUTES)],
    'requests_total{job="a",instance="2",code="200"}': [100 + i * 7.0 for i in range(30)]
    + [i * 7.0 for i in range(31)],
    'requests_total{job="b",instance="3",code="404"}': [5.0] * MINUTES,
    'temperature{job="a",instance="1"}': [20 + 5 * math.sin(i) for i in range(MINUTES)],
    'temperature{job="a",instance="2"}': [20 - i * 0.37 for i in range(MINUTES)],
    'temperature{job="b",instance="3"}': [math.nan if i % 7 == 0 else i * 0.1 for i in range(MINUTES)],
    'limit{job="a"}': [18.5] * MINUTES,
    'limit{job="b"}': [2.5] * MINUTES,
    'info{job="a",instance="1",node="n1.example.com:9100"}': [1.0] * MINUTES,
    'info{job="a",instance="2",node="n2"}': [1.0] * MINUTES,
    'sparse{job="a"}': [float(i) if i % 4 == 1 else None for i in range(MINUTES)],
    'gone{job="a"}': [1.0] * 20 + [None] * (MINUTES - 20),
    'up{job="a",instance="1"}': [1.0] * MINUTES,
    'up{job="a",instance="2"}': [0.0] * MINUTES,
    'up{job="b",instance="3"}': [1.0, 0.0] * 30 + [1.0],
    **{
        f'latency_bucket{{job="a",le="{bound}"}}': [i * count for i in range(MINUTES)]
        for bound, count in [("0.1", 2.5), ("0.5", 6.0), ("1", 6.5), ("+Inf", 7.0)]
    },
    **{
        f'latency_bucket{{job="b",le="{bound}"}}': [i * count for i in range(MINUTES)]
        for bound, count in [("0.1", 1.0), ("0.5", 1.0), ("1", 0.7), ("+Inf", 1.0)]
    },
}

EXPRESSIONS = """
temperature
temperature offset 7m
temperature > 18
temperature > bool 18
18 < temperature
-temperature
temperature * 2 + 1 - 3 / 4
temperature % 7
temperature ^ 2
2 ^ 3 ^ 2
1 / 0
temperature / 0
temperature == NaN
temperature != NaN
up == 0
sum(up)
sum by (job) (temperature)
avg without (instance) (temperature)
avg(temperature{instance!="3"})
min(temperature)
max by (job) (temperature)
count(up == 1)
count by (job) (up) < 2
group by (job) (up)
stddev(temperature{job="a"})
stdvar by (job) (temperature)
quantile(0.3, temperature{job="a"})
topk(1, temperature{job="a"})
bottomk by (job) (1, temperature{job="a"})
count_values("v", up)
rate(requests_total[5m])
rate(requests_total[45m])
increase(requests_total{code="500"}[7m])
sum(increase(requests_total[40m]))
irate(requests_total[5m])
delta(temperature{instance="2"}[10m])
idelta(temperature{job="a"}[5m])
deriv(temperature{job="a"}[20m])
predict_linear(temperature{job="a"}[20m], 3600) < 0
predict_linear(temperature{instance="2"}[20m] offset 5m, 4 * 3600)
changes(up[10m])
resets(requests_total[1h])
avg_over_time(temperature{job="a"}[11m])
sum_over_time(temperature{job="a"}[11m])
min_over_time(temperature[11m])
max_over_time(temperature[11m])
count_over_time(sparse[20m])
last_over_time(sparse[20m])
present_over_time(sparse[20m])
quantile_over_time(0.9, temperature{job="a"}[11m])
stddev_over_time(temperature{job="a"}[11m])
stdvar_over_time(temperature{job="a"}[11m])
sparse
gone
absent(gone)
absent(nothing{job="x", a!="b", c="d", c="e", f=~"g"})
absent(sum(nothing))
absent_over_time(gone[5m])
absent_over_time(nothing{job="x"}[5m])
histogram_quantile(0.9, sum by (job, le) (rate(latency_bucket[5m])))
histogram_quantile(0.5, rate(latency_bucket{job="a"}[5m]))
histogram_quantile(0.99, rate(latency_bucket[5m]))
histogram_quantile(0.01, rate(latency_bucket[5m]))
histogram_quantile(0.9, sum by (job) (rate(latency_bucket[5m])))
sum by (instance) (rate(requests_total{code=~"5.."}[5m])) / sum by (instance) (rate(requests_total[5m])) > 0.01
temperature > on (job) group_left limit
temperature * on (instance, job) group_left (node) info
limit < on (job) group_right temperature
temperature{instance="1"} - ignoring (instance) limit
temperature{instance="1"} > ignoring (instance) limit
temperature - on (instance) up
temperature and up == 1
temperature and on (job) limit > 10
temperature unless on (instance) up == 1
up == 0 or temperature < 10
limit or on (job) temperature
up * 2 > bool up
scalar(limit{job="a"}) + 1
scalar(limit) + 1
temperature > scalar(limit{job="b"})
vector(3)
vector(time())
time() - 100
time() - timestamp(sparse)
timestamp(temperature + 0)
label_replace(info, "host", "$1-${2}$$", "node", "([^.]+)[.]?(.*)")
label_replace(up, "instance", "", "instance", "1")
label_replace(up, "new", "x$9", "instance", "(.)")
label_join(info, "both", "/", "job", "node", "none")
clamp(temperature, 15, 18)
clamp_min(temperature, 15)
clamp_max(temperature, 15)
clamp(temperature, 3, 2)
abs(temperature - 20)
ceil(temperature)
floor(-temperature)
round(temperature, 0.5)
round(temperature)
sgn(temperature - 20)
sqrt(temperature)
exp(temperature / 10)
ln(temperature - 20)
log2(temperature)
log10(temperature)
hour()
minute(vector(1e9))
day_of_week(vector(1e9)) + month(vector(1e9)) + year(vector(1e9))
days_in_month(vector(1e9)) + day_of_month(vector(1e9)) + day_of_year(vector(1e9))
max_over_time(temperature[10m:2m])
avg_over_time((up == bool 1)[13m:])
min_over_time(rate(requests_total[5m])[20m:3m] offset 4m)
sum_over_time((temperature > 18)[30m:5m])
count_over_time((up == 0)[30m:])
max_over_time(sum(rate(requests_total[5m]))[30m:7m])
{__name__=~"up|limit",job="a"} > 0
{job=~"a|b", instance!~"1|2", instance!=""}
sort_desc(up)
absent(up == 7)
1 > bool 2
(1 < bool 2) * 3
""".strip().splitlines()


def storage() -> Storage:
    return Storage(tuple(series(text, values) for text, values in SERIES.items()))


def series(text: str, values: list[float | None]) -> Series:
    known = [(i * STEP, value) for i, value in enumerate(values) if value is not None]
    return Series(series_labels(text), [time for time, _ in known], [value for _, value in known])


def series_labels(text: str) -> Labels:
    metric, _, rest = text.removesuffix("}").partition("{")
    pairs = dict(pair.split("=", 1) for pair in rest.split(","))
    return labels_of({"__name__": metric, **{name: json.loads(value) for name, value in pairs.items()}})


def samples(expr: str, minutes: int, semantics: Semantics) -> list[Sample]:
    return Evaluator(storage(), semantics, STEP).vector(tree_of(expr), minutes * STEP)


def shown(labels: dict[str, str]) -> str:
    pairs = ",".join(f"{name}={json.dumps(value)}" for name, value in labels.items() if name != "__name__")
    return f"{labels.get('__name__', '')}{{{pairs}}}"


def as_number(value: float) -> str:
    return {"inf": ".inf", "-inf": "-.inf", "nan": ".nan"}.get(repr(value), repr(value))


def differences(promtool: Promtool, folder: Path, semantics: Semantics, expressions: list[str]) -> list[str]:
    """What promtool says of the expressions whose results are not ours."""
    checks = [
        f"- {{expr: {json.dumps(expr)}, eval_time: {minutes}m, exp_samples: [{listed(expr, minutes, semantics)}]}}"
        for expr, minutes in itertools.product(expressions, AT)
    ]
    inputs = [f"- {{series: {json.dumps(name)}, values: {json.dumps(shown_values(v))}}}" for name, v in SERIES.items()]
    lines = ["- interval: 1m", "  input_series:", *indented(inputs), "  promql_expr_test:", *indented(checks)]
    (folder / "tests.yaml").write_text("\n".join(["evaluation_interval: 1m", "tests:", *lines]))
    run = subprocess.run([promtool.path, "test", "rules", "tests.yaml"], cwd=folder, capture_output=True, text=True)
    said = run.stdout + run.stderr
    assert "SUCCESS" in said or "FAILED" in said, said
    return [block for block in said.split("    expr: ")[1:] if not is_alike(block)]


def listed(expr: str, minutes: int, semantics: Semantics) -> str:
    return listed_samples(samples(expr, minutes, semantics))


def listed_samples(vector: list[Sample]) -> str:
    told = [(json.dumps(shown(dict(labels))), as_number(value)) for labels, value in numbers(vector)]
    return ", ".join(f"{{labels: {labels}, value: {value}}}" for labels, value in told)


def shown_values(values: list[float | None]) -> str:
    return " ".join("_" if value is None else repr(value).replace("nan", "NaN") for value in values)


def indented(lines: list[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def is_alike(block: str) -> bool:
    """Whether what promtool shows as different differs in the last digits only; NaN is never equal to it."""
    sides = re.search(r"exp: (.*)\n\s*got: (.*)", block)
    if not sides:
        return False
    expected, got = (re.split(r"(?<=\}) (\S+?)(?:, |$)", side) for side in sides.groups())
    return len(expected) == len(got) and all(map(is_same, expected, got))


def is_same(ours: str, theirs: str) -> bool:
    if ours == theirs:
        return True
    try:
        return math.isclose(float(ours), float(theirs), rel_tol=1e-13)
    except ValueError:
        return False


def semantics_of(promtool: Promtool) -> Semantics:
    said = subprocess.run([promtool.path, "--version"], capture_output=True, text=True).stdout
    return V2 if "version 2." in said else V3


def test_promtool_has_the_same_results(each_promtool: Promtool, tmp_path: Path) -> None:
    assert differences(each_promtool, tmp_path, semantics_of(each_promtool), EXPRESSIONS) == []


def test_promtool_tells_apart_what_is_different(promtool: Promtool, tmp_path: Path) -> None:
    """Were windows closed on their left, as they were before 3.0, this would show."""
    assert differences(promtool, tmp_path, V2, ["increase(requests_total[45m])", "temperature"]) != []


class Random(random.Random):
    """Expressions by chance, the same in every run."""

    def vector(self, depth: int) -> Node:
        if depth == 0 or self.random() < 0.1:
            return tree_of(
                self.choice(["temperature", "limit", "up", 'requests_total{code=~"2..|404"}', "info", "sparse"])
            )
        return self.choice([self.call, self.aggregation, self.binary, self.windowed, self.negation])(depth - 1)

    def call(self, depth: int) -> Node:
        name = self.choice(["abs", "ceil", "floor", "sgn", "absent", "sort", "clamp_max"])
        more = (self.number(),) if name == "clamp_max" else ()
        return Call(name, (self.vector(depth), *more))

    def aggregation(self, depth: int) -> Node:
        names = tuple(sorted(self.sample(["job", "instance", "node"], self.randint(0, 2))))
        operator = self.choice(["sum", "avg", "min", "max", "count", "group"])
        return Aggregation(operator, self.vector(depth), names, self.random() < 0.3)

    def binary(self, depth: int) -> Node:
        operator = self.choice(["+", "-", "*", "/", ">", "<=", "==", "!=", "and", "or", "unless"])
        left = self.vector(depth)
        if operator in {"and", "or", "unless"}:
            return Binary(operator, left, self.vector(depth), self.matching())
        returns_bool = operator in {">", "<=", "==", "!="} and self.random() < 0.4
        if self.random() < 0.5:
            return Binary(operator, left, self.number(), returns_bool=returns_bool)
        matching = self.choice([Matching(), Matching(("job",), True, "left"), Matching(("job",), True)])
        return Binary(operator, left, self.vector(depth), matching, returns_bool)

    def matching(self) -> Matching:
        return self.choice([Matching(), Matching(("job",), True), Matching((), True), Matching(("instance",))])

    def number(self) -> Number:
        return Number(self.choice([0.0, 1.0, 2.5, 18.0, 1000.0]))

    def windowed(self, depth: int) -> Node:
        window, step = self.choice([300, 420, 1250]), self.choice([0, 60, 150])
        function = self.choice(
            ["max_over_time", "last_over_time", "count_over_time", "rate", "changes", "deriv", "avg_over_time"]
        )
        return Call(function, (Subquery(self.vector(depth), window * 1000, step * 1000, self.choice([0, 90_000])),))

    def negation(self, depth: int) -> Node:
        return Negation(self.vector(depth))


def can_be_evaluated(expr: str) -> bool:
    try:
        for minutes in AT:
            samples(expr, minutes, V3)
    except EvaluationError:
        return False
    return True


def test_promtool_has_the_same_results_for_expressions_by_chance(each_promtool: Promtool, tmp_path: Path) -> None:
    chance = Random(7)
    expressions = [text for text in (text_of(chance.vector(3)) for _ in range(150)) if can_be_evaluated(text)]
    assert len(expressions) > 100
    assert differences(each_promtool, tmp_path, semantics_of(each_promtool), expressions) == []


@pytest.mark.parametrize(
    "expr",
    [
        "temperature * on () up",
        "up + on (job) limit",
        "limit + on (job) up",
        "rate({__name__=~'up|temperature'}[5m])",
    ],
)
def test_what_prometheus_refuses_is_an_error(expr: str) -> None:
    with pytest.raises(EvaluationError):
        samples(expr, 60, V3)


@pytest.mark.parametrize("expr", ["up @ 5", "histogram_fraction(0, 1, latency_bucket)", "limitk(1, up)"])
def test_what_we_do_not_know_says_so(expr: str) -> None:
    with pytest.raises(UnsupportedError, match=r"@|histogram_fraction|limitk"):
        samples(expr, 60, V3)


@pytest.mark.parametrize(
    ("expr", "seen"),
    [
        ("temperature > 100 and rate(requests_total[5m]) > 0", False),
        ("temperature > 0 and rate(requests_total[5m]) > 0", True),
        ("temperature > 100 or rate(requests_total[5m]) > 0", True),
        ("temperature > 100 and rate({job='a'}[5m]) > 0", True),
        ("temperature > 100 and limit * requests_total", True),
        ("temperature > 100 and (limit or 2 * requests_total)", False),
        ("temperature > 100 unless rate(requests_total[5m]) > 0", False),
        # What has two names, one after the other, is of the same labels without them.
        ("temperature > 100 and max_over_time((limit or requests_total)[5m:1m])", True),
    ],
)
def test_who_hurries_leaves_out_what_nothing_can_come_of_and_cannot_fail(expr: str, seen: bool) -> None:
    tree = tree_of(expr)
    assert isinstance(tree, Binary)
    storage = Storage([Series(labels_of({"__name__": "temperature"}), range(0, 600_000, STEP), [7.0] * 10)])
    hurried, other = Evaluator(storage, V3, STEP, hurries=True), Evaluator(storage, V3, STEP)
    assert hurried.vector(tree, 540_000) == other.vector(tree, 540_000)
    assert (id(tree.right) in hurried.values, id(tree.right) in other.values) == (seen, True)


def test_who_hurries_leaves_out_nothing_that_we_do_not_know() -> None:
    with pytest.raises(UnsupportedError, match="info"):
        Evaluator(Storage([]), V3, STEP, hurries=True).vector(tree_of("temperature and info(limit)"), 0)
