"""The benchmark of the views asks what they ask, of a Prometheus that has it."""

import pytest

from benchmarks import views


def test_every_view_of_a_small_fleet_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    views.main(["2"])
    said = capsys.readouterr().out
    assert [title in said for title in ("Fleet", "Alerts", "Cost of the rules", "Services of Team 00")] == [True] * 4
    assert "missed" not in said.lower().replace("missed evaluations", "")
