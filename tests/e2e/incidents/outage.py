"""Every request fails, and Prometheus dies twice: nobody is told late, and nobody is told twice.

The alerts wait as long as in production: the page for a minute.
"""

import re
from datetime import datetime
from typing import Any

from tests.e2e.incidents.incident import Incident
from tests.e2e.incidents.labels import PAGE, PAGER
from tests.e2e.links import panel, section
from tests.e2e.pager import Notification
from tests.e2e.stage import Setting

# The first as docs/rules.md advises. By the second, a firing alert is sent again after 15 seconds, not a minute.
SETTING = Setting(load=20, flags=("--rules.alert.for-grace-period=30s", "--rules.alert.resend-delay=15s"))

_WAITED = 25  # seconds of its minute, when Prometheus dies
_PENDING = 'time() - ALERTS_FOR_STATE{alertname="AvailabilityBudgetBurn",signal="http",severity="critical"}'
_SHARE = r"\d+(\.\d+)?%"
_SUMMARY = rf"Shop, HTTP requests: {_SHARE} failed; the availability budget burns fast"
_DESCRIPTION = (
    rf"Shop, HTTP requests: {_SHARE} failed, where the objective of 99\.9% over 30 days allows 0\.1%\. Fires .*"
)


def happens(incident: Incident) -> None:
    """The page arrives; its state outlives Prometheus while it is pending, and while it fires."""
    incident.begin()
    incident.on.shop.fault(errors=1)
    incident.log.tell("every request fails")
    _dies_while_pending(incident)
    page = incident.told(PAGER, "firing", PAGE)
    _check(incident, page)
    _dies_while_firing(incident, page)


def _dies_while_pending(incident: Incident) -> None:
    incident.log.tell(f"the page is pending since {incident.alert('pending', PAGE)['activeAt']}")
    incident.wait(lambda: incident.on.prometheus.query(f"{_PENDING} > {_WAITED}"), f"it is not pending for {_WAITED} s")
    killed = incident.restart_prometheus()
    # It waits on from where it was; only the time without Prometheus does not count.
    since = incident.wait(lambda: _active_before(killed, incident, "pending"), "the page waits its minute anew")
    incident.log.tell(f"the page is pending since {since}")


def _dies_while_firing(incident: Incident, page: Notification) -> None:
    killed = incident.restart_prometheus()
    incident.wait(lambda: _active_before(killed, incident, "firing"), "the page does not fire any more")
    incident.wait(lambda: _time(incident.known(PAGE)["updatedAt"]) > killed, "the page is not sent again")
    incident.log.tell("the page still fires, and was sent to Alertmanager again")
    incident.decided("critical", 2)
    assert incident.on.pager.told(PAGER, "firing", **PAGE) == [page]
    incident.log.tell("Alertmanager has decided twice more, and told nobody")


def _active_before(killed: datetime, incident: Incident, state: str) -> Any:
    """Since when the page is active, if that is since before Prometheus was killed."""
    times = [alert["activeAt"] for alert in incident.on.prometheus.alerts(state, **PAGE)]
    return next((time for time in times if _time(time) < killed), None)


def _time(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _check(incident: Incident, page: Notification) -> None:
    """It says what is broken, how badly, whose it is, and where to go on."""
    (alert,) = page.alerts
    expected = PAGE | {"owner": "shop", "tier": "critical", "objective": "availability"}
    assert expected.items() <= alert["labels"].items()
    told = alert["annotations"]
    assert re.fullmatch(_SUMMARY, told["summary"])
    assert re.fullmatch(_DESCRIPTION, told["description"])
    runbook = section(told["runbook_url"])
    shown = panel(incident.on.compiled, told["dashboard_url"])
    assert (runbook, shown) == ("AvailabilityBudgetBurn", "HTTP requests: availability burn rate")
    incident.log.tell(f"its links lead to the section {runbook!r} and to the panel {shown!r}")
