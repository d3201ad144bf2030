"""A real Prometheus: its configuration, and what a test asks of it."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import orjson

from tests.e2e.processes import Program, free_port, running, until

_PATIENCE = 180.0  # seconds until all is scraped, on a busy machine

Sample = dict[str, Any]


class Prometheus:
    """Its HTTP API. `program` can be killed and started again."""

    def __init__(self, port: int, program: Program) -> None:
        self.program = program
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)

    def query(self, expr: str) -> list[Sample]:
        """The samples that the expression yields now; a query that is wrong fails the test."""
        answer = self._http.post("/api/v1/query", data={"query": expr}).json()
        assert answer["status"] == "success", f"{answer['error']}\n{expr}"
        samples: list[Sample] = answer["data"]["result"]
        return samples

    def value(self, expr: str) -> float | None:
        """The one value of the expression, or None."""
        samples = self.query(expr)
        return float(samples[0]["value"][1]) if samples else None

    def rules(self) -> list[dict[str, Any]]:
        """All loaded rules, with their health."""
        groups = self._http.get("/api/v1/rules").json()["data"]["groups"]
        return [{**rule, "group": group["name"]} for group in groups for rule in group["rules"]]

    def alerts(self, state: str, **labels: str) -> list[dict[str, Any]]:
        """The alerts that are `pending` or `firing` and have these labels."""
        alerts: list[dict[str, Any]] = self._http.get("/api/v1/alerts").json()["data"]["alerts"]
        return [alert for alert in alerts if alert["state"] == state and labels.items() <= alert["labels"].items()]

    def reload(self) -> None:
        """Read the configuration and the rules again."""
        self._http.post("/-/reload").raise_for_status()

    def fail_a_request(self) -> None:
        """Ask something that cannot be answered in the time given: a 5xx in its own metrics."""
        # When the microsecond ends is chance: before the query is parsed the answer is 400, after it 503.
        hurried = {"query": "up", "timeout": "0.000001"}
        answers = (self._http.post("/api/v1/query", data=hurried) for _ in range(100))
        assert any(answer.is_server_error for answer in answers)


@contextmanager
def prometheus(
    binary: Path, folder: Path, rules: Path, jobs: Mapping[str, int], flags: tuple[str, ...]
) -> Iterator[Prometheus]:
    """A Prometheus that scrapes itself and `jobs` (name to port) each second, and evaluates the rules.

    It sends its alerts to the job `alertmanager`. The rules are loaded after the first scrapes: where alerts wait for
    seconds only, a start would be an incident.
    """
    port = free_port()
    config = folder / "prometheus.json"  # JSON is YAML
    config.write_bytes(orjson.dumps(_configuration(folder / "rules", {"prometheus": port, **jobs})))
    command = (
        binary,
        f"--config.file={config}",
        f"--storage.tsdb.path={folder / 'prometheus'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--web.enable-lifecycle",
        *flags,
    )
    program = Program(command, folder / "prometheus.log", f"http://127.0.0.1:{port}/-/ready")
    with running(program):
        server = Prometheus(port, program)
        until(lambda: len(server.query("up == 1")) > len(jobs), _PATIENCE, lambda: f"only {server.query('up')} are up")
        shutil.copytree(rules, folder / "rules")
        server.reload()
        yield server


def _configuration(rules: Path, jobs: Mapping[str, int]) -> dict[str, Any]:
    return {
        "global": {"scrape_interval": "1s", "evaluation_interval": "1s"},
        "rule_files": [f"{rules}/*.yaml"],
        "alerting": {"alertmanagers": [{"static_configs": [_target(jobs["alertmanager"])]}]},
        "scrape_configs": [
            {
                "job_name": name,
                "static_configs": [_target(port)],
                # Native histograms: Prometheus' own are exponential; classic ones become native with their own bounds.
                "scrape_native_histograms": True,
                "convert_classic_histograms_to_nhcb": True,
                "always_scrape_classic_histograms": True,
            }
            for name, port in jobs.items()
        ],
    }


def _target(port: int) -> dict[str, list[str]]:
    return {"targets": [f"127.0.0.1:{port}"]}
