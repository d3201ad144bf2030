"""A recorded series says by its name that it was recorded: `level:metric:operations`.

Why: who reads a query must see which metrics a rule makes, and no exporter may ever make a series of that name.

Passes:
    record: job:http_errors:rate5m
    expr: sum by (job) (rate(http_errors_total[5m]))
Fails:
    record: http_errors_total
    expr: sum by (job) (rate(http_errors_total[5m]))
Mend: begin with the level that the labels leave (`job`, `service`), then the metric, then what was done with it.
"""

from collections.abc import Iterator

from observability.findings import Finding, Severity
from observability.lint.tree import Tree

ID = "recording-name"


def check(tree: Tree) -> Iterator[Finding]:
    """Recordings with the name of a raw metric."""
    for file in tree.rules:
        for recording in file.recordings:
            if recording.record and ":" not in recording.record:
                message = f"'{recording.record}' looks like a metric that an exporter makes"
                hint = "name it level:metric:operations, as in job:http_requests:rate5m"
                yield Finding(ID, message, recording.origin, Severity.WARNING, "record", hint)
