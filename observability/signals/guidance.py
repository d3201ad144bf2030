"""What stands on every panel: what it shows, of which series, what to do about it, and the runbook."""

from observability.model.service import Service
from observability.signals.alerting import runbook_url


def about(service: Service, what: str, *reads: str, do: str, alert: str = "") -> str:
    """The description of a service's panel. `reads` are series; `alert` is the one whose part of the runbook helps."""
    return described(what, *reads, do=do, more=_runbook(service, alert))


def described(what: str, *reads: str, do: str, more: str = "") -> str:
    """The description of any panel."""
    read = " and ".join(f"`{name}`" for name in reads)
    parts = (what, f"Reads {read}." if read else "", f"What to do: {do}", more)
    return "\n\n".join(filter(None, parts))


def _runbook(service: Service, alert: str) -> str:
    if not alert and "{alert}" in service.runbook.template:
        return ""  # a page for each alert, and no page for all
    return f"Runbook: {runbook_url(service.runbook, service.name, alert).removesuffix('#')}"
