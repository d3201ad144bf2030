"""Telemetry: whether the service is watched at all. What is not scraped cannot alert by any other rule."""

from collections.abc import Iterator
from decimal import Decimal

from observability.model import names
from observability.model.durations import Duration
from observability.model.panel import Panel, PanelKind, Query, Role, Threshold
from observability.model.rule import Alert
from observability.model.service import Service
from observability.promql import render
from observability.signals.alerting import build, plain_text
from observability.signals.guidance import about
from observability.signals.wording import reading

PANEL = "status/targets"

# Nothing is up: page soon, but not for one failed scrape. Some are down: a restart is no ticket.
_ALL_FOR, _SOME_FOR = Duration.parse("2m"), Duration.parse("15m")
_KEEP = Duration.parse("10m")


def alerts(service: Service) -> Iterator[Alert]:
    """No target is up (critical); some targets are down (warning)."""
    up, title = render(service.telemetry), plain_text(service.title)
    yield build(
        service,
        names.TELEMETRY_ABSENT,
        "critical",
        f"absent({up} == 1)",
        _ALL_FOR,
        summary=f"{title}: no target is up",
        description=f"{title}: nothing has been scraped for {_ALL_FOR.words}: all targets are down, or there is none. "
        "The other alerts see nothing until one is back.",
        panel=PANEL,
        origin=service.origin,
        keep_firing_for=_KEEP,
    )
    yield build(
        service,
        names.TELEMETRY_ABSENT,
        "warning",
        f"count({up} == 0) > 0",
        _SOME_FOR,
        summary=f"{title}: {reading('').value} of the targets cannot be scraped",
        description=f"{title}: for {_SOME_FOR.words} Prometheus could not scrape {reading('').value} of the targets. "
        "Nobody sees what these do; the others are watched.",
        panel=PANEL,
        origin=service.origin,
    )


def panel(service: Service) -> Panel:
    """How many targets are up."""
    up = render(service.telemetry)
    return Panel(
        key=PANEL,
        origin=service.origin,
        title="Targets up",
        description=about(
            service,
            f"The share of the targets that Prometheus can scrape. `{names.TELEMETRY_ABSENT}` pages at none.",
            do="what is not scraped is not seen: trust no other panel before all are up. Prometheus' page of targets "
            "says why one is down.",
            alert=names.TELEMETRY_ABSENT,
        ),
        kind=PanelKind.STAT,
        queries=(Query(f"sum({up}) / count({up})", "up"),),
        unit="percentunit",
        width=4,
        height=5,
        decimals=0,
        minimum=Decimal(0),
        maximum=Decimal(1),
        thresholds=(Threshold(Decimal("0.01"), Role.WARNING), Threshold(Decimal(1), Role.FINE)),
        base=Role.CRITICAL,
        no_value="None",
    )
