from pathlib import Path

import pytest

from observability.adapters import promtool_tests
from observability.adapters.promtool_tests import run_tests
from tests.support.promtool import Promtool

RULES = "groups:\n- name: a\n  rules:\n  - record: job:up:sum\n    expr: sum by (job) (up)\n"
TESTS = """\
rule_files: [rules.yaml]
tests:
- name: two are up
  interval: 1m
  input_series:
  - series: up{job="a",instance="1"}
    values: 1x3
  - series: up{job="a",instance="2"}
    values: 1x3
  promql_expr_test:
  - expr: job:up:sum
    eval_time: 2m
    exp_samples: [{labels: 'job:up:sum{job="a"}', value: UP}]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "rules.yaml").write_text(RULES)
    for number in range(6):
        (tmp_path / f"{number}.yaml").write_text(TESTS.replace("UP", "2" if number % 3 else "1"))
    return tmp_path


@pytest.mark.parametrize("long", [(), ("5.yaml", "0.yaml", "2.yaml"), tuple(f"{number}.yaml" for number in range(6))])
def test_each_file_is_told_in_the_order_asked_for_wherever_it_ran(
    long: tuple[str, ...], folder: Path, promtool: Promtool
) -> None:
    paths = [f"{number}.yaml" for number in (4, 0, 5, 3, 1, 2)]
    tested = run_tests(promtool.path, folder, paths, long)
    assert [(one.path, _told(one)) for one in tested] == [
        (path, ["two are up"] if path in ("0.yaml", "3.yaml") else []) for path in paths
    ]


def _told(tested: promtool_tests.Tested) -> list[str]:
    return ["two are up" for failure in tested.failures if "job:up:sum" in failure.message]
