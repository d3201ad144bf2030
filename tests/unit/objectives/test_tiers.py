"""Burn-rate tiers against the table of the SRE Workbook, chapter 5, and for what it does not have."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from observability.model.numbers import plain
from observability.objectives.tiers import TIERS, tiers
from tests.support.services import availability

# Severity, long window, short window, share of the budget, burn rate: "Recommended parameters for a 99.9% SLO".
WORKBOOK = [
    ("critical", "1h", "5m", "2%", "14.4"),
    ("critical", "6h", "30m", "5%", "6"),
    ("warning", "1d", "2h", "10%", "3"),
    ("warning", "3d", "6h", "10%", "1"),
]


def test_for_30_days_the_tiers_are_the_workbook_s():
    ours = [
        (
            tier.severity,
            str(tier.long),
            str(tier.short),
            f"{plain(tier.share * 100)}%",
            plain(tier.factor(availability())),
        )
        for tier in TIERS
    ]
    assert ours == WORKBOOK


@pytest.mark.parametrize(
    ("window", "factors"),
    [("7d", ["3.36", "1.4", "1", "1"]), ("28d", ["13.44", "5.6", "2.8", "1"]), ("90d", ["43.2", "18", "9", "3"])],
)
def test_for_other_windows_the_same_share_of_the_budget_is_spent(window, factors):
    assert [plain(tier.factor(availability(window=window))) for tier in TIERS] == factors


def test_thresholds_have_no_float_noise():
    assert [plain(tier.threshold(availability("0.999"))) for tier in TIERS] == ["0.0144", "0.006", "0.003", "0.001"]


@given(st.decimals("0.01", "0.99999", places=5), st.integers(7, 90))
def test_every_threshold_can_be_crossed(target, days):
    objective = availability(str(target), f"{days}d")
    assert all(0 < tier.threshold(objective) < 1 for tier in TIERS)


@given(st.decimals("0.01", "0.99999", places=5), st.integers(7, 90))
def test_a_quicker_tier_asks_for_no_less(target, days):
    thresholds = [tier.threshold(availability(str(target), f"{days}d")) for tier in TIERS]
    assert thresholds == sorted(thresholds, reverse=True)


def test_a_target_of_90_percent_pages_from_four_failures_in_five():
    assert TIERS[0].threshold(availability("0.9")) == Decimal("0.8")


def test_each_severity_has_its_tiers_the_quickest_first():
    assert [[str(tier.long) for tier in tiers(severity)] for severity in ("critical", "warning")] == [
        ["1h", "6h"],
        ["1d", "3d"],
    ]
