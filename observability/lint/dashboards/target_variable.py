"""What a variable over a label of targets (`job`, `instance`) must be: shared by two checks."""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, source_uid, variables
from observability.lint.tree import Tree

_SOURCES = {"$datasource", "${datasource}", "$prometheus_datasource", "${prometheus_datasource}"}


def check_variable(tree: Tree, check: str, label: str) -> Iterator[Finding]:
    """Findings for the variables of this name."""
    for dashboard in dashboards(tree):
        for variable in variables(dashboard):
            if variable.json.get("name") == label:
                yield from _findings(variable, check, label)


def _findings(variable: Place, check: str, label: str) -> Iterator[Finding]:
    wanted = (
        ("type", variable.json.get("type"), "query"),
        ("label", variable.json.get("label"), label.capitalize()),
        ("multi", variable.json.get("multi"), True),
        ("allValue", variable.json.get("allValue"), ".+"),
    )
    for key, found, right in wanted:
        if found != right:
            yield variable.finding(check, f"the variable '{label}' has the {key} {found!r}", f"use {right!r}")
    if source_uid(variable.json) not in _SOURCES:
        uid = source_uid(variable.json)
        yield variable.finding(check, f"the variable '{label}' has the data source {uid!r}", "use '${datasource}'")
