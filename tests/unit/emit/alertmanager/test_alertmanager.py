"""The configuration as amtool reads it: whom it tells, and what it takes for sound."""

import re
from pathlib import Path
from typing import Any

import yaml

from observability.emit import alertmanager
from observability.model.routing import Routing
from tests.support.alertmanager import RECEIVERS, TOLD, Amtool, project, routing, written

OWNERS = """\
owners:
  payments: {receivers: {critical: pager, warning: mail}}
  books: {receivers: {critical: false}}
"""
# Named by an owner without services, so that only the Watchdog has a route.
EVERYTHING_OFF = "owners: {idle: {receivers: {critical: pager, warning: chat, info: mail}}}\n"
CHAT = "  chatty: {receivers: {info: chat}}\n"
SERVICES = {"shop": "payments", "cart": "payments", "ledger": "books", "mail": "anybody", "talk": "chatty"}
ENVIRONMENTS = "environments: {production: {matchers: {env: production}}, staging: {matchers: {env: staging}}}\n"
# Everything that a matcher could break at, as YAML and as what it means.
ODD = 'environments: {production: {matchers: {env: "a\\"b\\\\, ] c=~d é\\n$e"}}, staging: {matchers: {env: staging}}}\n'
ODD_VALUE = 'a"b\\, ] c=~d é\n$e'
MAINTENANCE = """\
maintenance:
  upgrade: {reason: "a: b # c", services: [shop], from: 2027-01-31 22:00, to: 2027-02-01 04:00, timezone: Europe/Berlin}
  closing: {reason: books are closed, owners: [payments], times: 22:00-04:00, weekdays: [friday], until: 2027-06-30}
"""


def made(settings: str = "", more: str = OWNERS, environment: str = "default") -> Routing:
    return routing(project(RECEIVERS + TOLD + settings, more), SERVICES, environment, ("handler",))


def document(routing: Routing) -> dict[str, Any]:
    return dict(yaml.safe_load(alertmanager.emit(routing).text))


def test_old_and_new_amtool_take_all_of_it(each_amtool: Amtool, tmp_path: Path) -> None:
    for one in (made(), made(MAINTENANCE), made("pages: false\n")):
        each_amtool.check(written(one, tmp_path))
    each_amtool.check(written(made(MAINTENANCE, OWNERS + ODD, "production"), tmp_path))


def test_an_environment_of_any_value_is_told_apart(each_amtool: Amtool, tmp_path: Path) -> None:
    page = {"owner": "payments", "severity": "critical", "service": "shop", "alertname": "Y"}
    beat = {"severity": "info", "service": "watchdog", "alertname": "Watchdog"}
    told = {
        environment: [
            each_amtool.receiver(written(made(MAINTENANCE, OWNERS + ODD, environment), tmp_path), **alert, env=value)
            for alert in (page, beat)
            for value in (ODD_VALUE, "staging", ODD_VALUE.replace("$e", "e"))
        ]
        for environment in ("production", "staging")
    }
    assert told == {
        "production": ["pager", "nobody", "pager", "switch", "nobody", "mail"],
        "staging": ["nobody", "pager", "pager", "nobody", "switch", "mail"],
    }


def test_an_owner_is_told_by_severity(each_amtool: Amtool, tmp_path: Path) -> None:
    config = written(made(), tmp_path)
    told = {
        (owner, severity): each_amtool.receiver(config, owner=owner, severity=severity, service="x", alertname="Y")
        for owner in ("payments", "books", "anybody", "unheard-of")
        for severity in ("critical", "warning", "info")
    }
    assert told == {
        ("payments", "critical"): "pager",
        ("payments", "warning"): "mail",
        ("payments", "info"): "mail",
        ("books", "critical"): "nobody",
        ("books", "warning"): "chat",
        ("books", "info"): "mail",
        ("anybody", "critical"): "pager",
        ("anybody", "warning"): "chat",
        ("anybody", "info"): "mail",
        ("unheard-of", "critical"): "pager",
        ("unheard-of", "warning"): "chat",
        ("unheard-of", "info"): "mail",
    }


