"""Grafana's own description of its schema reads our dashboards and writes them again: nothing is lost or changed."""

import copy
import json
from pathlib import Path

import pytest
from grafana_foundation_sdk.cog.encoder import JSONEncoder
from grafana_foundation_sdk.cog.plugins import register_default_plugins
from grafana_foundation_sdk.models.dashboard import Dashboard

from observability.building import Request, build
from observability.emit.dashboards import FLEET_VIEWS
from observability.grafana import render
from observability.lowering import lower
from tests.unit.grafana.every_feature import DASHBOARD
from tests.unit.lint.dashboards.built import SHOP

# Defaults that the SDK writes out although Grafana assumes them. Any other addition is a surprise.
WRITTEN_DEFAULTS = {
    "allowCustomValue": True,
    "auto": False,
    "auto_count": 30,
    "auto_min": "10s",
    "builtIn": 0,
    "fiscalYearStartMonth": 0,
    "footer": {"show": False, "reducer": [], "countRows": False},
    "hidden": False,
    "placement": "inControlsMenu",
    "repeatDirection": "h",
    "showTypeIcons": False,
    "skipUrlSync": False,
    "text": "",
    "transparent": False,
    "value": "",
}
# To the SDK a link of a panel's data is one of a dashboard, which has more settings.
WRITTEN_IN_DATA_LINKS = {
    "asDropdown": False,
    "icon": "",
    "includeVars": False,
    "keepTime": False,
    "tags": [],
    "tooltip": "",
    "type": "link",
}
# A search for traces that no filter narrows.
WRITTEN_IN_TARGETS = {"filters": []}


# The SDK prefers its second schema, which servers refuse from files.
pytestmark = pytest.mark.filterwarnings("ignore:Prefer using dashboardv2:DeprecationWarning")


@pytest.fixture(scope="module", autouse=True)
def _plugins():
    register_default_plugins()


@pytest.fixture
def dashboard():
    return json.loads(render(DASHBOARD))


def reencoded(dashboard):
    return json.loads(JSONEncoder().encode(Dashboard.from_json(copy.deepcopy(dashboard))))


def differences(ours, theirs, path=""):
    if isinstance(ours, dict) and isinstance(theirs, dict):
        for key in sorted(ours.keys() | theirs.keys()):
            yield from compared_key(ours, theirs, key, f"{path}/{key}")
    elif isinstance(ours, list) and isinstance(theirs, list) and len(ours) == len(theirs):
        for index, pair in enumerate(zip(ours, theirs, strict=True)):
            yield from differences(*pair, f"{path}/{index}")
    elif ours != theirs:
        yield f"{path} changed: {ours!r} to {theirs!r}"


def compared_key(ours, theirs, key, path):
    if key not in theirs:
        yield f"{path} lost"
    elif key in ours:
        yield from differences(ours[key], theirs[key], path)
    elif key not in (known := known_at(path)) or known[key] != theirs[key]:
        yield f"{path} added: {theirs[key]!r}"


def known_at(path):
    if "/fieldConfig/defaults/links/" in path:
        return WRITTEN_DEFAULTS | WRITTEN_IN_DATA_LINKS
    return WRITTEN_DEFAULTS | WRITTEN_IN_TARGETS if "/targets/" in path else WRITTEN_DEFAULTS


@pytest.mark.parametrize("made", [DASHBOARD, lower(SHOP).dashboard], ids=["every feature", "service"])
def test_a_dashboard_survives_the_round_trip(made):
    written = json.loads(render(made))
    assert list(differences(written, reencoded(written))) == []


def test_all_that_is_built_of_this_repository_survives_the_round_trip(tmp_path):
    build(Request((Path(__file__).parents[3],), tmp_path, ()))
    found = sorted(tmp_path.glob("*/grafana/dashboards/**/*.json"))
    names = {path.stem for path in found}
    assert names >= {*FLEET_VIEWS, "_owner", "shop", "prometheus", "alertmanager", "node"}
    lost = {path: list(differences(written, reencoded(written))) for path, written in map(read, found)}
    assert not {path: what for path, what in lost.items() if what}


def read(path):
    return path, json.loads(path.read_bytes())


def panel_of(dashboard, kind):
    panels = [p for row in dashboard["panels"] for p in [row, *row.get("panels", [])]]
    return next(p for p in panels if p["type"] == kind)


TYPOS = {
    "root": lambda d: d.update(grahpTooltip=1),
    "stale root": lambda d: d.update(sharedCrosshair=False),
    "panel": lambda d: panel_of(d, "stat").update(titel="x"),
    "stale panel": lambda d: panel_of(d, "timeseries").update(editable=True),
    "options of a time series": lambda d: panel_of(d, "timeseries")["options"]["legend"].update(showLegnd=True),
    "options of a stat": lambda d: panel_of(d, "stat")["options"].update(colourMode="value"),
    "options of a heatmap": lambda d: panel_of(d, "heatmap")["options"]["yAxis"].update(unti="s"),
    "options of a gauge": lambda d: panel_of(d, "gauge")["options"].update(minWidth=1),
    "options of a bar gauge": lambda d: panel_of(d, "bargauge")["options"].update(barWidth=1),
    "options of a table": lambda d: panel_of(d, "table")["options"].update(cellheight="sm"),
    "options of a text": lambda d: panel_of(d, "text")["options"].update(contents=""),
    "custom of a time series": lambda d: panel_of(d, "timeseries")["fieldConfig"]["defaults"]["custom"].update(width=2),
    "defaults": lambda d: panel_of(d, "stat")["fieldConfig"]["defaults"].update(units="s"),
    "target": lambda d: panel_of(d, "stat")["targets"][0].update(legend="x"),
    "variable": lambda d: d["templating"]["list"][1].update(allvalue=".+"),
    "link": lambda d: d["links"][0].update(keeptime=True),
    "grid": lambda d: panel_of(d, "stat")["gridPos"].update(width=6),
}


@pytest.mark.parametrize("typo", TYPOS)
def test_the_round_trip_finds_a_typo(dashboard, typo):
    TYPOS[typo](dashboard)
    assert list(differences(dashboard, reencoded(dashboard)))
