"""Dashboards as files."""

import json
import subprocess
import sys

import yaml

from observability.emit import dashboards, provisioning
from observability.model.identity import fleet_uid
from observability.model.service import Environment


def test_the_fleet_s_overview_stands_above_the_owners_folders():
    artifact = next(dashboards.emit_views(Environment("production"), {}))
    assert artifact.path == "grafana/dashboards/fleet.json"
    assert json.loads(artifact.text)["uid"] == fleet_uid("production")


def test_grafanalib_is_imported_only_where_a_dashboard_is_drawn():
    program = "import sys, observability.emit.dashboards; sys.exit('grafanalib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


def test_the_provider_takes_folders_from_files_and_lets_nobody_edit():
    (provider,) = yaml.safe_load(provisioning.emit(Environment("a: b")).text)["providers"]
    assert provider["name"] == "observability-a: b"
    assert provider["options"] == {"path": "/etc/grafana/dashboards/a: b", "foldersFromFilesStructure": True}
    assert (provider["allowUiUpdates"], provider["disableDeletion"]) == (False, False)


def test_each_environment_has_a_path_of_its_own_and_the_only_one_none():
    def path(name):
        (provider,) = yaml.safe_load(provisioning.emit(Environment(name)).text)["providers"]
        return provider["options"]["path"]

    assert [path(name) for name in ("default", "production", "staging")] == [
        "/etc/grafana/dashboards",
        "/etc/grafana/dashboards/production",
        "/etc/grafana/dashboards/staging",
    ]
