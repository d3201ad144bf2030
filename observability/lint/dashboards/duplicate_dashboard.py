"""No two dashboards have one uid, and no two of a folder one title.

Why: Grafana then loads neither, and stops loading all others of the provider too.

Passes: `payments/checkout.json` and `mail/checkout.json` with uids of their own.
Fails: two files with the uid `checkout-1`; `payments/a.json` and `payments/b.json`, both titled `Checkout`.
Mend: rename one.
"""

from collections.abc import Collection, Iterator
from pathlib import PurePosixPath

from attrs import frozen

from observability.findings import Finding, Location
from observability.lint.dashboards.alert_links import uid
from observability.lint.tree import Tree

ID = "duplicate-dashboard"


@frozen
class _Name:
    """A name that Grafana takes once: `key`, which messages call `what`."""

    path: str
    what: str
    key: tuple[str, ...]


def facts(tree: Tree) -> Iterator[_Name]:
    """The names of every dashboard."""
    for file in tree.dashboards:
        title = str(file.json.get("title"))
        yield _Name(file.path, f"uid '{uid(file)}'", (uid(file),))
        # Grafana compares titles without regard to case.
        yield _Name(file.path, f"title '{title}'", (str(PurePosixPath(file.path).parent), title.casefold()))


def judge(facts: Collection[_Name]) -> Iterator[Finding]:
    """The second and later dashboards of each uid and title."""
    first: dict[tuple[str, ...], str] = {}
    for name in sorted(facts, key=lambda name: name.path):
        taken_by = first.setdefault(name.key, name.path)
        if taken_by != name.path:
            hint = "give one of the two another; a service's is the title of its descriptor, else its name"
            yield Finding(ID, f"the {name.what} is taken by {taken_by}", Location(name.path), hint=hint)
