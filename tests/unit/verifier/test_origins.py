"""What is wrong with a built file is told at the line of the descriptor that it comes from."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from observability.building import Request, build
from observability.findings import Finding, Location
from tests.support.promtool import Promtool
from tests.unit.verifier.verifying import verified

PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: shop}
spec:
  runbooks: {default: "https://example.org/{service}"}
  environments: {production: {matchers: {env: production}}}
"""
SHOP = """\
apiVersion: observability/v1
kind: Service
metadata:
  name: shop
  owner: shop
  tier: critical
spec:
  selector: {job: shop}
  red:
    http:
      rate: http_requests_total
      errors: http_errors_total
      objectives:
        availability: {target: 99.9}
  use:
    pool:
      utilization: {ratio: [pool_used, pool_size], warning: 80%}
"""
RULES = "production/prometheus/rules/shop.yaml"
DASHBOARD = "production/grafana/dashboards/shop/shop.json"
SERVICE = Location("services/shop.yaml", 4, 3)
TRAFFIC, ERRORS, POOL = (Location("services/shop.yaml", line, 7) for line in (11, 12, 17))
OBJECTIVE = Location("services/shop.yaml", 14, 9)
PROJECT_FILE = Location("observability.yaml")


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "services").mkdir()
    (tmp_path / "observability.yaml").write_text(PROJECT)
    (tmp_path / "services" / "shop.yaml").write_text(SHOP)
    build(Request((tmp_path,), tmp_path / "build"))
    return tmp_path / "build"


@pytest.fixture
def findings(promtool: Promtool, output: Path) -> Callable[[], list[Finding]]:
    return lambda: verified(promtool, output)


def replace(path: Path, pattern: str, by: str) -> int:
    """Change what the pattern finds in a built file. Returns its line."""
    text = path.read_text()
    found = re.search(pattern, text, re.MULTILINE)
    assert found, pattern
    path.write_text(text[: found.start()] + by + text[found.end() :])
    return text.count("\n", 0, found.start()) + 1


def change(path: Path, to: Callable[[dict[str, Any]], object]) -> None:
    document = json.loads(path.read_text())
    to(document)
    path.write_text(json.dumps(document))


def test_a_build_passes(findings: Callable[[], list[Finding]]) -> None:
    assert findings() == []


@pytest.mark.parametrize(
    ("pattern", "by", "place"),
    [
        (r"sum\(rate\(http_requests_total.*$", "sum(", TRAFFIC),
        (r"sum\(rate\(http_errors_total.*$", "sum(", ERRORS),
        (r"vector\(0\.999\)", "vector(", OBJECTIVE),
        (r"signal:utilization:ratio.* >= 0\.8", "oh(", POOL),
        (r"absent\(up.*$", "oh(", SERVICE),
    ],
    ids=lambda value: str(value).partition("(")[0],
)
def test_what_promtool_says_of_an_expression(
    findings: Callable[[], list[Finding]], output: Path, pattern: str, by: str, place: Location
) -> None:
    line = replace(output / RULES, pattern, by)
    found = [finding for finding in findings() if finding.check == "promtool"]
    assert [finding.location for finding in found] == [place]
    assert found[0].where.startswith(f"{output / RULES}:{line}")


@pytest.mark.parametrize(
    ("change_by", "place", "where"),
    [
        (lambda d: panel(d, "http: rate").update(title=""), TRAFFIC, "panels[12]"),
        (lambda d: panel(d, "pool: utilization")["targets"][0].update(expr="sum("), POOL, "panels[15].targets[0]"),
        (lambda d: d.update(schemaVersion=1), SERVICE, ""),
    ],
)
def test_what_a_check_says_of_a_dashboard(
    findings: Callable[[], list[Finding]], output: Path, change_by: Callable[[Any], object], place: Location, where: str
) -> None:
    change(output / DASHBOARD, change_by)
    (finding,) = findings()
    assert (finding.location, finding.where) == (place, ", ".join(filter(None, (str(output / DASHBOARD), where))))


def panel(dashboard: Any, title: str) -> Any:
    panels = [p for row in dashboard["panels"] for p in (row, *row.get("panels", ()))]
    return next(panel for panel in panels if panel["title"] == title)


def test_a_panel_in_a_folded_row(findings: Callable[[], list[Finding]], output: Path) -> None:
    def fold(dashboard: dict[str, Any]) -> None:
        row = {"type": "row", "title": "Folded", "id": 1, "gridPos": {"x": 0, "y": 99, "w": 24, "h": 1}, "panels": []}
        moved = panel(dashboard, "pool: utilization")
        dashboard["panels"].remove(moved)
        dashboard["panels"].append({**row, "panels": [{**moved, "title": ""}]})

    change(output / DASHBOARD, fold)
    (finding,) = findings()
    assert finding.location == POOL
    assert re.search(r"panels\[\d+\]\.panels\[0\]$", finding.where)


def test_what_stands_above_the_rules_of_a_group_is_the_first_ones(
    findings: Callable[[], list[Finding]], output: Path
) -> None:
    replace(output / RULES, r"(?<=name: shop:http\n    interval: ).*", "1x")
    assert [finding.location for finding in findings()] == [TRAFFIC]


def test_a_file_as_a_whole_is_its_descriptors(findings: Callable[[], list[Finding]], output: Path) -> None:
    (output / RULES).write_text("")
    found = {(finding.check, finding.location) for finding in findings()}
    assert ("no-rules", SERVICE) in found


def test_a_rule_that_nobody_built_stays_where_it_is(findings: Callable[[], list[Finding]], output: Path) -> None:
    (output / RULES).with_name("hand.yaml").write_text("groups: [{name: a, rules: [{record: 'a:b', expr: sum(}]}]")
    (finding,) = findings()
    assert finding.location == Location(str((output / RULES).with_name("hand.yaml")), 1, 50)


def test_the_watchdog_is_the_project_files(findings: Callable[[], list[Finding]], output: Path) -> None:
    replace(output / "production/prometheus/rules/watchdog.yaml", r"vector\(1\)", "vector(")
    (finding,) = findings()
    assert finding.location == PROJECT_FILE


def test_a_lost_rule_file_is_told_at_its_descriptor(findings: Callable[[], list[Finding]], output: Path) -> None:
    (output / RULES).unlink()
    lost = [finding for finding in findings() if finding.check == "missing-file"]
    assert [finding.location for finding in lost] == [SERVICE]


def test_without_a_project_file_the_watchdog_is_nobodys(
    promtool: Promtool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "shop.yaml").write_text(SHOP.replace("spec:", "spec:\n  runbook: https://example.org/shop"))
    monkeypatch.chdir(tmp_path)
    build(Request((Path(),), tmp_path / "build"))
    watchdog = tmp_path / "build/default/prometheus/rules/watchdog.yaml"
    line = replace(watchdog, r"vector\(1\)", "vector(")
    located = [finding.location for finding in verified(promtool, tmp_path / "build") if finding.check == "promtool"]
    assert located == [Location(str(watchdog), line, 15)]
