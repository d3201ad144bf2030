"""Every panel with queries, and every query, uses the data source variable; logs and traces may have a fixed one.

Why: a panel bound to one Prometheus shows the wrong data when the reader has switched, and none on another Grafana.

Passes: `"datasource": {"type": "prometheus", "uid": "${datasource}"}`; `{"type": "loki", "uid": "loki"}`, which the
descriptor names, as no variable knows which logs belong to which Prometheus.
Fails: `"datasource": {"type": "prometheus", "uid": "PBFA97CFB590B2093"}`.
Mend: use the variable.
"""

from collections.abc import Iterator, Mapping

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, source_uid, title, variables
from observability.lint.tree import Tree

ID = "panel-datasource"

_PROMETHEUS = "prometheus"


def check(tree: Tree) -> Iterator[Finding]:
    """Panels and queries with a fixed data source."""
    for dashboard in dashboards(tree):
        names = [v.json.get("name") for v in variables(dashboard) if v.json.get("type") == "datasource"]
        allowed = {form for name in names for form in (f"${name}", f"${{{name}}}")}
        for panel in dashboard.dashboard.panels:
            if panel.json.get("targets"):
                yield from _fixed(panel, allowed)


def _fixed(panel: Place, allowed: set[str]) -> Iterator[Finding]:
    for part in (panel, *panel.inner("targets")):
        if source_uid(part.json) not in allowed and not _of_another_kind(part):
            message = f"{title(panel)} uses the data source {source_uid(part.json)!r}"
            yield part.finding(ID, message, "use '${datasource}'")


def _of_another_kind(part: Place) -> bool:
    source = part.json.get("datasource")
    return isinstance(source, Mapping) and source.get("type", _PROMETHEUS) != _PROMETHEUS
