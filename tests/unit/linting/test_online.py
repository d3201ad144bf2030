"""What a Prometheus tells of types, and what is said where it tells nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from observability.adapters.prometheus import ServerError
from observability.linting import Online, Request, lint
from tests.support.samples import rule_file
from tests.support.webserver import WebServer, page, serving
from tests.unit.adapters.prometheus.asking import prometheus, success

EMPTY = {"resultType": "vector", "result": []}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with serving() as running:
        yield running


def checks(server: WebServer, folder: Path, expr: str, types: dict[str, str]) -> set[str]:
    told = {name: [{"type": kind, "help": "", "unit": ""}] for name, kind in types.items()}
    server.answers = {
        "/api/v1/metadata": success(told),
        "/api/v1/label/__name__/values": success(["requests", "temperature", "work_total", "latency_count"]),
        "/api/v1/query": success({"resultType": "vector", "result": [{"metric": {}, "value": [1, "1"]}]}),
    }
    (folder / "rules.yaml").write_text(rule_file(f'expr: "{expr}"'))
    found = lint(Request((folder / "rules.yaml",), online=Online(prometheus(server), 0))).findings
    return {finding.check for finding in found}


@pytest.mark.parametrize(
    ("expr", "types", "said"),
    [
        ("rate(temperature[5m]) > 1", {"temperature": "gauge"}, {"rate-over-gauge"}),
        ("rate(requests[5m]) > 1", {"requests": "counter"}, set()),
        ("rate(requests[5m]) > 1", {"requests": "unknown"}, set()),
        ("requests > 5", {"requests": "counter"}, {"counter-as-gauge"}),
        ("work_total > 5", {"work_total": "gauge"}, set()),
        ("work_total > 5", {"work": "counter"}, {"counter-as-gauge"}),
        ("latency_count > 5", {"latency": "histogram"}, {"counter-as-gauge"}),
    ],
)
def test_the_type_that_a_target_told_comes_before_the_name(
    server: WebServer, tmp_path: Path, expr: str, types: dict[str, str], said: set[str]
) -> None:
    assert checks(server, tmp_path, expr, types) == said


def test_a_server_that_is_no_prometheus_is_told(server: WebServer, tmp_path: Path) -> None:
    server.answers = {"/api/v1/metadata": page("<h1>Login</h1>")}
    (tmp_path / "rules.yaml").write_text(rule_file("expr: up == 0"))
    with pytest.raises(ServerError, match="answers with a web page"):
        lint(Request((tmp_path / "rules.yaml",), online=Online(prometheus(server), 0)))
