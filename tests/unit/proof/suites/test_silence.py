"""What wakes nobody, and what no series at all do, as promtool sees it."""

from pathlib import Path

from observability.adapters.promtool_tests import run_tests
from observability.emit.rules import rule_file
from observability.model.durations import Duration
from observability.model.rule import Alert, RuleGroup
from observability.proof.suites.suite import suite
from tests.support.promtool import Promtool


def test_alerts_of_the_same_labels_are_one_series(each_promtool: Promtool, tmp_path: Path) -> None:
    groups = [RuleGroup("g", tuple(Alert("Gone", f"absent({of})", Duration(0), {}, {}) for of in ("x", "y")))]
    (tmp_path / "rules.yaml").write_bytes(rule_file("", groups))
    (whole,) = (one for one in suite("s", "rules.yaml", groups).files if not one.rules)
    assert b"no series at all" in whole.text
    (tmp_path / "s.yaml").write_bytes(whole.text)
    assert [one.failures for one in run_tests(each_promtool.path, tmp_path, ["s.yaml"])] == [()]
