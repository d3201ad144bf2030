"""The data source is a variable, called `datasource` and titled `Data source`.

Why: the same file must serve every Prometheus, and a reader must be able to switch it.

Passes: a variable `{"type": "datasource", "name": "datasource", "label": "Data source", "query": "prometheus"}`.
Fails: no such variable, or one that is called `ds`.
Mend: add it first in the list; every panel then says `{"type": "prometheus", "uid": "${datasource}"}`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, variables
from observability.lint.tree import Tree

ID = "template-datasource"


def check(tree: Tree) -> Iterator[Finding]:
    """Dashboards without a well-named data source variable."""
    for dashboard in dashboards(tree):
        sources = [v for v in variables(dashboard) if v.json.get("type") == "datasource"]
        if not sources:
            yield dashboard.finding(ID, "there is no data source variable", "add one called 'datasource'")
        for source in sources:
            yield from _named(source, alone=len(sources) == 1)


def _named(source: Place, *, alone: bool) -> Iterator[Finding]:
    kind = str(source.json.get("query", ""))
    names = {f"{kind}_datasource", *({"datasource"} if alone else ())}
    labels = {f"{kind.capitalize()} data source", *({"Data source"} if alone else ())}
    for key, allowed in (("name", names), ("label", labels)):
        if source.json.get(key) not in allowed:
            wanted = " or ".join(f"'{value}'" for value in sorted(allowed))
            yield source.finding(
                ID, f"the data source variable has the {key} '{source.json.get(key)}'", f"use {wanted}"
            )
