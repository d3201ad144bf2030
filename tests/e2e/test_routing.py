"""Whom a real Alertmanager tells by the configuration that we make, and of what it is silent."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from observability.adapters.tools import ALERTMANAGER, provide
from tests.e2e.alertmanager import Alertmanager, alertmanager
from tests.e2e.pager import TOKEN, Pager, pager
from tests.e2e.processes import until
from tests.support.alertmanager import project, routing, written
from tests.support.progress import silent

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("servers")]

# Where it is another day than here for most of the day.
ZONE = "Pacific/Kiritimati"
SERVICES = ("heard", "over", "later", "muted", "daily", "disk", "blind")
SETTINGS = """\
receivers:
  pager: {{webhook: {{url: "{pager}", credentials_file: "{token}"}}}}
  chat: {{webhook: {{url: "{chat}", credentials_file: "{token}"}}}}
  switch: {{webhook: {{url: "{switch}", credentials_file: "{token}"}}}}
default: {{critical: pager, warning: chat}}
watchdog: switch
timing: {{critical: {{group_wait: 1s}}, warning: {{group_wait: 1s}}}}
maintenance:
  over: {{reason: a, services: [over], timezone: {zone}, from: {day_before}, to: {hour_before}}}
  later: {{reason: a, services: [later], timezone: {zone}, from: {hour_after}, to: {day_after}}}
  now: {{reason: a, services: [muted], timezone: {zone}, from: {day_before}, to: {day_after}}}
  daily: {{reason: a, services: [daily], timezone: {zone}, times: 00:00-24:00, until: {tomorrow}}}
"""
DISK = {"service": "disk", "signal": "disk"}
SENT = (
    *({"alertname": "Burn", "severity": "critical", "service": name} for name in SERVICES[:5]),
    {"alertname": "SaturationHigh", "severity": "critical", **DISK, "instance": "a"},
    {"alertname": "UtilizationHigh", "severity": "warning", **DISK, "instance": "a"},
    {"alertname": "UtilizationHigh", "severity": "warning", **DISK, "instance": "b"},
    {"alertname": "Written", "severity": "warning", "service": "disk"},
    {"alertname": "TelemetryAbsent", "severity": "critical", "service": "blind", "job": "blind"},
    {"alertname": "TrafficGone", "severity": "critical", "service": "blind", "signal": "http"},
    {"alertname": "ProbeFailed", "severity": "critical", "service": "blind", "telemetry": "elsewhere"},
)
WATCHDOG = {"alertname": "Watchdog", "severity": "info", "service": "watchdog"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pager]:
    """What people and the dead man's switch have heard when every group of alerts was decided on."""
    folder = tmp_path_factory.mktemp("routing")
    (folder / "token").write_text(TOKEN)
    with pager() as hears, alertmanager(provide(ALERTMANAGER, silent), folder, config(folder, hears)) as tells:
        tells.send(WATCHDOG, *({**alert, "owner": "team", "tier": "standard"} for alert in SENT))
        groups = {(alert["service"], alert["severity"]) for alert in SENT}
        until(lambda: all_decided(tells, groups), 180, lambda: f"not all decided; told: {hears.notifications}")
        until(lambda: len(hears.notifications) >= 7, 180, lambda: f"told: {hears.notifications}")
        yield hears


def all_decided(tells: Alertmanager, groups: set[tuple[str, str]]) -> bool:
    return all(
        tells.decisions(severity) >= sum(severity == of for _, of in groups) for severity in ("critical", "warning")
    )


def config(folder: Path, hears: Pager) -> Path:
    now = datetime.now(ZoneInfo(ZONE))
    hour, day = timedelta(hours=1), timedelta(days=1)
    moments = {"day_before": now - day, "hour_before": now - hour, "hour_after": now + hour, "day_after": now + day}
    settings = SETTINGS.format(
        **{name: f"{moment:%Y-%m-%d %H:%M}" for name, moment in moments.items()},
        tomorrow=f"{now + day:%Y-%m-%d}",
        zone=ZONE,
        token=folder / "token",
        **{receiver: hears.url(receiver) for receiver in ("pager", "chat", "switch")},
    )
    return written(routing(project(settings), dict.fromkeys(SERVICES, "team"), by=("instance",)), folder)


def heard(told: Pager, receiver: str, service: str) -> set[tuple[str, str]]:
    """The alerts of a service that a receiver was told of: name and instance."""
    return {
        (alert["labels"]["alertname"], alert["labels"].get("instance", ""))
        for one in told.notifications
        for alert in one.alerts
        if one.receiver == receiver and alert["labels"]["service"] == service
    }


@pytest.mark.parametrize("service", ["heard", "over", "later"])
def test_a_page_arrives_when_no_maintenance_is_on(told: Pager, service: str) -> None:
    assert heard(told, "pager", service) == {("Burn", "")}


@pytest.mark.parametrize("service", ["muted", "daily"])
def test_nobody_is_told_in_maintenance(told: Pager, service: str) -> None:
    assert heard(told, "pager", service) == set()


def test_a_page_silences_the_ticket_of_the_same_thing_and_of_no_other(told: Pager) -> None:
    assert heard(told, "pager", "disk") == {("SaturationHigh", "a")}
    assert heard(told, "chat", "disk") == {("UtilizationHigh", "b"), ("Written", "")}


def test_absent_telemetry_silences_what_is_blind_and_nothing_that_sees(told: Pager) -> None:
    assert heard(told, "pager", "blind") == {("TelemetryAbsent", ""), ("ProbeFailed", "")}


def test_the_switch_hears_of_the_watchdog_and_of_nothing_else(told: Pager) -> None:
    assert {
        alert["labels"]["alertname"] for one in told.notifications for alert in one.alerts if one.receiver == "switch"
    } == {"Watchdog"}
    assert heard(told, "pager", "watchdog") == heard(told, "chat", "watchdog") == set()
