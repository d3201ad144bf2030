"""A Prometheus of our own starts, also where another program was given its port in between."""

from pathlib import Path

import httpx
import pytest

from observability.adapters import prometheus_server
from observability.adapters.prometheus_server import serving
from observability.adapters.tools import PROMETHEUS, provide
from observability.exceptions import MissingToolError
from tests.support.progress import silent


def test_it_takes_another_port_where_the_first_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = provide(PROMETHEUS, silent)
    (tmp_path / "other").mkdir()
    # The one who was given the port answers as a Prometheus does.
    with serving(program, tmp_path / "other") as other:
        ports = iter([int(other.rpartition(":")[2]), prometheus_server._free_port()])
        monkeypatch.setattr(prometheus_server, "_free_port", lambda: next(ports))
        with serving(program, tmp_path) as url:
            assert url != other
            flags = httpx.get(f"{url}/api/v1/status/flags", trust_env=False).json()["data"]
            assert flags["storage.tsdb.path"] == str(tmp_path / "data")


def test_a_program_that_is_no_prometheus_is_told_of(tmp_path: Path) -> None:
    with (
        pytest.raises(MissingToolError, match="does not start as a Prometheus does"),
        serving(Path("/bin/false"), tmp_path),
    ):
        pass
