"""`observability explain`: who is told of an alert."""

from pathlib import Path

import pytest

from observability import cli

PROJECT = """\
apiVersion: observability/v1
kind: Project
metadata: {name: shop}
spec:
  owners: {payments: {receivers: {critical: pager}}}
  environments: {production: {}, staging: {alertmanager: {pages: false}}, laptop: {alertmanager: false}}
  alertmanager:
    watchdog: false
    default: {critical: chat, warning: chat}
    receivers:
      pager: {pagerduty: {routing_key_file: /etc/pagerduty}}
      chat: {slack: {channel: "#shop", api_url_file: /etc/slack}}
"""
SERVICE = """\
apiVersion: observability/v1
kind: Service
metadata: {name: shop, owner: payments}
spec:
  selector: {job: shop}
  red: {http: {rate: http_requests_total, errors: 'http_requests_total{code=~"5.."}'}}
"""


@pytest.fixture(autouse=True)
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / ".git").mkdir()
    (tmp_path / "services").mkdir()
    (tmp_path / "services/shop.yaml").write_text(SERVICE)
    (tmp_path / "observability.yaml").write_text(PROJECT)


def explained(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    assert cli.run(["explain", "shop", *arguments]) == 0
    return capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    ("environment", "told", "by_alert"),
    [
        ("production", "pager of critical, chat of warning, nobody of info", ["pager", "chat"]),
        ("staging", "chat of critical, chat of warning, nobody of info", ["chat", "chat"]),
        ("laptop", "nobody by us: the project file gives this environment no alertmanager", ["nobody by us"] * 2),
    ],
)
def test_who_is_told(capsys: pytest.CaptureFixture[str], environment: str, told: str, by_alert: list[str]) -> None:
    assert f"Told: {told}" in explained(capsys, "--environment", environment)
    lines = explained(capsys, "AvailabilityBudgetBurn", "--environment", environment)
    said = [line.strip().removeprefix("told").strip().partition(":")[0] for line in lines if line.startswith("  told ")]
    assert said == by_alert
