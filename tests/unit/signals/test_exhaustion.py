"""Exhaustion: a climb towards the capacity is told in time, a sawtooth is not."""

from decimal import Decimal

import pytest

from observability.model.durations import Duration
from observability.model.signal import Exhaustion
from tests.support.promtool import Case, firing, without
from tests.support.services import compiled, pool

RULES = compiled(pool(exhaustion=Exhaustion(Duration.parse("4h"))))
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
    stopped = predicted("400+2x120 640x240", ("170m", 0))
    promtool.passes(RULES, predicted("400+2x120 640x240", ("120m", 1)), stopped)


def test_below_half_of_the_capacity_nobody_worries(promtool):
    promtool.passes(RULES, predicted("0+2x240", ("200m", 0)), predicted("0+2.2x270", ("270m", 1)))


def sawtooth(minutes):
    """From 400 to 800 in so many minutes, again and again; looked at every five minutes."""
    tooth = f"400+{Decimal(400) / minutes:.3f}x{minutes - 1}"
    return predicted(" ".join([tooth] * (360 // minutes)), *((f"{at}m", 0) for at in range(125, 360, 5)))


@pytest.mark.parametrize("minutes", [20, 45])
def test_a_sawtooth_is_no_climb(promtool, minutes):
    promtool.passes(RULES, sawtooth(minutes))


def test_the_trend_of_half_an_hour_alone_would_take_it_for_one(promtool):
    series = 'signal:utilization:ratio{env="production",service="checkout",signal="pool"}'
    short = without(RULES, f"predict_linear({series}[2h], 14400) >= 1\n          and\n          ")
    promtool.fails(short, sawtooth(45))
