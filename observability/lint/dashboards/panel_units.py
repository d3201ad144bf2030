"""Every panel with numbers has a unit that Grafana knows.

Why: 0.3 is three hundred milliseconds, a third, or thirty percent. A unit that Grafana does not know is shown as text.

Passes: `"unit": "reqps"`, `"unit": "suffix:x"`.
Fails: no unit, `"unit": "seconds"`.
Mend: use one of Grafana's units, `none` for a plain count, or a text of your own as `suffix:TEXT` or `prefix:TEXT`.
"""

from collections.abc import Iterator
from typing import Any

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import all_panels, title
from observability.lint.dashboards.units import is_unit
from observability.lint.tree import Tree

ID = "panel-units"

_NUMERIC = frozenset({"bargauge", "gauge", "heatmap", "stat", "state-timeline", "table", "timeseries"})


def check(tree: Tree) -> Iterator[Finding]:
    """Units that are missing or unknown."""
    for panel in all_panels(tree):
        if panel.json.get("type") in _NUMERIC:
            yield from (_finding(panel, unit) for unit in _units(panel.json) if not is_unit(unit))


def _finding(panel: Place, unit: str) -> Finding:
    message = f"{title(panel)} has the unknown unit '{unit}'" if unit else f"{title(panel)} has no unit"
    return panel.finding(ID, message, "use one of Grafana's units, as in reqps, percentunit, s, bytes, none")


def _units(panel: Any) -> Iterator[str]:
    config = panel.get("fieldConfig") or {}
    yield str((config.get("defaults") or {}).get("unit") or "")
    for override in config.get("overrides") or ():
        yield from (str(p.get("value") or "") for p in override.get("properties") or () if p.get("id") == "unit")