def test_info_comes_to_nobody_who_did_not_ask_for_it(each_amtool: Amtool, tmp_path: Path) -> None:
    quiet = project(RECEIVERS + TOLD.replace("warning: chat, info: mail", "warning: mail"), OWNERS + CHAT)
    config = written(routing(quiet, SERVICES), tmp_path)
    assert each_amtool.receiver(config, severity="info", owner="payments") == "nobody"
    assert each_amtool.receiver(config, severity="info", owner="chatty") == "chat"


def test_a_severity_that_nobody_knows_waits_with_the_warnings(each_amtool: Amtool, tmp_path: Path) -> None:
    config = written(made(), tmp_path)
    assert each_amtool.receiver(config, severity="page", owner="payments") == "mail"
    assert each_amtool.receiver(config, severity="page") == "chat"


def test_without_pages_critical_goes_where_warnings_go(each_amtool: Amtool, tmp_path: Path) -> None:
    config = written(made("pages: false\n"), tmp_path)
    assert each_amtool.receiver(config, severity="critical", owner="payments") == "mail"
    assert each_amtool.receiver(config, severity="critical") == "chat"
    assert "pager" not in {receiver["name"] for receiver in yaml.safe_load(config.read_text())["receivers"]}


def test_only_our_own_watchdog_quietens_the_switch(each_amtool: Amtool, tmp_path: Path) -> None:
    config = written(made("", OWNERS + ENVIRONMENTS, "production"), tmp_path)
    ours = {"alertname": "Watchdog", "service": "watchdog", "severity": "info"}
    assert each_amtool.receiver(config, env="production", **ours) == "switch"
    assert each_amtool.receiver(config, env="staging", **ours) == "nobody"
    assert each_amtool.receiver(config, alertname="Watchdog", severity="none", env="production") == "chat"


def test_alerts_of_other_environments_are_left_to_their_own_alertmanager(each_amtool: Amtool, tmp_path: Path) -> None:
    config = written(made("", OWNERS + ENVIRONMENTS, "production"), tmp_path)
    labels = {"owner": "payments", "severity": "critical"}
    assert each_amtool.receiver(config, env="production", **labels) == "pager"
    assert each_amtool.receiver(config, env="staging", **labels) == "nobody"
    # Alerts of nobody's environment are somebody's all the same.
    assert each_amtool.receiver(config, **labels) == "pager"


def test_odd_values_of_labels_are_matched_to_the_letter(each_amtool: Amtool, tmp_path: Path) -> None:
    one = made("", OWNERS + ODD, "production")
    config = written(one, tmp_path)
    labels = {"alertname": "Watchdog", "service": "watchdog", "severity": "info"}
    (value,) = one.environment.labels.values()
    assert each_amtool.receiver(config, env=value, **labels) == "switch"
    assert each_amtool.receiver(config, env=value + "x", **labels) == "mail"


def test_who_is_in_maintenance_is_muted_and_still_told_apart(each_amtool: Amtool, tmp_path: Path) -> None:
    one = made(MAINTENANCE)
    config = written(one, tmp_path)
    assert each_amtool.receiver(config, severity="critical", owner="payments", service="shop") == "pager"
    (payments,) = (route for route in document(one)["route"]["routes"] if route["matchers"] == ['owner="payments"'])
    # A mute does not hold for the routes below: each that an alert can end in has its own.
    assert muted(payments, "shop") == {("closing", "upgrade")}
    assert muted(payments, "cart") == {("closing",)}
    (books,) = (route for route in document(one)["route"]["routes"] if route["matchers"] == ['owner="books"'])
    assert muted(books, "ledger") == {()}


def muted(route: dict[str, Any], service: str) -> set[tuple[str, ...]]:
    """The windows of every route in which alerts of the service can end."""
    found = {tuple(route.get("mute_time_intervals", ()))}
    for child in route.get("routes", ()):
        own = child["matchers"] == [f'service="{service}"']
        if own:
            return muted(child, service)
        if not child["matchers"][0].startswith("service"):
            found |= muted(child, service)
    return found


def test_services_of_different_windows_stand_in_order() -> None:
    services = {f"s{number}": "payments" for number in range(9)}
    windows = "".join(
        f"  w{name}: {{reason: a, services: [{name}], from: 2027-01-31 22:00, to: 2027-02-01 04:00}}\n"
        for name in reversed(services)
    )
    route = document(routing(project(f"{RECEIVERS}{TOLD}maintenance:\n{windows}"), services))["route"]
    (payments,) = (one for one in route["routes"] if one["matchers"] == ['owner="payments"'])
    assert [one["matchers"][0] for one in payments["routes"][:9]] == [f'service="{name}"' for name in services]


