"""A real Alertmanager, and what a test asks of it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.e2e.processes import Program, free_port, running


class Alertmanager:
    """Its HTTP API and its log."""

    def __init__(self, port: int, program: Program) -> None:
        self.port, self._program = port, program
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30, trust_env=False)

    def alerts(self, **labels: str) -> list[dict[str, Any]]:
        """The alerts that it knows with these labels. `status` says whether one is suppressed, and by whom."""
        alerts: list[dict[str, Any]] = self._http.get("/api/v2/alerts").json()
        return [alert for alert in alerts if labels.items() <= alert["labels"].items()]

    def send(self, *labels: Mapping[str, str]) -> None:
        """Send it alerts, as Prometheus would."""
        self._http.post("/api/v2/alerts", json=[{"labels": dict(of)} for of in labels]).raise_for_status()

    def decisions(self, severity: str) -> int:
        """How many times it has decided what to tell of its groups of alerts of this severity."""
        group = f'severity=\\"{severity}\\"'
        lines = self._program.log.read_text(errors="replace").splitlines()
        return sum("msg=flushing" in line and group in line for line in lines)


@contextmanager
def alertmanager(binary: Path, folder: Path, config: Path) -> Iterator[Alertmanager]:
    """An Alertmanager with this configuration, alone: it looks for no others."""
    port = free_port()
    command = (
        binary,
        f"--config.file={config}",
        f"--storage.path={folder / 'alertmanager'}",
        f"--web.listen-address=127.0.0.1:{port}",
        "--cluster.listen-address=",
        "--log.level=debug",
    )
    program = Program(command, folder / "alertmanager.log", f"http://127.0.0.1:{port}/-/ready")
    with running(program):
        yield Alertmanager(port, program)
