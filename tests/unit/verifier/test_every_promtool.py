"""`verify` says the same of the same files with every promtool that people have."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.promtool import Promtool

PROGRAM = Path(sys.executable).with_name("observability")
REPOSITORY = Path(__file__).parents[3]

BROKEN = """\
groups:
  - name: orders
    rules:
      - record: job:orders:rate5m
        expr: sum by (job) (rate(orders_total[5m])
      - record: job:orders:rate30m
        expr: sum by (job) (rate(orders_total[30m]))
      - alert: NoOrders
        expr: job:orders:rate30m == 0
        labels: {severity: warning}
        annotations: {summary: "{{ $value | nonsense }}", runbook_url: https://example.org/orders}
"""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What `services/` becomes."""
    folder = tmp_path_factory.mktemp("services") / "build"
    subprocess.run([PROGRAM, "build", REPOSITORY, "--output", folder], check=True, capture_output=True)
    return folder


def verify(promtool: Promtool, path: Path) -> "subprocess.CompletedProcess[str]":
    environment = {**os.environ, "PROMTOOL": str(promtool.path)}
    return subprocess.run([PROGRAM, "verify", path], env=environment, capture_output=True, text=True)


def test_all_is_well_with_the_services(each_promtool: Promtool, build: Path) -> None:
    done = verify(each_promtool, build)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr.startswith("All is well: ")


def test_what_is_wrong_is_found_at_its_line(each_promtool: Promtool, tmp_path: Path) -> None:
    (tmp_path / "orders.rules.yaml").write_text(BROKEN)
    done = verify(each_promtool, tmp_path / "orders.rules.yaml")
    assert done.returncode == 1, done.stdout + done.stderr
    found = {line.partition("orders.rules.yaml:")[2].split(":")[0] for line in done.stdout.splitlines()}
    assert {"5", "8"} <= found, done.stdout
    assert "parse error" in done.stdout
    assert 'function "nonsense" not defined' in done.stdout