def test_receivers_without_a_route_and_their_secrets_are_left_out() -> None:
    text = "environments: {default: {}, staging: {alertmanager: {watchdog: false, pages: false}}}\n"
    emitted = alertmanager.emit(made("", OWNERS + text, "staging")).text.decode()
    assert sorted(set(re.findall("secrets/[a-z]+", emitted))) == ["secrets/slack", "secrets/smtp"]
    # Where no e-mail is sent, nobody signs in to its server.
    switch_alone = alertmanager.emit(routing(project(RECEIVERS + "watchdog: switch\n", EVERYTHING_OFF), {})).text
    assert re.findall(b"secrets/[a-z]+", switch_alone) == [b"secrets/switch"] * 2


def test_a_webhook_whose_url_is_a_secret_needs_a_newer_alertmanager(tmp_path: Path) -> None:
    settings = RECEIVERS.replace("url: https://switch.example.org/", "url_file: /etc/alertmanager/secrets/url")
    emitted = written(routing(project(settings + TOLD), SERVICES), tmp_path).read_text()
    assert "Alertmanager 0.26 or newer" in emitted
    assert "#   /etc/alertmanager/secrets/url\n" in emitted
    assert "Alertmanager 0.25 or newer" in written(made(), tmp_path).read_text()


def test_the_switch_is_told_each_minute_and_of_nothing_resolved() -> None:
    (switch,) = (receiver for receiver in document(made())["receivers"] if receiver["name"] == "switch")
    assert switch["webhook_configs"][0]["send_resolved"] is False
    route = document(made())["route"]["routes"][0]
    # What is told again sooner than its group is looked at is told at every look.
    assert (route["group_wait"], route["group_interval"], route["repeat_interval"]) == ("0s", "1m", "30s")


def test_groups_are_told_apart_by_environment() -> None:
    route = document(made("group_by: [service, alertname]\n", OWNERS + ENVIRONMENTS, "production"))["route"]
    assert route["group_by"] == ["service", "alertname", "env"]


def test_names_that_yaml_takes_for_something_else_stay_names(each_amtool: Amtool, tmp_path: Path) -> None:
    odd = (RECEIVERS + TOLD).replace("pager: ", "0123: ").replace("chat", "no").replace("switch: ", "null: ")
    odd = odd.replace("watchdog: switch", 'watchdog: "null"').replace("critical: pager", 'critical: "0123"')
    window = 'maintenance: {"1e3": {reason: a, services: [shop], from: 2027-01-31 22:00, to: 2027-02-01 04:00}}\n'
    config = written(routing(project(odd + window), {"shop": "on"}), tmp_path)
    each_amtool.check(config)
    assert each_amtool.receiver(config, owner="on", severity="critical", service="shop") == "0123"
    assert each_amtool.receiver(config, owner="on", severity="warning") == "no"


def test_timing_is_as_the_project_says() -> None:
    one = made("timing: {critical: {group_wait: 0s}, warning: {repeat_interval: 4h}}\n")
    route = document(one)["route"]
    assert (route["group_wait"], route["repeat_interval"]) == ("1m", "4h")
    critical = next(r for r in route["routes"][-3:] if r["matchers"] == ['severity="critical"'])
    assert (critical["group_wait"], critical["group_interval"], critical["repeat_interval"]) == ("0s", "1m", "1h")


def test_a_page_silences_only_what_agrees_on_every_label_that_tells_things_apart() -> None:
    of_signal, of_service, blind = document(made("", OWNERS + ENVIRONMENTS, "production"))["inhibit_rules"]
    assert of_signal["equal"] == ["service", "env", "signal", "objective", "handler"]
    assert of_service["equal"] == ["alertname", "service", "env"]
    assert blind["equal"] == ["service", "env", "owner"]


def test_the_same_project_makes_the_same_bytes_in_whatever_order_services_come() -> None:
    one = made(MAINTENANCE)
    other = routing(project(RECEIVERS + TOLD + MAINTENANCE, OWNERS), dict(reversed(SERVICES.items())), by=("handler",))
    assert alertmanager.emit(one) == alertmanager.emit(other)
