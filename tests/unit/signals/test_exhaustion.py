"""Exhaustion: a climb towards the capacity is told in time, a sawtooth is not."""

from decimal import Decimal

import pytest
from attrs import evolve

from observability.model.durations import Duration
from observability.model.signal import Exhaustion
from tests.support.promtool import Case, firing, without
from tests.support.services import compiled, pool

RULES = compiled(pool(exhaustion=Exhaustion(Duration.parse("4h"))))
SERIES = 'signal:utilization:ratio{env="production",service="checkout",signal="pool"}'
SIZE = {"pool_size": "1000x360"}


def predicted(used, *seen):
    return Case({"pool_in_use": used, **SIZE}, tuple(firing("ExhaustionPredicted", at, count) for at, count in seen))


def test_a_climb_that_ends_within_four_hours_is_told(promtool):
    # From 400 on by 1.5 a minute: 600 after 133 minutes, full after 400.
    promtool.passes(RULES, predicted("400+1.5x360", ("60m", 0), ("180m", 1)))


def test_a_climb_that_ends_later_is_not(promtool):
    promtool.passes(RULES, predicted("500+0.5x360", ("180m", 0), ("360m", 0)))


def test_a_climb_that_has_ended_is_not(promtool):
    # The trend of two hours still says full, that of the last half hour does not.
    promtool.passes(RULES, predicted("400+2x150 700x240", ("140m", 1), ("200m", 0)))


@pytest.mark.parametrize(("within", "trends"), [("10m", 1), ("45m", 1), ("59m", 1), ("1h", 2), ("4h", 2)])
def test_two_trends_are_asked_where_they_are_not_nearly_the_same(within, trends):
    assert compiled(pool(exhaustion=Exhaustion(Duration.parse(within)))).count("predict_linear") == trends


def test_below_half_of_the_capacity_nobody_worries(promtool):
    promtool.passes(RULES, predicted("0+2x240", ("200m", 0)), predicted("0+2.2x270", ("270m", 1)))


def sawtooth(minutes):
    """From 400 to 800 in so many minutes, again and again; looked at every five minutes."""
    tooth = f"400+{Decimal(400) / minutes:.3f}x{minutes - 1}"
    return predicted(" ".join([tooth] * (360 // minutes)), *((f"{at}m", 0) for at in range(5, 360, 5)))


@pytest.mark.parametrize("minutes", [20, 45])
def test_a_sawtooth_is_no_climb(promtool, minutes):
    promtool.passes(RULES, sawtooth(minutes))


BORN = f"\n          and\n          {SERIES} offset 2h"


@pytest.mark.parametrize("minutes", [45, 90])
def test_nor_is_the_first_tooth_of_a_young_one(promtool, minutes):
    promtool.fails(without(RULES, BORN), sawtooth(minutes))
    promtool.passes(RULES, sawtooth(minutes))


def test_a_young_climb_is_told_when_it_has_filled_the_long_window(promtool):
    # Two hours for the window, a quarter of an hour for the alert's own `for`.
    promtool.passes(RULES, predicted("500+1.5x360", ("134m", 0), ("136m", 1)))


def test_a_member_that_joins_a_group_is_young_by_itself(promtool):
    pools = compiled(evolve(pool(exhaustion=Exhaustion(Duration.parse("4h"))), by=("name",)))
    series = {
        'pool_in_use{name="old"}': "500+1.5x360",
        'pool_in_use{name="new"}': "_x90 500+1.5x360",
        **{f'pool_size{{name="{name}"}}': "1000x360" for name in ("old", "new")},
    }
    seen = (firing("ExhaustionPredicted", "200m", 1, name="old"), firing("ExhaustionPredicted", "200m", 0, name="new"))
    promtool.passes(pools, Case(series, seen))


def test_the_trend_of_half_an_hour_alone_would_take_it_for_one(promtool):
    short = without(RULES, f"predict_linear({SERIES}[2h], 14400) >= 1\n          and\n          ")
    promtool.fails(short, sawtooth(45))


def test_of_a_short_time_both_trends_are_one(promtool):
    rules = compiled(pool(exhaustion=Exhaustion(Duration.parse("30m"))))
    assert rules.count("predict_linear(") == 1
    promtool.passes(rules, predicted("500+10x50 1000x70", ("30m", 0), ("40m", 1)))
