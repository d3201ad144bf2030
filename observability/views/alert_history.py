"""What fired, and for how long: for the owners' views and that of all alerts."""

from decimal import Decimal

from observability.model import names
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.signals.guidance import described
from observability.views.alert_series import NAME, AlertSeries


def timeline(alerts: AlertSeries) -> Panel:
    """A bar for each alert of each service, while it fired."""
    return Panel(
        key="timeline",
        title="What fired, and for how long",
        description=described(
            "A bar for each alert of each service: yellow is a ticket, red a page.",
            names.ALERTS,
            do="bars that begin together have one cause; one that comes and goes is a limit that is too tight, or a "
            "fault that nobody mended.",
        ),
        kind=PanelKind.STATE_TIMELINE,
        queries=(Query(alerts.worst, f"{{{{{names.SERVICE}}}}} {{{{{NAME}}}}}", step="1m"),),
        unit="none",
        width=24,
        height=12,
        thresholds=(Threshold(Decimal(1), Role.WARNING), Threshold(Decimal(2), Role.CRITICAL)),
        words=(("1", "ticket"), ("2", "page")),
        no_value="Nothing fired",
    )
