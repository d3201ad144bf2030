"""The way down: from a line or a row to the same dashboard with its variables set to what was clicked."""

from observability.model.identity import dashboard_path, dashboard_uid
from observability.model.panel import Link
from observability.signals.scope import Scope

# How Grafana writes a label of what was clicked: of a line, or of a row of a table.
OF_LINE = "${{__field.labels.{label}:percentencode}}"
OF_ROW = "${{__data.fields.{label}:percentencode}}"


def narrowing(scope: Scope, value: str) -> tuple[Link, ...]:
    """A link that shows only what has these values of the `by` labels; none where there are no such labels."""
    if not scope.signal.by:
        return ()
    path = dashboard_path(dashboard_uid(scope.service.name, scope.service.environment.name))
    chosen = "&".join(f"var-{label}={value.format(label=label)}" for label in scope.signal.by)
    return (Link(f"Show this {' and '.join(scope.signal.by)} only", f"{path}?{chosen}", narrows=True),)
