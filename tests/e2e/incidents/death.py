"""The shop dies with a ticket pending: one page says so, all else is silent until it is back."""

from collections.abc import Iterable
from typing import Any

from tests.e2e.incidents.incident import Incident
from tests.e2e.incidents.labels import ABSENT, CHAT, PAGER, TICKET
from tests.e2e.stage import Setting

SETTING = Setting(speed=15, load=80)
# Enough for the ticket, never for the page.
_ERRORS = 0.005
# The ticket counts more than 4.5 errors. While the shop is up, Prometheus adds what may have come since it looked last;
# when it is dead, that is missing, so that as many must be seen.
_FAILED = 'http_requests_total{job="shop",code=~"5.."}'
_SEEN = f"sum(max_over_time({_FAILED}[5m]) - min_over_time({_FAILED}[5m])) >= 5"


def happens(incident: Incident) -> None:
    """What was scraped at last still fires in Prometheus, and Alertmanager keeps it to itself."""
    incident.begin()
    incident.on.shop.fault(errors=_ERRORS)
    incident.log.tell(f"{_ERRORS:.1%} of the requests fail: a ticket, no page")
    incident.wait(lambda: incident.on.prometheus.query(_SEEN), "too few requests fail")
    incident.alert("pending", TICKET)
    incident.on.shop.program.kill()
    incident.log.tell("the ticket is pending; the shop is killed (SIGKILL)")
    incident.told(PAGER, "firing", ABSENT)
    incident.silenced(TICKET, by=ABSENT)
    assert _names(incident.on.prometheus.alerts("firing")) == {"TelemetryAbsent", "AvailabilityBudgetBurn", "Watchdog"}
    told = (alert for notification in incident.on.pager.notifications for alert in notification.alerts)
    assert _names(told) == {"TelemetryAbsent", "Watchdog"}
    _comes_back(incident)


def _comes_back(incident: Incident) -> None:
    back = incident.log.tell("the shop is started again")
    incident.on.shop.program.start()
    incident.told(PAGER, "resolved", ABSENT)
    assert incident.told(CHAT, "firing", TICKET).at > back
    assert len(incident.on.pager.told(PAGER, "firing", **ABSENT)) == 1


def _names(alerts: Iterable[dict[str, Any]]) -> set[str]:
    """Those of the story: slow is the shop only on a machine that is busy."""
    return {alert["labels"]["alertname"] for alert in alerts} - {"LatencyBudgetBurn"}
