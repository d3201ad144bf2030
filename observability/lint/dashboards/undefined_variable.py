"""Every variable that is used is defined.

Why: Grafana leaves an unknown `$name` in the query, where it matches nothing: an empty panel, and no word why.

Passes: `handler=~"$handler"`, with a variable `handler`.
Fails: `handler=~"$hander"`.
Mend: define it, or mend the name.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, variables
from observability.lint.dashboards.references import references
from observability.lint.tree import Tree

ID = "undefined-variable"


def check(tree: Tree) -> Iterator[Finding]:
    """Variables that are used and not defined, each where it is used."""
    for dashboard in dashboards(tree):
        defined = {str(variable.json.get("name")) for variable in variables(dashboard)}
        if references(dashboard.json) - defined:
            yield from _where_used(dashboard, defined)


def _where_used(dashboard: Place, defined: set[str]) -> Iterator[Finding]:
    parts = (*dashboard.inner("panels"), *dashboard.inner("links"), *variables(dashboard))
    rest = Place(dashboard.dashboard, {"annotations": dashboard.json.get("annotations")}, "annotations")
    for part in (*parts, rest):
        for name in sorted(references(part.json) - defined):
            yield part.finding(ID, f"the variable '${name}' is not defined", "define it, or mend its name")
