"""A Prometheus of our own starts, also where another program was given its port in between."""

import socket
from pathlib import Path

import httpx
import pytest

from observability.adapters import prometheus_server
from observability.adapters.prometheus_server import serving
from observability.adapters.tools import PROMETHEUS, provide
from observability.exceptions import MissingToolError
from tests.support.progress import silent


def test_it_takes_another_port_where_the_first_is_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    free = prometheus_server._free_port
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = int(other.getsockname()[1])
        ports = iter([taken, free()])
        monkeypatch.setattr(prometheus_server, "_free_port", lambda: next(ports))
        monkeypatch.setattr(prometheus_server, "_answers", lambda url: f":{taken}/" not in url and _is_ready(url))
        with serving(provide(PROMETHEUS, silent), tmp_path) as url:
            assert f":{taken}" not in url
            assert _is_ready(f"{url}/-/ready")


def _is_ready(url: str) -> bool:
    try:
        return httpx.get(url, trust_env=False).is_success
    except httpx.TransportError:
        return False


def test_a_program_that_is_no_prometheus_is_told_of(tmp_path: Path) -> None:
    with (
        pytest.raises(MissingToolError, match="does not start as a Prometheus does"),
        serving(Path("/bin/false"), tmp_path),
    ):
        pass
