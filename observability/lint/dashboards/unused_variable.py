"""Every variable is used.

Why: a reader chooses a value, nothing changes, and the reader believes what the panels show for it.

Passes: a variable `handler`, and `handler=~"$handler"` in some query.
Fails: the variable alone.
Mend: use it, or remove it.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards, variables
from observability.lint.dashboards.references import references
from observability.lint.tree import Tree

ID = "unused-variable"


def check(tree: Tree) -> Iterator[Finding]:
    """Variables that nothing but themselves refers to."""
    for dashboard in dashboards(tree):
        found = list(variables(dashboard))
        elsewhere = references({key: value for key, value in dashboard.json.items() if key != "templating"})
        for variable in found:
            name = str(variable.json.get("name"))
            if name not in elsewhere and not _used_by(name, found):
                yield variable.finding(ID, f"the variable '{name}' is not used", "use it in a query, or remove it")


def _used_by(name: str, found: list[Place]) -> bool:
    return any(name in references(other.json) for other in found if other.json.get("name") != name)
