"""Alerts that look far back for how short they wait: conditions seldom, how long it waits at its own pace."""

from itertools import chain

import pytest

from observability.model.durations import Duration
from observability.proof import Derived
from observability.proof.files import Proof, proof_files
from tests.unit.proof.deriving import derived

_MINUTE = 60_000
_FAR = "sum(rate(x[3d])) > 1"
_LAST_WEEK = "sum(rate(x[6h] offset 1w)) > 1"


def paces(found: Derived) -> list[int]:
    """The evaluation intervals of its files, in minutes."""
    return [one.cases[0].evaluation // _MINUTE for one in found.by_pace]


def test_conditions_are_evaluated_seldom_and_for_often() -> None:
    found = derived(_FAR)
    seldom, often = found.by_pace
    assert paces(found) == [30, 1]
    assert seldom.both_ways
    assert all(one.name.endswith("; evaluated each 1m") for one in often.cases)
    assert not found.findings


def test_for_is_shown_one_evaluation_before_it_is_over_and_at_it() -> None:
    often = derived(_FAR).by_pace[1]
    before, at = next(one for one in often.cases if len(one.checks) == 2).checks
    assert (at.at - before.at, before.expected, len(at.expected)) == (_MINUTE, (), 1)


def test_what_waits_for_last_week_is_shown_to_wait_at_its_usual_pace() -> None:
    assert paces(derived(_LAST_WEEK)) == [60, 5]


def test_a_subquery_is_evaluated_as_seldom_as_it_is_long() -> None:
    found = derived("sum(avg_over_time((x offset 1w)[1h:5m])) > 1", "10m")
    assert paces(found) == [60, 10]
    assert found.by_pace[0].cases[0].sample == 5 * _MINUTE
    assert not found.findings


def test_what_is_uneven_in_a_window_is_so_at_each_evaluation() -> None:
    found = derived("sum(avg_over_time((x offset 1w)[1h:5m])) > 1", "10m")
    (case,) = (one for one in found.cases if one.name.startswith("much at first"))
    samples = list(chain.from_iterable(segment.values for segment in case.inputs[0].segments))
    ends = [(check.at - 7 * 24 * 60 * _MINUTE) // case.sample + 1 for check in case.checks]
    read = [samples[max(end - 12, 0) : end] for end in ends]
    assert read[-1][:6] == [4.04] * 6
    assert read[-1][6:] == [0.404] * 6
    assert case.checks[-1].expected


def test_what_its_own_pace_gets_through_has_one() -> None:
    assert len(paces(derived(_FAR, "1h"))) == 1
    assert len(paces(derived("sum(rate(x[6h])) > 1", "30m"))) == 1


def test_what_has_no_for_has_one() -> None:
    assert len(paces(derived(_FAR, "0s"))) == 1


def test_a_window_too_short_for_a_seldom_look_has_one() -> None:
    assert len(paces(derived("sum(rate(x[30m] offset 1w)) > 1", "10m"))) == 1


def test_the_second_file_is_named_by_its_interval() -> None:
    found = derived(_FAR)
    files = list(proof_files([Proof("rules.yaml", "g", found)]))
    assert [one.tests.path for one in files] == ["rules/Trouble.test.yaml", "rules/Trouble-1m.test.yaml"]
    assert [one.end for one in files] == [max(c.end for c in one.cases) for one in found.by_pace]


@pytest.mark.parametrize("expr", [_FAR, _LAST_WEEK])
def test_it_goes_on_for_keep_firing_for_at_its_own_pace(expr: str) -> None:
    found = derived(expr, keep_firing_for=Duration.parse("10m"))
    often = found.by_pace[-1]
    assert any(one.name.startswith("stops when its reason is gone") for one in often.cases)
    assert not found.findings


def test_what_waits_short_for_a_mean_of_yesterday_is_shown_all_the_same() -> None:
    mean = "sum(avg_over_time((x offset {})[1h:5m]))"
    found = derived(f"{mean.format('1d')} > 1 and sum(x) == 0 unless {mean.format('7d')} < 1", "2m")
    assert found.by_pace[0].both_ways
    assert not found.findings


@pytest.mark.parametrize("lasting", ["1m1s", "7m30s", "59s", "1h1m1s"])
def test_what_has_no_part_in_common_with_how_long_it_is_kept_is_shown(lasting: str) -> None:
    found = derived("x > 1", lasting, keep_firing_for=Duration.parse("15m"))
    assert found.both_ways
    assert not found.findings
    before, at = next(one for one in found.cases if len(one.checks) == 2).checks
    assert (at.at, before.expected, len(at.expected)) == (Duration.parse(lasting).milliseconds, (), 1)
