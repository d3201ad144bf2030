"""The dashboards of this repository's own services pass every check, in every environment."""

import json
from pathlib import Path

import pytest

from observability.building import Request, build
from observability.building.one import plan_of
from observability.emit.dashboards import FLEET_VIEWS
from observability.lint import DashboardFile, Tree
from observability.lint.dashboards import CHECKS
from observability.rulefiles import RuleFile

ROOT = Path(__file__).parents[4]
SERVICES = sorted(path.stem for path in (ROOT / "services").glob("*.yaml"))


@pytest.fixture(scope="module")
def output(tmp_path_factory):
    folder = tmp_path_factory.mktemp("build")
    build(Request((ROOT,), folder, ()))
    return folder


def read(folder: Path) -> Tree:
    rules = (RuleFile(name, plan_of((ROOT,), name, folder.name).plan.groups) for name in SERVICES)
    paths = sorted(folder.glob("grafana/dashboards/**/*.json"))
    dashboards = (DashboardFile(str(path.relative_to(folder)), json.loads(path.read_bytes())) for path in paths)
    return Tree(tuple(rules), tuple(dashboards), json.loads((folder / "catalog.json").read_bytes()))


@pytest.mark.parametrize("environment", ["production", "staging"])
def test_the_services_pass_every_check(output, environment):
    tree = read(output / environment)
    assert len(tree.dashboards) == len(SERVICES) + len(FLEET_VIEWS) + 2  # two owners
    assert [str(finding) for check in CHECKS for finding in check.check(tree)] == []
