"""Alerts in the shape that every one of ours has: whose it is, how bad, what to read, where to look."""

from collections.abc import Mapping

from observability.model import names
from observability.model.durations import Duration
from observability.model.identity import dashboard_uid
from observability.model.location import Location
from observability.model.rule import Alert
from observability.model.service import Runbook, Service


def build(
    service: Service,
    name: str,
    severity: str,
    expr: str,
    duration: Duration,
    *,
    summary: str,
    description: str,
    panel: str,
    origin: Location,
    labels: Mapping[str, str] | None = None,
    keep_firing_for: Duration | None = None,
    runbook: Runbook | None = None,
) -> Alert:
    """An alert of the service. `summary` and `description` are Go templates; `panel` is the key of its panel."""
    return Alert(
        alert=name,
        expr=expr,
        duration=duration,
        keep_firing_for=keep_firing_for,
        labels={**(labels or {}), **_whose(service), names.SEVERITY: severity},
        annotations={
            "summary": summary,
            "description": description,
            "runbook_url": runbook_url(runbook or service.runbook, service.name, name),
            "dashboard_url": _dashboard_url(service, panel),
        },
        panel=panel,
        origin=origin,
    )


def _whose(service: Service) -> dict[str, str]:
    return {
        **service.environment.labels,
        names.SERVICE: service.name,
        names.OWNER: service.owner.name,
        names.TIER: service.tier,
    }


def _dashboard_url(service: Service, panel: str) -> str:
    uid = dashboard_uid(service.name, service.environment.name)
    return service.environment.dashboard_url(uid, panel)


def runbook_url(runbook: Runbook, service: str, alert: str) -> str:
    """The runbook's link for one alert: a page of the repository is opened at the alert's section."""
    url = runbook.template.replace("{service}", service).replace("{alert}", alert)
    return f"{url}#{alert.lower()}" if runbook.path and "#" not in url else url


def plain_text(text: str) -> str:
    """Text of a descriptor as a Go template that prints just this text."""
    return text.replace("{{", '{{ "{{" }}')
