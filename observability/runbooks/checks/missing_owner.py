"""Every alert that wakes somebody has an owner. (`ownerless`)

Why: what belongs to nobody is mended by nobody, and a page is best written by who is woken.

Passes: a label `owner` or `team`.
Fails: neither of them, or one that only time tells. What only informs (`severity: info` or `none`) needs none.
Mend: add the label; a service of a descriptor has it from `metadata.owner`.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.model.names import SEVERITY
from observability.runbooks.kind import Kind
from observability.runbooks.library import Library
from observability.runbooks.problem import Problem

ID = "missing-owner"
_WAKES_NOBODY = frozenset({"info", "none"})


def check(library: Library) -> Iterator[Problem]:
    """Alerts of nobody."""
    for link in library.links:
        if not link.owner and link.alert.labels.get(SEVERITY) not in _WAKES_NOBODY:
            message = f"alert '{link.alert.alert}' has no owner"
            finding = Finding(ID, message, link.origin, where="labels.owner", hint="add a label owner or team")
            yield Problem(Kind.OWNERLESS, finding)
