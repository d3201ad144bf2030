"""A range in a query to Loki is `[$__auto]`.

Why: with a fixed window each point of a wide time range skips most of the lines between it and the one before.

Passes: `sum(rate({service="shop"}[$__auto]))`.
Fails: `sum(rate({service="shop"}[5m]))`.
Mend: write `[$__auto]`.
"""

import re
from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import all_queries, title
from observability.lint.tree import Tree

ID = "target-logql-auto"

_STRING = re.compile(r'"(?:\\.|[^"\\])*"|`[^`]*`')
_FIXED = re.compile(r"\[\s*\d")


def check(tree: Tree) -> Iterator[Finding]:
    """Fixed ranges in queries to Loki."""
    for query in all_queries(tree, "loki"):
        if _FIXED.search(_STRING.sub("", query.expr)):
            message = f"a query of {title(query.panel)} counts lines over a fixed window"
            yield query.place.finding(ID, message, "use [$__auto]")
