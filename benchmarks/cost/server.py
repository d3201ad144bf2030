"""A Prometheus over a folder of blocks, and its HTTP API."""

from collections.abc import Iterator
from contextlib import contextmanager
from math import nan
from pathlib import Path
from typing import Any

import httpx
from attrs import frozen
from prometheus_client.parser import text_string_to_metric_families

from tests.e2e.processes import Program, free_port, running

# Blocks carry times of their own, which may be long ago.
_KEEP = "--storage.tsdb.retention.time=100y"


@frozen
class Answer:
    """What an instant query yielded, and what it took: samples read, seconds of the engine."""

    result: list[dict[str, Any]]
    samples: int
    seconds: float


class Server:
    """A running Prometheus."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._http = httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=300, trust_env=False)

    def query(self, expr: str, at: float) -> Answer:
        """The expression at a time (seconds since 1970)."""
        data = self._post("query", {"query": expr, "time": f"{at:.3f}", "stats": "all"})
        stats = data["stats"]
        return Answer(data["result"], stats["samples"]["totalQueryableSamples"], stats["timings"]["evalTotalTime"])

    def ask(self, expr: str, end: float, seconds: int = 0, step: int = 0) -> int:
        """How many series an expression has: at the end, or in so many seconds before it."""
        if not seconds:
            return len(self._post("query", {"query": expr, "time": f"{end:.3f}"})["result"])
        form = {"query": expr, "start": f"{end - seconds:.3f}", "end": f"{end:.3f}", "step": str(step)}
        return len(self._post("query_range", form)["result"])

    def value(self, expr: str, at: float) -> float:
        """The one value of the expression at a time."""
        (sample,) = self.query(expr, at).result
        return float(sample["value"][1])

    def timestamp(self, series: str, at: float) -> float:
        """When the newest sample of a series was taken."""
        return self.value(f"timestamp({series})", at)

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.port}"

    def _post(self, path: str, form: dict[str, str]) -> dict[str, Any]:
        answer = self._http.post(f"/api/v1/{path}", data=form).json()
        if answer["status"] != "success":
            raise RuntimeError(f"{answer['error']}\n{form}")
        data: dict[str, Any] = answer["data"]
        return data

    def metric(self, name: str) -> float:
        """One of its own metrics, summed over all series."""
        return sum(self._own(name))

    def highest(self, name: str) -> float:
        """The highest series of one of its own metrics."""
        return max(self._own(name))

    def lowest(self, name: str) -> float:
        """The lowest series of one of its own metrics; not a number where there is none."""
        return min(self._own(name), default=nan)

    def _own(self, name: str) -> list[float]:
        families = text_string_to_metric_families(self._http.get("/metrics").text)
        return [sample.value for family in families for sample in family.samples if sample.name == name]

    def reload(self) -> None:
        """Read the configuration again; it must have been started with `--web.enable-lifecycle`."""
        self._http.post("/-/reload").raise_for_status()

    def cpu(self) -> float:
        """Seconds of the processor that it has used."""
        return self.metric("process_cpu_seconds_total")


@contextmanager
def serving(program: Path, data: Path, configuration: str = "{}", *options: str) -> Iterator[Server]:
    """A Prometheus over the blocks in `data`, until the block ends; its log stands beside that folder."""
    server = Server(free_port())
    config = data.with_suffix(".yaml")
    config.write_text(configuration)
    command: tuple[str | Path, ...] = (
        program,
        f"--config.file={config}",
        f"--storage.tsdb.path={data}",
        f"--web.listen-address=127.0.0.1:{server.port}",
        _KEEP,
        *options,
    )
    with running(Program(command, data.with_suffix(".log"), f"http://127.0.0.1:{server.port}/-/ready")):
        yield server
