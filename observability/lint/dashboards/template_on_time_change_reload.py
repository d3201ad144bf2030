"""A variable asks again when the time range changes (`"refresh": 2`).

Why: labels come and go. Asked only once, a variable offers values that had no series in the time that is shown.

Passes: `{"type": "query", "refresh": 2}`.
Fails: `{"type": "query", "refresh": 1}`.
Mend: set `refresh` to 2.
"""

from collections.abc import Iterator

from observability.findings import Finding
from observability.lint.dashboards.reading import dashboards, variables
from observability.lint.tree import Tree

ID = "template-on-time-change-reload"

_ON_TIME_RANGE_CHANGE = 2


def check(tree: Tree) -> Iterator[Finding]:
    """Query variables that do not follow the time range."""
    for dashboard in dashboards(tree):
        for variable in variables(dashboard):
            refresh = variable.json.get("refresh")
            if variable.json.get("type") == "query" and refresh != _ON_TIME_RANGE_CHANGE:
                message = f"the variable '{variable.json.get('name')}' has the refresh {refresh!r}"
                yield variable.finding(ID, message, "use 2: on time range change")
