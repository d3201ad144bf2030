"""Cases of recordings follow one another in one test, and show what each shows by itself."""

import pytest

from observability.model.rule import Recording
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.proof.evaluator.functions import rounded
from observability.proof.evaluator.labels import without
from observability.proof.script import Script
from observability.proof.segments import series
from observability.proof.suites.grids import Grid, grid
from observability.proof.suites.joining import Joined, joined
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded


def cases(expr: str) -> tuple[Recorded, Grid, list[Script], Joined]:
    one = Recorded.of(Recording("a:b", expr))
    its = grid(one.found)
    assert its
    scripts = list(Ramps((one,), its).cases())
    return one, its, scripts, joined(scripts, [one], its)


@pytest.mark.parametrize(
    "expr",
    [
        "sum(rate(x[5m]))",
        "sum(x) / sum(y > 0)",
        "(x + (x offset 30m or 0 * x)) / 2",
        "avg_over_time(x[50m:5m])",
        "max_over_time(x[40m15s])",
        "sum(x offset 2d)",
        "predict_linear(x[50m], 3600)",
        "min(x)",
    ],
)
def test_each_case_makes_what_it_makes_alone(expr: str) -> None:
    one, its, scripts, found = cases(expr)
    assert len(found.scripts) < len(scripts)
    alone = [(script.name, seen.samples) for script in scripts for seen in script.values]
    seen = [(seen.case or script.name, seen.samples) for script in found.scripts for seen in script.values]
    assert seen == alone
    for script in found.scripts:
        storage = Storage([series(item.labels, item.segments, its.sample) for item in script.inputs])
        for look in script.values:
            assert look.at % found.interval == 0
            digits = float(look.expr.rpartition(", ")[2].removesuffix(")"))
            made = one.samples(Evaluator(storage, V3, look.at), look.at)
            assert sorted((without(labels, ()), rounded(value, digits)) for labels, value in made) == list(look.samples)


def test_what_tells_the_time_is_looked_at_case_by_case() -> None:
    _, its, scripts, found = cases("time() - max(x)")
    assert list(found.scripts) == scripts
    assert found.interval == its.end


def test_a_test_within_a_day_stays_within_it() -> None:
    _, _, _, found = cases("sum(x offset 3h)")
    assert len(found.scripts) > 1
    assert all(look.at <= 86_400_000 for script in found.scripts for look in script.values)
