"""No two dashboards have one uid, and no two of a folder one title.

Why: Grafana then loads neither, and stops loading all others of the provider too.

Passes: `payments/checkout.json` and `mail/checkout.json` with uids of their own.
Fails: two files with the uid `checkout-1`; `payments/a.json` and `payments/b.json`, both titled `Checkout`.
Mend: rename one.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from observability.findings import Finding
from observability.lint.dashboardfile import Place
from observability.lint.dashboards.reading import dashboards
from observability.lint.tree import Tree

ID = "duplicate-dashboard"


def check(tree: Tree) -> Iterator[Finding]:
    """The second and later dashboards of each uid and title."""
    seen: dict[tuple[str, ...], str] = {}
    for dashboard in dashboards(tree):
        for what, key in _identities(dashboard):
            if key in seen:
                yield dashboard.finding(ID, f"the {what} is taken by {seen[key]}", "rename one of the two")
            seen.setdefault(key, dashboard.dashboard.path)


def _identities(dashboard: Place) -> Iterator[tuple[str, tuple[str, ...]]]:
    uid, title = str(dashboard.json.get("uid")), str(dashboard.json.get("title"))
    yield f"uid '{uid}'", (uid,)
    # Grafana compares titles without regard to case.
    yield f"title '{title}'", (str(PurePosixPath(dashboard.dashboard.path).parent), title.casefold())
