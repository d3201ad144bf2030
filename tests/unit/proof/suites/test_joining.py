"""Cases of recordings follow one another in one test, and show what each shows by itself."""

import pytest

from observability.model.rule import Recording
from observability.proof.case import Input
from observability.proof.evaluator import V3, Evaluator, Storage
from observability.proof.evaluator.functions import rounded
from observability.proof.evaluator.labels import without
from observability.proof.samples.segments import Segment, series
from observability.proof.script import Script
from observability.proof.suites.grids import Grid, grid
from observability.proof.suites.joining import Joined, joined
from observability.proof.suites.ramps import Ramps
from observability.proof.suites.recorded import Recorded
from observability.proof.suites.timeline import laid_out


def cases(expr: str) -> tuple[Recorded, Grid, list[Script], Joined]:
    one = Recorded.of(Recording("a:b", expr))
    its = grid(one.found)
    assert its
    scripts = [script for script, _ in Ramps((one,), its).cases()]
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


def test_cases_stand_in_the_time_that_another_one_leaves() -> None:
    _, its, scripts, found = cases("max(max_over_time(x[15m] offset 2d) + max_over_time(x[15m] offset 1d))")
    (script,) = found.scripts
    # All ten, each of which reads what was two days ago, within two days.
    assert max(look.at for look in script.values) < its.end + 48 * 3_600_000
    assert len(script.values) == len(scripts)


def test_samples_of_a_test_are_within_a_day_and_a_half_where_they_can_be() -> None:
    _, its, _, found = cases("max(max_over_time(x[15m] offset 20h) + max_over_time(x[15m] offset 4h))")
    for script in found.scripts:
        storage = Storage([series(item.labels, item.segments, its.sample) for item in script.inputs])
        times = [at for one in storage.series for at in one.times]
        assert max(times) - min(times) <= 36 * 3_600_000


def test_two_cases_have_no_samples_at_the_same_time() -> None:
    labels = (("__name__", "x"),)
    first, second = Input(labels, (Segment(2), Segment(1, 4.0))), Input(labels, (Segment(2, 5.0, 1.0),))
    assert laid_out([(0, [first]), (3, [second])]) == (
        Input(labels, (Segment(2), Segment(1, 4.0), Segment(2, 5.0, 1.0))),
    )
    with pytest.raises(ValueError, match="at the same time"):
        laid_out([(0, [first]), (1, [second])])
