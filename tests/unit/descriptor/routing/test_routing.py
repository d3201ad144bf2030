"""What a project file says of who is told; what is wrong with it stands in tests/cli/bad-routing-*.txt."""

from datetime import date, datetime

import pytest

from observability.model.durations import Duration
from observability.model.routing import (
    NOBODY,
    Alertmanager,
    Email,
    Maintenance,
    Once,
    PagerDuty,
    Slack,
    Smtp,
    Timing,
    Webhook,
    Weekly,
)
from tests.support.alertmanager import RECEIVERS, TOLD, project
from tests.unit.descriptor.samples import project_complaints, project_text

FILES = "/etc/alertmanager/secrets"
SWITCH = "receivers: {switch: {webhook: {url: https://switch.example.org/}}}\nwatchdog: switch\n"


def alertmanager(settings: str = "", more: str = "", environment: str = "default") -> Alertmanager:
    return project(RECEIVERS + TOLD + settings, more).alertmanagers[environment]


def maintenance(text: str) -> Maintenance:
    (window,) = alertmanager(f"maintenance: {{x: {{reason: a, services: [shop], {text}}}}}\n").maintenance
    return window


def test_a_project_without_one_has_none() -> None:
    assert project_complaints(project_text("owners: {payments: {}}")) == []


def test_receivers_are_read_with_all_that_they_say() -> None:
    found = {name: receiver.integrations for name, receiver in alertmanager().receivers.items()}
    assert found == {
        "pager": (PagerDuty(f"{FILES}/pagerduty"),),
        "chat": (Slack("#payments", f"{FILES}/slack"),),
        "mail": (Email("payments@example.org"),),
        "switch": (Webhook("https://switch.example.org/", credentials_file=f"{FILES}/switch"),),
    }
    assert alertmanager().smtp == Smtp(
        "mail.example.org:587", "alertmanager@example.org", "alertmanager", f"{FILES}/smtp"
    )


def test_an_owner_is_told_as_it_says_then_as_the_default_says() -> None:
    found = alertmanager(more="owners: {payments: {receivers: {critical: chat, info: false}}, books: {}}\n")
    assert found.told("payments") == {"critical": "chat", "warning": "chat", "info": NOBODY}
    assert found.told("books") == found.told("") == {"critical": "pager", "warning": "chat", "info": "mail"}


def test_who_says_nothing_of_info_does_not_hear_of_it_and_of_the_rest_nothing_is_known() -> None:
    (found,) = project(SWITCH).alertmanagers.values()
    assert found.told("anybody") == {"critical": "", "warning": "", "info": NOBODY}


def test_an_environment_is_laid_over_the_project() -> None:
    more = """\
environments:
  production: {}
  staging:
    alertmanager:
      pages: false
      watchdog: false
      receivers: {chat: {slack: {channel: "#staging"}}, mail: {email: null, webhook: {url: https://example.org/}}}
  test: {alertmanager: false}
"""
    every = project(RECEIVERS + TOLD, more).alertmanagers
    assert sorted(every) == ["production", "staging"]
    staging = every["staging"]
    assert staging.receiver("payments", "critical") == "chat"
    assert staging.watchdog == NOBODY
    assert staging.receivers["chat"].integrations == (Slack("#staging", f"{FILES}/slack"),)
    assert staging.receivers["mail"].integrations == (Webhook("https://example.org/"),)
    assert every["production"].receivers["chat"].integrations == (Slack("#payments", f"{FILES}/slack"),)


def test_only_some_environments_may_have_one() -> None:
    text = f"environments: {{a: {{}}, b: {{alertmanager: {{{SWITCH.strip().replace(chr(10), ', ')}}}}}}}"
    assert project_complaints(project_text(text)) == []


def test_receivers_of_owners_need_an_alertmanager() -> None:
    (found,) = project_complaints(project_text("owners: {payments: {receivers: {critical: pager}}}"))
    assert found == (
        "observability.yaml:5:34: the project has no alertmanager (spec.owners.payments.receivers); "
        "write alertmanager: and its receivers"
    )


def test_timing_is_completed_with_what_a_page_and_a_ticket_need() -> None:
    timing = alertmanager("timing: {critical: {group_wait: 0s}, info: {repeat_interval: 5d}}\n").timing
    one, five, hour, day = (Duration.parse(text) for text in ("1m", "5m", "1h", "1d"))
    assert timing == {
        "critical": Timing(Duration(0), one, hour),
        "warning": Timing(one, five, day),
        "info": Timing(one, five, Duration.parse("5d")),
    }


def test_alertmanager_cannot_repeat_what_it_has_forgotten() -> None:
    settings = RECEIVERS + TOLD + "timing: {critical: {repeat_interval: 6d}}\n"
    text = project_text("alertmanager:\n" + "".join(f"  {line}\n" for line in settings.splitlines()))
    (found,) = project_complaints(text)
    assert "after 6d Alertmanager has forgotten what it sent" in found


@pytest.mark.parametrize("written", ["2027-01-31 22:00", "2027-01-31T22:00", "2027-01-31T22:00:00Z"])
def test_a_moment_is_a_day_and_a_time(written: str) -> None:
    window = maintenance(f"from: {written}, to: 2027-02-01 04:00").window
    assert window == Once(datetime(2027, 1, 31, 22), datetime(2027, 2, 1, 4))  # noqa: DTZ001 - its zone stands beside


def test_hours_of_each_week_run_until_a_day_and_may_pass_midnight() -> None:
    found = maintenance("times: 22:00-04:00, weekdays: [sunday, friday], until: 2027-06-30, timezone: Europe/Berlin")
    assert found.window == Weekly((4, 6), 22 * 60, 4 * 60, date(2027, 6, 30))
    assert found.timezone == "Europe/Berlin"


def test_hours_without_weekdays_are_those_of_every_day_and_may_be_whole_days() -> None:
    window = maintenance("times: 00:00-24:00, from: 2027-06-01, until: 2027-06-30").window
    assert window == Weekly(tuple(range(7)), 0, 24 * 60, date(2027, 6, 30), date(2027, 6, 1))


def test_hours_that_end_at_midnight_end_there() -> None:
    assert maintenance("times: 22:00-00:00, until: 2027-06-30").window == Weekly(
        tuple(range(7)), 22 * 60, 0, date(2027, 6, 30)
    )
