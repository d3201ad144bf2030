"""Every alert says what is wrong, and links to what to do.

Why: whoever is woken by it has these lines and nothing else.

Passes: `annotations: {summary: The payment provider does not answer, runbook_url: https://...}`.
Fails: no `summary` or no `runbook_url`, or an empty one. What was built here must have
`description` and `dashboard_url` as well.
Mend: write them; in a descriptor, `summary` and `runbook`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.tree import Tree
from observability.lint.uses import name

ID = "alert-annotations"

_ALWAYS = ("summary", "runbook_url")
_BUILT = (*_ALWAYS, "description", "dashboard_url")


def check(tree: Tree) -> Iterator[Finding]:
    """Annotations that are missing or empty."""
    wanted = _ALWAYS if tree.catalog is None else _BUILT
    for file in tree.rules:
        for alert in file.alerts:
            for key in wanted:
                if not alert.annotations.get(key, "").strip():
                    yield Finding(ID, f"{name(alert)} has no {key}", alert.origin, where=f"annotations.{key}")
