"""Tests with native histograms, and a promtool that does not read them."""

from pathlib import Path

import pytest

from observability import cli
from tests.support.promtool import Promtool

RULES = """groups:
  - name: g
    rules:
      - alert: Slow
        expr: histogram_quantile(0.99, sum(rate(seconds[5m]))) > 0.5
        for: 5m
      - alert: Long
        expr: queue_length > 5
        for: 5m
"""


def test_what_promtool_does_not_read_is_told_in_one_line_and_fails_nothing(
    each_promtool: Promtool, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "rules.yaml").write_text(RULES)
    monkeypatch.setenv("PROMTOOL", str(each_promtool.path))
    assert cli.run(["prove", str(tmp_path / "rules.yaml"), "--jobs", "1"]) == 0
    said = capsys.readouterr()
    notes = [line for line in said.out.splitlines() if "was not run" in line]
    if "debian" in str(each_promtool.path):
        (note,) = notes
        assert "promtool 2.42 does not read the native histograms in their series" in note
        assert "1 of 2 alerts" in said.err
    else:
        assert not notes
        assert "2 of 2 alerts" in said.err
