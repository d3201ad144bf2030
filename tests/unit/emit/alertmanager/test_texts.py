"""What people read, as amtool renders it: all that a page must show, and no text of an alert that does more."""

from pathlib import Path
from typing import Any

import pytest

from observability.emit.alertmanager import texts
from tests.support.alertmanager import Amtool

LABELS = {"alertname": "AvailabilityBudgetBurn", "severity": "critical", "service": "shop", "owner": "payments"}
ANNOTATIONS = {
    "summary": "Shop: 12 % of the HTTP events failed",
    "description": "The objective allows 0.1 %.",
    "runbook_url": "https://git.example.org/shop.md?a=1&b=2",
    "dashboard_url": "https://grafana.example.org/d/shop?viewPanel=7",
}
NEEDED = ("critical", "payments", *ANNOTATIONS.values())


def data(*alerts: dict[str, Any], **common: str) -> dict[str, Any]:
    """What Alertmanager hands to a template."""
    labels = LABELS | common
    every = [{"status": "firing", "labels": labels, "annotations": ANNOTATIONS, **alert} for alert in alerts or ({},)]
    firing = any(alert["status"] == "firing" for alert in every)
    return {
        "receiver": "pager",
        "status": "firing" if firing else "resolved",
        "alerts": every,
        "groupLabels": {"service": labels["service"]},
        "commonLabels": labels,
        "commonAnnotations": ANNOTATIONS if len(every) == 1 else {},
        "externalURL": "https://alertmanager.example.org",
    }


@pytest.mark.parametrize("text", [texts.BODY, texts.FIRING, texts.SLACK_TEXT], ids=["email", "pagerduty", "slack"])
def test_a_page_shows_all_that_a_person_needs(each_amtool: Amtool, tmp_path: Path, text: str) -> None:
    shown = each_amtool.rendered(text, data(), tmp_path).replace("&amp;", "&")
    assert [needed for needed in NEEDED if needed not in shown] == []


def test_a_subject_says_how_bad_whose_and_what(each_amtool: Amtool, tmp_path: Path) -> None:
    shown = each_amtool.rendered(texts.SUBJECT, data(), tmp_path)
    assert shown == "[FIRING critical] shop: Shop: 12 % of the HTTP events failed"
    two = data({"status": "resolved", "annotations": {"summary": "over"}}, {})
    assert each_amtool.rendered(texts.SUBJECT, two, tmp_path) == f"{shown} (2 alerts)"
    resolved = each_amtool.rendered(texts.SUBJECT, data({"status": "resolved"}), tmp_path)
    assert resolved == "[RESOLVED critical] shop: Shop: 12 % of the HTTP events failed"


def test_no_text_of_an_alert_is_run_or_calls_people(each_amtool: Amtool, tmp_path: Path) -> None:
    evil = dict.fromkeys(ANNOTATIONS, "<!channel> {{ .ExternalURL }} <https://evil.example|Runbook> &")
    every = data({"annotations": evil, "labels": dict.fromkeys(LABELS, "<!here>")}, severity="<!here>")
    for text in (texts.SLACK_TEXT, texts.SLACK_TITLE):
        shown = each_amtool.rendered(text, every, tmp_path)
        assert "<" not in shown
        assert "alertmanager.example.org" not in shown
    assert "{{ .ExternalURL }}" in each_amtool.rendered(texts.BODY, every, tmp_path)


def test_links_that_are_paths_are_none_for_pagerduty(each_amtool: Amtool, tmp_path: Path) -> None:
    assert each_amtool.rendered(texts.RUNBOOK, data(), tmp_path) == ANNOTATIONS["runbook_url"]
    assert each_amtool.rendered(texts.DASHBOARD, data(), tmp_path) == ANNOTATIONS["dashboard_url"]
    paths = data({"annotations": {"runbook_url": "runbooks/shop.md", "dashboard_url": "/d/shop"}})
    assert each_amtool.rendered(texts.RUNBOOK, paths, tmp_path) == ""
    assert each_amtool.rendered(texts.DASHBOARD, paths, tmp_path) == ""


@pytest.mark.parametrize(("severity", "sent"), [("warning", "warning"), ("page", "critical"), ("", "critical")])
def test_pagerduty_gets_a_severity_that_it_knows(each_amtool: Amtool, tmp_path: Path, severity: str, sent: str) -> None:
    assert each_amtool.rendered(texts.PAGERDUTY_SEVERITY, data(severity=severity), tmp_path) == sent


@pytest.mark.parametrize(("severity", "status", "color"), [
    ("critical", "firing", "danger"), ("warning", "firing", "warning"), ("critical", "resolved", "good"),
])  # fmt: skip
def test_a_colour_tells_how_bad_it_is(
    each_amtool: Amtool, tmp_path: Path, severity: str, status: str, color: str
) -> None:
    assert each_amtool.rendered(texts.SLACK_COLOR, data({"status": status}, severity=severity), tmp_path) == color
